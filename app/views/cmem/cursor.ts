/** Where the keyboard's cursor goes on the racks and the heap: pure steps between places. */
import { CMEM_HEAP_POOL } from '../../../engine/view.ts';
import type { CmemBlockLayout, MachineView } from '../../../engine/view.ts';
import type { HeapIndex } from '../../render/cmem/heap-index.ts';
import { recordAt } from '../../render/cmem/place.ts';
import type { CmemPlace } from '../../render/cmem/place.ts';
import { buffersOf } from '../../render/cmem/pools.ts';
import { placeRect } from '../../render/cmem/rings.ts';
import type { RackSpace } from '../../render/cmem/space.ts';

export interface Ground {
  readonly view: MachineView;
  readonly block: CmemBlockLayout;
  readonly heaps: HeapIndex;
  readonly space: RackSpace;
}
export interface KeyStep {
  readonly key: string;
  readonly ctrl: boolean;
}

/** Pools with buffers from the top down, then the heap: what up and down go through. */
const lanesOf = ({ block, heaps }: Ground): readonly number[] => [
  ...block.pools.filter((pool) => buffersOf(pool) > 0).map((pool) => pool.index),
  ...(heaps.of(block.index).rows.length > 0 ? [CMEM_HEAP_POOL] : []),
];

/** Places of a lane: buffers by id from the right, pieces of the heap from the left. */
const lengthOf = ({ block, heaps }: Ground, lane: number): number => {
  if (lane === CMEM_HEAP_POOL) return heaps.of(block.index).rows.length;
  const pool = block.pools.find((one) => one.index === lane);
  return pool === undefined ? 0 : buffersOf(pool);
};

/** How many places from the left one is. */
const stepOf = (ground: Ground, place: CmemPlace): number => {
  const { block, heaps, view } = ground;
  return place.pool === CMEM_HEAP_POOL
    ? Math.max(0, heaps.placeOf(view, block.index, place.at))
    : lengthOf(ground, place.pool) - 1 - place.at;
};

const placeAtStep = (ground: Ground, lane: number, step: number): CmemPlace | undefined => {
  const count = lengthOf(ground, lane);
  if (count === 0) return undefined;
  const at = Math.min(count - 1, Math.max(0, step));
  const { block, heaps, view } = ground;
  if (lane !== CMEM_HEAP_POOL) return { block: block.index, pool: lane, at: count - 1 - at };
  const row = heaps.of(block.index).rows[at]!;
  return { block: block.index, pool: lane, at: view.columns.cmemPhys[row]! };
};

/** The place of another lane that stands below or above. */
const across = (ground: Ground, place: CmemPlace, by: number): CmemPlace => {
  const lanes = lanesOf(ground);
  const lane = lanes[lanes.indexOf(place.pool) + by];
  if (lane === undefined) return place;
  const size = recordAt(ground.view, ground.block, ground.heaps, place)?.size ?? 1;
  const rect = placeRect(ground.space, { place, size });
  const x = rect === undefined ? ground.space.x1 : rect.x + rect.width / 2;
  return nearest(ground, lane, x) ?? place;
};

const nearest = (ground: Ground, lane: number, x: number): CmemPlace | undefined => {
  const { space, heaps, view, block } = ground;
  if (lane === CMEM_HEAP_POOL) {
    const { heap } = space;
    if (heap === undefined) return undefined;
    const phys = heap.base + ((x - space.x0) / Math.max(1, space.x1 - space.x0)) * heap.size;
    return placeAtStep(ground, lane, heaps.placeOf(view, block.index, phys));
  }
  const rack = space.racks.find((one) => one.pool.index === lane);
  if (rack === undefined || rack.slot === 0) return undefined;
  const id = Math.floor((space.x1 - x) / rack.slot);
  return placeAtStep(ground, lane, lengthOf(ground, lane) - 1 - Math.max(0, id));
};

/** The next place of the lane that somebody holds. */
const toBusy = (ground: Ground, place: CmemPlace, by: 1 | -1): CmemPlace => {
  const count = lengthOf(ground, place.pool);
  for (let step = stepOf(ground, place) + by; step >= 0 && step < count; step += by) {
    const next = placeAtStep(ground, place.pool, step);
    if (next && recordAt(ground.view, ground.block, ground.heaps, next)?.busy === true) return next;
  }
  return place;
};

/** The right end of the first rack, where its id 0 stands. */
export const firstPlace = (ground: Ground): CmemPlace | undefined => {
  const [lane] = lanesOf(ground);
  if (lane === undefined) return undefined;
  return placeAtStep(ground, lane, lane === CMEM_HEAP_POOL ? 0 : Number.MAX_SAFE_INTEGER);
};

/** The place after a key press; undefined if the key does not move the cursor. */
export const moveCmemCursor = (
  ground: Ground,
  place: CmemPlace | undefined,
  { key, ctrl }: KeyStep,
): CmemPlace | undefined => {
  const lanes = lanesOf(ground);
  const stands = place?.block === ground.block.index && lanes.includes(place.pool);
  const at = stands ? place : firstPlace(ground);
  if (at === undefined) return undefined;
  const along = (by: 1 | -1): CmemPlace | undefined =>
    ctrl ? toBusy(ground, at, by) : placeAtStep(ground, at.pool, stepOf(ground, at) + by);
  const end = (lane: number | undefined, step: number): CmemPlace | undefined =>
    lane === undefined ? at : placeAtStep(ground, lane, step);
  const moves: Readonly<Record<string, () => CmemPlace | undefined>> = {
    ArrowLeft: () => along(-1),
    ArrowRight: () => along(1),
    ArrowUp: () => across(ground, at, -1),
    ArrowDown: () => across(ground, at, 1),
    Home: () => end(ctrl ? lanes[0] : at.pool, 0),
    End: () => end(ctrl ? lanes.at(-1) : at.pool, Number.MAX_SAFE_INTEGER),
  };
  const move = moves[key];
  if (move === undefined) return undefined;
  // The first key only shows where the cursor is.
  return stands ? (move() ?? at) : at;
};
