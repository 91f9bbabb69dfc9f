/**
 * One CMA region: cma_alloc() and cma_release() of mm/cma.c as Linux 4.9.84, 4.14.325, 6.14.0 and
 * 6.17.0 have them, with the errors, retries and counters of each. The search is FreeBitmap's; what the
 * kernel would print is told to an observer (narrator.ts writes it down), so that an allocation that
 * nobody listens to builds no string.
 *
 * Simplified: alloc_contig_range() fails only where a page is pinned, busy or marked fatal for the
 * call; there is no concurrency, hence no lock, and no page that is busy for a while only.
 */
import { MAX_CMA_RANGES, MAX_PAGES } from '../../../contract/limits.ts';
import { FreeBitmap } from '../../../memory/bitmap/bitmap.ts';
import type { Kernel } from '../../../contract/profile.ts';
import type { Order, PageCount, Pfn } from '../../../contract/units.ts';
import { AllocCall } from './alloc-call.ts';
import type { CmaRange, RegionFacts } from './facts.ts';
import type { AllocAnswer, AllocRequest, CmaObserver } from './observer.ts';
import { CmaPages, type Touched } from './pages.ts';
import { CMA_VERSIONS, type CmaVersion } from './version.ts';

export type { AllocAnswer, AllocRequest, AllocResult, CmaObserver } from './observer.ts';

/** What a region is made of. Frames and pages, never bytes. */
export interface CmaRegionOptions {
  /** Index among the board's regions; only passed on to events and directory names. */
  readonly index?: number;
  /** "reserved", the kernel's name of the default area, if left out. */
  readonly name?: string;
  /** The kernel whose answers, texts and counters the region has. */
  readonly kernel: Kernel;
  /** One bit stands for 2^orderPerBit pages; 0 if left out. */
  readonly orderPerBit?: Order;
  /** Ascending by base. More than one only from 6.15 on. */
  readonly ranges: readonly { readonly basePfn: Pfn; readonly pages: PageCount }[];
  /** PageState of every page, ranges one after the other; a new array if absent. */
  readonly states?: Uint8Array;
  /** Told of page states that changed: first page within the region, and how many. */
  readonly touched?: Touched;
}

/** What makes two regions the same, besides the page states: plain data for checkpoints. */
export interface CmaRegionState {
  /** The bitmap of each range. */
  readonly words: readonly Uint32Array[];
  /** available_count of 6.15 and later; it is kept for older kernels too. */
  readonly available: PageCount;
  /** Pages handed out, one bit a page; only with order_per_bit > 0. */
  readonly handed: Uint32Array | undefined;
  readonly counters: Readonly<CmaCounters>;
}

/** /sys/kernel/mm/cma/<name>/, in pages. */
export interface CmaCounters {
  /** alloc_pages_success. */
  allocSuccess: PageCount;
  /** alloc_pages_fail: pages of calls that came to an error after they had begun to search. */
  allocFail: PageCount;
  /** release_pages_success, which the kernel shows by 6.12. */
  releaseSuccess: PageCount;
}

const NONE: readonly Pfn[] = Object.freeze([]);

/**
 * A struct cma with its bitmap. Frames (`pfn`) are absolute; a page number counts within the
 * region, over all ranges one after the other.
 */
export class CmaRegion implements RegionFacts {
  readonly index: number;
  readonly name: string;
  readonly version: CmaVersion;
  readonly orderPerBit: Order;
  readonly ranges: readonly CmaRange[];
  /** Pages of all ranges. */
  readonly pages: PageCount;
  readonly pageStates: CmaPages;
  readonly #pagesPerBit: number;
  #available: PageCount;
  /**
   * Pages handed out and not given back, where a bit covers several of them: releases move by pages,
   * bits do not. With one page a bit the bitmap itself says it.
   */
  readonly #handed: FreeBitmap | undefined;
  #counters: CmaCounters = { allocSuccess: 0, allocFail: 0, releaseSuccess: 0 };

