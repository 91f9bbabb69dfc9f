import { PoolView } from './dma-pool-view.svelte.ts';

/** Where the reader is on the plate of DMA pools: one for the page. */
export const poolView = new PoolView();
