/** Arithmetic on 32-bit words, as signed integers: V8 keeps those out of the heap. */

/** Zero bits below the lowest set bit; 32 for 0. */
export const trailingZeros = (word: number): number =>
  word === 0 ? 32 : 31 - Math.clz32(word & -word);

/** Number of set bits. */
export function popcount(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** `count` set bits from bit `first` on; 1 ≤ count, first + count ≤ 32. */
export const span = (first: number, count: number): number => (-1 >>> (32 - count)) << first;

/**
 * Where runs begin: bit i of the answer is set if bits i … i + length - 1 of `word` are all set.
 * 1 ≤ length ≤ 32; doubling, so at most five steps.
 */
export function runStarts(word: number, length: number): number {
  let starts = word;
  for (let have = 1; have < length && starts !== 0;) {
    const step = have < length - have ? have : length - have;
    starts &= starts >>> step;
    have += step;
  }
  return starts;
}
