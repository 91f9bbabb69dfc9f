/** "The first page in list order that has a free block": the newest of the open ones, in a few steps. */
import { IndexSet } from '../../../memory/bitmap/index-set.ts';
import type { PoolPage } from './pages.ts';

export class OpenPages {
  #limit = 32;
  #set = new IndexSet(this.#limit);

  has(index: number): boolean {
    return index < this.#limit && this.#set.has(index);
  }
  add(index: number): void {
    if (index >= this.#limit) {
      while (index >= this.#limit) this.#limit *= 2;
      this.#set = this.#set.grown(this.#limit);
    }
    this.#set.add(index);
  }
  delete(index: number): void {
    this.#set.delete(index);
  }
  newest(pages: readonly PoolPage[]): PoolPage | undefined {
    const last = this.#set.last();
    return last < 0 ? undefined : pages[last];
  }
}
