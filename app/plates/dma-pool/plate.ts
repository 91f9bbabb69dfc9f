/** The plate of DMA pools: the newest first, each with its figures, its pages and its own arithmetic. */
import type { Ui } from '../../page/ui.svelte.ts';
import type { Plate } from '../contract.ts';
import { actionsOn } from './actions.ts';
import { POOL_FORM } from './dma-pool-commands.ts';
import type { PoolNews } from './dma-pool-news.svelte.ts';
import { POOL_PLATE } from './dma-pool-view.svelte.ts';
import type { PoolPlace, PoolView } from './dma-pool-view.svelte.ts';
import { figures } from './figures.ts';
import { fold } from './fold.ts';
import { legend } from './legend.ts';
import { linkOf } from './link.ts';
import { outcomesFor } from './outcomes.ts';
import { stepsOn } from './steps.ts';
import { POOL_KEYS } from './view/cursor.ts';
import type { Layout } from '../../../engine/contract/view.ts';

const hasPools = (layout: Layout | undefined): boolean => (layout?.dmaPools.length ?? 0) > 0;

export const dmaPoolPlate = (
  view: PoolView,
  news: PoolNews,
  ui: Ui,
): Plate<PoolPlace | undefined> => ({
  id: POOL_PLATE,
  // Whoever has the form open reads on the plate what a pool is.
  shown: (layout, form) => hasPools(layout) || form === POOL_FORM,
  order: () => 3,
  maps: (layout) => (hasPools(layout) ? 1 : 0),
  // Its pages lie in memory that other plates show.
  places: () => [],
  view,
  follow: undefined,
  title: 'pool.title',
  fold,
  has: hasPools,
  Maps: () => import('./view/PoolPlate.svelte'),
  Inspector: () => import('./view/PoolInspector.svelte'),
  Chosen: () => import('./view/PoolChosen.svelte'),
  Twin: undefined,
  table: {
    id: 'pools',
    title: 'pool.table.title',
    has: hasPools,
    load: () => import('./view/Pools.svelte'),
  },
  keys: { id: 'pools', title: 'keys.group.pools', table: POOL_KEYS },
  legend,
  // Its pages lie in memory that other plates show.
  ribbon: undefined,
  actions: actionsOn(view, ui),
  link: linkOf(view),
  outcomes: outcomesFor(news),
  steps: stepsOn(view),
  held: undefined,
  figures,
});
