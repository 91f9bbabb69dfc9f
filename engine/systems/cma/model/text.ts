/**
 * The exact text of mm/cma.c and include/trace/events/cma.h: printk lines with their "cma: " prefix,
 * without level and newline, and ftrace lines from the event's name on. Read in 4.9.84, 4.14.325,
 * 6.14.0, 6.17.0; version.ts says what differs.
 *
 * Simplified: pr_err_ratelimited() (6.x) never drops a line, there is no clock.
 */
import { ERRNO, type Errno } from '../../../contract/command.ts';
import type { FreeBitmap } from '../../../memory/bitmap/bitmap.ts';
import { LateText } from '../../../memory/bytes/late-text.ts';
import { HASHED, pfnToPage, type BoardProfile } from '../../../contract/profile.ts';
import { hexLower, type Order, type PageCount, type Pfn } from '../../../contract/units.ts';
import type { RegionFacts } from './facts.ts';
import { unsignedText } from './unsigned.ts';

/** How a kernel prints what the allocator itself does not know. */
export interface CmaDisplay {
  /** Bits of a pointer and of an unsigned long. */
  readonly wordBits: 32 | 64;
  /** CONFIG_CMA_DEBUG or dynamic debug: pr_debug() lines are printed. */
  readonly debug: boolean;
  /** What %p prints for the struct cma. */
  readonly cmaPointer: string;
  /** What %p prints for the struct page of a frame. */
  readonly pagePointer: (pfn: Pfn) => string;
}

/** The display of a board. */
export function displayOf(board: BoardProfile): CmaDisplay {
  const wordBits = board.arch === 'arm' ? 32 : 64;
  const raw = board.kernel === '4.9' || board.kernel === '4.14';
  return {
    wordBits,
    debug: board.cmaDebug,
    cmaPointer: raw ? board.cmaPointer : HASHED,
    pagePointer(pfn) {
      const page = raw ? pfnToPage(board, pfn) : undefined;
      return page === undefined ? HASHED : hexLower(page, wordBits / 4);
    },
  };
}

/** One object serves a board: the display does not change while it runs. */
export class CmaText {
  readonly display: CmaDisplay;

  constructor(display: CmaDisplay) {
    this.display = display;
  }

  /** pr_debug() at the head of cma_alloc(). */
  asked({ version, name }: RegionFacts, count: PageCount, align: Order): string {
    const named = version.hashed ? `, name: ${name}` : '';
    return `cma: ${version.allocName}(cma ${this.display.cmaPointer}${named}, count ${this.#ulong(count)}, align ${align})`;
  }
  /** pr_debug() after an attempt that ended in -EBUSY. */
  busy({ version }: RegionFacts, pfn: Pfn): string {
    const at = version.hashed ? `pfn 0x${hexLower(pfn)} ` : '';
    return `cma: ${version.busyName}(): memory range at ${at}${this.display.pagePointer(pfn)} is busy, retrying`;
  }
  /** pr_err() of a failed allocation (4.12+). */
  failed({ version, name }: RegionFacts, count: PageCount, errno: Errno): string {
    const named = version.hashed ? `${name}: ` : '';
    return `cma: ${version.allocName}: ${named}alloc failed, req-size: ${this.#ulong(count)} pages, ret: -${ERRNO[errno]}`;
  }
  /** pr_debug() at the end of cma_alloc(). */
  returned({ version }: RegionFacts, pfn: Pfn | undefined): string {
    return `cma: ${version.allocName}(): returned ${this.#page(version.hashed, pfn)}`;
  }
  /** pr_debug() of cma_release(). */
  released({ version }: RegionFacts, pfn: Pfn, count: PageCount): string {
    const counted = version.hashed ? `, count ${this.#ulong(count)}` : '';
    return `cma: cma_release(page ${this.display.pagePointer(pfn)}${counted})`;
  }
  /** pr_debug() of cma_pages_valid() (6.x): the pages are not the region's. */
  notValid(pfn: Pfn, count: PageCount): string {
    return `cma: cma_pages_valid(page ${this.display.pagePointer(pfn)}, count ${this.#ulong(count)})`;
  }

