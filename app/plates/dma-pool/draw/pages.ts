/**
 * The pages of every DMA pool in the order of the kernel's list, and what can be said of a pool.
 * Rows of pages and blocks lie anywhere; they are looked for when pages come or go and then kept.
 */
import { POOL_CORRUPT, POOL_END } from '../../../../engine/contract/view.ts';
import type { DmaPoolLayout, MachineView } from '../../../../engine/contract/view.ts';
import { blockAt, pageOfPfn, regionOfPfn, slotOf } from '../../../frame/frame.ts';
import { OWNER_CLASSES } from '../../../render/palette.ts';

const NOTHING = new Uint32Array(0);

/** The columns by which the index stands. */
const WATCHED = ['poolPagePool', 'poolPageIndex', 'poolPageFirst'] as const;

interface Seen {
  readonly layout: MachineView['layout'];
  readonly epoch: number;
  readonly stamp: string;
}

export class PageIndex {
  #lists = new Map<number, Uint32Array>();
  /** Rows of pages by the row of their first slot. */
  #byBlock = NOTHING;
  #seen: Seen | undefined;

  /** Take in a frame; true if pages came or went since the last one. */
  update(view: MachineView & { readonly epoch: number }): boolean {
    const stamp = WATCHED.map((name) => view.generations[name].join(' ')).join('|');
    const seen = this.#seen;
    if (seen?.layout === view.layout && seen.epoch === view.epoch && seen.stamp === stamp)
      return false;
    this.#seen = { layout: view.layout, epoch: view.epoch, stamp };
    this.#lists = readLists(view);
    const { poolPageFirst } = view.columns;
    const all = [...this.#lists.values()].flatMap((rows) => [...rows]);
    this.#byBlock = Uint32Array.from(all).sort((a, b) => poolPageFirst[a]! - poolPageFirst[b]!);
    return true;
  }

  /** Rows of the pages of a pool, the newest first. */
  of(pool: DmaPoolLayout): Uint32Array {
    return this.#lists.get(pool.row) ?? NOTHING;
  }

  /** Row of the page with a number (0 the oldest). */
  rowOf(pool: DmaPoolLayout, page: number): number | undefined {
    const rows = this.of(pool);
    return rows[rows.length - 1 - page];
  }

  /** Row of the page that a block row belongs to. */
  pageOfBlock(view: MachineView, block: number): number | undefined {
    const { poolPageFirst, poolPagePool } = view.columns;
    let low = 0;
    let high = this.#byBlock.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (poolPageFirst[this.#byBlock[middle]!]! <= block) low = middle + 1;
      else high = middle;
    }
    const page = this.#byBlock[low - 1];
    if (page === undefined) return undefined;
    const pool = view.layout.dmaPools.find((one) => one.row === poolPagePool[page]! - 1);
    return block < poolPageFirst[page]! + (pool?.slots.length ?? 0) ? page : undefined;
  }
}

const readLists = (view: MachineView): Map<number, Uint32Array> => {
  const { poolPagePool, poolPageIndex } = view.columns;
  const found = new Map<number, number[]>();
  for (let row = 0; row < poolPagePool.length; row += 1) {
    const pool = poolPagePool[row]! - 1;
    if (pool < 0) continue;
    const rows = found.get(pool);
    if (rows === undefined) found.set(pool, [row]);
    else rows.push(row);
  }
  return new Map(
    [...found].map(([pool, rows]) => [
      pool,
      Uint32Array.from(rows).sort((a, b) => poolPageIndex[b]! - poolPageIndex[a]!),
    ]),
  );
};

export interface PoolFigures {
  readonly pages: number;
  /** Blocks in use as the kernel counts them, and as the pages say. */
  readonly active: number;
  readonly used: number;
  readonly free: number;
  readonly lost: number;
  /** Bytes of all pages, and bytes that whoever holds a block asked for. */
  readonly held: number;
  readonly asked: number;
}

/** By the pages' counts: linear in pages, never in blocks. */
export const poolFigures = (
  view: MachineView,
  pages: PageIndex,
  pool: DmaPoolLayout,
): PoolFigures => {
  const rows = pages.of(pool);
  const { poolPageUsed, poolActive } = view.columns;
  let used = 0;
  for (const row of rows) used += Math.min(pool.blocks, poolPageUsed[row]!);
  return {
    pages: rows.length,
    active: poolActive[pool.row] ?? 0,
    used,
    free: rows.length * pool.blocks - used,
    lost: rows.length * pool.lost,
    held: rows.length * pool.allocation,
    asked: used * pool.asked.size,
  };
};

/** Row of the page that the next allocation is served from; undefined = a new page is fetched. */
export const servingPage = (
  view: MachineView,
  pages: PageIndex,
  pool: DmaPoolLayout,
): number | undefined => {
  const { poolHead, poolPageHead } = view.columns;
  if (pool.mechanism === 'stack') {
    const head = poolHead[pool.row] ?? POOL_END;
    return head >= POOL_CORRUPT ? undefined : pages.pageOfBlock(view, head);
  }
  return pages.of(pool).find((row) => poolPageHead[row] !== POOL_END);
};

/** Block row that is handed out next from a page, POOL_END or POOL_CORRUPT. */
export const headOf = (view: MachineView, pool: DmaPoolLayout, page: number): number =>
  (pool.mechanism === 'stack'
    ? view.columns.poolHead[pool.row]
    : view.columns.poolPageHead[page]) ?? POOL_END;

/** As the CMA map paints its pages; by the pool's number where they come from elsewhere. */
export const poolColour = (view: MachineView, pages: PageIndex, pool: DmaPoolLayout): number => {
  const rows = pages.of(pool);
  const pfn = Math.floor((view.columns.poolPageAddress[rows[rows.length - 1] ?? -1] ?? -1) / 4096);
  const region = pfn < 0 ? undefined : regionOfPfn(view, pfn);
  const page = region === undefined ? undefined : pageOfPfn(region, pfn);
  const block = page === undefined ? undefined : blockAt(view, slotOf(view, page));
  if (block !== undefined && block.kind === 'dma_pool') return block.colour;
  return ((pool.id - 1) % (OWNER_CLASSES - 1)) + 1;
};
