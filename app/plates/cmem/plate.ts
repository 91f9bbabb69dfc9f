/** The CMEM plate: pools as racks of buffers, the heap to scale, the last request, the planner. */
import type { Plate } from '../contract.ts';
import { actions } from './actions.ts';
import { cmemView } from './cmem-map.ts';
import type { CmemPlace } from './cmem-view.svelte.ts';
import { figures } from './figures.ts';
import { held } from './held.ts';
import { legend } from './legend.ts';
import { link } from './link.ts';
import { onBoard } from './on-board.ts';
import { outcomes } from './outcomes.ts';
import { ribbon } from './ribbon.ts';
import { steps } from './steps.ts';
import { RACK_KEYS } from './view/cursor.ts';

export const cmem: Plate<CmemPlace | undefined> = {
  id: 'cmem',
  shown: onBoard,
  order: () => 2,
  maps: (layout) => (onBoard(layout) ? 1 : 0),
  view: cmemView,
  follow: undefined,
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
  legend,
  ribbon,
  actions,
  link,
  outcomes,
  steps,
  held,
  figures,
};
