/**
 * Steps as the command alone tells them: what positions in a journal count. A command is one step, a
 * workload as many as it has operations, so that one can stop inside it. A board line counts one here
 * whether it boots or not; steps-taken.ts knows.
 */
import type { Command } from '../../contract/command.ts';

/** The steps of a command; of a board line that boots nothing one too many. */
export function mostSteps(command: Command): number {
  if (command.kind === 'expect') return mostSteps(command.command);
  return command.kind === 'workload' ? command.ops : 1;
}

/** The steps of all commands together, with one for each board line. */
export const mostStepsOf = (commands: readonly Command[]): number =>
  commands.reduce((sum, command) => sum + mostSteps(command), 0);

/** The command as far as its first `steps` steps: the same workload with fewer operations. */
export function shortened(command: Command, steps: number): Command {
  if (command.kind === 'expect') return { ...command, command: shortened(command.command, steps) };
  return command.kind === 'workload' ? { ...command, ops: steps } : command;
}
