import { expect, it } from 'vitest';
import { sha256Hex } from './digest.ts';
import { createRng } from './rng.ts';

const take = (seed: number, count: number, n: number) => {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => rng.below(n));
};

it('same seed, same numbers; another seed, others', () => {
  expect(take(7, 50, 1000)).toEqual(take(7, 50, 1000));
  expect(take(7, 50, 1000)).not.toEqual(take(8, 50, 1000));
  expect(take(2 ** 40, 50, 1000)).not.toEqual(take(0, 50, 1000));
});
it('is pinned: a change would change every recorded workload', () => {
  const rng = createRng(1);
  expect([rng.next(), rng.next(), rng.below(100)]).toMatchInlineSnapshot(`
    [
      573063952,
      3268221502,
      55,
    ]
  `);
});
it('below(n) is even and stays below n', () => {
  const counts = [0, 0, 0, 0, 0];
  for (const drawn of take(3, 50_000, 5)) counts[drawn]! += 1;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  // Three quarters of 2^32: a plain remainder would draw the lower third twice as often.
  const n = 3 * 2 ** 30;
  const low = take(5, 30_000, n).filter((drawn) => drawn < 2 ** 30).length;
  expect(Math.abs(low - 10_000)).toBeLessThan(400);
  expect(() => createRng(1).below(0)).toThrow(RangeError);
  expect(() => createRng(1).below(1.5)).toThrow(RangeError);
  expect(() => createRng(1).below(2 ** 32 + 1)).toThrow(RangeError);
});
it('goes on from its saved state', () => {
  const rng = createRng(9);
  rng.next();
  const copy = createRng(rng.state());
  expect([copy.next(), copy.next()]).toEqual([rng.next(), rng.next()]);
});
it('sha256 of "abc" is that of FIPS 180-2', () => {
  const want = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(sha256Hex('abc')).toBe(want);
  expect(sha256Hex(Uint8Array.of(97, 98, 99))).toBe(want);
});
