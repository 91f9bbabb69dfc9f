/**
 * A small seeded generator for workloads and tests: Chris Doty-Humphrey's sfc32 (public domain,
 * PractRand), 128 bits of state, period at least 2^32. Same seed, same numbers, everywhere.
 */
export interface Rng {
  /** The next 32 random bits as an integer 0 … 2^32 - 1. */
  next(): number;
  /** An integer 0 … n - 1, every one equally likely; 1 ≤ n ≤ 2^32. */
  below(n: number): number;
  /** The four state words, for a checkpoint. */
  state(): readonly [number, number, number, number];
}

const ROUNDS_TO_MIX = 12;

/** A generator from a seed (any safe integer; its low 64 bits count) or from saved state words. */
export function createRng(seed: number | readonly [number, number, number, number]): Rng {
  const mixed = typeof seed === 'number';
  let [a, b, c, counter] = mixed
    ? [seed | 0, Math.floor(seed / 0x1_0000_0000) | 0, 0x9e3779b9 | 0, 1]
    : seed;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  if (mixed) for (let round = 0; round < ROUNDS_TO_MIX; round += 1) next();
  return {
    next,
    below(n) {
      if (!Number.isInteger(n) || n < 1 || n > 0x1_0000_0000) throw new RangeError(`below(${n})`);
      // Numbers from the last, incomplete multiple of n would favour small results: draw again.
      const fair = 0x1_0000_0000 - (0x1_0000_0000 % n);
      for (;;) {
        const drawn = next();
        if (drawn < fair) return drawn % n;
      }
    },
    state: () => [a, b, c, counter],
  };
}
