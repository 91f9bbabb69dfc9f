/** What is asked of a region, what it answers, and how it tells what it does meanwhile. */
import type { Errno, PfnRange } from '../../../contract/command.ts';
import type { Order, PageCount, Pfn } from '../../../contract/units.ts';
import type { RegionFacts } from './facts.ts';

export interface AllocRequest {
  /** An unsigned long; a negative one is that of 64 bits which C makes of a negative int. */
  readonly count: PageCount;
  readonly align: Order;
  /** Pages that cannot be moved during this call. */
  readonly busy?: readonly PfnRange[] | undefined;
  /** An attempt whose window holds `pfn` ends the call with `errno`; looked at before `busy`. */
  readonly fatal?: { readonly pfn: Pfn; readonly errno: Errno } | undefined;
}

/** `'NULL'`: returned before any search, without an error line. */
export type AllocResult = { readonly pfn: Pfn } | { readonly errno: Errno } | 'NULL';

export interface AllocAnswer {
  readonly result: AllocResult;
  /** Attempts that failed. */
  readonly retries: number;
  /** Their windows' first pages in order. */
  readonly tried: readonly Pfn[];
}

/** What happens during a call, in order. Every method is told facts; none may change the region. */
export interface CmaObserver {
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
  attempted(region: RegionFacts, pfn: Pfn, count: PageCount, free: Pfn | undefined): void;
  migrated(region: RegionFacts, pfn: Pfn, count: PageCount): void;
  busy(region: RegionFacts, request: AllocRequest, pfn: Pfn, at: Pfn): void;
  fatal(region: RegionFacts, request: AllocRequest, pfn: Pfn, at: Pfn, errno: Errno): void;
  /** `lastPfn`: the last window attempted, undefined if none was. */
  allocAnswered(
    region: RegionFacts,
    request: AllocRequest,
    result: { readonly pfn: Pfn } | { readonly errno: Errno },
    lastPfn: Pfn | undefined,
  ): void;
  releaseRefused(region: RegionFacts, pfn: Pfn, count: PageCount): void;
  released(region: RegionFacts, pfn: Pfn, count: PageCount): void;
}
