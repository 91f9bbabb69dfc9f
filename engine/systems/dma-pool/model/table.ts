/**
 * The rows under which pools, their pages and their blocks are seen: flat columns of a machine, or
 * arrays of their own where nobody looks. Pages and blocks of one pool need not lie together; the
 * slots of one page always do, in address order.
 */
import { Returned, type SavedReturned } from '../../../memory/returned.ts';
import { fromChunks, toChunks } from '../../../memory/bitmap/same-chunks.ts';
import type { ColumnArrays } from '../../../contract/view.ts';
import { PoolBlock, POOL_END } from '../../../contract/view.ts';
import type { Geometry } from './geometry.ts';

const OF_POOLS = ['poolActive', 'poolPages', 'poolHead'] as const;
const OF_PAGES = [
  'poolPagePool',
  'poolPageIndex',
  'poolPageAddress',
  'poolPageUsed',
  'poolPageFirst',
  'poolPageHead',
  'poolPageOp',
] as const;
const OF_BLOCKS = ['poolBlockState', 'poolBlockNext'] as const;
const NAMES = [...OF_POOLS, ...OF_PAGES, ...OF_BLOCKS] as const;
/** Names of the columns of a view that are the pools'. */
export type PoolColumnName = (typeof NAMES)[number];
/** The arrays of those columns. */
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
  /** More room, contents kept; or less, when a checkpoint had less. */
  resize(shape: PoolShape): void;
}

/** Which rows are taken. */
interface SavedRows {
  readonly high: number;
  readonly live: number;
  readonly free: SavedReturned<Uint32Array>;
}
/** What makes two tables the same. Chunks that nobody changed are the same arrays in many of these. */
export interface SavedTable {
  readonly shape: PoolShape;
  readonly pools: SavedRows;
  readonly pages: SavedRows;
  readonly blocks: SavedRows;
  readonly columns: SavedColumns;
}
type SavedColumns = { readonly [K in PoolColumnName]: readonly PoolColumns[K][] };

/** Which rows are taken: one after the other, those that were given back first. */
class Rows {
  #high = 0;
  #live = 0;
  readonly #free = new Returned();

