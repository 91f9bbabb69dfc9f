/**
 * The plain word scan, for comparison: what lib/bitmap.c does, a word at a time, always from the
 * beginning. Same interface and same answers as FreeBitmap.
 */
import { popcount, span, trailingZeros } from '../memory/bitmap/bits.ts';

export class WordScan {
  readonly bits: number;
  readonly #words: Int32Array;

  constructor(bits: number) {
    this.bits = bits;
    this.#words = new Int32Array((bits >>> 5) + 1);
  }

  find(length: number, mask = 0, offset = 0, from = 0): number {
    for (let start = from; ;) {
      const free = this.#next(start, -1);
      const at = ((free + offset + mask) & ~mask) - offset;
      if (at + length > this.bits) return -1;
      const taken = this.#next(at, 0);
      if (taken >= at + length) return at;
      start = taken + 1;
    }
  }
  set(first: number, length: number): number {
    return this.#write(first, length, true);
  }
  clear(first: number, length: number): number {
    return this.#write(first, length, false);
  }

  /** First position ≥ from whose bit differs from those of `word` (0 or -1); `bits` if none. */
  #next(from: number, word: number): number {
    for (let at = from; at < this.bits; at = (at | 31) + 1) {
      const bits = (this.#words[at >>> 5]! ^ word) & (-1 << (at & 31));
      if (bits !== 0) return Math.min(this.bits, (at & -32) + trailingZeros(bits));
    }
    return this.bits;
  }

  #write(first: number, length: number, taken: boolean): number {
    let changed = 0;
    for (let at = first; at < first + length;) {
      const count = Math.min(32 - (at & 31), first + length - at);
      const bits = span(at & 31, count);
      const old = this.#words[at >>> 5]!;
      changed += taken ? count - popcount(old & bits) : popcount(old & bits);
      this.#words[at >>> 5] = taken ? old | bits : old & ~bits;
      at += count;
    }
    return changed;
  }
}
