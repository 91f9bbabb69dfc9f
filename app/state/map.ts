import { CmemView } from './cmem-view.svelte.ts';
import { PoolView } from './dma-pool-view.svelte.ts';
import { MapView } from './map-view.svelte.ts';

/** Where the reader is in the maps: one of each for the page. */
export const mapView = new MapView();
export const cmemView = new CmemView();
export const poolView = new PoolView();
