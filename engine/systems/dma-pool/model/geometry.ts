/**
 * dma_pool_create(): the checks in the order in which each generation makes them, and how a page is
 * carved into blocks. Pure functions of the arguments.
 */
import { MAX_POOL_SLOTS } from '../../../contract/limits.ts';
import { roundUp, type Bytes } from '../../../contract/units.ts';
import { leastBlockBytes, type PoolBuild } from './version.ts';

/** What create() is asked for; for the bitmap generation `boundary` is the bytes of a page. */
export interface PoolRequest {
  /** Bytes of a block as the driver asks for them. */
  readonly size: Bytes;
  /** 0 is taken as 1. */
  readonly align: Bytes;
  /** 0: the length of a page. */
  readonly boundary: Bytes;
}

/** Why create() returns NULL, in the order of the checks. */
export type CreateRule =
  'align' | 'size' | 'sizeBeyondInt' | 'boundarySmall' | 'boundaryPower' | 'allocationSmall';

/** What no real kernel would answer in a way worth showing: Carveout declines. */
export type CreateLimit = 'wraps' | 'endless' | 'slots';

/** A page of a pool; offsets are bytes from its beginning. */
export interface Geometry {
  /** Bytes of a block, rounded. */
  readonly size: Bytes;
  /** Bytes of one page of the pool: what dma_alloc_coherent is asked for. */
  readonly allocation: Bytes;
  /** The boundary that the walk goes by. */
  readonly boundary: Bytes;
  /** Every place for a block in address order: those that are carved, and those the carving drops. */
  readonly slots: Int32Array;
  /** 1 where the slot of the same index is carved, 0 where it is dropped. */
  readonly carved: Uint8Array;
  /** Carved blocks of a page. */
  readonly blocks: number;
  /** Slots of a page that hold a whole block and are never handed out. */
  readonly lost: number;
  /** Bytes by which the last block runs past the page; 0 almost always. */
  readonly overrun: Bytes;
  /** Offset that ends the list of a fresh page: what the last block's link holds. */
  readonly end: number;
}

const INT_MAX = 0x7fff_ffff;
const isPower = (value: number): boolean => 2 ** Math.round(Math.log2(value)) === value;

/** Effective sizes, or the rule that says NULL. */
export function checkCreate(
  { size: asked, align: wanted, boundary }: PoolRequest,
  build: PoolBuild,
):
  | { readonly size: Bytes; readonly allocation: Bytes; readonly boundary: Bytes }
  | CreateRule
  | CreateLimit {
  const { mechanism } = build.version;
  const most = build.pointerBytes === 4 ? 2 ** 32 : 2 ** 53;
  const align = wanted === 0 ? 1 : wanted;
  if (mechanism === 'bitmap') return checkBitmap(asked, align, boundary, build.pageSize);
  if (!isPower(align)) return 'align';
  if (asked === 0) return 'size';
  if (mechanism === 'stack' && asked > INT_MAX) return 'sizeBeyondInt';
  const size = roundUp(Math.max(asked, leastBlockBytes(build)), align);
  if (size >= most) return 'wraps';
  const allocation = Math.max(size, build.pageSize);
  if (boundary === 0) return { size, allocation, boundary: allocation };
  if (boundary < size) return 'boundarySmall';
  if (!isPower(boundary)) return 'boundaryPower';
  // From 6.4 on a boundary beyond the page is no boundary.
  if (mechanism === 'stack') return { size, allocation, boundary: Math.min(boundary, allocation) };
  // The walk keeps it in an unsigned int: 2^32 becomes 0 and the walk never leaves offset 0.
  return boundary >= 2 ** 32 ? 'endless' : { size, allocation, boundary };
}

/** Up to 2.6.23: no power of two is asked for, rounding is by hand, the page is what was asked for. */
function checkBitmap(
  asked: Bytes,
  align: Bytes,
  wanted: Bytes,
  pageSize: Bytes,
): ReturnType<typeof checkCreate> {
  if (asked === 0) return 'size';
  let size = asked;
  if (asked < align) size = align;
  // size += align + 1; size &= ~(align - 1)
  else if (asked % align !== 0) {
    const mask = BigInt.asUintN(64, ~BigInt(align - 1));
    size = Number(BigInt(asked + align + 1) & mask);
  }
  if (size >= 2 ** 31) return 'wraps';
  const allocation = wanted === 0 ? Math.max(size, pageSize) : wanted;
  if (allocation < size) return 'allocationSmall';
  return { size, allocation, boundary: allocation };
}

/** Offsets of the blocks of a page in the order of the walk, and where the walk ends. */
function carve(
  size: Bytes,
  allocation: Bytes,
  boundary: Bytes,
  { version: { mechanism } }: PoolBuild,
): { readonly offsets: number[]; readonly end: number } {
  const offsets: number[] = [];
  if (mechanism !== 'list') {
    // A block must end on or before the boundary, and in the page.
    let next = boundary;
    for (let offset = 0; offset + size <= allocation;) {
      if (offset + size > next) {
        offset = next;
        next += boundary;
        continue;
      }
      offsets.push(offset);
      offset += size;
    }
    return { offsets, end: allocation };
  }
  // pool_initialise_page(): a block that would end exactly on the boundary is dropped, and where the
  // boundary lies beyond the page nothing holds the last block in it.
  let next = boundary;
  let offset = 0;
  do {
    offsets.push(offset);
    let following = offset + size;
    if (following + size >= next) {
      following = next;
      next += boundary;
    }
    offset = following;
  } while (offset < allocation);
  return { offsets, end: offset };
}

/** Everything about the pages of a pool, or why there is no pool. */
export function planPool(
  request: PoolRequest,
  build: PoolBuild,
): Geometry | CreateRule | CreateLimit {
  const sizes = checkCreate(request, build);
  if (typeof sizes === 'string') return sizes;
  const { size, allocation, boundary } = sizes;
  if (allocation / size > MAX_POOL_SLOTS) return 'slots';
  const { offsets, end } = carve(size, allocation, boundary, build);
  const slots: number[] = [];
  const carved: number[] = [];
  offsets.forEach((offset, at) => {
    slots.push(offset);
    carved.push(1);
    const until = Math.min(offsets[at + 1] ?? allocation, allocation);
    // A gap never crosses a boundary: the next block begins on it.
    for (let gap = offset + size; gap + size <= until; gap += size) {
      slots.push(gap);
      carved.push(0);
    }
  });
  const last = offsets.at(-1)! + size;
  return {
    size,
    allocation,
    boundary,
    slots: Int32Array.from(slots),
    carved: Uint8Array.from(carved),
    blocks: offsets.length,
    lost: slots.length - offsets.length,
    overrun: Math.max(0, last - allocation),
    end,
  };
}

/** Index of the last slot at or before an offset; 0 if all lie after it. */
export function slotBefore({ slots }: Geometry, offset: number): number {
  let low = 0;
  let high = slots.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (slots[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Index of the slot that begins at `offset`; -1 if none does. Logarithmic in the slots of a page. */
export function slotAt(geometry: Geometry, offset: number): number {
  const slot = slotBefore(geometry, offset);
  return geometry.slots[slot] === offset ? slot : -1;
}
