/**
 * The memory that a sample of a board is taken of: the default CMA area; a board without one is looked
 * at in its first region, one without any in the heaps of CMEM. O(1), but for a heap whose list somebody
 * wrote over: that is walked, as every call on it is.
 */
import type { Board } from './board.ts';
import type { RoomSink } from './metrics/room.ts';

/** Three NaN where the board has nothing of the kind, or a list without an end. */
export function roomOf(board: Board, sink: RoomSink): void {
  const area = board.defaultArea ?? board.areas[0];
  if (area) {
    const { pages, takenPages, maxchunk } = area.region;
    sink(pages, pages - takenPages, maxchunk);
  } else if (board.cmem) board.systems.cmem.heapsRoom(board.cmem, sink);
  else sink(NaN, NaN, NaN);
}
