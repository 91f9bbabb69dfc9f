/** A command of CMEM's where there is none. */
import { BOARDS } from '../../board/boards.ts';
import type { Board } from '../../board/board.ts';
import type { Result } from '../../contract/command.ts';
import { refused } from '../../board/answer.ts';

/** Only some boards have a cmemk.ko. Refused with ENOENT, naming the boards that have it. */
export function noCmem(board: Board): Result {
  const boards = BOARDS.filter((known) => known.cmem).map((known) => known.id);
  return refused('ENOENT', 'cmem.notOnBoard', {
    board: board.profile.id,
    boards: boards.join(', '),
  });
}
