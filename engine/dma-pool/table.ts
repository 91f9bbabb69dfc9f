/**
 * The rows under which pools, their pages and their blocks are seen: flat columns of a machine, or
 * arrays of their own where nobody looks. Pages and blocks of one pool need not lie together; the
 * slots of one page always do, in address order.
 */
import type { ColumnArrays } from '../view.ts';
import { PoolBlock, POOL_END } from '../view.ts';
import type { Geometry } from './geometry.ts';

const NAMES = [
  'poolActive',
  'poolPages',
  'poolHead',
  'poolPagePool',
  'poolPageIndex',
  'poolPageAddress',
  'poolPageUsed',
  'poolPageFirst',
  'poolPageHead',
  'poolPageOp',
  'poolBlockState',
  'poolBlockNext',
] as const;
export type PoolColumnName = (typeof NAMES)[number];
export type PoolColumns = Pick<ColumnArrays, PoolColumnName>;

/** Elements of the columns. */
export interface PoolShape {
  readonly pools: number;
  readonly pages: number;
  readonly blocks: number;
}

/** Who owns the arrays. */
export interface PoolStore {
  readonly shape: PoolShape;
  readonly columns: PoolColumns;
  /** Elements [from, to) of a column changed. */
  touch(name: PoolColumnName, from: number, to: number): void;
  /** More room, contents kept. */
  grow(shape: PoolShape): void;
}

/** Rows that were given back, by how many lie together. */
class Rows {
  #high = 0;
  #live = 0;
  #free = new Map<number, number[]>();

  /** First of `count` rows. */
  take(count: number): number {
    this.#live += count;
    const recycled = this.#free.get(count)?.pop();
    if (recycled !== undefined) return recycled;
    this.#high += count;
    return this.#high - count;
  }
  give(first: number, count: number): void {
    this.#live -= count;
    if (this.#live === 0) {
      this.#high = 0;
      this.#free = new Map();
      return;
    }
    const list = this.#free.get(count);
    if (list) list.push(first);
    else this.#free.set(count, [first]);
  }
  get high(): number {
    return this.#high;
  }
  get live(): number {
    return this.#live;
  }
}

/** Room for `needed` elements: what there is, doubled as often as it takes. */
const doubled = (room: number, needed: number): number => {
  let more = Math.max(room, 1);
  while (more < needed) more *= 2;
  return more;
};

export class PoolTable {
  readonly #store: PoolStore;
  readonly #pools = new Rows();
  readonly #pages = new Rows();
  readonly #blocks = new Rows();

  constructor(store: PoolStore) {
    this.#store = store;
  }

  get columns(): PoolColumns {
    return this.#store.columns;
  }
  /** Slots of all pages alive. */
  get blocks(): number {
    return this.#blocks.live;
  }
  touch(name: PoolColumnName, row: number): void {
    this.#store.touch(name, row, row + 1);
  }

  #reserve(): void {
    const { pools, pages, blocks } = this.#store.shape;
    const shape = {
      pools: doubled(pools, this.#pools.high),
      pages: doubled(pages, this.#pages.high),
      blocks: doubled(blocks, this.#blocks.high),
    };
    if (shape.pools !== pools || shape.pages !== pages || shape.blocks !== blocks)
      this.#store.grow(shape);
  }

  addPool(): number {
    const row = this.#pools.take(1);
    this.#reserve();
    this.columns.poolHead[row] = POOL_END;
    this.pool(row, 0, 0);
    return row;
  }
  pool(row: number, active: number, pages: number): void {
    this.columns.poolActive[row] = active;
    this.columns.poolPages[row] = pages;
    this.touch('poolActive', row);
    this.touch('poolPages', row);
  }
  /** Where the pool-wide stack begins. */
  poolHead(row: number, head: number): void {
    this.columns.poolHead[row] = head;
    this.touch('poolHead', row);
  }
  removePool(row: number): void {
    this.poolHead(row, POOL_END);
    this.pool(row, 0, 0);
    this.#pools.give(row, 1);
  }

  /** A page of a pool, its blocks free or lost as they were carved. */
  addPage(
    pool: number,
    index: number,
    address: number,
    geometry: Geometry,
    op: number,
    state: number,
  ) {
    const row = this.#pages.take(1);
    const slots = geometry.slots.length;
    const first = this.#blocks.take(slots);
    this.#reserve();
    const { columns } = this;
    columns.poolPagePool[row] = pool + 1;
    columns.poolPageIndex[row] = index;
    columns.poolPageAddress[row] = address;
    columns.poolPageFirst[row] = first;
    columns.poolPageUsed[row] = 0;
    columns.poolPageHead[row] = POOL_END;
    columns.poolPageOp[row] = op;
    for (const name of NAMES) if (name.startsWith('poolPage')) this.touch(name, row);
    for (let slot = 0; slot < slots; slot += 1) {
      columns.poolBlockState[first + slot] = geometry.carved[slot] === 1 ? state : PoolBlock.LOST;
      columns.poolBlockNext[first + slot] = POOL_END;
    }
    if (geometry.overrun > 0) columns.poolBlockState[first + slots - 1]! |= PoolBlock.OVERRUN;
    this.#store.touch('poolBlockState', first, first + slots);
    this.#store.touch('poolBlockNext', first, first + slots);
    return { row, first };
  }
  removePage(row: number, slots: number): void {
    const { columns } = this;
    const first = columns.poolPageFirst[row]!;
    columns.poolPagePool[row] = 0;
    this.touch('poolPagePool', row);
    columns.poolBlockState.fill(PoolBlock.NONE, first, first + slots);
    this.#store.touch('poolBlockState', first, first + slots);
    this.#pages.give(row, 1);
    this.#blocks.give(first, slots);
  }

  pageUsed(row: number, used: number): void {
    this.columns.poolPageUsed[row] = used;
    this.touch('poolPageUsed', row);
  }
  pageHead(row: number, head: number): void {
    this.columns.poolPageHead[row] = head;
    this.touch('poolPageHead', row);
  }
  state(row: number): number {
    return this.columns.poolBlockState[row]!;
  }
  setState(row: number, state: number): void {
    this.columns.poolBlockState[row] = state;
    this.touch('poolBlockState', row);
  }
  next(row: number): number {
    return this.columns.poolBlockNext[row]!;
  }
  setNext(row: number, next: number): void {
    this.columns.poolBlockNext[row] = next;
    this.touch('poolBlockNext', row);
  }
}

/** Arrays that nobody but the model sees. */
export class PrivateStore implements PoolStore {
  shape: PoolShape = { pools: 0, pages: 0, blocks: 0 };
  columns: PoolColumns = arrays(this.shape);

  touch(): void {}
  grow(shape: PoolShape): void {
    const before = this.columns;
    this.shape = shape;
    this.columns = arrays(shape);
    for (const name of NAMES) this.columns[name].set(before[name]);
  }
}

const arrays = ({ pools, pages, blocks }: PoolShape): PoolColumns => ({
  poolActive: new Float64Array(pools),
  poolPages: new Uint32Array(pools),
  poolHead: new Uint32Array(pools),
  poolPagePool: new Uint32Array(pages),
  poolPageIndex: new Uint32Array(pages),
  poolPageAddress: new Float64Array(pages),
  poolPageUsed: new Uint32Array(pages),
  poolPageFirst: new Uint32Array(pages),
  poolPageHead: new Uint32Array(pages),
  poolPageOp: new Uint32Array(pages),
  poolBlockState: new Uint8Array(blocks),
  poolBlockNext: new Uint32Array(blocks),
});
