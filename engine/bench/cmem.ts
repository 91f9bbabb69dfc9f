/**
 * ns of an ALLOCHEAP and of a FREE ioctl on fragmented heaps, by the number of free chunks: through the
 * driver (index, header bytes, record, owner), and the walk of the list beside it, in the same run.
 * `npx tsx engine/bench/cmem.ts` prints the table.
 *
 * The heap: free holes of one page between busy pages, and room after them. `tail` asks for what no
 * hole holds and gives it back: the walk passes every hole, twice. `churn` gives back a random busy
 * page between holes and takes one again. `aligned` asks for 64 KiB alignment among holes that are long
 * enough but misaligned. What counts is the ratio of a size to the smallest.
 */
import { argv, hrtime, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { plainProfile } from '../systems/cmem/model/version.ts';
import { Cmem } from '../systems/cmem/model/cmem.ts';
import type { CmemProcess } from '../systems/cmem/model/process.ts';
import { createRng } from '../memory/rng.ts';
import { PAGE_SIZE } from '../contract/units.ts';
import { ListWalk } from './list-walk.ts';

/** Figures of one number of free chunks. */
export interface CmemBenchRow {
  /** Free chunks of the heap. */
  readonly chunks: number;
  /** ns of one allocation and one release. */
  readonly tailNs: number;
  readonly churnNs: number;
  readonly alignedNs: number;
  /** `tail` by walking the list. */
  readonly walkNs: number;
  /** Divided by those of the smallest heap. */
  readonly tailRatio: number;
  readonly churnRatio: number;
  readonly alignedRatio: number;
}

export const BENCH_CHUNKS = [9, 65, 513, 2049, 8193, 30_001];
const ROUNDS = 9;
const STEPS = 4000;
/** Headers the walk may read in one round. */
const WALK_STEPS = 20_000_000;
const BASE = 0xa000_0000;
const ALIGN = 65_536;
/** Pages after the holes. */
const ROOM = 64;

const now = (): number => Number(hrtime.bigint());

/** The best of several rounds; whatever else the machine does can only make one slower. */
function timed(steps: number, round: (from: number, to: number) => void): number {
  let best = Infinity;
  for (let at = 0; at < ROUNDS; at += 1) {
    const start = now();
    round(at * steps, (at + 1) * steps);
    if (at > 0) best = Math.min(best, (now() - start) / steps);
  }
  return best;
}

/** A 4.20 driver whose only block is a heap of `pages`, and a process that has it open. */
class Bench {
  readonly #cmem = new Cmem(plainProfile('4.20'));
  readonly #process: CmemProcess;
  readonly #fd: number;

  constructor(pages: number) {
    const end = BASE + pages * PAGE_SIZE;
    const hex = (address: number) => `0x${address.toString(16)}`;
    this.#cmem.insmod(`phys_start=${hex(BASE)} phys_end=${hex(end)}`, undefined);
    this.#process = this.#cmem.process(0);
    const opened = this.#cmem.system.open(this.#process, undefined);
    if (!('value' in opened)) throw new Error('the device does not open');
    this.#fd = opened.value;
  }
  alloc(size: number, align = 1): number {
    const asked = { block: 0, size, align };
    const got = this.#cmem.system.allocHeap(this.#process, this.#fd, asked, false, undefined);
    return 'value' in got ? got.value : -1;
  }
  free(phys: number): void {
    const how = { phys, heap: true, byPhys: true };
    this.#cmem.system.free(this.#process, this.#fd, how, undefined);
  }
  get chunks(): number {
    return this.#cmem.heaps()[0]!.figures!.chunks;
  }
}

/** Holes of `hole` pages, each after a busy page, and ROOM pages; the busy pages. */
function fragment(chunks: number, hole: number) {
  const holes = chunks - 1;
  const bench = new Bench(holes * (hole + 1) + 1 + ROOM);
  const busy: number[] = [];
  const free: number[] = [];
  for (let i = 0; i < holes; i += 1) {
    busy.push(bench.alloc(PAGE_SIZE));
    free.push(bench.alloc(hole * PAGE_SIZE));
  }
  // A busy page keeps the last hole from the room.
  bench.alloc(PAGE_SIZE);
  for (const phys of free) bench.free(phys);
  if (bench.chunks !== chunks) throw new Error(`${bench.chunks} chunks instead of ${chunks}`);
  return { bench, busy };
}

/** A request that no hole can hold, and its release. */
function timeTail(chunks: number): number {
  const { bench } = fragment(chunks, 1);
  return timed(STEPS, (from, to) => {
    for (let i = from; i < to; i += 1) bench.free(bench.alloc(2 * PAGE_SIZE));
  });
}
/** A busy page between two holes is given back, and a page is taken again. */
function timeChurn(chunks: number): number {
  const { bench, busy } = fragment(chunks, 1);
  const rng = createRng(7);
  const picks = Int32Array.from({ length: STEPS * ROUNDS }, () => rng.below(busy.length));
  return timed(STEPS, (from, to) => {
    for (let i = from; i < to; i += 1) {
      const pick = picks[i]!;
      bench.free(busy[pick]!);
      busy[pick] = bench.alloc(PAGE_SIZE);
    }
  });
}
/** Holes of 15 pages, each a page after a multiple of 64 KiB: none holds an aligned page. */
function timeAligned(chunks: number): number {
  const { bench } = fragment(chunks, 15);
  return timed(STEPS, (from, to) => {
    for (let i = from; i < to; i += 1) bench.free(bench.alloc(PAGE_SIZE, ALIGN));
  });
}
/** `tail` on a list that is walked; it takes fewer steps where the list is long. */
function timeWalk(chunks: number): number {
  const holes = chunks - 1;
  const walk = new ListWalk(2 * holes + 1 + ROOM);
  const all = Array.from({ length: 2 * holes + 1 }, () => walk.alloc(1));
  // From the highest hole down, so that building walks nothing.
  for (const page of all.reverse()) if (page % 2 === 1) walk.free(page, 1);
  const steps = Math.min(STEPS, Math.ceil(WALK_STEPS / ROUNDS / chunks));
  return timed(steps, (from, to) => {
    for (let i = from; i < to; i += 1) {
      walk.free(walk.alloc(2), 2);
    }
  });
}

/** Every row, the smallest heap first; `tell` hears of each as it is done. */
export function benchCmem(
  tell: (row: CmemBenchRow) => void = () => undefined,
  sizes: readonly number[] = BENCH_CHUNKS,
): CmemBenchRow[] {
  const rows: CmemBenchRow[] = [];
  // Both loops are compiled before the first one counts.
  timeTail(3);
  timeChurn(3);
  timeAligned(3);
  for (const chunks of sizes) {
    const tailNs = timeTail(chunks);
    const churnNs = timeChurn(chunks);
    const alignedNs = timeAligned(chunks);
    const first = rows[0];
    const row: CmemBenchRow = {
      chunks,
      tailNs,
      churnNs,
      alignedNs,
      walkNs: timeWalk(chunks),
      tailRatio: tailNs / (first?.tailNs ?? tailNs),
      churnRatio: churnNs / (first?.churnNs ?? churnNs),
      alignedRatio: alignedNs / (first?.alignedNs ?? alignedNs),
    };
    rows.push(row);
    tell(row);
  }
  return rows;
}

export const CMEM_BENCH_HEAD =
  '    chunks   tail ns    ×9   churn ns    ×9   aligned ns    ×9     walk ns   walk/tail';
export function formatCmemRow(row: CmemBenchRow): string {
  const number = (value: number, width: number, digits = 0) =>
    value.toFixed(digits).padStart(width);
  return [
    number(row.chunks, 10),
    number(row.tailNs, 9),
    number(row.tailRatio, 5, 2),
    number(row.churnNs, 10),
    number(row.churnRatio, 5, 2),
    number(row.alignedNs, 12),
    number(row.alignedRatio, 5, 2),
    number(row.walkNs, 11),
    `${number(row.walkNs / row.tailNs, 10, 1)}×`,
  ].join(' ');
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  stdout.write(`${CMEM_BENCH_HEAD}\n`);
  benchCmem((row) => stdout.write(`${formatCmemRow(row)}\n`));
}
