/** A command of CMEM's where there is none. */
import { BOARDS } from '../boards.ts';
import type { Board } from '../board.ts';
import type { Result } from '../command.ts';
import { refused } from './answer.ts';

/** Only some boards have a cmemk.ko. */
export function noCmem(board: Board): Result {
  const boards = BOARDS.filter((known) => known.cmem).map((known) => known.id);
  return refused('ENOENT', 'cmem.notOnBoard', {
    board: board.profile.id,
    boards: boards.join(', '),
  });
}
