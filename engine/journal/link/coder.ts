/**
 * An adaptive binary arithmetic coder. Encoder and decoder share one interface, so that a model
 * is written once: it hands in what is to be written and gets back what was written or read.
 *
 * Everything is integer arithmetic (products stay below 2^53), hence the same in every browser. The
 * interval is kept as its two ends in 32 bits; bytes on which both agree leave at once.
 */
import type { Work } from './work.ts';

/**
 * Bits' chances of being 1, of 65,536, and in the MET_BITS below how often each was met: new chances
 * move fast. Plain lists: a link may need thousands of them, and these cost the least to make.
 */
export type Chances = number[];
const MET_BITS = 5;
const MET = 2 ** MET_BITS - 1;
const EVEN = 32_768;
/** Models of `size` bits of which nothing is known yet. */
export const chances = (size: number): Chances => new Array<number>(size).fill(EVEN << MET_BITS);

export interface BitCoder {
  /** What is handed in is not looked at: it need not be found first. */
  readonly reads: boolean;
  /** Write `bit` (a reader ignores it); what comes back is the bit that was written or read. */
  bit(model: Chances, at: number, bit: number): number;
  /** The same for bits that follow no pattern. */
  even(bit: number): number;
  /** Work that no bit stands for. A reader counts it, as it counts bits. */
  spend(steps: number): void;
}

/** Of 65,536: no bit is ever quite sure. */
const LEAST = 64;
/** A chance moves by 1/2, 1/3 … 1/SETTLED of the way. */
const SETTLED = 24;

/** The chance moves towards the bit that came, the faster the fewer came before. */
function learn(model: Chances, at: number, bit: number): void {
  const met = model[at]! & MET;
  const p = model[at]! >>> MET_BITS;
  const to = bit === 1 ? 65_536 - LEAST : LEAST;
  const moved = p + Math.trunc((to - p) / (met + 1.5));
  model[at] = (moved << MET_BITS) | Math.min(SETTLED, met + 1);
}

/** Where an interval is divided by a chance of `p` in 65,536. */
const split = (low: number, high: number, p: number): number =>
  low + Math.floor(((high - low) * p) / 65_536);
/** The two ends agree on their highest byte. */
const agree = (low: number, high: number): boolean => low >>> 24 === high >>> 24;

/** Bits narrow an interval; its leading bytes are written when they are settled. */
export class BitWriter implements BitCoder {
  readonly reads = false;
  readonly #out: number[] = [];
  #low = 0;
  #high = 0xffff_ffff;

  bit(model: Chances, at: number, bit: number): number {
    this.#narrow(model[at]! >>> MET_BITS, bit);
    learn(model, at, bit);
    return bit;
  }
  /** A bit that follows no pattern takes one bit of output. */
  even(bit: number): number {
    this.#narrow(EVEN, bit);
    return bit;
  }
  /** A writer counts no work: nobody else made what it writes. */
  spend(): void {}
  /** Keep the part of the interval that stands for the bit. */
  #narrow(p: number, bit: number): void {
    const middle = split(this.#low, this.#high, p);
    if (bit === 1) this.#high = middle;
    else this.#low = middle + 1;
    while (agree(this.#low, this.#high)) {
      this.#out.push(this.#high >>> 24);
      this.#low = (this.#low << 8) >>> 0;
      this.#high = ((this.#high << 8) | 0xff) >>> 0;
    }
  }

  /** Everything written; a reader takes the bytes after the end for 0. */
  finish(): Uint8Array {
    // The shortest number of the interval: one byte more, if 0 alone does not lie in it.
    if (this.#low > 0) this.#out.push((this.#low >>> 24) + 1);
    while (this.#out.at(-1) === 0) this.#out.pop();
    return Uint8Array.from(this.#out);
  }
}

/** Every bit is a step of its work. */
export class BitReader implements BitCoder {
  readonly reads = true;
  readonly #bytes: Uint8Array;
  readonly #work: Work;
  #at = 0;
  #low = 0;
  #high = 0xffff_ffff;
  #value = 0;

  constructor(bytes: Uint8Array, work: Work) {
    this.#bytes = bytes;
    this.#work = work;
    for (let i = 0; i < 4; i += 1) this.#shift();
  }
  #shift(): void {
    this.#value = ((this.#value << 8) | (this.#bytes[this.#at] ?? 0)) >>> 0;
    this.#at += 1;
  }

  bit(model: Chances, at: number): number {
    const bit = this.#narrow(model[at]! >>> MET_BITS);
    learn(model, at, bit);
    return bit;
  }
  even(): number {
    return this.#narrow(EVEN);
  }
  spend(steps: number): void {
    this.#work.spend(steps);
  }
  #narrow(p: number): number {
    this.#work.spend(1);
    const middle = split(this.#low, this.#high, p);
    const bit = this.#value <= middle ? 1 : 0;
    if (bit === 1) this.#high = middle;
    else this.#low = middle + 1;
    while (agree(this.#low, this.#high)) {
      this.#low = (this.#low << 8) >>> 0;
      this.#high = ((this.#high << 8) | 0xff) >>> 0;
      this.#shift();
    }
    return bit;
  }
}
