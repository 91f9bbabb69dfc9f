/**
 * Memory that was cut into places before anybody asked: pages of a DMA pool, buffers of a CMEM pool.
 * Every free place serves every request it is large enough for, so there is no external fragmentation;
 * what is lost is lost inside places, and in pages that few blocks hold on to.
 */

/** A DMA pool as a line of the file `pools` shows it: mm/dmapool.c, pools_show(). */
export interface PoolCounts {
  /** Blocks handed out, and blocks there are. */
  readonly active: number;
  readonly total: number;
  /** Pages the pool holds. */
  readonly pages: number;
}

/** Share of the blocks that is handed out, 0…1; 0 for a pool without pages. */
export const slotUse = ({ active, total }: PoolCounts): number =>
  total === 0 ? 0 : active / total;

/**
 * Share of the pages that would be free if the blocks handed out lay close together, 0…1. A pool never
 * moves a block and never gives a page back before dma_pool_destroy() (mm/dmapool.c), so this is what a
 * peak long past still costs.
 */
export function idlePages({ active, total, pages }: PoolCounts): number {
  if (pages === 0) return 0;
  const perPage = total / pages;
  return 1 - Math.ceil(active / perPage) / pages;
}

/**
 * Internal fragmentation: share of what was given that nobody asked for, 0…1. For a CMEM pool `asked`
 * is the request and `given` the size of its buffers (alloc_pool of cmemk.c rounds up to pages); for a
 * page of a DMA pool, blocks × size asked for and the bytes of the page.
 */
export const innerWaste = (asked: number, given: number): number =>
  given === 0 ? 0 : 1 - asked / given;
