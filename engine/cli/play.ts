/** Experiments on a machine. */
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import type { Command, Outcome } from '../contract/command.ts';
import { createMachine, type Machine } from '../index.ts';
import { cutAt, stepsOf } from '../journal/index.ts';
import { shortened } from '../journal/time/steps.ts';
import { UsageError } from './arguments.ts';

/** A machine and what its commands came to. */
export interface Played {
  readonly machine: Machine;
  readonly outcomes: readonly Outcome[];
}

/** All commands on a fresh machine, whether they are refused or not. */
export function play(commands: readonly Command[]): Played {
  const machine = createMachine(ALL_SYSTEMS);
  return { machine, outcomes: commands.map((command) => machine.exec(command)) };
}

/** Up to a position; all of it, if there is none. */
export const playTo = (commands: readonly Command[], position: number | undefined): Played =>
  play(position === undefined ? commands : cutAt(commands, position));

/**
 * All that comes before operation `at` + 1. Operations count through; a boot takes none, so those right
 * after operation `at` are played too: 0 is the board freshly booted.
 */
export function playOps(commands: readonly Command[], at: number): Played {
  const machine = createMachine(ALL_SYSTEMS);
  const outcomes: Outcome[] = [];
  let done = 0;
  for (const command of commands) {
    const boots = (command.kind === 'expect' ? command.command : command).kind === 'board';
    if (done === at && !boots) break;
    const left = at - done;
    const outcome = machine.exec(
      boots || stepsOf(command) <= left ? command : shortened(command, left),
    );
    outcomes.push(outcome);
    done += outcome.ops;
  }
  if (done < at) throw new UsageError(`--at ${at}: there are only ${done} operations`);
  return { machine, outcomes };
}