  /** First of `count` rows. */
  take(count: number): number {
    this.#live += count;
    const recycled = this.#free.take(count);
    if (recycled !== undefined) return recycled;
    this.#high += count;
    return this.#high - count;
  }
  give(first: number, count: number): void {
    this.#live -= count;
    this.#free.give(first, count);
    if (this.#live > 0) return;
    this.#high = 0;
    this.#free.clear();
  }
  save(): SavedRows {
    const free = this.#free.save((rows) => Uint32Array.from(rows));
    return { high: this.#high, live: this.#live, free };
  }
  restore({ high, live, free }: SavedRows): void {
    this.#high = high;
    this.#live = live;
    this.#free.restore(free);
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

/** Row numbers are what the columns hold of each other; 0 in poolPagePool means no page. */
export class PoolTable {
  readonly #store: PoolStore;
  readonly #pools = new Rows();
  readonly #pages = new Rows();
  readonly #blocks = new Rows();
  /** The columns of the checkpoint saved or restored last. */
  #saved: SavedColumns | undefined;

  constructor(store: PoolStore) {
    this.#store = store;
  }

  /** They may be other arrays after anything was added. */
  get columns(): PoolColumns {
    return this.#store.columns;
  }
  /** Slots of all pages alive. */
  get blocks(): number {
    return this.#blocks.live;
  }
  /** Says that one element of a column changed. */
  touch(name: PoolColumnName, row: number): void {
    this.#store.touch(name, row, row + 1);
  }

  /** Make room for the rows that are taken; room only doubles. */
  #reserve(): void {
    const { pools, pages, blocks } = this.#store.shape;
    const shape = {
      pools: doubled(pools, this.#pools.high),
      pages: doubled(pages, this.#pages.high),
      blocks: doubled(blocks, this.#blocks.high),
    };
    if (shape.pools !== pools || shape.pages !== pages || shape.blocks !== blocks)
      this.#store.resize(shape);
  }

  /** Takes a row for a pool, which has no pages yet. */
  addPool(): number {
    const row = this.#pools.take(1);
    this.#reserve();
    this.columns.poolHead[row] = POOL_END;
    this.pool(row, 0, 0);
    return row;
  }
  /** Writes the blocks in use and the pages of a pool. */
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
  /** A row that nobody has holds nothing but 0. */
  removePool(row: number): void {
    this.poolHead(row, 0);
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
    for (const name of OF_PAGES) this.touch(name, row);
    for (let slot = 0; slot < slots; slot += 1) {
      columns.poolBlockState[first + slot] = geometry.carved[slot] === 1 ? state : PoolBlock.LOST;
      columns.poolBlockNext[first + slot] = POOL_END;
    }
    if (geometry.overrun > 0) columns.poolBlockState[first + slots - 1]! |= PoolBlock.OVERRUN;
    this.#store.touch('poolBlockState', first, first + slots);
    this.#store.touch('poolBlockNext', first, first + slots);
    return { row, first };
  }
  /** The rows of the page and of its slots hold nothing any more. */
  removePage(row: number, slots: number): void {
    const { columns } = this;
    const first = columns.poolPageFirst[row]!;
    for (const name of OF_PAGES) {
      columns[name][row] = 0;
      this.touch(name, row);
    }
    for (const name of OF_BLOCKS) {
      columns[name].fill(0, first, first + slots);
      this.#store.touch(name, first, first + slots);
    }
    this.#pages.give(row, 1);
    this.#blocks.give(first, slots);
  }

  /** A column is saved in chunks; a chunk that is the same as before is the same array. */
  save(): SavedTable {
    const before = this.#saved;
    const { columns } = this;
    const chunks = NAMES.map((name) => [
      name,
      toChunks<Uint8Array | Uint32Array | Float64Array>(
        columns[name],
        this.#rowsOf(name).high,
        before?.[name] ?? [],
      ),
    ]);
    this.#saved = Object.fromEntries(chunks) as SavedColumns;
    return {
      shape: this.#store.shape,
      pools: this.#pools.save(),
      pages: this.#pages.save(),
      blocks: this.#blocks.save(),
      columns: this.#saved,
    };
  }
  /** The columns hold what they held, and whoever owns them is told of each chunk that changed. */
  restore({ shape, pools, pages, blocks, columns }: SavedTable): void {
    this.#pools.restore(pools);
    this.#pages.restore(pages);
    this.#blocks.restore(blocks);
    const { shape: now } = this.#store;
    if (now.pools !== shape.pools || now.pages !== shape.pages || now.blocks !== shape.blocks)
      this.#store.resize(shape);
    for (const name of NAMES)
      fromChunks(this.columns[name], columns[name], (from, to) =>
        this.#store.touch(name, from, to),
      );
    this.#saved = columns;
  }
  /** What the elements of a column belong to. */
  #rowsOf(name: PoolColumnName): Rows {
    if (isOf(OF_POOLS, name)) return this.#pools;
    return isOf(OF_PAGES, name) ? this.#pages : this.#blocks;
  }
  /** Rows of the pages of every pool, by the pool's row; the oldest page first. */
  pagesByPool(): ReadonlyMap<number, readonly number[]> {
    const { poolPagePool, poolPageIndex } = this.columns;
    const pages = new Map<number, number[]>();
    for (let row = 0; row < this.#pages.high; row += 1) {
      const pool = poolPagePool[row]! - 1;
      if (pool < 0) continue;
      let rows = pages.get(pool);
      if (!rows) pages.set(pool, (rows = []));
      rows[poolPageIndex[row]!] = row;
    }
    return pages;
  }

  /** Writes page->in_use of a page. */
  pageUsed(row: number, used: number): void {
    this.columns.poolPageUsed[row] = used;
    this.touch('poolPageUsed', row);
  }
  /** Where the page's own list begins: a block row, POOL_END or POOL_CORRUPT. */
  pageHead(row: number, head: number): void {
    this.columns.poolPageHead[row] = head;
    this.touch('poolPageHead', row);
  }
  /** PoolBlock bits of a slot. */
  state(row: number): number {
    return this.columns.poolBlockState[row]!;
  }
  setState(row: number, state: number): void {
    this.columns.poolBlockState[row] = state;
    this.touch('poolBlockState', row);
  }
  /** What the link in a slot leads to: a block row, POOL_END or POOL_CORRUPT. */
  next(row: number): number {
    return this.columns.poolBlockNext[row]!;
  }
  setNext(row: number, next: number): void {
    this.columns.poolBlockNext[row] = next;
    this.touch('poolBlockNext', row);
  }
}

const isOf = (names: readonly PoolColumnName[], name: PoolColumnName): boolean =>
  names.includes(name);

/** Arrays that nobody but the model sees. */
export class PrivateStore implements PoolStore {
  shape: PoolShape = { pools: 0, pages: 0, blocks: 0 };
  columns: PoolColumns = arrays(this.shape);

  touch(): void {}
  resize(shape: PoolShape): void {
    const before = this.columns;
    this.shape = shape;
    this.columns = arrays(shape);
    for (const name of NAMES)
      this.columns[name].set(before[name].subarray(0, this.columns[name].length));
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
