/** What can be said of one place: its page, its block, and when its turn comes. */
import { POOL_CORRUPT, POOL_END } from '../../../../engine/contract/view.ts';
import type { DmaPoolLayout, MachineView } from '../../../../engine/contract/view.ts';
import { chainOf, MOST_FOLLOWED } from './chain.ts';
import { servingPage } from './pages.ts';
import type { PageIndex } from './pages.ts';
import { pageAt, slotRecord } from './place.ts';
import type { PageRecord, PoolPlace, SlotRecord } from './place.ts';

/** Place in the free list from 1; too far on to count; or no link leads there. */
export type Order = number | 'deep' | 'unreachable';

export interface PlaceFacts {
  readonly pool: DmaPoolLayout;
  readonly place: PoolPlace;
  readonly page: PageRecord;
  /** Pages of the pool. */
  readonly pages: number;
  /** The next allocation is served from this page. */
  readonly serving: boolean;
  /** Undefined where the place is a page. */
  readonly slot: SlotRecord | undefined;
  /** Of a free block. */
  readonly order: Order | undefined;
  /** It is the block that the next allocation takes. */
  readonly next: boolean;
  /** Where the link in its first bytes leads, if it is on a list: a block row, POOL_END, POOL_CORRUPT. */
  readonly link: number | undefined;
}

export const factsOf = (
  view: MachineView,
  pages: PageIndex,
  place: PoolPlace,
): PlaceFacts | undefined => {
  const pool = view.layout.dmaPools.find((one) => one.id === place.pool);
  const page = pool && pageAt(view, pages, pool, place.page);
  if (pool === undefined || page === undefined) return undefined;
  const slot = place.slot < 0 ? undefined : slotRecord(view, pool, page, place.slot);
  if (place.slot >= 0 && slot === undefined) return undefined;
  const serving = servingPage(view, pages, pool) === page.row;
  const order = slot?.kind === 'free' ? orderOf(view, pool, page.row, slot.row) : undefined;
  const next = order === 1 && serving;
  const isLinked = slot !== undefined && pool.mechanism !== 'bitmap' && typeof order === 'number';
  const link = isLinked ? view.columns.poolBlockNext[slot.row] : undefined;
  return { pool, place, page, pages: pages.of(pool).length, serving, slot, order, next, link };
};

const orderOf = (view: MachineView, pool: DmaPoolLayout, page: number, row: number): Order => {
  const { blocks, end } = chainOf(view, pool, page, MOST_FOLLOWED);
  const at = blocks.indexOf(row);
  if (at >= 0) return at + 1;
  return end === 'more' ? 'deep' : 'unreachable';
};

/** Whether a link leads to a block. */
export const isBlock = (link: number): boolean => link !== POOL_END && link !== POOL_CORRUPT;
