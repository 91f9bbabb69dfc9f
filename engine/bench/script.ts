/**
 * Recorded churn: a fragmented bitmap and a list of "release this, then fit that" steps, drawn once
 * with a seed so that every contestant does exactly the same work and no random number is timed.
 */
import { FreeBitmap } from '../memory/bitmap/bitmap.ts';
import { createRng } from '../memory/rng.ts';

/** Work for a contestant: what is there at first, then one release and one fit a step. */
export interface Churn {
  readonly bits: number;
  /** Objects alive at the start, as position and length. */
  readonly startAt: Int32Array;
  readonly startLength: Uint8Array;
  /** Step i releases `freeLength[i]` bits at `freeAt[i]`, then fits `fitLength[i]` bits. */
  readonly freeAt: Int32Array;
  readonly freeLength: Uint8Array;
  readonly fitLength: Uint8Array;
  /** `mask` of the alignment of each fit. */
  readonly fitMask: Uint8Array;
  /** Steps whose fit found no room. */
  readonly refused: number;
}

const LARGEST = 8;

/** Objects of 1–8 bits, alive at random, until the share `fill` of the bits is taken. */
function fragment(bits: number, fill: number, rng: ReturnType<typeof createRng>) {
  const at: number[] = [];
  const length: number[] = [];
  let used = 0;
  while (used < bits) {
    const size = Math.min(1 + rng.below(LARGEST), bits - used);
    at.push(used);
    length.push(size);
    used += size;
  }
  const drop = () => {
    const victim = rng.below(at.length);
    used -= length[victim]!;
    at[victim] = at.at(-1)!;
    length[victim] = length.at(-1)!;
    at.pop();
    length.pop();
  };
  while (used > bits * fill) drop();
  return { at, length };
}

/** Steps before the recording, per object: first fit then has packed the low addresses as it does. */
const SETTLE = 3;

/** `aligned`: each object wants the alignment of its order, as dma_alloc_coherent() asks. */
export function recordChurn(
  bits: number,
  fill: number,
  steps: number,
  aligned: boolean,
  seed = 7,
): Churn {
  const rng = createRng(seed);
  const { at, length } = fragment(bits, fill, rng);
  const map = new FreeBitmap(bits);
  at.forEach((position, i) => map.set(position, length[i]!));
  const settle = SETTLE * at.length;
  const freeAt = new Int32Array(steps);
  const freeLength = new Uint8Array(steps);
  const fitLength = new Uint8Array(steps);
  const fitMask = new Uint8Array(steps);
  let start = { startAt: new Int32Array(0), startLength: new Uint8Array(0) };
  let refused = 0;
  for (let step = -settle; step < steps; step += 1) {
    if (step === 0) {
      refused = 0;
      start = { startAt: Int32Array.from(at), startLength: Uint8Array.from(length) };
    }
    const victim = rng.below(at.length);
    const size = 1 + rng.below(LARGEST);
    const mask = aligned ? 2 ** Math.ceil(Math.log2(size)) - 1 : 0;
    if (step >= 0) {
      freeAt[step] = at[victim]!;
      freeLength[step] = length[victim]!;
      fitLength[step] = size;
      fitMask[step] = mask;
    }
    map.clear(at[victim]!, length[victim]!);
    const got = map.find(size, mask);
    if (got >= 0) {
      map.set(got, size);
      at[victim] = got;
      length[victim] = size;
    } else {
      refused += 1;
      at[victim] = at.at(-1)!;
      length[victim] = length.at(-1)!;
      at.pop();
      length.pop();
    }
  }
  return { bits, ...start, freeAt, freeLength, fitLength, fitMask, refused };
}