  /** Throws where the layout is one that no kernel of that version makes. */
  constructor(options: CmaRegionOptions) {
    this.index = options.index ?? 0;
    this.name = options.name ?? 'reserved';
    this.version = CMA_VERSIONS[options.kernel];
    this.orderPerBit = options.orderPerBit ?? 0;
    this.#pagesPerBit = 2 ** this.orderPerBit;
    let firstPage = 0;
    this.ranges = options.ranges.map(({ basePfn, pages }) => {
      const bits = Math.floor(pages / this.#pagesPerBit);
      const range = { basePfn, pages, firstPage, map: new FreeBitmap(bits) };
      firstPage += pages;
      return range;
    });
    this.pages = firstPage;
    this.#available = firstPage;
    this.#assertLayout();
    this.#handed = this.orderPerBit > 0 ? new FreeBitmap(firstPage) : undefined;
    this.pageStates = new CmaPages(options.states ?? new Uint8Array(firstPage), options.touched);
    if (this.pageStates.states.length !== firstPage)
      throw new RangeError(`${this.pageStates.states.length} page states for ${firstPage} pages`);
  }

  /**
   * mm/cma.c cma_alloc(). A count of 0, and up to 6.14 one that is larger than the region, give
   * NULL before any search. A search that ends without pages reports ENOMEM up to 6.14 if no window
   * was tried and EBUSY if one was; from 6.15 on it reports EBUSY alone, unless an attempt ended
   * with another error.
   */
  alloc(request: AllocRequest, observer?: CmaObserver): AllocAnswer {
    const { count } = request;
    assertCount(Math.abs(count));
    assertCount(request.align);
    observer?.allocAsked(this, request);
    if (count === 0 || (!this.version.ranges && this.#bitsAsked(count) > this.ranges[0]!.map.bits))
      return { result: 'NULL', retries: 0, tried: NONE };
    observer?.allocSearches(this, request);
    const call = new AllocCall(this, request, observer);
    for (const range of this.ranges) if (this.#allocInRange(range, call)) break;
    const result = call.result();
    if ('pfn' in result) this.#counters.allocSuccess += count;
    else this.#counters.allocFail += count;
    observer?.allocAnswered(this, request, result, call.lastPfn);
    return { result, retries: call.retries, tried: call.tried };
  }

  /**
   * mm/cma.c cma_release(): no object is tracked, any pages of the region may be given back. False:
   * the first page, or from 6.15 on any page, is not of the region, and nothing has changed. The
   * kernel does not notice a double release; neither does this.
   */
  release(pfn: Pfn, count: PageCount, observer?: CmaObserver): boolean {
    assertCount(count);
    const range = this.rangeOf(pfn);
    if (!range || (this.version.ranges && pfn + count > range.basePfn + range.pages)) {
      observer?.releaseRefused(this, pfn, count);
      return false;
    }
    // The offset of pfn inside its first bit is not considered. Up to 6.14 a count that crosses the
    // end would clear bits that are not there; there are none here either.
    const first = this.#bitOf(range, pfn);
    range.map.clear(first, Math.min(this.#bitsOf(count), range.map.bits - first));
    this.#available += count;
    const offset = pfn - range.basePfn;
    this.#handed?.clear(range.firstPage + offset, Math.min(count, range.pages - offset));
    this.#counters.releaseSuccess += count;
    observer?.released(this, pfn, count);
    return true;
  }

  /** Keep pages from being moved; how many were not pinned before. Pages outside are ignored. */
  pin(pfn: Pfn, count: PageCount): PageCount {
    return this.#overPages(pfn, count, (first, n) => this.pageStates.pin(first, n));
  }
  /** Let pages be moved again; how many were pinned before. */
  unpin(pfn: Pfn, count: PageCount): PageCount {
    return this.#overPages(pfn, count, (first, n) => this.pageStates.unpin(first, n));
  }
  /** Lend pages whose bit is 0 to movable users; how many were not lent before. */
  lend(pfn: Pfn, count: PageCount): PageCount {
    return this.#overPages(pfn, count, (first, n, range) =>
      this.pageStates.lend(first, n, (page) => !this.#isTaken(range, page)),
    );
  }
  /** The movable users are gone; how many pages were lent before. */
  unlend(pfn: Pfn, count: PageCount): PageCount {
    return this.#overPages(pfn, count, (first, n) => this.pageStates.unlend(first, n));
  }

  /** The range that holds a frame; undefined if none of the region does. */
  rangeOf(pfn: Pfn): CmaRange | undefined {
    return this.ranges.find(({ basePfn, pages }) => pfn >= basePfn && pfn < basePfn + pages);
  }
  /** Index of a page within the region; undefined if it is not one of its pages. */
  pageIndex(pfn: Pfn): number | undefined {
    const range = this.rangeOf(pfn);
    return range && range.firstPage + (pfn - range.basePfn);
  }
  /** The frame of a page within the region; the reverse of pageIndex(). */
  pfnOfPage(page: number): Pfn {
    const range = this.ranges.findLast(({ firstPage }) => firstPage <= page)!;
    return range.basePfn + (page - range.firstPage);
  }
  /** Pages that the bits of `count` pages cover. */
  bitPages(count: PageCount): PageCount {
    return this.#bitsOf(count) * this.#pagesPerBit;
  }

  /** Pages whose bit is set: popcount << order_per_bit. */
  get takenPages(): PageCount {
    // A sample is taken after every operation of a workload: no closure here, nor in maxchunk.
    let taken = 0;
    for (const { map } of this.ranges) taken += map.taken;
    return taken * this.#pagesPerBit;
  }
  /** 6.15+ available_count; it moves by the pages asked for while the bitmap moves by whole bits. */
  get available(): PageCount {
    return this.version.ranges ? this.#available : this.pages - this.takenPages;
  }
  /** debugfs `used`: from 6.15 on count - available_count, before that popcount << order_per_bit. */
  get used(): PageCount {
    return this.version.ranges ? this.pages - this.#available : this.takenPages;
  }
  /** debugfs `maxchunk`: pages of the longest run of zero bits. */
  get maxchunk(): PageCount {
    let longest = 0;
    for (const { map } of this.ranges) if (map.longest > longest) longest = map.longest;
    return longest * this.#pagesPerBit;
  }
  /**
   * The region's share of CmaFree in /proc/meminfo: pages that lie in the buddy allocator. Neither
   * those handed out nor lent nor pinned ones do; the rest of a bit's pages nobody asked for does.
   */
  get freePages(): PageCount {
    const pinned = this.pageStates.pinnedAlone((page) => {
      const pfn = this.pfnOfPage(page);
      return !this.#isTaken(this.rangeOf(pfn)!, page);
    });
    return Math.max(0, this.pages - this.#held - this.pageStates.lent - pinned);
  }
  get #held(): PageCount {
    return this.#handed ? this.#handed.taken : this.takenPages;
  }
  /** What sysfs counts, in pages since the board booted. */
  get counters(): Readonly<CmaCounters> {
    return this.#counters;
  }

  /**
   * Copies: what is returned does not change with the region. Page states belong to their owner.
   */
  save(): CmaRegionState {
    return {
      words: this.ranges.map(({ map }) => map.toWords()),
      available: this.#available,
      handed: this.#handed?.toWords(),
      counters: { ...this.#counters },
    };
  }
  /**
   * Take over what save() gave; the page states were restored by their owner before. Not `marked`: none
   * of them is pinned or lent.
   */
  restore(state: CmaRegionState, marked = true): void {
    this.ranges.forEach(({ map }, at) => map.fromWords(state.words[at]!));
    this.#available = state.available;
    if (state.handed) this.#handed?.fromWords(state.handed);
    this.#counters = { ...state.counters };
    this.pageStates.reload(marked);
  }

  /** Every invariant of a region; throws on the first that is broken. */
  check(): void {
    this.pageStates.check();
    for (const { map } of this.ranges) map.check();
    const { pages, takenPages } = this;
    const drifts = this.orderPerBit > 0;
    if (takenPages > pages || this.maxchunk > pages - takenPages)
      throw new Error('more pages in the bitmap than in the region');
    this.#handed?.check();
    if (this.freePages < 0 || this.freePages > pages) throw new Error('CmaFree is out of range');
    for (const range of this.ranges)
      for (let page = 0; !drifts && page < range.pages; page += 1)
        if (this.pageStates.isLent(range.firstPage + page) && range.map.isTaken(page))
          throw new Error(`page ${page} is lent and allocated`);
  }

  /** mm/cma.c cma_range_alloc() of 6.15+; before that the loop of cma_alloc(). True: the call ends. */
  #allocInRange(range: CmaRange, call: AllocCall): boolean {
    const { count, align } = call.request;
    const { map } = range;
    // Alignment is to the absolute page frame number, bits count from the range's base.
    const coarse = align > this.orderPerBit;
    const step = coarse ? 2 ** (align - this.orderPerBit) : 1;
    const offset = coarse ? Math.floor((range.basePfn % 2 ** align) / this.#pagesPerBit) : 0;
    const bits = this.#bitsAsked(count);
    if (bits > map.bits || (this.version.ranges && count > this.#available)) return false;
    for (let start = 0; ;) {
      const bit = map.find(bits, step - 1, offset, start);
      if (call.tellsScan)
        this.#tellScan(range, call, { bits, step, offset, start, end: bit < 0 ? undefined : bit });
      if (bit < 0) return false;
      const pfn = range.basePfn + bit * this.#pagesPerBit;
      if (call.attempt(pfn)) {
        map.set(bit, bits);
        this.#available -= count;
        this.#handed?.set(this.pageIndex(pfn)!, count);
        this.#migrate(pfn, count, call.observer);
        return true;
      }
      if (call.ended) return true;
      start = bit + step;
    }
  }

  /** Movable users leave the window's lent pages; the observer is told of each run of them. */
  #migrate(pfn: Pfn, count: PageCount, observer: CmaObserver | undefined): void {
    if (this.pageStates.lent === 0) return;
    const first = this.pageIndex(pfn)!;
    this.pageStates.migrate(
      first,
      count,
      observer && ((page, n) => observer.migrated(this, pfn + (page - first), n)),
    );
  }

  /** The windows bitmap_find_next_zero_area_off() passes over between `start` and its answer. */
  #tellScan(
    range: CmaRange,
    call: AllocCall,
    search: { bits: number; step: number; offset: number; start: number; end: number | undefined },
  ): void {
    const { map } = range;
    const { bits, step, offset, end } = search;
    const pfnOf = (bit: number) => range.basePfn + bit * this.#pagesPerBit;
    call.freeAt = undefined;
    for (let start = search.start; call.tellsScan;) {
      const free = map.nextFree(start);
      const bit = Math.ceil((free + offset) / step) * step - offset;
      if (bit === end) {
        call.freeAt = pfnOf(free);
        return;
      }
      if (bit + bits > map.bits) {
        call.tellScan(pfnOf(Math.min(bit, map.bits)), 'end', pfnOf(map.bits), pfnOf(free));
        return;
      }
      const taken = map.nextTaken(bit);
      call.tellScan(pfnOf(bit), 'taken', pfnOf(taken), pfnOf(free));
      start = taken + 1;
      if (!call.tellsScan)
        call.tellPassed(pfnOf(start), end === undefined ? undefined : pfnOf(end));
    }
  }

  /** A negative count is more than any region has. */
  #bitsAsked(count: PageCount): number {
    return count < 0 ? Infinity : this.#bitsOf(count);
  }
  /** Bits that `count` pages take: a bit that is begun is taken whole. */
  #bitsOf(count: PageCount): number {
    return Math.ceil(count / this.#pagesPerBit);
  }
  /** The bit over a frame, rounded down, as cma_clear_bitmap() has it. */
  #bitOf(range: CmaRange, pfn: Pfn): number {
    return Math.floor((pfn - range.basePfn) / this.#pagesPerBit);
  }
  /** Whether the bit over a page is set; `page` counts within the region. */
  #isTaken(range: CmaRange, page: number): boolean {
    const bit = Math.floor((page - range.firstPage) / this.#pagesPerBit);
    return bit < range.map.bits && range.map.isTaken(bit);
  }
  /** Apply to the part of each range that lies in [pfn, pfn + count). */
  #overPages(
    pfn: Pfn,
    count: PageCount,
    apply: (firstPage: number, count: PageCount, range: CmaRange) => PageCount,
  ): PageCount {
    assertCount(count);
    let changed = 0;
    for (const range of this.ranges) {
      const from = Math.max(pfn, range.basePfn);
      const to = Math.min(pfn + count, range.basePfn + range.pages);
      if (from < to) changed += apply(range.firstPage + (from - range.basePfn), to - from, range);
    }
    return changed;
  }
  #assertLayout(): void {
    const { ranges, pages } = this;
    if (ranges.length < 1 || ranges.length > (this.version.ranges ? MAX_CMA_RANGES : 1))
      throw new RangeError(`${ranges.length} ranges in Linux ${this.version.kernel}`);
    if (pages > MAX_PAGES) throw new RangeError(`${pages} pages in a region`);
    for (const { basePfn, pages: n } of ranges)
      if (!Number.isSafeInteger(basePfn) || basePfn < 0 || !Number.isSafeInteger(n) || n < 1)
        throw new RangeError(`a range of ${n} pages at ${basePfn}`);
    if (!Number.isInteger(this.orderPerBit) || this.orderPerBit < 0 || this.orderPerBit > 22)
      throw new RangeError(`order_per_bit ${this.orderPerBit}`);
  }
}

function assertCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} pages`);
}
