/**
 * Steps: what positions in a journal count. A command is one step, a boot too; a workload is as many as
 * it has operations, so that one can stop inside it.
 */
import type { Command } from '../command.ts';

export function stepsOf(command: Command): number {
  if (command.kind === 'expect') return stepsOf(command.command);
  return command.kind === 'workload' ? command.ops : 1;
}

export const totalSteps = (commands: readonly Command[]): number =>
  commands.reduce((sum, command) => sum + stepsOf(command), 0);

/** The command as far as its first `steps` steps: the same workload with fewer operations. */
export function shortened(command: Command, steps: number): Command {
  if (command.kind === 'expect') return { ...command, command: shortened(command.command, steps) };
  return command.kind === 'workload' ? { ...command, ops: steps } : command;
}

/** The commands that take the first `position` steps; all of them if there are fewer. */
export function cutAt(commands: readonly Command[], position: number): readonly Command[] {
  let left = position;
  for (const [i, command] of commands.entries()) {
    const steps = stepsOf(command);
    if (steps >= left) {
      const last = left > 0 ? [left < steps ? shortened(command, left) : command] : [];
      return [...commands.slice(0, i), ...last];
    }
    left -= steps;
  }
  return commands;
}
