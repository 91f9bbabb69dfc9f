import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK, PageState } from '../../../engine/contract/view.ts';
import { buildFrame } from '../test/frames.ts';
import { largestHole, nextHole, usableBefore } from './hole-walk.ts';
import { HoleIndex } from './holes.ts';
import type { Hole } from './holes.ts';

/** Two ranges, neither of which begins or ends with a chunk, as runs of pages in one state. */
const regions = fc.record({
  first: fc.integer({ min: 1, max: 5 * CHUNK }),
  second: fc.integer({ min: 1, max: 2 * CHUNK }),
  pfn: fc.integer({ min: 0, max: 300 }),
  align: fc.integer({ min: 0, max: 6 }),
  runs: fc.array(
    fc.record({
      count: fc.oneof(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: CHUNK - 3, max: 2 * CHUNK + 3 }),
      ),
      state: fc.constantFrom(0, PageState.ALLOCATED | 1, PageState.LENT, PageState.PINNED),
    }),
    { minLength: 1, maxLength: 40 },
  ),
});

const build = ({
  first,
  second,
  pfn,
  align,
  runs,
}: typeof regions extends fc.Arbitrary<infer T> ? T : never) => {
  const frame = buildFrame({
    regions: [
      {
        ranges: [
          [pfn, first],
          [pfn + first + 777, second],
        ],
      },
    ],
  });
  const { ranges } = frame.layout.regions[0]!;
  const states = runs.flatMap(({ count, state }) => Array<number>(count).fill(state));
  const { page } = frame.columns;
  for (const range of ranges)
    for (let i = range.firstPage; i < range.firstPage + range.pages; i += 1)
      page[i] = states[i % states.length]!;
  const index = new HoleIndex();
  index.update(frame, ranges, align);
  return { index, ranges, page };
};

type Built = ReturnType<typeof build>;

/** The slow twin: every hole, page by page. */
const allHoles = ({ ranges, page }: Built): readonly Hole[] =>
  ranges.flatMap((range) => {
    const holes: Hole[] = [];
    let count = 0;
    for (let i = range.firstPage; i <= range.firstPage + range.pages; i += 1) {
      const isFree = i < range.firstPage + range.pages && !(page[i]! & PageState.ALLOCATED);
      if (!isFree && count > 0) holes.push({ page: i - count, count });
      count = isFree ? count + 1 : 0;
    }
    return holes;
  });

describe('from hole to hole', () => {
  it('the nearest ones and the longest are those found page by page', () => {
    fc.assert(
      fc.property(regions, fc.nat(), (input, seed) => {
        const built = build(input);
        const { index, ranges } = built;
        const all = allHoles(built);
        const range = ranges[seed % ranges.length]!;
        const page = range.firstPage + (seed % range.pages);
        const within = (hole: Hole): boolean => page >= hole.page && page < hole.page + hole.count;
        expect(nextHole(index, page, 1)).toEqual(
          all.find((hole) => hole.page > page && !within(hole)),
        );
        expect(nextHole(index, page, -1)).toEqual(
          all.findLast((hole) => hole.page < page && !within(hole)),
        );
        const longest = Math.max(0, ...all.map(({ count }) => count));
        expect(largestHole(index)).toEqual(all.find(({ count }) => count === longest));
      }),
      { numRuns: 100 },
    );
  });

  it('what a request finds before a hole is what the holes before it offer', () => {
    fc.assert(
      fc.property(regions, fc.nat(), (input, seed) => {
        const built = build(input);
        const all = allHoles(built);
        if (all.length === 0) return;
        const at = seed % all.length;
        const offered = all.slice(0, at).map((hole) => built.index.usableIn(hole));
        expect(usableBefore(built.index, all[at]!)).toBe(Math.max(0, ...offered));
      }),
      { numRuns: 100 },
    );
  });
});
