/**
 * ns of a free and an alloc in a DMA pool of many pages, all of them full: through the model (bytes,
 * rows, index), and the walk of the page list beside it, in the same run.
 * `npx tsx engine/bench/dma-pool.ts` prints the table.
 *
 * Blocks of 128 bytes, 31 in a page of the list generation and 32 of the stack: 12,064 pages are the
 * pool of a real mpt3sas adapter. `churn` frees a random block and takes one. What counts is the
 * ratio to the smallest pool.
 */
import { argv, hrtime, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Arena } from '../systems/dma-pool/model/arena.ts';
import { LinearPointers } from '../systems/dma-pool/model/pointers.ts';
import type { DmaPool } from '../systems/dma-pool/model/pool.ts';
import { DmaPools } from '../systems/dma-pool/model/pools.ts';
import { PrivateStore } from '../systems/dma-pool/model/table.ts';
import { POOL_VERSIONS, type PoolKernel } from '../systems/dma-pool/model/version.ts';
import { PagedBytes } from '../memory/bytes/paged-bytes.ts';
import { createRng } from '../memory/rng.ts';
import { PAGE_SIZE } from '../contract/units.ts';
import { PoolWalk } from './pool-walk.ts';

/** Figures of one number of pages. */
export interface PoolBenchRow {
  readonly pages: number;
  /** ns of one call: half of a free and an alloc. */
  readonly listNs: number;
  readonly stackNs: number;
  /** The page list walked. */
  readonly walkNs: number;
  /** Divided by those of the smallest pool. */
  readonly listRatio: number;
  readonly stackRatio: number;
  readonly walkRatio: number;
}

export const BENCH_POOL_PAGES = [10, 100, 1000, 12_064];
const BLOCK = 128;
const BLOCKS = 31;
const ROUNDS = 9;
const STEPS = 20_000;
/** Pages the walk may look at in one round. */
const WALK_STEPS = 40_000_000;
const BASE = 0x8000_0000;
const SILENT = { error: () => undefined, line: () => undefined };

const now = (): number => Number(hrtime.bigint());

/** The best of several rounds; whatever else the machine does can only make one slower. */
function timed(steps: number, round: (from: number, to: number) => void): number {
  let best = Infinity;
  for (let at = 0; at < ROUNDS; at += 1) {
    const start = now();
    round(at * steps, (at + 1) * steps);
    if (at > 0) best = Math.min(best, (now() - start) / steps);
  }
  return best / 2;
}

/** A pool with every block of so many pages in use. */
function fullPool(kernel: PoolKernel, pages: number): { pool: DmaPool; blocks: Float64Array } {
  const build = {
    version: POOL_VERSIONS[kernel],
    debug: false,
    pointerBytes: 8,
    dmaAddrBytes: 8,
    pageSize: PAGE_SIZE,
  } as const;
  const virt = { low: 0, high: 0xffff_0000 };
  const display = { pointerBytes: 8, hashed: true } as const;
  const pools = new DmaPools({
    build,
    memory: new PagedBytes(),
    chunks: new Arena({ base: BASE, pages, pageSize: PAGE_SIZE }),
    pointers: new LinearPointers(virt, BASE, pages * PAGE_SIZE, display),
    store: new PrivateStore(),
  });
  const pool = pools.create('bench', 'bench.0', { size: BLOCK, align: BLOCK, boundary: 0 }, 1);
  if (typeof pool === 'string') throw new Error(`no pool: ${pool}`);
  const blocks = new Float64Array(pages * pool.geometry.blocks);
  for (let i = 0; i < blocks.length; i += 1) blocks[i] = take(pool);
  return { pool, blocks };
}
function take(pool: DmaPool): number {
  const got = pool.alloc({ zero: false, wait: false }, 1, SILENT);
  if (!('vaddr' in got)) throw new Error('the pool is empty');
  return got.vaddr;
}

const picksOf = (steps: number, blocks: number): Int32Array => {
  const rng = createRng(7);
  return Int32Array.from({ length: steps * ROUNDS }, () => rng.below(blocks));
};

/** Nanoseconds of a call of the model, in one generation. */
function timeModel(kernel: PoolKernel, pages: number): number {
  const { pool, blocks } = fullPool(kernel, pages);
  // A full pool hands out what was freed last, so who holds what never changes.
  const addresses = Float64Array.from(picksOf(STEPS, blocks.length), (pick) => blocks[pick]!);
  return timed(STEPS, (from, to) => {
    for (let i = from; i < to; i += 1) {
      pool.free(addresses[i]!, addresses[i]!, SILENT);
      if (take(pool) !== addresses[i]) throw new Error('another block came back');
    }
  });
}
/** Nanoseconds of a call that walks the list of pages, as the real code does. */
function timeWalk(pages: number): number {
  const walk = new PoolWalk(pages, BLOCKS);
  const steps = Math.min(STEPS, Math.ceil(WALK_STEPS / ROUNDS / pages));
  const picks = picksOf(steps, pages * BLOCKS);
  return timed(steps, (from, to) => {
    for (let i = from; i < to; i += 1) {
      walk.free(picks[i]!);
      walk.alloc();
    }
  });
}

/** Every row, the smallest pool first; `tell` hears of each as it is done. */
export function benchPools(
  tell: (row: PoolBenchRow) => void = () => undefined,
  sizes: readonly number[] = BENCH_POOL_PAGES,
): PoolBenchRow[] {
  const rows: PoolBenchRow[] = [];
  // Every loop is compiled before the first one counts.
  timeModel('4.x', 4);
  timeModel('6.4', 4);
  timeWalk(4);
  for (const pages of sizes) {
    const listNs = timeModel('4.x', pages);
    const stackNs = timeModel('6.4', pages);
    const walkNs = timeWalk(pages);
    const first = rows[0];
    const row: PoolBenchRow = {
      pages,
      listNs,
      stackNs,
      walkNs,
      listRatio: listNs / (first?.listNs ?? listNs),
      stackRatio: stackNs / (first?.stackNs ?? stackNs),
      walkRatio: walkNs / (first?.walkNs ?? walkNs),
    };
    rows.push(row);
    tell(row);
  }
  return rows;
}

export const POOL_BENCH_HEAD =
  '     pages   list ns   ×10   stack ns   ×10     walk ns      ×10   walk/list';
export function formatPoolRow(row: PoolBenchRow): string {
  const number = (value: number, width: number, digits = 0) =>
    value.toFixed(digits).padStart(width);
  return [
    number(row.pages, 10),
    number(row.listNs, 9),
    number(row.listRatio, 5, 2),
    number(row.stackNs, 10),
    number(row.stackRatio, 5, 2),
    number(row.walkNs, 11),
    number(row.walkRatio, 8, 2),
    `${number(row.walkNs / row.listNs, 10, 2)}×`,
  ].join(' ');
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  stdout.write(`${POOL_BENCH_HEAD}\n`);
  benchPools((row) => stdout.write(`${formatPoolRow(row)}\n`));
}
