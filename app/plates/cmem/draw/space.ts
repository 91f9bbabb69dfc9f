/**
 * Where the buffers of a block lie on the plate: immutable geometry, in CSS pixels. Addresses rise
 * to the right and upwards, as the module carves: pool 0 is the top rack, buffer id 0 stands at the
 * right edge, and the heap lies below everything. A buffer is as wide as its pages where that fits;
 * a rack of many shrinks to ticks and then to a density.
 */
import { PAGE_SIZE } from '../../../../engine/contract/units.ts';
import type { CmemBlockLayout, CmemPoolLayout } from '../../../../engine/contract/view.ts';
import type { Rect } from '../../../render/geometry/space.ts';
import { buffersOf } from './pools.ts';

/** How the buffers of a rack are drawn: one by one with all they say, as bars, several a pixel. */
export type RackDetail = 'slots' | 'ticks' | 'density';

export interface Rack {
  readonly pool: CmemPoolLayout;
  readonly detail: RackDetail;
  /** Pixels a buffer; below 1 several share one. */
  readonly slot: number;
  /** The buffers are larger than their width says. */
  readonly broken: boolean;
  readonly top: number;
  readonly height: number;
  /** Left end of the lowest buffer. */
  readonly left: number;
}

export interface HeapLane {
  readonly base: number;
  readonly size: number;
  readonly top: number;
  readonly height: number;
  /** Room below the strip for the free chain. */
  readonly chain: number;
}

export interface RackSpace {
  readonly width: number;
  readonly scale: number;
  /** Left and right end of the lanes: names stand before, counts after. */
  readonly x0: number;
  readonly x1: number;
  /** Room for addresses besides the names. */
  readonly roomy: boolean;
  readonly racks: readonly Rack[];
  readonly pitch: number;
  readonly heap: HeapLane | undefined;
  readonly height: number;
}

/** From so many pixels a buffer is drawn with all it says, from so many as a bar. */
const SLOTS_FROM = 7;
const TICKS_FROM = 1.6;
/** Widest a page may be: beyond it slots say nothing more. */
const WIDEST_PAGE = 14;

export interface RackSpaceInput {
  readonly block: CmemBlockLayout;
  readonly width: number;
  readonly scale: number;
  /** Characters of the longest name before a rack: `50 × 512`. */
  readonly nameChars: number;
}

export const createRackSpace = (input: RackSpaceInput): RackSpace => {
  const { block, width, scale } = input;
  const roomy = width >= 560 * scale;
  const before = (input.nameChars * 6.9 + (roomy ? 116 : 14)) * scale;
  const x0 = Math.round(Math.min(width * 0.4, before));
  const x1 = Math.max(x0 + 40, Math.round(width - (roomy ? 92 : 62) * scale));
  const height = Math.round(20 * scale);
  const pitch = height + Math.round(8 * scale);
  const first = Math.round(10 * scale);
  const unit = pageUnit(block.pools, x1 - x0);
  const racks = block.pools.map((pool, i) =>
    rackOf(pool, first + i * pitch, height, [x0, x1], unit),
  );
  const end = first + racks.length * pitch;
  const heap = heapLane(block, end, scale, roomy);
  const bottom = heap === undefined ? end : heap.top + heap.height + heap.chain;
  return { width, scale, x0, x1, roomy, racks, pitch, heap, height: bottom };
};

/** Pixels a page: as wide as the rack with the most small buffers allows. */
const pageUnit = (pools: readonly CmemPoolLayout[], lane: number): number => {
  const most = pools.reduce((sum, pool) => {
    const slots = buffersOf(pool);
    // A rack that needs ticks or a density must not narrow the others.
    return slots * SLOTS_FROM <= lane ? Math.max(sum, slots) : sum;
  }, 1);
  return Math.min(WIDEST_PAGE, Math.max(SLOTS_FROM, Math.floor(lane / most)));
};

const rackOf = (
  pool: CmemPoolLayout,
  top: number,
  height: number,
  [x0, x1]: readonly [number, number],
  unit: number,
): Rack => {
  const lane = x1 - x0;
  const num = buffersOf(pool);
  const toScale = Math.max(1, pool.size / PAGE_SIZE) * unit;
  const slot = num === 0 ? 0 : Math.min(toScale, lane / num);
  const detail = slot >= SLOTS_FROM ? 'slots' : slot >= TICKS_FROM ? 'ticks' : 'density';
  const even = detail === 'slots' ? Math.floor(slot) : slot;
  return { pool, detail, slot: even, broken: slot < toScale, top, height, left: x1 - num * even };
};

const heapLane = (
  block: CmemBlockLayout,
  end: number,
  scale: number,
  roomy: boolean,
): HeapLane | undefined => {
  if (block.heap === undefined) return undefined;
  const { base, size } = block.heap;
  const top = end + Math.round(18 * scale);
  const height = Math.round((roomy ? 26 : 22) * scale);
  return { base, size, top, height, chain: Math.round(40 * scale) };
};

/** Where a buffer stands, the gap to its neighbour left out. */
export const slotRect = (space: RackSpace, rack: Rack, id: number): Rect => {
  const right = space.x1 - id * rack.slot;
  const gap = rack.slot >= 12 ? 2 : rack.slot >= 3 ? 1 : 0;
  const width = Math.max(1, rack.slot - gap);
  // A pixel wider than its share must not stick out of the lane.
  const x = Math.min(right - rack.slot + gap, space.x1 - width);
  return { x, y: rack.top, width, height: rack.height };
};

export const heapX = (space: RackSpace, heap: HeapLane, phys: number): number => {
  const share = heap.size === 0 ? 0 : (phys - heap.base) / heap.size;
  return space.x0 + Math.min(1, Math.max(0, share)) * (space.x1 - space.x0);
};

/** Where a piece of the heap stands; at least `least` pixels wide. */
export const heapRect = (
  space: RackSpace,
  heap: HeapLane,
  phys: number,
  size: number,
  least = 1,
): Rect => {
  const from = heapX(space, heap, phys);
  const width = Math.max(least, heapX(space, heap, phys + size) - from);
  return { x: Math.min(from, space.x1 - width), y: heap.top, width, height: heap.height };
};
