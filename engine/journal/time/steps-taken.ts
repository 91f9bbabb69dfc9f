/**
 * Steps as the machine takes them: a boot that is refused never happened, so it is none. Whether a board
 * line boots is known without a machine (boot.ts).
 */
import { refusalOfBoot } from '../../board/boot.ts';
import type { Command } from '../../contract/command.ts';
import { mostSteps, shortened } from './steps.ts';

/** Board lines that were looked at: a boot takes longer to plan than to count. */
const refused = new WeakMap<Command, boolean>();

function isRefused(command: Command & { readonly kind: 'board' }): boolean {
  const known = refused.get(command);
  if (known !== undefined) return known;
  const is = refusalOfBoot(command.board, command.options) !== undefined;
  refused.set(command, is);
  return is;
}

/** The steps of a command, 0 for a board line that boots nothing. */
export function stepsOf(command: Command): number {
  if (command.kind === 'expect') return stepsOf(command.command);
  return command.kind === 'board' && isRefused(command) ? 0 : mostSteps(command);
}

/** The steps of all commands together. */
export const totalSteps = (commands: readonly Command[]): number =>
  commands.reduce((sum, command) => sum + stepsOf(command), 0);

/**
 * The commands that take the first `position` steps; all of them if there are fewer. Boots that were
 * refused right after that step are not among them.
 */
export function cutAt(commands: readonly Command[], position: number): readonly Command[] {
  let left = position;
  for (const [i, command] of commands.entries()) {
    const steps = stepsOf(command);
    if (left <= 0 || (steps >= left && steps > 0)) {
      const last = left > 0 ? [left < steps ? shortened(command, left) : command] : [];
      return [...commands.slice(0, i), ...last];
    }
    left -= steps;
  }
  return commands;
}
