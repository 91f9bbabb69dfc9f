/**
 * Holes of a region: maximal runs of pages whose CMA bit is 0 (lent and pinned pages included).
 * Facts are kept for each chunk of the page column and joined when asked, so that a frame in which
 * one page moved costs one chunk, not the region.
 */
import { CHUNK, PageState } from '../../../engine/contract/view.ts';
import type { RangeLayout } from '../../../engine/contract/view.ts';
import { roundUp } from '../../../engine/contract/units.ts';
import type { Frame } from '../../frame/frame.ts';

export interface HoleFigures {
  readonly holes: number;
  readonly longest: number;
  /** Longest run from a multiple of 2^align on, without a pinned page: what a request would get. */
  readonly usable: number;
}

/** A hole: page index and length. */
export interface Hole {
  readonly page: number;
  readonly count: number;
}

/** Facts of one chunk: lengths of its free head and tail, and of the runs between. */
export interface ChunkFacts {
  head: number;
  tail: number;
  /** The same with pinned pages as walls. */
  openHead: number;
  openTail: number;
  /** Holes that begin in this chunk after a used page. */
  starts: number;
  longest: number;
  usable: number;
}

const BLOCKED = PageState.ALLOCATED | PageState.PINNED;

/** Facts of pages [from, to); `pfn` is the frame of page `from`. */
export const scanChunk = (
  page: Uint8Array,
  from: number,
  to: number,
  pfn: number,
  align: number,
): ChunkFacts => {
  const step = 2 ** align;
  const facts = { head: -1, tail: 0, openHead: -1, openTail: 0, starts: 0, longest: 0, usable: 0 };
  let free = from;
  let open = from;
  for (let i = from; i < to; i += 1) {
    const state = page[i]!;
    if ((state & BLOCKED) === 0) continue;
    if (facts.openHead < 0) facts.openHead = i - open;
    else if (i > open) {
      facts.usable = Math.max(facts.usable, usableOf(pfn + open - from, i - open, step));
    }
    open = i + 1;
    if ((state & PageState.ALLOCATED) === 0) continue;
    if (facts.head < 0) facts.head = i - free;
    else if (i > free) {
      facts.starts += 1;
      facts.longest = Math.max(facts.longest, i - free);
    }
    // What is taken as well needs no look at where runs begin.
    while (i + 1 < to && (page[i + 1]! & PageState.ALLOCATED) !== 0) i += 1;
    free = i + 1;
    open = i + 1;
  }
  facts.tail = to - free;
  facts.openTail = to - open;
  if (facts.head < 0) facts.head = to - from;
  else if (facts.tail > 0) facts.starts += 1;
  if (facts.openHead < 0) facts.openHead = to - from;
  return facts;
};

/** Pages of a run from its first multiple of `step` on. */
export const usableOf = (pfn: number, count: number, step: number): number =>
  Math.max(0, pfn + count - roundUp(pfn, step));

export class HoleIndex {
  #facts: ChunkFacts[][] = [];
  #seen: Uint32Array[] = [];
  #ranges: readonly RangeLayout[] = [];
  #align = -1;
  #epoch = -1;
  #page: Uint8Array = new Uint8Array(0);
  #figures: HoleFigures | undefined;

  /** Take in a frame; only chunks whose generation moved are read again. True if any was. */
  update(view: Frame, ranges: readonly RangeLayout[], align: number): boolean {
    this.#page = view.columns.page;
    const fresh = this.#ranges !== ranges || this.#align !== align || this.#epoch !== view.epoch;
    if (fresh) {
      this.#ranges = ranges;
      this.#align = align;
      this.#epoch = view.epoch;
      this.#facts = ranges.map(() => []);
      this.#seen = ranges.map(({ firstPage, pages }) => new Uint32Array(pieces(firstPage, pages)));
    }
    let moved = fresh;
    for (const [r, range] of ranges.entries()) {
      if (this.#updateRange(view.generations.page, r, range, fresh)) moved = true;
    }
    if (moved) this.#figures = undefined;
    return moved;
  }

  #updateRange(generations: Uint32Array, r: number, range: RangeLayout, fresh: boolean): boolean {
    const first = Math.floor(range.firstPage / CHUNK);
    const seen = this.#seen[r]!;
    let moved = false;
    for (let c = 0; c < seen.length; c += 1) {
      const generation = generations[first + c] ?? 0;
      if (!fresh && seen[c] === generation) continue;
      seen[c] = generation;
      const [from, to] = this.#bounds(range, c);
      const pfn = range.basePfn + from - range.firstPage;
      this.#facts[r]![c] = scanChunk(this.#page, from, to, pfn, this.#align);
      moved = true;
    }
    return moved;
  }

