/** The CMEM plate: pools as racks of buffers, the heap to scale, the last request, the planner. */
import type { Session } from '../../session/session.svelte.ts';
import type { Plate } from '../contract.ts';
import { actionsOn } from './actions.ts';
import type { CmemNews } from './cmem-news.svelte.ts';
import type { CmemPlace, CmemView } from './cmem-view.svelte.ts';
import { figures } from './figures.ts';
import { foldWith } from './fold.ts';
import { heldOf } from './held.ts';
import { legendOn } from './legend.ts';
import { linkOf } from './link.ts';
import { blocksOf } from './on-ribbon.ts';
import { onBoard } from './on-board.ts';
import { outcomesFor } from './outcomes.ts';
import { ribbonOf } from './ribbon.ts';
import { stepsOn } from './steps.ts';
import { RACK_KEYS } from './view/cursor.ts';

export const cmemPlate = (
  view: CmemView,
  news: CmemNews,
  session: Session,
): Plate<CmemPlace | undefined> => ({
  id: 'cmem',
  shown: onBoard,
  order: () => 2,
  maps: (layout) => (onBoard(layout) ? 1 : 0),
  places: (layout) => blocksOf(layout).map(({ physStart }) => physStart),
  view,
  follow: undefined,
  title: 'cmem.title',
  fold: foldWith(ribbonOf(news), news, view),
  has: (layout) => layout?.cmem !== undefined,
  Maps: () => import('./view/CmemPlate.svelte'),
  Inspector: () => import('./view/CmemInspector.svelte'),
  Chosen: () => import('./view/CmemChosen.svelte'),
  Twin: undefined,
  table: {
    id: 'cmem',
    title: 'cmem.table.title',
    has: (layout) => layout?.cmem !== undefined || layout?.board.noCma === true,
    load: () => import('./view/Buffers.svelte'),
  },
  keys: { id: 'racks', title: 'keys.group.racks', table: RACK_KEYS },
  legend: legendOn(news),
  ribbon: ribbonOf(news),
  actions: actionsOn(view),
  link: linkOf(view),
  outcomes: outcomesFor(news),
  steps: stepsOn(view),
  held: heldOf(view, session),
  figures,
});
