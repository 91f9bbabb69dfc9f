/**
 * First-fit allocation and release of 1–8 page objects, by region size and occupancy: the index beside
 * the plain word scan, on the same recorded churn in the same run, and the whole of cma_alloc() and
 * cma_release() on top of the index.
 *
 * What counts are the ratios: of a size to 512 pages in its column, and of the scan to the index.
 */
import { hrtime } from 'node:process';
import { CmaRegion } from '../systems/cma/model/region.ts';
import { FreeBitmap } from '../memory/bitmap/bitmap.ts';
import { recordChurn, type Churn } from './script.ts';
import { WordScan } from './word-scan.ts';

/** Nanoseconds of one size at one occupancy. */
export interface CmaBenchRow {
  readonly pages: number;
  /** Share of the pages that is taken, in percent. */
  readonly fill: number;
  /** Each object aligned to its own order, as dma_alloc_coherent() asks, or not at all. */
  readonly aligned: boolean;
  /** ns of one fit and one release: through the index, by word scan, as cma_alloc + cma_release. */
  readonly indexNs: number;
  readonly scanNs: number;
  readonly regionNs: number;
  /** The same size's `indexNs` and `regionNs` divided by those of the smallest size. */
  readonly indexRatio: number;
  readonly regionRatio: number;
}

/** 2 MiB to 4 GiB. */
export const BENCH_PAGES = [512, 4096, 32_768, 262_144, 1_048_576];
const FILLS = [50, 90];
const ROUNDS = 16;
const STEPS = 10_000;
/** Words a scan may read in one round: a slow contestant does fewer steps. */
const SCAN_WORDS = 20_000_000;
const BASE_PFN = 0x10_0000;

const now = (): number => Number(hrtime.bigint());

/** ns of a step: the median of several rounds of `steps` each; the first round only warms up. */
function timed(steps: number, round: (from: number, to: number) => void): number {
  const times: number[] = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    const start = now();
    round(at * steps, (at + 1) * steps);
    if (at > 0) times.push((now() - start) / steps);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

// One loop a contestant: with a shared one the calls in it would be polymorphic and slower for all.
/** FreeBitmap alone: one release and one search a step. */
function timeIndex(churn: Churn): number {
  const map = new FreeBitmap(churn.bits);
  churn.startAt.forEach((at, i) => map.set(at, churn.startLength[i]!));
  return timed(STEPS, (from, to) => {
    for (let i = from; i < to; i += 1) {
      map.clear(churn.freeAt[i]!, churn.freeLength[i]!);
      const at = map.find(churn.fitLength[i]!, churn.fitMask[i]);
      if (at >= 0) map.set(at, churn.fitLength[i]!);
    }
  });
}
/** The same steps by a scan over words, fewer of them where the bitmap is large. */
function timeScan(churn: Churn): number {
  const map = new WordScan(churn.bits);
  churn.startAt.forEach((at, i) => map.set(at, churn.startLength[i]!));
  const steps = Math.min(STEPS, Math.ceil(SCAN_WORDS / churn.bits));
  return timed(steps, (from, to) => {
    for (let i = from; i < to; i += 1) {
      map.clear(churn.freeAt[i]!, churn.freeLength[i]!);
      const at = map.find(churn.fitLength[i]!, churn.fitMask[i]);
      if (at >= 0) map.set(at, churn.fitLength[i]!);
    }
  });
}
/** The same steps through the model, its counters and page states included. */
function timeRegion(churn: Churn): number {
  const ranges = [{ basePfn: BASE_PFN, pages: churn.bits }];
  const region = new CmaRegion({ kernel: '4.9', ranges });
  const { map } = region.ranges[0]!;
  churn.startAt.forEach((at, i) => map.set(at, churn.startLength[i]!));
  return timed(STEPS, (from, to) => {
    for (let i = from; i < to; i += 1) {
      region.release(BASE_PFN + churn.freeAt[i]!, churn.freeLength[i]!);
      region.alloc({ count: churn.fitLength[i]!, align: 32 - Math.clz32(churn.fitMask[i]!) });
    }
  });
}

/** Every row, smallest size first within an occupancy; `tell` hears of each as it is done. */
export function benchCma(
  tell: (row: CmaBenchRow) => void = () => undefined,
  sizes: readonly number[] = BENCH_PAGES,
): CmaBenchRow[] {
  const rows: CmaBenchRow[] = [];
  for (const aligned of [false, true])
    for (const fill of FILLS) {
      let smallest: { index: number; region: number } | undefined;
      for (const pages of sizes) {
        const churn = recordChurn(pages, fill / 100, STEPS * ROUNDS, aligned);
        const index = timeIndex(churn);
        const region = timeRegion(churn);
        smallest ??= { index, region };
        const row: CmaBenchRow = {
          pages,
          fill,
          aligned,
          indexNs: index,
          scanNs: timeScan(churn),
          regionNs: region,
          indexRatio: index / smallest.index,
          regionRatio: region / smallest.region,
        };
        rows.push(row);
        tell(row);
      }
    }
  return rows;
}

export const CMA_BENCH_HEAD =
  '     pages  full  aligned   index ns  ×512   word scan ns  scan/index   alloc+release ns  ×512';
export function formatCmaRow(row: CmaBenchRow): string {
  const number = (value: number, width: number, digits = 0) =>
    value.toFixed(digits).padStart(width);
  return [
    number(row.pages, 10),
    `${number(row.fill, 4)}%`,
    (row.aligned ? 'order' : 'no').padStart(8),
    number(row.indexNs, 10),
    number(row.indexRatio, 5, 2),
    number(row.scanNs, 14),
    `${number(row.scanNs / row.indexNs, 10, 1)}×`,
    number(row.regionNs, 18),
    number(row.regionRatio, 5, 2),
  ].join(' ');
}
