/** What is asked of a region, what it answers, and how it tells what it does meanwhile. */
import type { Errno, PfnRange } from '../../../contract/command.ts';
import type { Order, PageCount, Pfn } from '../../../contract/units.ts';
import type { RegionFacts } from './facts.ts';

/** Arguments of cma_alloc(), and what the model cannot know of the pages. */
export interface AllocRequest {
  /** An unsigned long; a negative one is that of 64 bits which C makes of a negative int. */
  readonly count: PageCount;
  /** The order of the alignment: the first frame is a multiple of 2^align. */
  readonly align: Order;
  /** Pages that cannot be moved during this call. */
  readonly busy?: readonly PfnRange[] | undefined;
  /** An attempt whose window holds `pfn` ends the call with `errno`; looked at before `busy`. */
  readonly fatal?: { readonly pfn: Pfn; readonly errno: Errno } | undefined;
}

/** `'NULL'`: returned before any search, without an error line. */
export type AllocResult = { readonly pfn: Pfn } | { readonly errno: Errno } | 'NULL';

/** What a call came to, and how it came there. */
export interface AllocAnswer {
  /** The first frame, the error that the kernel reports inside, or NULL without a search. */
  readonly result: AllocResult;
  /** Attempts that failed. */
  readonly retries: number;
  /** Their windows' first pages in order. */
  readonly tried: readonly Pfn[];
}

/** What happens during a call, in order. Every method is told facts; none may change the region. */
export interface CmaObserver {
  /** The call begins, before any check. */
  allocAsked(region: RegionFacts, request: AllocRequest): void;
  /** Past the checks: a search begins. */
  allocSearches(region: RegionFacts, request: AllocRequest): void;
  /** Whether it wants to be told of windows that a search passes over. */
  readonly tellsScan: boolean;
  /**
   * A window the search passed over, the first boundary at or after the clear bit of `free`. False:
   * tell no more of them in this call.
   */
  scanned(
    region: RegionFacts,
    pfn: Pfn,
    count: PageCount,
    reason: 'taken' | 'end',
    at: Pfn,
    free: Pfn,
  ): boolean;
  /** Told once, after scanned() said no: the search went on from `pfn` to `to`, or to its end. */
  passed(region: RegionFacts, pfn: Pfn, to: Pfn | undefined): void;
  /**
   * The bitmap is free from `pfn` on; now the pages are to be moved away. `free`: where the search
   * met it.
   */
  attempted(region: RegionFacts, pfn: Pfn, count: PageCount, free: Pfn | undefined): void;
  /** Movable users left `count` pages from `pfn` on. */
  migrated(region: RegionFacts, pfn: Pfn, count: PageCount): void;
  /**
   * The page at `at` cannot be moved: the attempt at the window of `pfn` is over, the search goes
   * on.
   */
  busy(region: RegionFacts, request: AllocRequest, pfn: Pfn, at: Pfn): void;
  /** The attempt ended with an error that ends the call. */
  fatal(region: RegionFacts, request: AllocRequest, pfn: Pfn, at: Pfn, errno: Errno): void;
  /** `lastPfn`: the last window attempted, undefined if none was. */
  allocAnswered(
    region: RegionFacts,
    request: AllocRequest,
    result: { readonly pfn: Pfn } | { readonly errno: Errno },
    lastPfn: Pfn | undefined,
  ): void;
  /** The pages are not the region's: nothing has changed. */
  releaseRefused(region: RegionFacts, pfn: Pfn, count: PageCount): void;
  /** The bits are clear now. */
  released(region: RegionFacts, pfn: Pfn, count: PageCount): void;
}