  /** What hole-walk.ts goes through: the column, the ranges, and the facts of each range's chunks. */
  get inside(): {
    readonly page: Uint8Array;
    readonly ranges: readonly RangeLayout[];
    readonly facts: readonly (readonly ChunkFacts[])[];
    readonly align: number;
  } {
    return { page: this.#page, ranges: this.#ranges, facts: this.#facts, align: this.#align };
  }

  /** Pages of the c-th chunk that touch a range. */
  #bounds(range: RangeLayout, c: number): [number, number] {
    const start = (Math.floor(range.firstPage / CHUNK) + c) * CHUNK;
    const end = range.firstPage + range.pages;
    return [Math.max(start, range.firstPage), Math.min(start + CHUNK, end)];
  }

  get figures(): HoleFigures {
    this.#figures ??= this.#join();
    return this.#figures;
  }

  #join(): HoleFigures {
    const total = { holes: 0, longest: 0, usable: 0 };
    for (const [r, range] of this.#ranges.entries()) this.#joinRange(r, range, total);
    return total;
  }

  #joinRange(
    r: number,
    range: RangeLayout,
    total: { holes: number; longest: number; usable: number },
  ): void {
    const step = 2 ** this.#align;
    let run = 0;
    let open = 0;
    const closeOpen = (end: number): void => {
      const pfn = range.basePfn + end - open - range.firstPage;
      total.usable = Math.max(total.usable, usableOf(pfn, open, step));
    };
    for (const [c, facts] of this.#facts[r]!.entries()) {
      const [from, to] = this.#bounds(range, c);
      const length = to - from;
      if (run === 0 && facts.head > 0) total.holes += 1;
      total.holes += facts.starts;
      run += facts.head;
      total.longest = Math.max(total.longest, run, facts.longest);
      if (facts.head < length) run = facts.tail;
      open += facts.openHead;
      closeOpen(from + facts.openHead);
      total.usable = Math.max(total.usable, facts.usable);
      if (facts.openHead < length) open = facts.openTail;
    }
    total.longest = Math.max(total.longest, run);
    closeOpen(range.firstPage + range.pages);
  }

  /** The hole around a page; `undefined` when its bit is set or it lies outside. */
  holeAt(page: number): Hole | undefined {
    const r = this.#ranges.findIndex(
      (range) => page >= range.firstPage && page < range.firstPage + range.pages,
    );
    const range = this.#ranges[r];
    if (range === undefined || !this.#isFree(page)) return undefined;
    const start = this.#edge(r, range, page, -1);
    const end = this.#edge(r, range, page, 1);
    return { page: start, count: end - start };
  }

  /**
   * Longest run in a hole from a multiple of the alignment on, with pinned pages as walls: lent ones
   * can be moved away. `hole` is one of holeAt.
   */
  usableIn(hole: Hole): number {
    const r = this.#ranges.findIndex(
      (range) => hole.page >= range.firstPage && hole.page < range.firstPage + range.pages,
    );
    const range = this.#ranges[r];
    if (range === undefined) return 0;
    const end = hole.page + hole.count;
    const pfnAt = (page: number): number => range.basePfn + page - range.firstPage;
    const step = 2 ** this.#align;
    const chunk0 = Math.floor(range.firstPage / CHUNK);
    let best = 0;
    let open = 0;
    const close = (at: number): void => {
      best = Math.max(best, usableOf(pfnAt(at - open), open, step));
    };
    for (let at = hole.page; at < end;) {
      const c = Math.floor(at / CHUNK) - chunk0;
      const [from, to] = this.#bounds(range, c);
      const stop = Math.min(to, end);
      const whole = at === from && stop === to;
      const facts = whole
        ? this.#facts[r]![c]!
        : scanChunk(this.#page, at, stop, pfnAt(at), this.#align);
      open += facts.openHead;
      close(at + facts.openHead);
      best = Math.max(best, facts.usable);
      if (facts.openHead < stop - at) open = facts.openTail;
      at = stop;
    }
    close(end);
    return best;
  }

  #isFree(page: number): boolean {
    return (this.#page[page]! & PageState.ALLOCATED) === 0;
  }

  /** Walk by pages inside a chunk, by whole chunks where they are free. */
  #edge(r: number, range: RangeLayout, page: number, step: 1 | -1): number {
    const end = range.firstPage + range.pages;
    const chunk0 = Math.floor(range.firstPage / CHUNK);
    let at = page;
    for (;;) {
      const next = at + step;
      if (next < range.firstPage || next >= end) break;
      const c = Math.floor(next / CHUNK) - chunk0;
      const [from, to] = this.#bounds(range, c);
      const atDoor = step > 0 ? next === from : next === to - 1;
      if (atDoor && this.#facts[r]![c]!.head === to - from) {
        at = step > 0 ? to - 1 : from;
        continue;
      }
      if (!this.#isFree(next)) break;
      at = next;
    }
    return step > 0 ? at + 1 : at;
  }
}

const pieces = (firstPage: number, pages: number): number =>
  Math.floor((firstPage + pages - 1) / CHUNK) - Math.floor(firstPage / CHUNK) + 1;
