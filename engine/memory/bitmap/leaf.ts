/**
 * The leaves of the run index: LEAF_BITS bits of a bitmap, 1 = taken, read word by word. Everything
 * here is a pure function of the words.
 */
import { popcount, runStarts, trailingZeros } from './bits.ts';

export const LEAF_SHIFT = 7;
export const LEAF_BITS = 1 << LEAF_SHIFT;
export const LEAF_WORDS = LEAF_BITS >>> 5;

/** First position from `at` on with `(position + offset) & mask` = 0. */
export const alignUp = (at: number, mask: number, offset: number): number =>
  ((at + offset + mask) & ~mask) - offset;

/** Bits 0, 2^k, 2·2^k … of a word, by k. */
const EVERY = [-1, 0x55555555, 0x11111111, 0x01010101, 0x00010001, 0x00000001];

/** The bits of the word that begins at position `at` whose position is aligned. */
function alignedBits(at: number, mask: number, offset: number): number {
  if (mask < 32) return EVERY[popcount(mask)]! << (-offset & mask);
  const first = -(at + offset) & mask;
  return first < 32 ? 1 << first : 0;
}

/**
 * First fit in the leaf of position `from`, from there on, where a run of free bits may have begun at
 * `carry` (-1 = no) in an earlier leaf and reach up to `from`. The position; or -2 - c if nothing
 * fits, c being the start of the run that reaches the leaf's end (-1 = no).
 */
export function fitInLeaf(
  words: Int32Array,
  from: number,
  carry: number,
  length: number,
  mask: number,
  offset: number,
): number {
  let run = carry;
  let word = from >>> 5;
  const end = ((from >>> LEAF_SHIFT) + 1) * LEAF_WORDS;
  let taken = words[word]! | ~(-1 << (from & 31));
  for (;;) {
    const at = word * 32;
    const low = trailingZeros(taken);
    if (low > 0) {
      if (run < 0) run = at;
      const start = alignUp(run, mask, offset);
      if (start + length <= at + low) return start;
    }
    if (low < 32) {
      if (length <= 32 && taken !== -1) {
        let starts = runStarts(~taken, length);
        if (mask !== 0 && starts !== 0) starts &= alignedBits(at, mask, offset);
        if (starts !== 0) return at + trailingZeros(starts);
      }
      const high = Math.clz32(taken);
      run = high > 0 ? at + 32 - high : -1;
    }
    word += 1;
    if (word === end) return -2 - run;
    taken = words[word]!;
  }
}

/** The longest run of free bits strictly inside a word, if longer than `longest`; else `longest`. */
export function longestInWord(taken: number, longest: number): number {
  let length = longest;
  for (let starts = runStarts(~taken, length + 1); starts !== 0; starts &= starts >>> 1)
    length += 1;
  return length;
}

/** First taken position from `from` on, at most `end`, the end of its leaf. */
export function takenInLeaf(words: Int32Array, from: number, end: number): number {
  if (from >= end) return end;
  let word = from >>> 5;
  let bits = words[word]! & (-1 << (from & 31));
  while (bits === 0) {
    word += 1;
    if (word * 32 >= end) return end;
    bits = words[word]!;
  }
  return word * 32 + trailingZeros(bits);
}

/** Where the run of free positions that ends before `end` begins, at least `begin`, its leaf's start. */
export function freeSince(words: Int32Array, end: number, begin: number): number {
  let word = (end - 1) >> 5;
  // Bits from `end` on do not count; a shift by 32 would be none.
  let bits = (end & 31) === 0 ? 0 : words[word]! << (32 - (end & 31));
  let at = end;
  if ((end & 31) !== 0) {
    if (bits !== 0) return end - Math.clz32(bits);
    at = end & -32;
    word -= 1;
  }
  while (at > begin) {
    bits = words[word]!;
    if (bits !== 0) return at - Math.clz32(bits);
    at -= 32;
    word -= 1;
  }
  return begin;
}

/** Longest run of leaf number `leaf`, each counted from its first aligned position and cut at the leaf. */
export function alignedInLeaf(
  words: Int32Array,
  leaf: number,
  mask: number,
  offset: number,
): number {
  const first = leaf * LEAF_WORDS;
  const fine = mask < 32;
  const pattern = fine ? alignedBits(0, mask, offset) : 0;
  let run = -1;
  let longest = 0;
  for (let word = first; word < first + LEAF_WORDS; word += 1) {
    const taken = words[word]!;
    if (taken === -1) {
      if (run >= 0) longest = Math.max(longest, word * 32 - alignUp(run, mask, offset));
      run = -1;
      continue;
    }
    const at = word * 32;
    const low = trailingZeros(taken);
    if (low > 0 && run < 0) run = at;
    if (low === 32) continue;
    if (run >= 0) longest = Math.max(longest, at + low - alignUp(run, mask, offset));
    const high = Math.clz32(taken);
    if (30 - low - high > longest) {
      const wanted = fine ? pattern : alignedBits(at, mask, offset);
      let starts = runStarts(~taken, longest + 1) & wanted;
      while (starts !== 0) {
        longest += 1;
        starts &= ~taken >>> longest;
      }
    }
    run = high > 0 ? at + 32 - high : -1;
  }
  const end = (leaf + 1) * LEAF_BITS;
  return run >= 0 ? Math.max(longest, end - alignUp(run, mask, offset)) : longest;
}
