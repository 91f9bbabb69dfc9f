/**
 * The list of plates, in the order in which maps are numbered, and tabs, keys and legend stand. Fetched
 * after the first paint; the plate of the first paint is in first.ts as well.
 */
import type { Ui } from '../page/ui.svelte.ts';
import type { Session } from '../session/session.svelte.ts';
import { cmaPlate } from './cma/plate.ts';
import { CmemNews } from './cmem/cmem-news.svelte.ts';
import { CmemView } from './cmem/cmem-view.svelte.ts';
import { cmemPlate } from './cmem/plate.ts';
import type { AnyPlate } from './contract.ts';
import { PoolNews } from './dma-pool/dma-pool-news.svelte.ts';
import { PoolView } from './dma-pool/dma-pool-view.svelte.ts';
import { dmaPoolPlate } from './dma-pool/plate.ts';
import type { MapView } from './map-view.svelte.ts';

/** What plates have of the page, and what they know of the machine besides its state. */
export interface PlateParts {
  readonly session: Session;
  readonly ui: Ui;
  readonly mapView: MapView;
  readonly cmemView: CmemView;
  readonly cmemNews: CmemNews;
  readonly poolView: PoolView;
  readonly poolNews: PoolNews;
}

/** Views and news of the plates that are not in the first paint. */
export const makeViews = (): Pick<
  PlateParts,
  'cmemView' | 'cmemNews' | 'poolView' | 'poolNews'
> => ({
  cmemView: new CmemView(),
  cmemNews: new CmemNews(),
  poolView: new PoolView(),
  poolNews: new PoolNews(),
});

export const makePlates = ({
  session,
  ui,
  mapView,
  cmemView,
  cmemNews,
  poolView,
  poolNews,
}: PlateParts): readonly AnyPlate[] => [
  cmaPlate(mapView),
  cmemPlate(cmemView, cmemNews, session),
  dmaPoolPlate(poolView, poolNews, ui),
];
