/**
 * The pages of a region below its bitmap: lent to movable users, or pinned so that they cannot be
 * moved. The flags live in a caller's array (the column that the map paints from); two index sets
 * over them answer "is there one in this window" without reading it page by page.
 *
 * Simplified: an attempt that ends in EBUSY has moved nothing (the kernel may have moved some pages by
 * then), and pages that are moved go to memory outside every region.
 */
import { IndexSet } from '../../../memory/bitmap/index-set.ts';
import type { PageCount } from '../../../contract/units.ts';
import { PageState } from '../../../contract/view.ts';

/** Told of every stretch of pages whose flags changed. */
export type Touched = (firstPage: number, count: PageCount) => void;

export class CmaPages {
  readonly states: Uint8Array;
  #pinned = new IndexSet(0);
  #lent = new IndexSet(0);
  readonly #touched: Touched | undefined;

  /** `states`: PageState of each page of the region, ranges one after the other. */
  constructor(states: Uint8Array, touched?: Touched) {
    this.states = states;
    this.#touched = touched;
    this.reload();
  }

  get pinned(): PageCount {
    return this.#pinned.size;
  }
  get lent(): PageCount {
    return this.#lent.size;
  }

  /**
   * The states were written from outside (a checkpoint was restored): read them anew. Not `marked`: no
   * page is pinned or lent.
   */
  reload(marked = true): void {
    if (!marked && this.pinned === 0 && this.lent === 0) return;
    this.#pinned = new IndexSet(this.states.length);
    this.#lent = new IndexSet(this.states.length);
    for (let page = 0; marked && page < this.states.length; page += 1) {
      const state = this.states[page]!;
      if ((state & PageState.PINNED) !== 0) this.#pinned.add(page);
      if ((state & PageState.LENT) !== 0) this.#lent.add(page);
    }
  }

  /** Pages that were not pinned before. */
  pin(first: number, count: PageCount): PageCount {
    return this.#change(this.#pinned, PageState.PINNED, true, first, count);
  }
  unpin(first: number, count: PageCount): PageCount {
    return this.#change(this.#pinned, PageState.PINNED, false, first, count);
  }
  /** Pages that were not lent before; `free` says which pages nobody holds. */
  lend(first: number, count: PageCount, free: (page: number) => boolean): PageCount {
    let lent = 0;
    for (let page = first, end = first + count; page < end; page += 1) {
      const start = page;
      while (page < end && free(page)) page += 1;
      if (page > start) lent += this.#change(this.#lent, PageState.LENT, true, start, page - start);
    }
    return lent;
  }
  unlend(first: number, count: PageCount): PageCount {
    return this.#change(this.#lent, PageState.LENT, false, first, count);
  }

  isLent(page: number): boolean {
    return this.#lent.has(page);
  }
  /** First pinned page of a window; -1 if none. */
  firstPinned(first: number, count: PageCount): number {
    return this.#pinned.size === 0 ? -1 : this.#pinned.next(first, first + count);
  }

  /** Move the lent pages of a window away; each run of them is told. */
  migrate(
    first: number,
    count: PageCount,
    tell: ((first: number, count: PageCount) => void) | undefined,
  ): void {
    if (this.#lent.size === 0) return;
    const end = first + count;
    for (let page = this.#lent.next(first, end); page >= 0; page = this.#lent.next(page, end)) {
      let last = page;
      while (last < end && this.#lent.has(last)) last += 1;
      this.unlend(page, last - page);
      tell?.(page, last - page);
    }
  }

  /** Pages that are pinned, not lent, and that `free` says nobody holds. */
  pinnedAlone(free: (page: number) => boolean): PageCount {
    let alone = 0;
    const end = this.states.length;
    for (let page = this.#pinned.next(0, end); page >= 0; page = this.#pinned.next(page + 1, end))
      if (!this.#lent.has(page) && free(page)) alone += 1;
    return alone;
  }

  /** Throws unless flags and sets agree. */
  check(): void {
    const count = (flag: number) => this.states.reduce((n, state) => n + (state & flag ? 1 : 0), 0);
    if (count(PageState.PINNED) !== this.#pinned.size || count(PageState.LENT) !== this.#lent.size)
      throw new Error('page flags and index sets count differently');
    this.states.forEach((state, page) => {
      if (
        this.#pinned.has(page) !== (state & PageState.PINNED) > 0 ||
        this.#lent.has(page) !== (state & PageState.LENT) > 0
      )
        throw new Error(`page ${page}: flags and index sets disagree`);
    });
  }

  #change(set: IndexSet, flag: number, on: boolean, first: number, count: PageCount): PageCount {
    let changed = 0;
    for (let page = first; page < first + count; page += 1) {
      if (!(on ? set.add(page) : set.delete(page))) continue;
      this.states[page]! ^= flag;
      changed += 1;
    }
    if (changed > 0) this.#touched?.(first, count);
    return changed;
  }
}
