/** What a link keeps of the DMA pools: the chosen place. */
import { MAX_JOURNAL_OPS, MAX_PAGES, MAX_POOL_SLOTS } from '../../../engine/contract/limits.ts';
import type { PlateLink } from '../contract.ts';
import type { PoolPlace, PoolView } from './dma-pool-view.svelte.ts';

export const linkOf = (view: PoolView): PlateLink<PoolPlace | undefined> => ({
  write: (place) => ({
    dmaPool: place?.pool,
    dmaPage: place?.page,
    // Numbers of a view count from 0, and the page as a whole is -1.
    dmaSlot: place && place.slot + 1,
  }),
  read(whole) {
    const [pool, page] = [whole('dmaPool', MAX_JOURNAL_OPS), whole('dmaPage', MAX_PAGES)];
    const slot = whole('dmaSlot', MAX_POOL_SLOTS + 1);
    if (pool === undefined || page === undefined || slot === undefined) return undefined;
    return { pool, page, slot: slot - 1 };
  },
  take: () => view.selection,
  restore(place, { layout }) {
    const pool = layout?.dmaPools.find(({ id }) => id === place?.pool);
    view.select(pool ? place : undefined);
    return undefined;
  },
});
