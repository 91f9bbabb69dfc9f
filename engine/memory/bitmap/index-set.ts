/**
 * A set of small integers that finds its next member in a few steps: bits, and above them summary
 * words that say which words below are not empty, 32 to one, up to a single word.
 */
import { trailingZeros } from './bits.ts';

export class IndexSet {
  #size = 0;
  /** Level 0 are the members' bits; a bit of level n + 1 says that a word of level n is not 0. */
  readonly #levels: Int32Array[] = [];

  /** For members 0 … limit - 1. */
  constructor(limit: number) {
    let words = limit;
    do {
      words = Math.max(1, Math.ceil(words / 32));
      this.#levels.push(new Int32Array(words));
    } while (words > 1);
  }

  /** The number of members. */
  get size(): number {
    return this.#size;
  }
  /** Whether a number below the limit is a member. */
  has(member: number): boolean {
    return ((this.#levels[0]![member >>> 5]! >>> (member & 31)) & 1) === 1;
  }

  /** Whether it was not there before. */
  add(member: number): boolean {
    if (this.has(member)) return false;
    this.#size += 1;
    let at = member;
    for (const words of this.#levels) {
      const word = at >>> 5;
      const before = words[word]!;
      words[word] = before | (1 << (at & 31));
      if (before !== 0) break;
      at = word;
    }
    return true;
  }
  /** Whether it was there before. */
  delete(member: number): boolean {
    if (!this.has(member)) return false;
    this.#size -= 1;
    let at = member;
    for (const words of this.#levels) {
      const word = at >>> 5;
      words[word]! &= ~(1 << (at & 31));
      if (words[word] !== 0) break;
      at = word;
    }
    return true;
  }

  /** Smallest member ≥ from and < end; -1 if none. */
  next(from: number, end: number): number {
    if (this.#size === 0 || from >= end) return -1;
    let at = from;
    for (let level = 0; level < this.#levels.length; level += 1) {
      const words = this.#levels[level]!;
      const word = at >>> 5;
      if (word >= words.length) return -1;
      const bits = words[word]! & (-1 << (at & 31));
      if (bits !== 0) {
        const found = this.#lowest(level, word * 32 + trailingZeros(bits));
        return found < end ? found : -1;
      }
      at = word + 1;
    }
    return -1;
  }

  /** Largest member; -1 if there is none. */
  last(): number {
    if (this.#size === 0) return -1;
    let at = 0;
    for (let level = this.#levels.length - 1; level >= 0; level -= 1)
      at = at * 32 + 31 - Math.clz32(this.#levels[level]![at]!);
    return at;
  }

  /** The same members with room for more. */
  grown(limit: number): IndexSet {
    const set = new IndexSet(limit);
    set.#size = this.#size;
    set.#levels.forEach((words, level) => {
      const own = this.#levels[level];
      if (own) words.set(own);
      else if (set.#levels[level - 1]![0] !== 0) words[0] = 1;
    });
    return set;
  }

  /** The smallest member below bit `at` of level `level`, a bit that is set. */
  #lowest(level: number, at: number): number {
    let lowest = at;
    for (let below = level - 1; below >= 0; below -= 1)
      lowest = lowest * 32 + trailingZeros(this.#levels[below]![lowest]!);
    return lowest;
  }
}
