/** Runs of free bits in the words of a bitmap, 1 = taken, from the lowest bit of the first word up. */
import { popcount, trailingZeros } from './bits.ts';

/** Every run, lowest first. */
export function eachFreeRun(
  words: Int32Array,
  tell: (start: number, length: number) => void,
): void {
  /** Where the run under way began; -1: none is. */
  let start = -1;
  let before = 0;
  for (let word = 0; word < words.length; word += 1) {
    const free = ~words[word]!;
    // Bits that are not as the one before them: a run begins or has ended.
    let edges = free ^ ((free << 1) | before);
    before = free >>> 31;
    for (; edges !== 0; edges &= edges - 1) {
      const at = word * 32 + trailingZeros(edges);
      if (start >= 0) tell(start, at - start);
      start = start >= 0 ? -1 : at;
    }
  }
  if (start >= 0) tell(start, words.length * 32 - start);
}

/** How many there are. */
export function countFreeRuns(words: Int32Array): number {
  let count = 0;
  let before = 0;
  for (const word of words) {
    const free = ~word;
    count += popcount(free & ~((free << 1) | before));
    before = free >>> 31;
  }
  return count;
}
