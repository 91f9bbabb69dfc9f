/**
 * A bitmap that answers first fit fast: 1 = taken, 0 = free, the answer always that of the plain scan
 * (bitmap_find_next_zero_area_off() of lib/bitmap.c and its retry loop), found through RunIndex.
 */
import { popcount, span, trailingZeros } from './bits.ts';
import { countFreeRuns, eachFreeRun, BitmapMoment } from './free-runs.ts';
import { RunIndex } from './run-index.ts';

/** Positions are added in 32-bit arithmetic: three of them must not overflow. */
const MAX_BITS = 2 ** 29;

/** Runs of free bits, lowest first. */
export interface FreeRuns {
  /** How many there are. */
  readonly count: number;
  /** Tells first bit and length of each; the bitmap may have changed since. */
  readonly each: (tell: (start: number, length: number) => void) => void;
}

/** Every answer is that of the plain scan; the index only makes it fast. */
export class FreeBitmap {
  /** Positions 0 … bits - 1. */
  readonly bits: number;
  readonly #index: RunIndex;
  #taken = 0;
  /** Runs of free bits; undefined: not known any more. */
  #runs: number | undefined;
  /** What freeRuns() looks back to, as long as every change since is written down there. */
  #past: BitmapMoment | undefined;

  /** `bits` free bits. */
  constructor(bits: number) {
    if (!Number.isInteger(bits) || bits < 0 || bits > MAX_BITS)
      throw new RangeError(`a bitmap of ${bits} bits`);
    this.bits = bits;
    const words = new Int32Array(RunIndex.wordsFor(bits));
    guard(words, bits);
    this.#index = new RunIndex(words);
  }

  /** Set bits. */
  get taken(): number {
    return this.#taken;
  }
  /** Zero bits. */
  get free(): number {
    return this.bits - this.#taken;
  }
  /** Length of the longest run of zero bits. */
  get longest(): number {
    return this.#index.longest;
  }

