/**
 * From the buffers a product needs to the `pools=` line that wastes least, the whole insmod line and
 * the `mem=` that keeps Linux out of the block. Pure functions; what a line costs is judged by the
 * driver's own rules: buffers are rounded to pages, a request goes to the pool that wastes least.
 */
import { MAX_CMEM_SIZES } from '../../contract/limits.ts';
import {
  MiB,
  PAGE_SIZE,
  roundDown,
  roundUp,
  type Bytes,
  type PhysAddr,
} from '../../contract/units.ts';
import { strtol } from './model/number.ts';
import { parameterNames } from './model/params.ts';
import { cmemVersion, type CmemVersionId } from './model/version.ts';

/** `count` buffers of `size` bytes that are needed at the same time. */
export interface BufferNeed {
  readonly size: Bytes;
  readonly count: number;
}
/** One element `COUNTxSIZE` of `pools=`. */
export interface PoolLine {
  readonly count: number;
  /** As written: the buffers are PAGE_ALIGN of it. */
  readonly size: Bytes;
}
/** What a pool holds and what is lost in it when the needs are served. */
export interface PoolWaste extends PoolLine {
  /** What each of its buffers really takes: whole pages. */
  readonly bufferSize: Bytes;
  /** `count` times `bufferSize`. */
  readonly bytes: Bytes;
  /** Buffers in use, and bytes asked for in them. */
  readonly used: number;
  readonly asked: Bytes;
  /** From what was asked up to the page; from there to the end of a buffer that is too large. */
  readonly rounding: Bytes;
  readonly oversize: Bytes;
  /** Buffers nobody needed. */
  readonly idle: Bytes;
}
/** A line as a whole: the sums of its pools, in bytes. */
export interface Waste {
  readonly pools: readonly PoolWaste[];
  readonly bytes: Bytes;
  readonly asked: Bytes;
  readonly rounding: Bytes;
  readonly oversize: Bytes;
  readonly idle: Bytes;
  /** Needs that no pool could serve. */
  readonly unserved: readonly BufferNeed[];
}

/** Rounds a size up to pages, as PAGE_ALIGN() does. */
const pages = (size: Bytes): Bytes => roundUp(size, PAGE_SIZE);
const descending = (a: { readonly size: Bytes }, b: { readonly size: Bytes }): number =>
  b.size - a.size;

/** `50x512,2x4096` as the driver reads it; undefined where it would refuse an element. */
export function parsePools(text: string): PoolLine[] | undefined {
  const pools: PoolLine[] = [];
  for (const element of text.split(',')) {
    const at = element.indexOf('x');
    if (at < 0) return undefined;
    const count = Number(strtol(element.slice(0, at), 10));
    const size = Number(strtol(element.slice(at + 1), 10));
    if (size < 0 || !Number.isSafeInteger(size) || !Number.isSafeInteger(count)) return undefined;
    pools.push({ count: Math.max(0, count), size });
  }
  return pools;
}
/** The value of `pools=` as the driver reads it. */
export const formatPools = (pools: readonly PoolLine[]): string =>
  pools.map(({ count, size }) => `${count}x${size}`).join(',');

/**
 * Pools with the least waste, smallest first: one a page-rounded size as long as the driver has
 * pools enough; beyond that the sizes are grouped so that the sum of what the smaller ones lose is
 * least. Throws a RangeError for more than MAX_CMEM_SIZES different sizes.
 */
export function planPools(needs: readonly BufferNeed[], version: CmemVersionId): PoolLine[] {
  const bySize = new Map<Bytes, { size: Bytes; count: number }>();
  for (const { size, count } of needs) {
    if (count <= 0) continue;
    const key = pages(size);
    const there = bySize.get(key);
    if (there) {
      there.size = Math.max(there.size, size);
      there.count += count;
    } else bySize.set(key, { size, count });
  }
  const sizes = [...bySize.values()].sort((a, b) => a.size - b.size);
  if (sizes.length > MAX_CMEM_SIZES) throw new RangeError(`${sizes.length} sizes`);
  const { maxPools } = cmemVersion(version);
  // With exactly MAX_POOLS pools the driver's heap would share an object with the next block's first.
  return groupSizes(sizes, maxPools - 1);
}

