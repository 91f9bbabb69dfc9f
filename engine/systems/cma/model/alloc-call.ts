/**
 * One cma_alloc() under way: the attempts on windows that the bitmap has free, and what comes of them.
 * An attempt stands for alloc_contig_range() of mm/page_alloc.c.
 */
import type { Errno, PfnRange } from '../../../contract/command.ts';
import type { Pfn } from '../../../contract/units.ts';
import type { AllocRequest, CmaObserver } from './observer.ts';
import type { RegionFacts } from './facts.ts';

const NONE: readonly Pfn[] = [];
const NO_RANGES: readonly PfnRange[] = [];

/** It holds what cma_alloc() keeps in local variables, and what an answer tells of it. */
export class AllocCall {
  /** What was asked for: pages, order, pages that are busy or fatal for this call only. */
  readonly request: AllocRequest;
  /** Who listens; undefined: nobody, and nothing is told. */
  readonly observer: CmaObserver | undefined;
  /** Attempts that failed. */
  retries = 0;
  /** First frames of the windows of those attempts, in order. */
  tried: readonly Pfn[] = NONE;
  /** First frame of the window that was tried last; undefined before the first attempt. */
  lastPfn: Pfn | undefined;
  /** Whether the observer still wants windows that the search passes over. */
  tellsScan: boolean;
  /** The clear bit at which the search came to the window that is tried; told only. */
  freeAt: Pfn | undefined;
  readonly #region: RegionFacts;
  #failures: Pfn[] | undefined;
  #errno: Errno;
  #got = false;

  constructor(region: RegionFacts, request: AllocRequest, observer: CmaObserver | undefined) {
    this.#region = region;
    this.request = request;
    this.observer = observer;
    this.tellsScan = observer?.tellsScan ?? false;
    // What is reported if nothing was tried: 6.15+ starts out with EBUSY.
    this.#errno = region.version.ranges ? 'EBUSY' : 'ENOMEM';
  }

  /** No further window is tried. */
  get ended(): boolean {
    return this.#got || (this.retries > 0 && this.#errno !== 'EBUSY');
  }
  /** What cma_alloc() comes to: the first frame, or the error of the last attempt. */
  result(): { readonly pfn: Pfn } | { readonly errno: Errno } {
    return this.#got ? { pfn: this.lastPfn! } : { errno: this.#errno };
  }

  /**
   * alloc_contig_range(pfn, pfn + count): whether the pages could be had. A page marked `fatal` is
   * met before busy ones; its error ends the call unless it is EBUSY.
   */
  attempt(pfn: Pfn): boolean {
    const { request, observer } = this;
    const { count, fatal } = request;
    const region = this.#region;
    this.lastPfn = pfn;
    observer?.attempted(region, pfn, count, this.freeAt);
    const hit = fatal && fatal.pfn >= pfn && fatal.pfn < pfn + count;
    if (hit && fatal.errno !== 'EBUSY') {
      this.#failed(pfn, fatal.errno);
      observer?.fatal(region, request, pfn, fatal.pfn, fatal.errno);
      return false;
    }
    const at = hit ? fatal.pfn : this.#unmovable(pfn);
    if (at >= 0) {
      this.#failed(pfn, 'EBUSY');
      observer?.busy(region, request, pfn, at);
      return false;
    }
    this.#got = true;
    return true;
  }

  /**
   * Tell of a window that the search passed over; `at` is the set bit in it, or the end of the
   * range.
   */
  tellScan(pfn: Pfn, reason: 'taken' | 'end', at: Pfn, free: Pfn): void {
    const { count } = this.request;
    this.tellsScan = this.observer!.scanned(this.#region, pfn, count, reason, at, free);
  }
  /** Tell that further windows, from `pfn` to `to` or to the end, were passed over untold. */
  tellPassed(pfn: Pfn, to: Pfn | undefined): void {
    this.observer!.passed(this.#region, pfn, to);
  }

  #failed(pfn: Pfn, errno: Errno): void {
    this.#errno = errno;
    this.retries += 1;
    this.#failures ??= [];
    this.#failures.push(pfn);
    this.tried = this.#failures;
  }

  /** First page of the window that cannot be moved; -1 if none. */
  #unmovable(pfn: Pfn): Pfn {
    const { count, busy } = this.request;
    const { pageStates } = this.#region;
    let lowest = Infinity;
    if (pageStates.pinned > 0) {
      const first = this.#region.pageIndex(pfn)!;
      const page = pageStates.firstPinned(first, count);
      if (page >= 0) lowest = pfn + (page - first);
    }
    for (const range of busy ?? NO_RANGES) {
      const at = Math.max(range.pfn, pfn);
      if (at < Math.min(range.pfn + range.count, pfn + count)) lowest = Math.min(lowest, at);
    }
    return lowest === Infinity ? -1 : lowest;
  }
}
