import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IndexSet } from './index-set.ts';

it('answers as a sorted list does', () => {
  const step = fc.tuple(fc.constantFrom('add', 'add', 'delete', 'next'), fc.nat(), fc.nat());
  fc.assert(
    fc.property(
      fc.constantFrom(1, 31, 32, 33, 1024, 1025, 40_000),
      fc.array(step, { maxLength: 80 }),
      (limit, steps) => {
        const set = new IndexSet(limit);
        const twin = new Set<number>();
        for (const [what, a, b] of steps) {
          const member = a % limit;
          if (what === 'add') {
            expect(set.add(member)).toBe(!twin.has(member));
            twin.add(member);
          } else if (what === 'delete') expect(set.delete(member)).toBe(twin.delete(member));
          const end = b % (limit + 2);
          const within = [...twin].filter((m) => m >= member && m < end).sort((x, y) => x - y);
          expect(set.next(member, end)).toBe(within[0] ?? -1);
          expect(set.last()).toBe(Math.max(-1, ...twin));
          expect([set.size, set.has(member)]).toEqual([twin.size, twin.has(member)]);
        }
      },
    ),
  );
});
it('keeps its members when it grows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(1, 32, 33, 1024, 1025),
      fc.constantFrom(1, 2, 40),
      fc.array(fc.nat(), { maxLength: 40 }),
      (limit, times, members) => {
        const set = new IndexSet(limit);
        for (const member of members) set.add(member % limit);
        const grown = set.grown(limit * times + 1);
        grown.add(limit * times);
        const sorted = [...new Set([...members.map((m) => m % limit), limit * times])];
        expect([grown.size, grown.last()]).toEqual([sorted.length, limit * times]);
        sorted.sort((a, b) => a - b);
        let from = 0;
        for (const member of sorted) {
          expect(grown.next(from, limit * times + 1)).toBe(member);
          from = member + 1;
        }
      },
    ),
  );
});
it('an empty set has no next member', () => {
  expect(new IndexSet(0).next(0, 10)).toBe(-1);
  expect(new IndexSet(1024).next(1024, 2048)).toBe(-1);
});
