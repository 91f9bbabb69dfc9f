/** The page's view as a link keeps it, and the page as a link wants it. */
import { tick } from 'svelte';
import type { ViewSettings } from '../../engine/journal/index.ts';
import { cmemView } from './cmem-map.ts';
import { i18n } from './i18n.svelte.ts';
import { mapView } from './map.ts';
import { poolView } from './pool-map.ts';
import { readPageView, writePageView } from './page-view.ts';
import { session } from './session.svelte.ts';
import { settings } from './settings.svelte.ts';
import { ui } from './ui.svelte.ts';

export const presentView = (): ViewSettings =>
  writePageView({
    lang: i18n.lang,
    region: mapView.region,
    order: mapView.order,
    top: mapView.top(),
    align: mapView.ownAlign,
    brush: mapView.brush,
    page: mapView.selection?.page,
    cmem: cmemView.selection,
    dma: poolView.selection,
    table: ui.table,
  });

/** Put the page as it was; what no longer fits the board is left out. */
export async function restoreView(fields: ViewSettings): Promise<void> {
  const view = readPageView(fields);
  settings.linked = view.lang;
  // The maps first take in the board that was booted.
  await tick();
  const { frame, layout } = session;
  const fits = (page: number | undefined): page is number =>
    page !== undefined && layout !== undefined && page < layout.pages;
  mapView.showRegion(view.region < (layout?.regions.length ?? 0) ? view.region : 0);
  mapView.brush = view.brush;
  mapView.align = view.align;
  mapView.order = view.order;
  mapView.scroll = 0;
  ui.table = view.table;
  const slot = fits(view.page) ? (frame?.columns.owner[view.page] ?? 0) - 1 : -1;
  const op = slot < 0 ? 0 : (frame?.columns.blockOp[slot] ?? 0);
  mapView.select(fits(view.page) ? { page: view.page, slot, op } : undefined);
  const block = layout?.cmem?.blocks.find(({ index }) => index === view.cmem?.block);
  cmemView.select(block ? view.cmem : undefined);
  const pool = layout?.dmaPools.find(({ id }) => id === view.dma?.pool);
  poolView.select(pool ? view.dma : undefined);
  await tick();
  if (fits(view.top)) mapView.goal = { page: view.top, count: 1, first: true };
}
