/**
 * The memory that a sample of a board is taken of: the default CMA area; a board without one is looked
 * at in its first region, one without any in what a system manages itself. O(1), but for a heap whose
 * list somebody wrote over: that is walked, as every call on it is.
 */
import type { Board } from '../board/board.ts';
import type { RoomSink } from '../verdict/room.ts';
import type { LoadedSystems } from '../systems/loaded.ts';

/** Three NaN where the board has nothing of the kind, or a list without an end. */
export function roomOf(board: Board, { live }: LoadedSystems, sink: RoomSink): void {
  const area = board.defaultArea ?? board.areas[0];
  if (area) {
    const { pages, takenPages, maxchunk } = area.region;
    sink(pages, pages - takenPages, maxchunk);
    return;
  }
  const owner = live.find(({ id, room }) => room && board.parts[id] !== undefined);
  if (owner) owner.room!(board, sink);
  else sink(NaN, NaN, NaN);
}