/** The cheapest way to make at most `most` runs of ascending sizes, each as large as its largest. */
function groupSizes(sizes: readonly PoolLine[], most: number): PoolLine[] {
  const n = sizes.length;
  if (n <= most) return [...sizes];
  const counts = prefix(sizes.map(({ count }) => count));
  const bytes = prefix(sizes.map(({ count, size }) => count * pages(size)));
  /** Bytes lost when sizes [from, to) are all as large as the last of them. */
  const lost = (from: number, to: number): Bytes =>
    (counts[to]! - counts[from]!) * pages(sizes[to - 1]!.size) - (bytes[to]! - bytes[from]!);
  // best[to]: least loss of the first `to` sizes in as many groups as rounds have passed.
  let best = Float64Array.from({ length: n + 1 }, (_, to) => (to === 0 ? 0 : lost(0, to)));
  const cuts: Int32Array[] = [new Int32Array(n + 1)];
  for (let groups = 2; groups <= most; groups += 1) {
    const next = new Float64Array(n + 1);
    const cut = new Int32Array(n + 1);
    fillRow(best, next, cut, lost, { low: 1, high: n, first: 0, last: n - 1 });
    best = next;
    cuts.push(cut);
  }
  const groups: PoolLine[] = [];
  for (let to = n, round = cuts.length - 1; to > 0; round -= 1) {
    const from = round > 0 ? cuts[round]![to]! : 0;
    groups.unshift({ count: counts[to]! - counts[from]!, size: sizes[to - 1]!.size });
    to = from;
  }
  return groups;
}
/** Gives the sums of the first 0, 1, 2 … values. */
function prefix(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push(sums.at(-1)! + value);
  return sums;
}

/** The best cut moves right as the end does, so half the ends bound the cuts of the others. */
function fillRow(
  best: Float64Array,
  next: Float64Array,
  cut: Int32Array,
  lost: (from: number, to: number) => Bytes,
  { low, high, first, last }: { low: number; high: number; first: number; last: number },
): void {
  if (low > high) return;
  const to = Math.floor((low + high) / 2);
  let least = Infinity;
  let at = first;
  for (let from = first; from <= Math.min(last, to - 1); from += 1) {
    const cost = best[from]! + lost(from, to);
    if (cost >= least) continue;
    least = cost;
    at = from;
  }
  next[to] = least;
  cut[to] = at;
  fillRow(best, next, cut, lost, { low, high: to - 1, first, last: at });
  fillRow(best, next, cut, lost, { low: to + 1, high, first: at, last });
}

/**
 * What a line loses when the needs are served, largest first (so that a small one never takes the
 * only buffer of a large one), each by the pool that wastes least, the lowest number in a tie.
 * Needs that no pool can hold are returned, not counted as waste.
 */
export function wasteOf(pools: readonly PoolLine[], needs: readonly BufferNeed[]): Waste {
  const rows = pools.map(({ count, size }) => ({
    count,
    size,
    bufferSize: pages(size),
    bytes: count * pages(size),
    used: 0,
    asked: 0,
    rounding: 0,
    oversize: 0,
    idle: 0,
  }));
  const unserved: BufferNeed[] = [];
  for (const { size, count } of [...needs].sort(descending)) {
    let left = count;
    while (left > 0) {
      const open = rows.filter((row) => row.bufferSize >= size && row.used < row.count);
      if (open.length === 0) break;
      const row = open.reduce((a, b) => (b.bufferSize < a.bufferSize ? b : a));
      const taken = Math.min(left, row.count - row.used);
      row.used += taken;
      row.asked += taken * size;
      row.rounding += taken * (Math.min(pages(size), row.bufferSize) - size);
      row.oversize += taken * Math.max(0, row.bufferSize - pages(size));
      left -= taken;
    }
    if (left > 0) unserved.push({ size, count: left });
  }
  for (const row of rows) row.idle = (row.count - row.used) * row.bufferSize;
  const sum = (key: 'bytes' | 'asked' | 'rounding' | 'oversize' | 'idle'): Bytes =>
    rows.reduce((total, row) => total + row[key], 0);
  return {
    pools: rows,
    bytes: sum('bytes'),
    asked: sum('asked'),
    rounding: sum('rounding'),
    oversize: sum('oversize'),
    idle: sum('idle'),
    unserved,
  };
}

