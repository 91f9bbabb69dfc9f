/** Where the keyboard's cursor goes on the racks and the heap: pure steps between places. */
import { CMEM_HEAP_POOL } from '../../../../engine/contract/view.ts';
import type { CmemBlockLayout, MachineView } from '../../../../engine/contract/view.ts';
import type { HeapIndex } from '../draw/heap-index.ts';
import { recordAt } from '../draw/place.ts';
import type { CmemPlace } from '../draw/place.ts';
import { buffersOf } from '../draw/pools.ts';
import { placeRect } from '../draw/rings.ts';
import type { RackSpace } from '../draw/space.ts';
import { deedOf } from '../../key-table.ts';
import type { KeyStep, KeyTable, MapDeed } from '../../key-table.ts';

export interface Ground {
  readonly view: MachineView;
  readonly block: CmemBlockLayout;
  readonly heaps: HeapIndex;
  readonly space: RackSpace;
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

interface At {
  readonly ground: Ground;
  readonly place: CmemPlace;
}
type Move = (at: At) => CmemPlace | undefined;
const along =
  (by: 1 | -1): Move =>
  ({ ground, place }) =>
    placeAtStep(ground, place.pool, stepOf(ground, place) + by);
const busy =
  (by: 1 | -1): Move =>
  ({ ground, place }) =>
    toBusy(ground, place, by);
const lane =
  (by: 1 | -1): Move =>
  ({ ground, place }) =>
    across(ground, place, by);
const FAR = Number.MAX_SAFE_INTEGER;
/** One end of the lane, or of the first or last one. */
const end =
  (step: number, of?: 0 | -1): Move =>
  ({ ground, place }) => {
    const to = of === undefined ? place.pool : lanesOf(ground).at(of);
    return to === undefined ? place : placeAtStep(ground, to, step);
  };

/** The keys of racks and heap. */
export const RACK_KEYS = {
  'kkey.step': { ArrowLeft: along(-1), ArrowRight: along(1) },
  'kkey.rack': { ArrowUp: lane(-1), ArrowDown: lane(1) },
  'kkey.busy': { 'Mod+ArrowLeft': busy(-1), 'Mod+ArrowRight': busy(1) },
  'kkey.ends': { Home: end(0), End: end(FAR) },
  'kkey.lanes': { 'Mod+Home': end(0, 0), 'Mod+End': end(FAR, -1) },
  'kkey.choose': { Enter: 'choose', ' ': 'choose' },
  'kkey.free': { Delete: 'free', Backspace: 'free' },
} as const satisfies KeyTable<Move | MapDeed>;

/** The place after a key press; undefined if the key does not move the cursor. */
export const moveCmemCursor = (
  ground: Ground,
  place: CmemPlace | undefined,
  step: KeyStep,
): CmemPlace | undefined => {
  const stands = place?.block === ground.block.index && lanesOf(ground).includes(place.pool);
  const at = stands ? place : firstPlace(ground);
  const move = deedOf<Move | MapDeed>(RACK_KEYS, step);
  if (at === undefined || typeof move !== 'function') return undefined;
  // The first key only shows where the cursor is.
  return stands ? (move({ ground, place: at }) ?? at) : at;
};
