/** Where the keyboard's cursor goes on the pages and blocks of a pool: pure steps between places. */
import { PoolBlock } from '../../../../engine/contract/view.ts';
import type { DmaPoolLayout, MachineView } from '../../../../engine/contract/view.ts';
import { chainOf } from '../draw/chain.ts';
import { servingPage } from '../draw/pages.ts';
import type { PageIndex } from '../draw/pages.ts';
import type { PoolPlace } from '../draw/place.ts';
import type { PoolSpace } from '../draw/space.ts';
import { deedOf } from '../../key-table.ts';
import type { KeyStep, KeyTable, MapDeed } from '../../key-table.ts';

export interface Ground {
  readonly view: MachineView;
  readonly pool: DmaPoolLayout;
  readonly pages: PageIndex;
  readonly space: PoolSpace;
}

/** Pages that PageUp and PageDown go by where pages are strips or lines. */
const FURTHER = 8;

const count = ({ pages, pool }: Ground): number => pages.of(pool).length;

/** A place by its page's place in the list (0 the newest), kept on the plate. */
const placeAt = (ground: Ground, at: number, slot: number): PoolPlace => {
  const all = count(ground);
  const kept = Math.min(all - 1, Math.max(0, at));
  const last = ground.pool.slots.length - 1;
  const page = all - 1 - kept;
  return { pool: ground.pool.id, page, slot: slot < 0 ? -1 : Math.min(last, slot) };
};

/** The block that is handed out next, else the first of the newest page; cells begin with a page. */
export const firstPlace = (ground: Ground): PoolPlace | undefined => {
  const { view, pool, pages, space } = ground;
  const rows = pages.of(pool);
  if (rows.length === 0) return undefined;
  const serving = servingPage(view, pages, pool);
  const at = serving === undefined ? 0 : rows.indexOf(serving);
  if (space.detail === 'cells') return placeAt(ground, at, -1);
  const page = rows[at]!;
  const [head] = chainOf(view, pool, page, 1).blocks;
  const slot = head === undefined ? 0 : head - view.columns.poolPageFirst[page]!;
  return placeAt(ground, at, Math.max(0, slot));
};

/** The next block in use, on this page or on another. */
const toUsed = (ground: Ground, from: PoolPlace, by: 1 | -1): PoolPlace => {
  const { view, pool, pages } = ground;
  const rows = pages.of(pool);
  const { poolPageUsed, poolPageFirst, poolBlockState } = view.columns;
  const last = pool.slots.length - 1;
  let slot = from.slot < 0 && by < 0 ? -1 : from.slot + by;
  for (let at = rows.length - 1 - from.page; rows[at] !== undefined; at += by) {
    const page = rows[at]!;
    // Pages without a block in use are passed by their count.
    if (poolPageUsed[page]! > 0)
      for (; slot >= 0 && slot <= last; slot += by) {
        const state = poolBlockState[poolPageFirst[page]! + slot]!;
        if ((state & PoolBlock.KIND) === PoolBlock.IN_USE) return placeAt(ground, at, slot);
      }
    slot = by > 0 ? 0 : last;
  }
  return from;
};

interface At {
  readonly ground: Ground;
  readonly place: PoolPlace;
}
type Move = (at: At) => PoolPlace;
/** What the section does itself: to another pool, out of a block. */
export type PoolDeed = 'above' | 'below' | 'leave';

const isPage = ({ slot }: PoolPlace): boolean => slot < 0;
/** Place of a page in the list, 0 the newest. */
const listed = ({ ground, place }: At): number => count(ground) - 1 - place.page;
const along =
  (by: 1 | -1): Move =>
  (at) => {
    const { ground, place } = at;
    return isPage(place)
      ? placeAt(ground, listed(at) + by, -1)
      : placeAt(ground, listed(at), Math.max(0, place.slot + by));
  };
const used =
  (by: 1 | -1): Move =>
  ({ ground, place }) =>
    toUsed(ground, place, by);
const rowOf = ({ space }: Ground): number => (space.detail === 'cells' ? space.perRow : 1);
const pages =
  (by: 1 | -1): Move =>
  (at) => {
    const { ground, place } = at;
    const row = isPage(place) ? rowOf(ground) : 1;
    return placeAt(ground, listed(at) + by * row, place.slot);
  };
const further =
  (by: 1 | -1): Move =>
  (at) =>
    placeAt(at.ground, listed(at) + by * FURTHER * rowOf(at.ground), at.place.slot);
/** The first or last page. */
const pageEnd =
  (end: 'first' | 'last'): Move =>
  ({ ground, place }) =>
    placeAt(ground, end === 'first' ? 0 : count(ground) - 1, place.slot);
/** The first or last block of a page; of a page as a whole, the first or last page. */
const ends =
  (end: 'first' | 'last'): Move =>
  (at) => {
    const { ground, place } = at;
    if (isPage(place)) return pageEnd(end)(at);
    return placeAt(ground, listed(at), end === 'first' ? 0 : ground.pool.slots.length - 1);
  };

/** The keys of pages and blocks. */
export const POOL_KEYS = {
  'pkey.step': { ArrowLeft: along(-1), ArrowRight: along(1) },
  'pkey.page': { ArrowUp: pages(-1), ArrowDown: pages(1) },
  'pkey.further': { PageUp: further(-1), PageDown: further(1) },
  'pkey.used': { 'Mod+ArrowLeft': used(-1), 'Mod+ArrowRight': used(1) },
  'pkey.pool': { 'Mod+ArrowUp': 'above', 'Mod+ArrowDown': 'below' },
  'pkey.ends': { Home: ends('first'), End: ends('last') },
  'pkey.pages': { 'Mod+Home': pageEnd('first'), 'Mod+End': pageEnd('last') },
  'pkey.choose': { Enter: 'choose', ' ': 'choose' },
  'pkey.free': { Delete: 'free', Backspace: 'free' },
  'pkey.leave': { Escape: 'leave' },
} as const satisfies KeyTable<Move | MapDeed | PoolDeed>;

/** The place after a key press; undefined if the key does not move the cursor. */
export const movePoolCursor = (
  ground: Ground,
  place: PoolPlace | undefined,
  step: KeyStep,
): PoolPlace | undefined => {
  const { pool } = ground;
  const stands = place !== undefined && place.pool === pool.id && place.page < count(ground);
  const here = stands ? place : firstPlace(ground);
  const move = deedOf<Move | MapDeed | PoolDeed>(POOL_KEYS, step);
  if (here === undefined || typeof move !== 'function') return undefined;
  // The first key only shows where the cursor is.
  return stands ? move({ ground, place: here }) : here;
};
