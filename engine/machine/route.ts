/** Who answers a command: the shell, or the system it belongs to. */
import type { Board } from '../board/board.ts';
import type { Recorder } from '../board/recorder.ts';
import type { Command, Result } from '../contract/command.ts';
import type { OpId } from '../contract/units.ts';
import type { Systems } from './systems.ts';

/** `board`, `workload` and `expect` are the machine's own: they are not one operation of a board. */
type Routed = Exclude<Command, { kind: 'board' | 'workload' | 'expect' }>;

/**
 * The answer to one operation on a board. Files are looked up in the tree of the board as it is
 * now.
 */
export function route(
  systems: Systems,
  board: Board,
  command: Routed,
  op: OpId,
  sink: Recorder,
): Result {
  const { loaded } = systems;
  switch (command.kind) {
    case 'cat':
    case 'ls':
    case 'echo':
    case 'dmesg': {
      const { execShell, treeOf } = systems.shell;
      return execShell(board, treeOf(board, loaded.whole), command, op, sink);
    }
    default:
      return loaded.exec(board, command, op, sink);
  }
}
