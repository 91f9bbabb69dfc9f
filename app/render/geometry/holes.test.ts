import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK, PageState } from '../../../engine/contract/view.ts';
import type { Frame } from '../../frame/frame.ts';
import { HoleIndex, usableOf } from './holes.ts';
import type { Hole, HoleFigures } from './holes.ts';
import { buildFrame, nextFrame } from '../test/frames.ts';

/** Pages as letters: # allocated, . free, o lent, x pinned. */
const FLAGS: Readonly<Record<string, number>> = {
  '#': PageState.ALLOCATED,
  '.': 0,
  o: PageState.LENT,
  x: PageState.PINNED,
};

const paint = (frame: Frame, text: string, at = 0): void => {
  for (const [i, letter] of [...text].entries()) frame.columns.page[at + i] = FLAGS[letter]!;
};

const land = (text: string, basePfn = 0): Frame => {
  const frame = buildFrame({ regions: [{ ranges: [[basePfn, text.length]] }] });
  paint(frame, text);
  return frame;
};

const indexOf = (frame: Frame, align: number): HoleIndex => {
  const index = new HoleIndex();
  index.update(frame, frame.layout.regions[0]!.ranges, align);
  return index;
};

/** The slow twin: page by page over the whole region. */
const slowFigures = (frame: Frame, align: number): HoleFigures => {
  const figures = { holes: 0, longest: 0, usable: 0 };
  for (const range of frame.layout.regions[0]!.ranges) {
    let free = 0;
    let usable = 0;
    for (let i = 0; i < range.pages; i += 1) {
      const state = frame.columns.page[range.firstPage + i]!;
      const aligned = (range.basePfn + i) % 2 ** align === 0;
      free = state & PageState.ALLOCATED ? 0 : free + 1;
      if (free === 1) figures.holes += 1;
      if (state & (PageState.ALLOCATED | PageState.PINNED)) usable = 0;
      else if (usable > 0 || aligned) usable += 1;
      figures.longest = Math.max(figures.longest, free);
      figures.usable = Math.max(figures.usable, usable);
    }
  }
  return figures;
};

const slowHole = (frame: Frame, page: number): Hole | undefined => {
  const range = frame.layout.regions[0]!.ranges.find(
    (r) => page >= r.firstPage && page < r.firstPage + r.pages,
  )!;
  const free = (i: number): boolean =>
    i >= range.firstPage &&
    i < range.firstPage + range.pages &&
    (frame.columns.page[i]! & PageState.ALLOCATED) === 0;
  if (!free(page)) return undefined;
  let from = page;
  let to = page;
  while (free(from - 1)) from -= 1;
  while (free(to + 1)) to += 1;
  return { page: from, count: to - from + 1 };
};

