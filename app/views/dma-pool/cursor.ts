/** Where the keyboard's cursor goes on the pages and blocks of a pool: pure steps between places. */
import { PoolBlock } from '../../../engine/view.ts';
import type { DmaPoolLayout, MachineView } from '../../../engine/view.ts';
import { chainOf } from '../../render/dma-pool/chain.ts';
import { servingPage } from '../../render/dma-pool/pages.ts';
import type { PageIndex } from '../../render/dma-pool/pages.ts';
import type { PoolPlace } from '../../render/dma-pool/place.ts';
import type { PoolSpace } from '../../render/dma-pool/space.ts';

export interface Ground {
  readonly view: MachineView;
  readonly pool: DmaPoolLayout;
  readonly pages: PageIndex;
  readonly space: PoolSpace;
}
export interface KeyStep {
  readonly key: string;
  readonly ctrl: boolean;
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

/** The place after a key press; undefined if the key does not move the cursor. */
export const movePoolCursor = (
  ground: Ground,
  place: PoolPlace | undefined,
  { key, ctrl }: KeyStep,
): PoolPlace | undefined => {
  const { pool, space } = ground;
  const all = count(ground);
  const stands = place !== undefined && place.pool === pool.id && place.page < all;
  const here = stands ? place : firstPlace(ground);
  if (here === undefined) return undefined;
  const at = all - 1 - here.page;
  const { slot } = here;
  const isPage = slot < 0;
  const row = space.detail === 'cells' ? space.perRow : 1;
  const end = pool.slots.length - 1;
  const along = (by: 1 | -1): PoolPlace => {
    if (ctrl) return toUsed(ground, here, by);
    return isPage ? placeAt(ground, at + by, -1) : placeAt(ground, at, Math.max(0, slot + by));
  };
  const pageBy = (by: number): PoolPlace => placeAt(ground, at + by, slot);
  const moves: Readonly<Record<string, () => PoolPlace>> = {
    ArrowLeft: () => along(-1),
    ArrowRight: () => along(1),
    ArrowUp: () => pageBy(isPage ? -row : -1),
    ArrowDown: () => pageBy(isPage ? row : 1),
    PageUp: () => pageBy(-FURTHER * row),
    PageDown: () => pageBy(FURTHER * row),
    Home: () => (ctrl || isPage ? placeAt(ground, 0, slot) : placeAt(ground, at, 0)),
    End: () => (ctrl || isPage ? placeAt(ground, all - 1, slot) : placeAt(ground, at, end)),
  };
  const move = moves[key];
  if (move === undefined) return undefined;
  // The first key only shows where the cursor is.
  return stands ? move() : here;
};
