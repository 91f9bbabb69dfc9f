import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AddressMap } from './address-map.ts';

const KEY = fc.oneof(
  fc.nat({ max: 40 }),
  fc.nat({ max: 40 }).map((page) => 0x83c00 + page * 256),
  fc.nat({ max: 10 }).map((page) => 0x8_2000_0000 + page),
  fc.constantFrom(0.5, 2 ** 52, -1),
);

it('answers as a Map does', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(KEY, fc.boolean()), { maxLength: 300 }), (steps) => {
      const map = new AddressMap<{ n: number }>();
      const twin = new Map<number, { n: number }>();
      for (const [n, [key, sets]] of steps.entries()) {
        if (sets) {
          map.set(key, { n });
          twin.set(key, { n });
        } else {
          map.delete(key);
          twin.delete(key);
        }
        expect(map.size).toBe(twin.size);
      }
      for (const [key] of steps) expect(map.get(key)).toEqual(twin.get(key));
      const byN = (a: { n: number }, b: { n: number }) => a.n - b.n;
      expect([...map.values()].sort(byN)).toEqual([...twin.values()].sort(byN));
    }),
  );
});
