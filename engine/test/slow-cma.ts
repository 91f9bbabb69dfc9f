/**
 * The slow, obvious twin of CmaRegion: a boolean a bit, a boolean a page, loops that follow mm/cma.c
 * step by step. Results only, no text.
 */
import type { AllocRequest, AllocResult } from '../systems/cma/model/observer.ts';
import { SlowBitmap } from './slow-bitmap.ts';

export class SlowCma {
  readonly maps: SlowBitmap[];
  readonly pinned = new Set<number>();
  available: number;
  readonly #multi: boolean;
  readonly #order: number;
  readonly #ranges: readonly { readonly basePfn: number; readonly pages: number }[];

  constructor(
    multi: boolean,
    order: number,
    ranges: readonly { readonly basePfn: number; readonly pages: number }[],
  ) {
    this.#multi = multi;
    this.#order = order;
    this.#ranges = ranges;
    this.maps = ranges.map(({ pages }) => new SlowBitmap(pages >> order));
    this.available = ranges.reduce((sum, { pages }) => sum + pages, 0);
  }

  alloc({ count, align, busy = [], fatal }: AllocRequest): {
    result: AllocResult;
    tried: number[];
  } {
    const tried: number[] = [];
    const bits = Math.ceil(count / 2 ** this.#order);
    if (count === 0) return { result: 'NULL', tried };
    if (!this.#multi && bits > this.maps[0]!.taken.length) return { result: 'NULL', tried };
    const mask = align <= this.#order ? 0 : 2 ** (align - this.#order) - 1;
    for (const [r, map] of this.maps.entries()) {
      const { basePfn } = this.#ranges[r]!;
      const offset = mask === 0 ? 0 : Math.floor((basePfn % 2 ** align) / 2 ** this.#order);
      for (let start = 0; !this.#multi || count <= this.available;) {
        const bit = map.find(bits, mask, offset, start);
        if (bit < 0) break;
        const pfn = basePfn + bit * 2 ** this.#order;
        const window = Array.from({ length: count }, (_, i) => pfn + i);
        if (fatal && window.includes(fatal.pfn))
          return { result: { errno: fatal.errno }, tried: [...tried, pfn] };
        const stuck = window.some(
          (page) =>
            this.pinned.has(page) ||
            busy.some((range) => page >= range.pfn && page < range.pfn + range.count),
        );
        if (!stuck) {
          map.set(bit, bits);
          this.available -= count;
          return { result: { pfn }, tried };
        }
        tried.push(pfn);
        start = bit + mask + 1;
      }
    }
    const errno = this.#multi || tried.length > 0 ? 'EBUSY' : 'ENOMEM';
    return { result: { errno }, tried };
  }

  release(pfn: number, count: number): boolean {
    const r = this.#ranges.findIndex(
      ({ basePfn, pages }) => pfn >= basePfn && pfn < basePfn + pages,
    );
    const range = this.#ranges[r];
    if (!range) return false;
    if (this.#multi && pfn + count > range.basePfn + range.pages) return false;
    const map = this.maps[r]!;
    const first = (pfn - range.basePfn) >> this.#order;
    const bits = Math.min(Math.ceil(count / 2 ** this.#order), map.taken.length - first);
    map.clear(first, Math.max(0, bits));
    this.available += count;
    return true;
  }
}
