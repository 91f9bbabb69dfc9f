/** Shell and file tree, in one piece: see systems.ts. */
import type { Board } from '../board/board.ts';
import type { BoardTree } from '../board/tree.ts';
import type { Command, Result } from '../contract/command.ts';
import type { Recorder } from '../board/recorder.ts';
import type { OpId } from '../contract/units.ts';
import { cat, dmesg, echo, ls } from './shell.ts';

export { treeOf } from './tree.ts';

/** Commands that read and write files, and the kernel's log. */
export type ShellCommand = Extract<Command, { kind: 'cat' | 'ls' | 'echo' | 'dmesg' }>;

/**
 * One line of the shell on a board with these files. Every answer is the shell's: an errno where
 * the board's call fails.
 */
export function execShell(
  board: Board,
  tree: BoardTree,
  command: ShellCommand,
  op: OpId,
  sink: Recorder,
): Result {
  switch (command.kind) {
    case 'cat':
      return cat(tree, command);
    case 'ls':
      return ls(tree, command);
    case 'echo':
      return echo(tree, command, op, sink);
    case 'dmesg':
      return dmesg(board, command);
  }
}
