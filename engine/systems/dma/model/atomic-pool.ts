/**
 * The pool that serves GFP_ATOMIC: pages taken from CMA once, at boot, because cma_alloc may sleep.
 *
 * Source of truth: arch/arm/mm/dma-mapping.c (4.9) atomic_pool_init, __alloc_from_pool,
 * __free_from_pool over lib/genalloc.c gen_pool_first_fit_order_align with order PAGE_SHIFT: first
 * fit at a multiple of the request's own size rounded up to a power of two.
 */
import type { PageCount, Pfn } from '../../../contract/units.ts';

/** The pool never grows: what is not in it, no atomic caller gets. */
export class AtomicPool {
  /** The first frame. */
  readonly pfn: Pfn;
  /** Pages that CMA gave at boot. */
  readonly pages: PageCount;
  readonly #taken: Uint8Array;
  #used = 0;

  constructor(pfn: Pfn, pages: PageCount) {
    this.pfn = pfn;
    this.pages = pages;
    this.#taken = new Uint8Array(pages);
  }

  /** Pages that are handed out. */
  get used(): PageCount {
    return this.#used;
  }

  /**
   * gen_pool_alloc(): the first fit, or undefined. A request of 3 pages holds 3 pages, and begins
   * at a multiple of 4 within the pool.
   */
  alloc(count: PageCount): Pfn | undefined {
    if (count <= 0) return undefined;
    const step = 2 ** Math.ceil(Math.log2(count));
    for (let at = 0; at + count <= this.pages; at += step) {
      if (this.#taken.subarray(at, at + count).includes(1)) continue;
      this.#taken.fill(1, at, at + count);
      this.#used += count;
      return this.pfn + at;
    }
    return undefined;
  }

  /** __in_atomic_pool(): addr_in_gen_pool of the whole range. */
  holds(pfn: Pfn, count: PageCount): boolean {
    return pfn >= this.pfn && pfn + count <= this.pfn + this.pages;
  }

  /** Whether every page of the range was given out. */
  taken(pfn: Pfn, count: PageCount): boolean {
    const at = pfn - this.pfn;
    return !this.#taken.subarray(at, at + count).includes(0);
  }

  /** gen_pool_free(): the range must be `taken`; the kernel BUGs otherwise, and so does this. */
  free(pfn: Pfn, count: PageCount): void {
    if (!this.taken(pfn, count)) throw new Error('gen_pool_free: not taken');
    const at = pfn - this.pfn;
    this.#taken.fill(0, at, at + count);
    this.#used -= count;
  }

  /** One character a page, for the state. */
  bits(): string {
    return Array.from(this.#taken).join('');
  }

  /** The same pool with these pages given out: one character a page, as bits() says them. */
  static restored(pfn: Pfn, bits: string): AtomicPool {
    const pool = new AtomicPool(pfn, bits.length);
    pool.#taken.set(Array.from(bits, Number));
    pool.#used = bits.replaceAll('0', '').length;
    return pool;
  }

  /** Throws unless the counter is the number of pages that are handed out. */
  check(): void {
    const used = this.#taken.reduce((sum, bit) => sum + bit, 0);
    if (used !== this.#used) throw new Error(`atomic pool: ${used} taken, ${this.#used} counted`);
  }
}
