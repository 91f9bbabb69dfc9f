/** What a link keeps of the page map and of the window on the ribbon. */
import { MAX_CMA_AREAS, MAX_PAGES } from '../../../engine/contract/limits.ts';
import type { PlateLink } from '../contract.ts';
import { MAX_ALIGN } from '../map-view.svelte.ts';
import type { AddressWindow, MapView } from '../map-view.svelte.ts';

export interface KeptMap {
  /** Index of the CMA region that is shown. */
  readonly region: number;
  /** Log2 of the pages a row; undefined = the whole region. */
  readonly order: number | undefined;
  /** Page at the beginning of the first row that is seen: pixels would mean another window's. */
  readonly top: number | undefined;
  /** Alignment order of the boundaries; undefined = the board's. */
  readonly align: number | undefined;
  readonly brush: AddressWindow | undefined;
  /** Chosen page of the region columns. */
  readonly page: number | undefined;
}

/** Log2 of the widest row. */
const MAX_ORDER = Math.ceil(Math.log2(MAX_PAGES));
/** The end of the widest physical address of the boards: 40 bits (LPAE). */
const ADDRESS_END = 2 ** 40;

export const linkOf = (view: MapView): PlateLink<KeptMap> => ({
  write: ({ region, order, top, align, brush, page }) => ({
    region: region === 0 ? undefined : region,
    order,
    top,
    align,
    from: brush?.from,
    to: brush?.to,
    page,
  }),
  read(whole) {
    const [from, to] = [whole('from', ADDRESS_END), whole('to', ADDRESS_END + 1)];
    return {
      region: whole('region', MAX_CMA_AREAS) ?? 0,
      order: whole('order', MAX_ORDER + 1),
      top: whole('top', MAX_PAGES),
      align: whole('align', MAX_ALIGN + 1),
      brush: from !== undefined && to !== undefined && from < to ? { from, to } : undefined,
      page: whole('page', MAX_PAGES),
    };
  },
  take: () => ({
    region: view.region,
    order: view.order,
    top: view.top(),
    align: view.ownAlign,
    brush: view.brush,
    page: view.selection?.page,
  }),
  restore({ region, order, top, align, brush, page }, { frame, layout }) {
    const fits = (one: number | undefined): one is number =>
      one !== undefined && layout !== undefined && one < layout.pages;
    view.showRegion(region < (layout?.regions.length ?? 0) ? region : 0);
    view.brush = brush;
    view.align = align;
    view.order = order;
    view.scroll = 0;
    const slot = fits(page) ? (frame?.columns.owner[page] ?? 0) - 1 : -1;
    const op = slot < 0 ? 0 : (frame?.columns.blockOp[slot] ?? 0);
    view.select(fits(page) ? { page, slot, op } : undefined);
    // Another zoom keeps another place: also the beginning has to be gone to.
    const start = layout?.regions[view.region]?.ranges[0]?.firstPage;
    const first = fits(top) ? top : order === undefined ? undefined : start;
    if (first === undefined) return undefined;
    return () => (view.goal = { page: first, count: 1, first: true });
  },
});
