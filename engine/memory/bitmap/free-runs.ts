/** Runs of free bits in the words of a bitmap, 1 = taken, from the lowest bit of the first word up. */
import { popcount, span, trailingZeros } from './bits.ts';

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

/** Changes after which a new copy is made: doing so many again is about as dear. */
const MOST_CHANGES = 256;

/** The words of a bitmap as they were once, and the changes since: many moments for one copy. */
export class BitmapMoment {
  readonly #words: Int32Array;
  /** First bit and length of each. */
  readonly #flips: number[] = [];

  constructor(words: Int32Array) {
    this.#words = words.slice();
  }

  /** Changes since the copy was made. */
  get changes(): number {
    return this.#flips.length / 2;
  }
  /** These bits were all 0 and are 1 now, or the reverse. False: there is no room for more changes. */
  flipped(first: number, length: number): boolean {
    this.#flips.push(first, length);
    return this.changes < MOST_CHANGES;
  }
  /** The words after the first `changes`. */
  wordsAfter(changes: number): Int32Array {
    const words = this.#words.slice();
    for (let at = 0; at < 2 * changes; at += 2) flip(words, this.#flips[at]!, this.#flips[at + 1]!);
    return words;
  }
}

/** Invert bits first … first + length - 1. */
function flip(words: Int32Array, first: number, length: number): void {
  const end = first + length;
  for (let at = first; at < end;) {
    const low = at & 31;
    const count = Math.min(32 - low, end - at);
    words[at >>> 5]! ^= span(low, count);
    at += count;
  }
}