describe('figures', () => {
  it.each([
    ['....', 0, { holes: 1, longest: 4, usable: 4 }],
    ['####', 0, { holes: 0, longest: 0, usable: 0 }],
    ['#..#', 1, { holes: 1, longest: 2, usable: 1 }],
    ['##..', 1, { holes: 1, longest: 2, usable: 2 }],
    ['.#.#', 0, { holes: 2, longest: 1, usable: 1 }],
    ['#.o.', 0, { holes: 1, longest: 3, usable: 3 }],
    ['..x....#', 2, { holes: 1, longest: 7, usable: 3 }],
  ])('%s at order %i', (text, align, expected) => {
    expect(indexOf(land(text), align).figures).toEqual(expected);
  });

  it('counts alignment from the absolute page frame number', () => {
    expect(indexOf(land('....', 3), 2).figures.usable).toBe(3);
    expect(usableOf(0x264b1, 15, 16)).toBe(0);
    expect(usableOf(0x264e6, 138, 16)).toBe(128);
  });

  const landArb = fc
    .record({
      pages: fc.integer({ min: 1, max: 3 * CHUNK }),
      pfn: fc.integer({ min: 0, max: 5000 }),
      split: fc.boolean(),
      marks: fc.array(
        fc.tuple(
          fc.nat(),
          fc.integer({ min: 1, max: 5000 }),
          fc.constantFrom('#', '.', 'o', 'x', '#'),
        ),
        { maxLength: 24 },
      ),
    })
    .map(({ pages, pfn, split, marks }) => {
      const cut = split && pages > 10 ? Math.floor(pages / 3) : 0;
      const ranges =
        cut > 0
          ? ([
              [pfn, cut],
              [pfn + cut + 77, pages - cut],
            ] as const)
          : ([[pfn, pages]] as const);
      const frame = buildFrame({ regions: [{ ranges }] });
      for (const [at, count, letter] of marks) {
        const from = at % pages;
        paint(frame, letter.repeat(Math.min(count, pages - from)), from);
      }
      return frame;
    });

  it('equal those counted page by page, at every order', () => {
    fc.assert(
      fc.property(landArb, fc.integer({ min: 0, max: 12 }), (frame, align) => {
        expect(indexOf(frame, align).figures).toEqual(slowFigures(frame, align));
      }),
      { numRuns: 60 },
    );
  });

  it('say what of a hole a request would get', () => {
    const usable = (text: string, align: number): number => {
      const index = indexOf(land(text), align);
      return index.usableIn(index.holeAt(0)!);
    };
    expect(usable('........', 2)).toBe(8);
    expect(usable('..x.....', 2)).toBe(4);
    expect(usable('x.oo..x.', 1)).toBe(4);
    expect(usable('x...x..#', 2)).toBe(0);
    fc.assert(
      fc.property(landArb, fc.nat(), fc.integer({ min: 0, max: 12 }), (frame, pick, align) => {
        const index = indexOf(frame, align);
        const hole = index.holeAt(pick % frame.layout.pages);
        if (hole === undefined) return;
        const alone = structuredClone(frame.columns.page).fill(PageState.ALLOCATED);
        const end = hole.page + hole.count;
        alone.set(frame.columns.page.subarray(hole.page, end), hole.page);
        const only = { ...frame, columns: { ...frame.columns, page: alone } };
        expect(index.usableIn(hole)).toBe(slowFigures(only, align).usable);
      }),
      { numRuns: 60 },
    );
  });

  it('find the hole around every page', () => {
    fc.assert(
      fc.property(landArb, fc.nat(), (frame, pick) => {
        const page = pick % frame.layout.pages;
        expect(indexOf(frame, 4).holeAt(page)).toEqual(slowHole(frame, page));
      }),
      { numRuns: 60 },
    );
  });

  it('follow changes by reading only the chunks that moved', () => {
    fc.assert(
      fc.property(landArb, fc.nat(), (frame, pick) => {
        const index = indexOf(frame, 4);
        const page = pick % frame.layout.pages;
        const next = nextFrame(
          frame,
          [page],
          (f) => (f.columns.page[page]! ^= PageState.ALLOCATED),
        );
        const ranges = frame.layout.regions[0]!.ranges;
        expect(index.update(next, ranges, 4)).toBe(true);
        expect(index.figures).toEqual(slowFigures(next, 4));
        expect(index.update(next, ranges, 4)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('a chunk whose generation stands is not read again', () => {
    const frame = land('.'.repeat(CHUNK * 2));
    const index = indexOf(frame, 0);
    frame.columns.page[5] = PageState.ALLOCATED;
    index.update(frame, frame.layout.regions[0]!.ranges, 0);
    expect(index.figures.longest).toBe(CHUNK * 2);
  });

  it('another epoch is read as a whole', () => {
    const frame = land('....');
    const index = indexOf(frame, 0);
    paint(frame, '.##.');
    index.update({ ...frame, epoch: 2 }, frame.layout.regions[0]!.ranges, 0);
    expect(index.figures).toEqual({ holes: 2, longest: 1, usable: 1 });
  });
});
