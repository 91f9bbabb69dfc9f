/**
 * Memory from which pieces of any length are cut: a CMA region, a heap of CMEM. Three counts say all
 * there is to say here, whatever their unit (pages or bytes): total, free, and the longest free run.
 *
 * No kernel and no driver prints a share; what they print are the counts. The share here is the usual
 * one: how much of what is free cannot be had in one piece.
 */
import { HEADER, HEADER_REGION, type MachineView } from '../contract/view.ts';

export interface Room {
  readonly total: number;
  readonly free: number;
  /** The longest run of it. */
  readonly longest: number;
}
/** Whoever wants to know of the room there is; three NaN where there is nothing to look at. */
export type RoomSink = (total: number, free: number, longest: number) => void;

/** Share of the total that is taken, 0…1; NaN without memory. */
export const usedShare = (total: number, free: number): number => (total - free) / total;
/** Share of the total that the longest free run is, 0…1; NaN without memory. */
export const longestShare = (total: number, longest: number): number => longest / total;
/**
 * External fragmentation: share of the free memory that is not in its longest run. 0 = one run, or
 * nothing is free; towards 1 = many short ones.
 */
export const externalFragmentation = (free: number, longest: number): number =>
  free === 0 ? 0 : 1 - longest / free;

/**
 * Several pieces as one: counts are added, but the longest run is that of one of them, since no request
 * is served by two. So two empty regions of the same size are half fragmented.
 */
export function summed(rooms: readonly Room[]): Room {
  let total = 0;
  let free = 0;
  let longest = 0;
  for (const room of rooms) {
    total += room.total;
    free += room.free;
    longest = Math.max(longest, room.longest);
  }
  return { total, free, longest };
}

/**
 * CMA regions in pages, in the order of the layout: `used` and `maxchunk` of mm/cma_debug.c, Linux
 * 4.9 to 6.14 (cma_used_get, cma_maxchunk_get), where both come from the bitmap.
 */
export function regionRooms({ layout, columns }: MachineView): readonly Room[] {
  return layout.regions.map(({ index, pages }) => {
    const at = HEADER.regions + index * HEADER_REGION.width;
    const used = columns.header[at + HEADER_REGION.used]!;
    return {
      total: pages,
      free: pages - used,
      longest: columns.header[at + HEADER_REGION.longest]!,
    };
  });
}

/**
 * A CMEM heap in bytes: its size and the chunks of the free list that HeapMem_alloc() of cmemk.c
 * walks (2.26 and 4.20). Undefined where the list has no end.
 */
export const heapRoom = (
  size: number,
  figures: { readonly free: number; readonly largest: number } | undefined,
): Room | undefined => figures && { total: size, free: figures.free, longest: figures.largest };
