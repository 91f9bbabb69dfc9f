/**
 * A place in CMEM that outlives a frame: a buffer by its pool and id, a piece of a heap by an
 * address in it. Rows move as chunks come and go; places do not.
 */
import { CMEM_HEAP_POOL } from '../../../../engine/contract/view.ts';
import type {
  CmemBlockLayout,
  CmemPoolLayout,
  MachineView,
} from '../../../../engine/contract/view.ts';
import type { HeapIndex } from './heap-index.ts';
import { buffersOf } from './pools.ts';
import { cmemRecord } from './rows.ts';
import type { CmemRecord } from './rows.ts';
import type { Rack, RackSpace } from './space.ts';

export interface CmemPlace {
  readonly block: number;
  /** CMEM_HEAP_POOL = the heap. */
  readonly pool: number;
  /** Buffer id, or a physical address. */
  readonly at: number;
}

export const placeOfRecord = (record: CmemRecord): CmemPlace => ({
  block: record.block,
  pool: record.pool,
  at: record.pool === CMEM_HEAP_POOL ? record.phys : record.id,
});

export const poolOf = (block: CmemBlockLayout, pool: number): CmemPoolLayout | undefined =>
  block.pools.find((one) => one.index === pool);

/** What is at a place now; undefined when there is nothing (any more). */
export const recordAt = (
  view: MachineView,
  block: CmemBlockLayout,
  heaps: HeapIndex,
  place: CmemPlace,
): CmemRecord | undefined => {
  if (place.block !== block.index) return undefined;
  if (place.pool === CMEM_HEAP_POOL) {
    const row = heaps.rowAt(view, block.index, place.at);
    return row === undefined ? undefined : cmemRecord(view, row);
  }
  const pool = poolOf(block, place.pool);
  if (pool === undefined || place.at < 0 || place.at >= buffersOf(pool)) return undefined;
  return cmemRecord(view, pool.firstRow + place.at);
};

/** The place under a point of the plate. */
export const placeAt = (
  view: MachineView,
  block: CmemBlockLayout,
  heaps: HeapIndex,
  space: RackSpace,
  x: number,
  y: number,
): CmemPlace | undefined => {
  if (x < space.x0 || x >= space.x1) return undefined;
  const { heap } = space;
  if (heap !== undefined && y >= heap.top - 2 && y < heap.top + heap.height + 2) {
    const at = heap.base + ((x - space.x0) / (space.x1 - space.x0)) * heap.size;
    const row = heapRowNear(view, block, heaps, at, heap.size / (space.x1 - space.x0));
    if (row === undefined) return undefined;
    return { block: block.index, pool: CMEM_HEAP_POOL, at: view.columns.cmemPhys[row]! };
  }
  const rack = space.racks.find((one) => y >= one.top - 4 && y < one.top + one.height + 4);
  const id = rack === undefined ? undefined : idAt(space, rack, x);
  return rack === undefined || id === undefined
    ? undefined
    : { block: block.index, pool: rack.pool.index, at: id };
};

/** Small pieces are drawn wider than they are: a piece that starts within a pixel counts too. */
const heapRowNear = (
  view: MachineView,
  block: CmemBlockLayout,
  heaps: HeapIndex,
  phys: number,
  pixel: number,
): number | undefined => {
  const { rows } = heaps.of(block.index);
  const at = heaps.placeOf(view, block.index, phys);
  const before = rows[at];
  const after = rows[at + 1];
  const { cmemPhys, cmemSize } = view.columns;
  if (before !== undefined && phys < cmemPhys[before]! + Math.max(pixel, cmemSize[before]!)) {
    return before;
  }
  return after !== undefined && cmemPhys[after]! - phys < pixel ? after : undefined;
};

const idAt = (space: RackSpace, rack: Rack, x: number): number | undefined => {
  if (rack.slot <= 0) return undefined;
  const id = Math.floor((space.x1 - x - 1e-6) / rack.slot);
  return id >= 0 && id < buffersOf(rack.pool) ? id : undefined;
};
