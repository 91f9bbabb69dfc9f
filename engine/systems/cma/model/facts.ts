/** What may be read of a region by those who are told what happens in it. */
import type { FreeBitmap } from '../../../memory/bitmap/bitmap.ts';
import type { Order, PageCount, Pfn } from '../../../contract/units.ts';
import type { CmaPages } from './pages.ts';
import type { CmaVersion } from './version.ts';

export interface CmaRange {
  readonly basePfn: Pfn;
  readonly pages: PageCount;
  /** Index of the range's first page within the region. */
  readonly firstPage: number;
  readonly map: FreeBitmap;
}

export interface RegionFacts {
  /** Index among the board's regions. */
  readonly index: number;
  readonly name: string;
  readonly version: CmaVersion;
  readonly orderPerBit: Order;
  /** Ascending by base. More than one only from 6.15 on. */
  readonly ranges: readonly CmaRange[];
  readonly pages: PageCount;
  /** Pages that are not taken, as the kernel counts them from 6.15 on. */
  readonly available: PageCount;
  readonly pageStates: CmaPages;
  /** Index of a frame among the region's pages; undefined outside. */
  pageIndex(pfn: Pfn): number | undefined;
}
