/**
 * The other contestant: the heap's list walked from its head, as HeapMem_alloc and HeapMem_free of
 * cmemk.c walk it, over arrays indexed by page where the driver has headers in memory.
 */
const NONE = -1;

export class ListWalk {
  /** Page of the next free chunk, and pages of a chunk, by its first page. */
  readonly #next: Int32Array;
  readonly #size: Int32Array;
  #head = 0;

  constructor(pages: number) {
    this.#next = new Int32Array(pages).fill(NONE);
    this.#size = new Int32Array(pages);
    this.#size[0] = pages;
  }

  /** First page of the first chunk that is long enough; -1 if none. */
  alloc(pages: number): number {
    let previous = NONE;
    let at = this.#head;
    while (at !== NONE && this.#size[at]! < pages) {
      previous = at;
      at = this.#next[at]!;
    }
    if (at === NONE) return NONE;
    let next = this.#next[at]!;
    const rest = this.#size[at]! - pages;
    if (rest > 0) {
      this.#next[at + pages] = next;
      this.#size[at + pages] = rest;
      next = at + pages;
    }
    if (previous === NONE) this.#head = next;
    else this.#next[previous] = next;
    return at;
  }

  free(page: number, pages: number): void {
    let below = NONE;
    let above = this.#head;
    while (above !== NONE && above < page) {
      below = above;
      above = this.#next[above]!;
    }
    const joins = above !== NONE && page + pages === above;
    const next = joins ? this.#next[above]! : above;
    const size = joins ? pages + this.#size[above]! : pages;
    this.#next[page] = next;
    this.#size[page] = size;
    if (below === NONE) this.#head = page;
    else if (page === below + this.#size[below]!) {
      this.#next[below] = next;
      this.#size[below]! += size;
    } else this.#next[below] = page;
  }
}
