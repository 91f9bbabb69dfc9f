/**
 * cma_declare_contiguous_multi(): a region that may lie in several ranges.
 *
 * Source of truth: mm/cma.c of Linux 6.15 and later.
 */
import { MAX_CMA_RANGES } from '../../../contract/limits.ts';
import type { BoardProfile } from '../../../contract/profile.ts';
import {
  GiB,
  MiB,
  PAGE_SIZE,
  physToPfn,
  roundDown,
  roundUp,
  type Bytes,
  type Order,
  type PageCount,
  type Pfn,
  type PhysAddr,
} from '../../../contract/units.ts';
import { Boot, type Declared, type DeclareRequest, type RegionPlan } from './reserve.ts';

const SZ_4G = 4 * GiB;

/**
 * cma_declare_contiguous_multi() (6.15+): one range if there is room for it, else the largest free
 * stretches above 4 GiB together.
 */
export function declareContiguousMulti(
  board: BoardProfile,
  existing: readonly RegionPlan[],
  request: Pick<DeclareRequest, 'size' | 'alignment' | 'orderPerBit' | 'name'>,
): Declared {
  const boot = new Boot(board, existing);
  const { size, alignment, orderPerBit, name } = request;
  const base = boot.declare({ ...request, base: 0, limit: 0, fixed: false });
  const reserved = (ranges: RegionPlan['ranges']): Declared => {
    const plural = ranges.length > 1 ? 's' : '';
    boot.print(`Reserved ${Math.floor(size / MiB)} MiB in ${ranges.length} range${plural}`);
    return boot.declared({ name, orderPerBit, ranges }, request);
  };
  const granule = boot.granule(alignment);
  if (typeof base === 'number')
    return reserved([{ basePfn: physToPfn(base), pages: roundUp(size, granule) / PAGE_SIZE }]);
  if (base.errno !== 'ENOMEM') return boot.refused(base, size, size);
  const ranges = severalRanges(boot, size, granule, orderPerBit);
  return ranges ? reserved(ranges) : boot.refused(base, size, size);
}

/** The ranges of cma_declare_contiguous_multi(), in the order its lists bring them in. */
function severalRanges(
  boot: Boot,
  total: Bytes,
  granule: Bytes,
  orderPerBit: Order,
): RegionPlan['ranges'] | undefined {
  let largest: Stretch[] = [];
  for (const { start, end } of boot.free()) {
    const base = roundUp(start, granule);
    const size = roundDown(roundDown(end, granule) - base, PAGE_SIZE * 2 ** orderPerBit);
    if (start < SZ_4G || size <= 0) continue;
    const stretch = { base, size };
    if (largest.length === MAX_CMA_RANGES) {
      if (size < largest.at(-1)!.size) continue;
      largest = largest.slice(0, -1);
    }
    largest = insert(largest, stretch, (known) => known.size > size);
  }
  if (sum(largest) < total) return undefined;
  let chosen: Stretch[] = [];
  for (const stretch of largest) {
    chosen = insert(chosen, stretch, (known) => known.base < stretch.base);
    if (sum(chosen) >= total) break;
  }
  let left = total;
  const ranges: { basePfn: Pfn; pages: PageCount }[] = [];
  for (const { base, size } of chosen) {
    const take = Math.min(left, size);
    if (take === 0) break;
    ranges.push({ basePfn: physToPfn(base), pages: Math.floor(take / PAGE_SIZE) });
    left -= take;
  }
  return ranges;
}

interface Stretch {
  readonly base: PhysAddr;
  readonly size: Bytes;
}
const sum = (stretches: readonly Stretch[]): Bytes =>
  stretches.reduce((total, { size }) => total + size, 0);

/**
 * list_insert_sorted(): before the first element that `stop` names; if there is none before the last
 * one, not after it, so that lists of three and more are not always sorted.
 */
function insert(
  list: readonly Stretch[],
  stretch: Stretch,
  stop: (known: Stretch) => boolean,
): Stretch[] {
  const at = list.findIndex(stop);
  return list.toSpliced(at < 0 ? Math.max(0, list.length - 1) : at, 0, stretch);
}
