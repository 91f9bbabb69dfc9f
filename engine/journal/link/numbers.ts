/**
 * Whole numbers through a BitCoder: how many bits, then the bits from the highest down. Small numbers
 * learn every bit, of large ones only the first few follow a pattern worth learning.
 */
import { chances, type BitCoder, type Chances } from './coder.ts';

/** Bits of the largest number: 2^53 - 1. */
const MOST_BITS = 53;
/** The number of bits, 0 … 63, as a tree of six decisions. */
const LENGTH_BITS = 6;
/** Bits after the highest that are learned. */
const LEARNED_BITS = 7;

const POWERS = Array.from({ length: MOST_BITS + 1 }, (_, bits) => 2 ** bits);

export interface NumberModel {
  readonly length: Chances;
  /** One tree of learned bits a length that was met. */
  readonly bits: (Chances | undefined)[];
}
export const numberModel = (): NumberModel => ({ length: chances(2 ** LENGTH_BITS), bits: [] });

/** `count` bits, highest first, each learned after those before it. */
function tree(coder: BitCoder, model: Chances, count: number, value: number): number {
  let node = 1;
  for (let i = count - 1; i >= 0; i -= 1)
    node = node * 2 + coder.bit(model, node, (value >>> i) & 1);
  return node - POWERS[count]!;
}

const WORD = 2 ** 32;
/** Bits of a whole number below 2^53; none for 0. */
const bitsOf = (value: number): number =>
  value < WORD ? 32 - Math.clz32(value) : 64 - Math.clz32(Math.floor(value / WORD));

/** 0 … 2^53 - 1; undefined: what was read is no such number. */
export function codeNumber(coder: BitCoder, model: NumberModel, value: number): number | undefined {
  const length = tree(coder, model.length, LENGTH_BITS, bitsOf(value));
  if (length > MOST_BITS) return undefined;
  if (length < 2) return length;
  const after = length - 1;
  const learned = Math.min(after, LEARNED_BITS);
  const rest = after - learned;
  const head = Math.floor((value % POWERS[after]!) / POWERS[rest]!);
  const own = (model.bits[length] ??= chances(POWERS[learned]!));
  let read = POWERS[learned]! + tree(coder, own, learned, head);
  for (let i = rest - 1; i >= 0; i -= 1)
    read = read * 2 + coder.even(Math.floor(value / POWERS[i]!) % 2);
  return read;
}
