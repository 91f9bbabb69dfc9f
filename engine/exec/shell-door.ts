/** Shell and file tree, in one piece: see ../systems.ts. */
import type { Board } from '../board.ts';
import type { Command, Result } from '../command.ts';
import type { Recorder } from '../recorder.ts';
import type { OpId } from '../units.ts';
import { cat, dmesg, echo, ls } from './shell.ts';

export { buildTree } from '../fs/board-tree.ts';

export type ShellCommand = Extract<Command, { kind: 'cat' | 'ls' | 'echo' | 'dmesg' }>;

export function execShell(board: Board, command: ShellCommand, op: OpId, sink: Recorder): Result {
  switch (command.kind) {
    case 'cat':
      return cat(board, command);
    case 'ls':
      return ls(board, command);
    case 'echo':
      return echo(board, command, op, sink);
    case 'dmesg':
      return dmesg(board, command);
  }
}
