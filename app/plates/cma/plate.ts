/** The CMA plate: a region page by page, its blocks, and the window on the ribbon. */
import type { Plate } from '../contract.ts';
import { CMA_PLATE } from '../map-view.svelte.ts';
import type { MapView } from '../map-view.svelte.ts';
import { actionsOn } from './actions.ts';
import { figures } from './figures.ts';
import { foldOn } from './fold.ts';
import { legendOn } from './legend.ts';
import { linkOf } from './link.ts';
import type { KeptMap } from './link.ts';
import { stepsOn } from './steps.ts';
import { MAP_KEYS } from './view/cursor.ts';

export const cmaPlate = (view: MapView): Plate<KeptMap> => ({
  id: CMA_PLATE,
  view,
  follow: (layout) => view.follow(layout),
  // A board may have no CMA at all: then the plate of what it has instead stands alone.
  shown: (layout) => layout?.board.noCma !== true,
  // Without a region the plate only says so: what has memory stands above it.
  order: (layout) =>
    layout && layout.regions.length === 0 && (layout.cmem ?? layout.board.cmem) ? 9 : 1,
  maps: ({ regions }) => regions.length,
  places: ({ regions }) => regions.map(({ ranges }) => (ranges[0]?.basePfn ?? 0) * 4096),
  title: 'map.title',
  fold: foldOn(view),
  has: () => true,
  Maps: () => import('./view/CmaPlate.svelte'),
  Inspector: () => import('./inspector/Inspector.svelte'),
  Chosen: () => import('./inspector/Chosen.svelte'),
  Twin: () => import('./view/PageMap.svelte'),
  table: {
    id: 'blocks',
    title: 'blocks.title',
    has: (layout) => layout?.board.noCma !== true,
    load: () => import('./blocks/Blocks.svelte'),
  },
  keys: { id: 'map', title: 'keys.group.map', table: MAP_KEYS },
  legend: legendOn(view),
  // Regions are what the ribbon shows in any case.
  ribbon: undefined,
  actions: actionsOn(view),
  link: linkOf(view),
  outcomes: undefined,
  steps: stepsOn(view),
  // Blocks are held in any case: the list of what is held begins with them.
  held: undefined,
  figures,
});
