import { PoolView } from './dma-pool-view.svelte.ts';

/** Id of the plate. */
export const POOL_PLATE = 'dma-pool';

/** Where the reader is on the plate of DMA pools: one for the page. */
export const poolView = new PoolView();