  /**
   * cma_debug_show_areas(): every hole as PAGES@BIT. Several lines from 6.15 on. A hole's length is
   * in pages, its place is a bit of the region.
   */
  areas(region: RegionFacts): readonly (string | LateText)[] {
    const pagesPerBit = 2 ** region.orderPerBit;
    const head = 'cma: number of available pages: ';
    const total = this.#total(region);
    if (!region.version.ranges) {
      const { map } = region.ranges[0]!;
      return [holes(map, pagesPerBit, [head, total], (_, first) => !first)];
    }
    const lines: (string | LateText)[] = [head];
    region.ranges.forEach(({ map }, index) => {
      const start = `cma: range ${index}: `;
      // The '+' asks whether the hole begins at bit 0, not whether it is the first.
      lines.push(holes(map, pagesPerBit, [start, ''], (bit) => bit !== 0));
      // A line of its own for the newline: pr_info() where pr_cont() was meant.
      lines.push('cma: ');
    });
    return [...lines, total];
  }

  /** trace_cma_alloc(): the only event of an allocation up to 5.12. Its count is an unsigned int. */
  traceAlloc(
    region: RegionFacts,
    got: Pfn | undefined,
    last: Pfn | undefined,
    count: PageCount,
    align: Order,
  ): string {
    const page = this.#page(region.version.hashed, got);
    return `cma_alloc: pfn=${this.#pfn(last)} page=${page} count=${unsignedText(count, 32)} align=${align}`;
  }
  /** trace_cma_alloc_start() (5.13+). */
  traceStart({ name }: RegionFacts, count: PageCount, align: Order): string {
    return `cma_alloc_start: name=${name} count=${this.#ulong(count)} align=${align}`;
  }
  /** trace_cma_alloc_busy_retry() (5.13+). */
  traceBusy({ name }: RegionFacts, pfn: Pfn, count: PageCount, align: Order): string {
    const page = this.display.pagePointer(pfn);
    return `cma_alloc_busy_retry: name=${name} pfn=0x${hexLower(pfn)} page=${page} count=${this.#ulong(count)} align=${align}`;
  }
  /**
   * `last`: the window tried last; 6.15+ prints 0 where nothing was got. trace_cma_alloc_finish()
   * (5.13+); `got`: the first frame that was returned.
   */
  traceFinish(
    { name, version }: RegionFacts,
    got: Pfn | undefined,
    last: Pfn | undefined,
    count: PageCount,
    align: Order,
    errno: Errno | undefined,
  ): string {
    const pfn = version.ranges ? hexLower(got ?? 0) : this.#pfn(last);
    const page = this.#page(version.hashed, got);
    const ret = errno ? -ERRNO[errno] : 0;
    return `cma_alloc_finish: name=${name} pfn=0x${pfn} page=${page} count=${this.#ulong(count)} align=${align} errorno=${ret}`;
  }
  /** trace_cma_release(): without a name up to 5.12. */
  traceRelease({ name, version }: RegionFacts, pfn: Pfn, count: PageCount): string {
    const page = this.display.pagePointer(pfn);
    return version.traceNames
      ? `cma_release: name=${name} pfn=0x${hexLower(pfn)} page=${page} count=${this.#ulong(count)}`
      : `cma_release: pfn=${hexLower(pfn)} page=${page} count=${unsignedText(count, 32)}`;
  }

  /** %lu, %zu. Negative counts wrap round at the width of an unsigned long. */
  #ulong(value: number): string {
    return unsignedText(value, this.display.wordBits);
  }
  #total(region: RegionFacts): string {
    return `=> ${region.available} free of ${region.pages} total pages`;
  }
  /** %p of a struct page; NULL is "(null)" set right in a pointer's width, and zeros from 5.x on. */
  #page(hashed: boolean, pfn: Pfn | undefined): string {
    const digits = this.display.wordBits / 4;
    if (pfn !== undefined) return this.display.pagePointer(pfn);
    return hashed ? '0'.repeat(digits) : '(null)'.padStart(digits);
  }
  /** %lx of a page frame number; none yet is -1. */
  #pfn(pfn: Pfn | undefined): string {
    return pfn === undefined ? 'f'.repeat(this.display.wordBits / 4) : hexLower(pfn);
  }
}

/** A line of holes; `plus` says before which a '+' stands. */
function holes(
  map: FreeBitmap,
  pagesPerBit: number,
  [head, tail]: readonly [string, string],
  plus: (bit: number, first: boolean) => boolean,
): LateText {
  const runs = map.freeRuns();
  const atLeast = head.length + runs.count * LEAST_HOLE + tail.length;
  return new LateText(atLeast, () => {
    let text = head;
    let first = true;
    runs.each((bit, length) => {
      text += `${plus(bit, first) ? '+' : ''}${length * pagesPerBit}@${bit}`;
      first = false;
    });
    return text + tail;
  });
}
/** "1@0" */
const LEAST_HOLE = 3;