  /**
   * First i ≥ from such that bits i … i + length - 1 are free and (i + offset) is a multiple of
   * `mask + 1`, a power of two (any up to 2^53); -1 if there is none. length ≥ 1.
   */
  find(length: number, mask = 0, offset = 0, from = 0): number {
    if (from >= this.bits || length > this.#index.longest) return -1;
    const step = mask + 1;
    const after = offset % step;
    // So coarse that only one position can do: the index's arithmetic is for 31 bits.
    if (step > this.bits) {
      const only = after === 0 ? 0 : step - after;
      return only >= from && this.isFree(only, length) ? only : -1;
    }
    return this.#index.find(length, mask, after, from);
  }

  /** Whether bits at … at + length - 1 exist and are all free. */
  isFree(at: number, length: number): boolean {
    return at + length <= this.bits && this.#index.nextTaken(at) >= at + length;
  }
  /** Whether one bit is set. */
  isTaken(at: number): boolean {
    return ((this.#index.words[at >>> 5]! >>> (at & 31)) & 1) === 1;
  }
  /** First free bit ≥ from; `bits` if there is none. */
  nextFree(from: number): number {
    if (from >= this.bits) return this.bits;
    const free = ~this.#index.words[from >>> 5]! >>> (from & 31);
    if (free !== 0) return from + trailingZeros(free);
    const at = this.find(1, 0, 0, from);
    return at < 0 ? this.bits : at;
  }
  /** First taken bit ≥ from; `bits` if there is none. */
  nextTaken(from: number): number {
    const taken = from < this.bits ? this.#index.words[from >>> 5]! >>> (from & 31) : 0;
    if (taken !== 0) return Math.min(this.bits, from + trailingZeros(taken));
    return from >= this.bits ? this.bits : Math.min(this.bits, this.#index.nextTaken(from));
  }

  /** Take bits first … first + length - 1; how many of them were free. */
  set(first: number, length: number): number {
    const changed = this.#write(first, length, true);
    this.#taken += changed;
    return changed;
  }
  /** Free bits first … first + length - 1; how many of them were taken. */
  clear(first: number, length: number): number {
    const changed = this.#write(first, length, false);
    this.#taken -= changed;
    return changed;
  }

  /** The runs there are now, to be told of later. */
  freeRuns(): FreeRuns {
    const { words } = this.#index;
    const past = (this.#past ??= new BitmapMoment(words));
    const { changes } = past;
    const count = (this.#runs ??= countFreeRuns(words));
    return { count, each: (tell) => eachFreeRun(past.wordsAfter(changes), tell) };
  }

  /** The bits as ceil(bits / 32) words, lowest bit = lowest position, no bit set past the end. */
  toWords(): Uint32Array {
    const count = Math.ceil(this.bits / 32);
    const words = new Uint32Array(this.#index.words.buffer.slice(0, count * 4));
    if (this.bits % 32 !== 0) words[count - 1]! &= span(0, this.bits % 32);
    return words;
  }
  /**
   * Take over what toWords() of a bitmap of the same size gave. Only the leaves that differ are looked
   * at again, so that the index keeps what it has learned of alignments.
   */
  fromWords(words: Uint32Array): void {
    if (words.length !== Math.ceil(this.bits / 32))
      throw new RangeError(`${words.length} words for ${this.bits} bits`);
    const own = this.#index.words;
    const next = new Int32Array(own.length);
    next.set(words);
    guard(next, this.bits);
    for (let first = 0; first < next.length;) {
      while (first < next.length && own[first] === next[first]) first++;
      let last = first;
      while (last < next.length && own[last] !== next[last]) own[last] = next[last++]!;
      if (last > first) this.#index.refresh(first * 32, last * 32 - 1);
      first = last;
    }
    this.#runs = undefined;
    this.#past = undefined;
    this.#taken = words.reduce((sum, word) => sum + popcount(word | 0), 0);
  }

  /** Throws unless the index, the counter and the guards are what the words say. */
  check(): void {
    this.#index.check();
    const { words } = this.#index;
    const taken = this.toWords().reduce((sum, word) => sum + popcount(word | 0), 0);
    if (taken !== this.#taken) throw new Error(`${this.#taken} taken bits counted, ${taken} set`);
    if (this.#runs !== undefined && this.#runs !== countFreeRuns(words))
      throw new Error(`${this.#runs} free runs counted, ${countFreeRuns(words)} there`);
    const all = words.reduce((sum, word) => sum + popcount(word), 0);
    if (all - taken !== words.length * 32 - this.bits) throw new Error('a guard bit is clear');
  }

  /** Columns the index keeps now and subtrees its searches opened in vain so far. */
  get figures(): { readonly columns: number; readonly vain: number } {
    return this.#index.figures;
  }

  /** How many bits changed. Throws a RangeError outside the bitmap. */
  #write(first: number, length: number, taken: boolean): number {
    if (length <= 0) return 0;
    const last = first + length - 1;
    if (first < 0 || last >= this.bits)
      throw new RangeError(`bits ${first}…${last} of ${this.bits}`);
    const { words } = this.#index;
    let changed = 0;
    for (let at = first; at <= last;) {
      const word = at >>> 5;
      const low = at & 31;
      const count = Math.min(32 - low, last - at + 1);
      const bits = span(low, count);
      const old = words[word]!;
      changed += taken ? count - popcount(old & bits) : popcount(old & bits);
      words[word] = taken ? old | bits : old & ~bits;
      at += count;
    }
    if (changed === length) {
      this.#index.flip(first, length, taken);
      this.#countRuns(first, length, taken);
      if (this.#past && !this.#past.flipped(first, length)) this.#past = undefined;
    } else if (changed > 0) {
      this.#index.refresh(first, last);
      this.#runs = undefined;
      this.#past = undefined;
    }
    return changed;
  }
  /** Bits that were all free are taken now, or the reverse. */
  #countRuns(first: number, length: number, taken: boolean): void {
    if (this.#runs === undefined) return;
    let joined = first > 0 && !this.isTaken(first - 1) ? 1 : 0;
    if (first + length < this.bits && !this.isTaken(first + length)) joined += 1;
    this.#runs += taken ? joined - 1 : 1 - joined;
  }
}

/** Mark the bits past `bits` as taken. */
function guard(words: Int32Array, bits: number): void {
  const full = bits >>> 5;
  if (full >= words.length) return;
  if (bits % 32 !== 0) words[full]! |= -1 << (bits % 32);
  words.fill(-1, bits % 32 === 0 ? full : full + 1);
}