/** What a plan starts from: addresses and sizes in bytes. */
export interface PlanRequest {
  readonly version: CmemVersionId;
  readonly needs: readonly BufferNeed[];
  /** All RAM of the board. */
  readonly ram: { readonly base: PhysAddr; readonly size: Bytes };
  /** The block; left out it is the smallest at the top of RAM. */
  readonly block?: { readonly start: PhysAddr; readonly end: PhysAddr };
  /** Room for the heap beside the pools. */
  readonly heap?: Bytes;
  /** What Linux has now, if its `mem=` is to stay. */
  readonly linux?: Bytes;
}
/** A layout with its command lines, and what is wrong with it, if anything is. */
export interface Plan {
  /** Elements of `pools=`, in the order of the line. */
  readonly pools: readonly PoolLine[];
  /** What the line loses when the needs are served. */
  readonly waste: Waste;
  readonly block: { readonly start: PhysAddr; readonly end: PhysAddr };
  /** Bytes of the pools, and what is left of the block for the heap. */
  readonly needed: Bytes;
  readonly heap: Bytes;
  /** `insmod cmemk.ko phys_start=… phys_end=… pools=…` */
  readonly insmod: string;
  /** `mem=60M`: Linux up to the block; undefined where the block does not lie above its memory. */
  readonly mem: string | undefined;
  readonly problems: readonly PlanProblem[];
}
export type PlanProblem =
  /** The pools, with the heap that was asked for, need that much more. */
  | { readonly is: 'too small'; readonly missing: Bytes }
  /** Linux has memory from `from` to `to` inside the block. */
  | { readonly is: 'overlaps Linux'; readonly from: PhysAddr; readonly to: PhysAddr }
  | { readonly is: 'outside RAM'; readonly from: PhysAddr; readonly to: PhysAddr }
  /** Start at 0, backwards, or not on a page: the driver refuses or moves it. */
  | { readonly is: 'bad block'; readonly start: PhysAddr; readonly end: PhysAddr };

const hex = (address: PhysAddr): string =>
  `0x${address.toString(16).toUpperCase().padStart(8, '0')}`;

/** A plan comes back even where it cannot work: `problems` says why. */
export function planCmem(request: PlanRequest): Plan {
  const { ram, heap: heapWanted = 0, version, needs } = request;
  const pools = planPools(needs, version);
  const waste = wasteOf(pools, needs);
  const wanted = waste.bytes + pages(heapWanted);
  const ramEnd = ram.base + ram.size;
  // mem= is given in whole MiB: so the block begins on one.
  const lowest = Math.max(ram.base + MiB, roundDown(ramEnd - Math.max(wanted, PAGE_SIZE), MiB));
  const block = request.block ?? { start: lowest, end: ramEnd };
  const size = block.end - block.start;
  const linux = request.linux ?? Math.max(0, Math.min(ramEnd, block.start) - ram.base);
  return {
    pools,
    waste,
    block,
    needed: waste.bytes,
    heap: Math.max(0, size - waste.bytes),
    insmod: insmodLine(version, block, pools),
    mem:
      block.start > ram.base && block.start <= ramEnd ? memOf(block.start - ram.base) : undefined,
    problems: problemsOf(block, wanted, ram, linux),
  };
}

/** The names of the parameters are those of the driver's version. */
function insmodLine(
  version: CmemVersionId,
  block: Plan['block'],
  pools: readonly PoolLine[],
): string {
  const [start, end, list] = parameterNames(cmemVersion(version));
  const line = `insmod cmemk.ko ${start}=${hex(block.start)} ${end}=${hex(block.end)}`;
  return pools.length === 0 ? line : `${line} ${list}=${formatPools(pools)}`;
}

/** In the largest unit that is exact; Linux rounds the rest down to a page. */
function memOf(size: Bytes): string {
  if (size % MiB === 0) return `mem=${size / MiB}M`;
  return `mem=${Math.floor(size / 1024)}K`;
}

/** What the driver would refuse, and what it would accept to the harm of Linux. */
function problemsOf(
  { start, end }: Plan['block'],
  wanted: Bytes,
  ram: PlanRequest['ram'],
  linux: Bytes,
): PlanProblem[] {
  const problems: PlanProblem[] = [];
  if (start <= 0 || end <= start || start % PAGE_SIZE !== 0 || end % PAGE_SIZE !== 0)
    problems.push({ is: 'bad block', start, end });
  if (end - start < wanted) problems.push({ is: 'too small', missing: wanted - (end - start) });
  const linuxEnd = ram.base + linux;
  if (start < linuxEnd && end > ram.base)
    problems.push({
      is: 'overlaps Linux',
      from: Math.max(start, ram.base),
      to: Math.min(end, linuxEnd),
    });
  const ramEnd = ram.base + ram.size;
  if (start < ram.base)
    problems.push({ is: 'outside RAM', from: start, to: Math.min(end, ram.base) });
  if (end > ramEnd) problems.push({ is: 'outside RAM', from: Math.max(start, ramEnd), to: end });
  return problems;
}
