/** Why a board has no region to take pages of. */
import type { Result } from '../contract/command.ts';
import { refused } from './answer.ts';
import type { Board } from './board.ts';

/** The kernel was built without CMA. */
export const noCma = ({ profile }: Board): Result =>
  refused(undefined, 'board.noCma', { release: profile.release });

/** The region that was named, or the default one where none was, is not there. */
export function noArea(board: Board, name: string | undefined): Result {
  if (board.profile.noCma) return noCma(board);
  if (name === undefined || board.areas.length === 0) return refused('ENOMEM', 'cma.noRegion');
  const regions = board.areas.map((area) => area.layout.name).join(', ');
  return refused(undefined, 'cma.unknownRegion', { name, regions });
}
