/** "The first page in list order that has a free block": the newest of the open ones, in a few steps. */
import { IndexSet } from '../../../memory/bitmap/index-set.ts';
import type { PoolPage } from './pages.ts';

/** The set grows with the number of pages; indices are those of the pool, 0 the oldest. */
export class OpenPages {
  #limit = 32;
  #set = new IndexSet(this.#limit);

  /** Whether the page has a free block. */
  has(index: number): boolean {
    return index < this.#limit && this.#set.has(index);
  }
  /** Says that the page has a free block. */
  add(index: number): void {
    if (index >= this.#limit) {
      while (index >= this.#limit) this.#limit *= 2;
      this.#set = this.#set.grown(this.#limit);
    }
    this.#set.add(index);
  }
  /** Says that the page is full. */
  delete(index: number): void {
    this.#set.delete(index);
  }
  /** The page that dma_pool_alloc() takes from; undefined where all are full. */
  newest(pages: readonly PoolPage[]): PoolPage | undefined {
    const last = this.#set.last();
    return last < 0 ? undefined : pages[last];
  }
}
