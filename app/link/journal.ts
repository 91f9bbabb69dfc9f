/**
 * The journal: every command executed, boots included, as they must be repeated to come to the same
 * state, and the position in it at which the machine stands. Positions count operations: a command is
 * one, a workload as many as it has. It is kept on the page, so it outlives any worker.
 */
import type { Command, Outcome } from '../../engine/contract/command.ts';
import { mostSteps, mostStepsOf, shortened } from '../../engine/journal/time/steps.ts';
import { MAX_JOURNAL_OPS } from '../../engine/contract/limits.ts';
import { EVENT_CHARS } from './limits.ts';

const isBoot = (command: Command): boolean =>
  command.kind === 'expect' ? isBoot(command.command) : command.kind === 'board';

/** Steps that a command with this outcome has done: fewer for a workload that was stopped, none for a boot that was refused. */
export function opsDone(command: Command, { result }: Outcome): number {
  if (!result.ok && isBoot(command)) return 0;
  return result.ok && result.value.is === 'workload' ? result.value.ops : mostSteps(command);
}

/** Rough size of an outcome in characters: its texts and its events. */
export function outcomeChars(outcome: Outcome): number {
  const { result, log, events } = outcome;
  let chars = events.length * EVENT_CHARS;
  for (const line of log) chars += line.text.length;
  if (result.ok && result.value.is === 'text') chars += result.value.text.length;
  return chars;
}

/** The outcome without texts and events; what went is counted where the outcome counts it. */
export function trimmed(outcome: Outcome): Outcome {
  const { result, log, events, dropped } = outcome;
  const isText = result.ok && result.value.is === 'text';
  return {
    ...outcome,
    result: isText ? { ok: true, value: { is: 'text', text: '' } } : result,
    log: [],
    events: [],
    dropped: { events: dropped.events + events.length, log: dropped.log + log.length },
  };
}

export class Journal {
  readonly #commands: Command[] = [];
  /** Operations up to the end of each command. */
  readonly #ends: number[] = [];
  #position = 0;

  get commands(): readonly Command[] {
    return this.#commands;
  }

  /** Operations of all commands together. */
  get ops(): number {
    return this.#ends.at(-1) ?? 0;
  }

  /** Operations after which the machine stands; what lies beyond was executed and taken back. */
  get position(): number {
    return this.#position;
  }
  /** The machine went there. */
  moveTo(position: number): void {
    this.#position = Math.min(Math.max(0, position), this.ops);
  }

  /** Whether there is room after the position for commands not yet executed. */
  fits(commands: readonly Command[]): boolean {
    return this.#position + mostStepsOf(commands) <= MAX_JOURNAL_OPS;
  }

  /**
   * What was executed at the position; what lay beyond it is gone. A workload that was stopped is kept
   * with the operations really done, if any; a boot that was refused never happened.
   */
  add(command: Command, outcome: Outcome): void {
    const ops = opsDone(command, outcome);
    if (ops === mostSteps(command)) this.push(command);
    else if (ops > 0) this.push(shortened(command, ops));
  }

  /** What was executed with an outcome that is not known: it will be when it is repeated. */
  push(command: Command): void {
    this.cut();
    this.#commands.push(command);
    this.#position += mostSteps(command);
    this.#ends.push(this.#position);
  }

  /** Forget all but the first so many commands, if there are more. */
  keep(count: number): void {
    if (count >= this.#commands.length) return;
    this.#position = Math.min(this.#position, this.#ends[count - 1] ?? 0);
    this.cut();
  }

  /** Forget what lies beyond the position. */
  cut(): void {
    while (this.ops > this.#position) {
      const command = this.#commands.pop()!;
      this.#ends.pop();
      const left = this.#position - this.ops;
      if (left <= 0) continue;
      this.#commands.push(shortened(command, left));
      this.#ends.push(this.#position);
    }
  }
}
