import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RangeLayout } from '../../../engine/contract/view.ts';
import {
  anchoredScroll,
  clampScroll,
  closestOrder,
  columnX,
  createSpace,
  fitOrder,
  gridWidth,
  labelRoom,
  pageAt,
  pageRects,
  placeOf,
  readableOrder,
  revealScroll,
  rowAt,
  rowPfn,
  rowSpan,
  rowTop,
  visibleRows,
} from './space.ts';
import type { Gutter, Space } from './space.ts';

const one = (pages: number, basePfn = 0x26400): RangeLayout[] => [{ basePfn, pages, firstPage: 0 }];
const spaceOf = (
  ranges: readonly RangeLayout[],
  order: number,
  extra: { room?: number; maxHeight?: number; gutters?: readonly Gutter[]; scale?: number } = {},
): Space => createSpace({ ranges, order, room: 1024, maxHeight: 460, scale: 1, ...extra });

const rangesArb = fc
  .array(
    fc.record({ gap: fc.integer({ min: 0, max: 700 }), pages: fc.integer({ min: 1, max: 900 }) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => {
    let pfn = 0x20000;
    let firstPage = 0;
    return parts.map(({ gap, pages }): RangeLayout => {
      const range = { basePfn: pfn + gap, pages, firstPage };
      pfn += gap + pages;
      firstPage += pages;
      return range;
    });
  });
const spaceArb = fc
  .record({
    ranges: rangesArb,
    order: fc.integer({ min: 0, max: 12 }),
    room: fc.integer({ min: 120, max: 1600 }),
  })
  .map(({ ranges, order, room }) => spaceOf(ranges, order, { room }));

describe('pages and places', () => {
  it('a page and its place are the same thing, both ways', () => {
    fc.assert(
      fc.property(spaceArb, fc.nat(), (space, pick) => {
        const total = space.bands.reduce((sum, band) => sum + band.range.pages, 0);
        const page = pick % total;
        const place = placeOf(space, page)!;
        expect(pageAt(space, place.row, place.col)).toBe(page);
      }),
    );
  });

  it('columns are multiples of the absolute page frame number', () => {
    fc.assert(
      fc.property(spaceArb, fc.nat(), (space, pick) => {
        const band = space.bands[pick % space.bands.length]!;
        const page = band.range.firstPage + (pick % band.range.pages);
        const pfn = band.range.basePfn + page - band.range.firstPage;
        const place = placeOf(space, page)!;
        expect(place.col).toBe(pfn % space.rowPages);
        expect(rowPfn(space, place.row) + place.col).toBe(pfn);
      }),
    );
  });

  it('the rows hold every page once, in order', () => {
    fc.assert(
      fc.property(spaceArb, (space) => {
        let next = 0;
        for (let row = 0; row < space.rows; row += 1) {
          const span = rowSpan(space, row)!;
          expect(span.from).toBe(next);
          expect(span.to).toBeGreaterThan(span.from);
          next = span.to;
        }
        expect(next).toBe(space.bands.reduce((sum, band) => sum + band.range.pages, 0));
      }),
    );
  });

  it('a place outside the region has no page', () => {
    const space = spaceOf(one(100, 0x26410), 6);
    expect(pageAt(space, 0, 15)).toBeUndefined();
    expect(pageAt(space, 0, 16)).toBe(0);
    expect(pageAt(space, 0, 64)).toBeUndefined();
    expect(pageAt(space, 9, 0)).toBeUndefined();
    expect(placeOf(space, 100)).toBeUndefined();
  });
});

describe('rows and heights', () => {
  it('a height finds the row whose top it was', () => {
    fc.assert(
      fc.property(spaceArb, fc.nat(), (space, pick) => {
        const row = pick % space.rows;
        expect(rowAt(space, rowTop(space, row))).toBe(row);
      }),
    );
  });

  it('gutters push the rows after them down and belong to the row above', () => {
    const gutters = [{ row: 1, col: 8, pages: 8, perLine: 8, lines: 1 }];
    const plain = spaceOf(one(512), 6);
    const space = spaceOf(one(512), 6, { gutters });
    expect(rowTop(space, 1)).toBe(rowTop(plain, 1));
    expect(rowTop(space, 2)).toBeGreaterThan(rowTop(plain, 2));
    expect(space.height - plain.height).toBe(rowTop(space, 2) - rowTop(plain, 2));
    expect(rowAt(space, rowTop(space, 2) - 1)).toBe(1);
  });

  it('rows above, in and below the window', () => {
    const space = spaceOf(one(512), 6);
    expect(visibleRows(space, 0, 1)).toEqual([0, 0]);
    expect(visibleRows(space, rowTop(space, 2), space.pitch * 2)).toEqual([2, 3]);
    expect(visibleRows(space, 1e9, 100)).toEqual([7, 7]);
  });
});

describe('rectangles', () => {
  it('cover every page once, side by side', () => {
    fc.assert(
      fc.property(spaceArb, fc.nat(), fc.integer({ min: 1, max: 300 }), (space, pick, count) => {
        const band = space.bands[pick % space.bands.length]!;
        const start = pick % band.range.pages;
        const pages = Math.min(count, band.range.pages - start);
        const rects = pageRects(space, band.range.firstPage + start, pages);
        const wide = rects.reduce((sum, rect) => sum + rect.width, 0);
        expect(Math.abs(wide - pages * space.cell)).toBeLessThanOrEqual(rects.length + 1);
        for (const rect of rects) {
          expect(rect.x).toBeGreaterThanOrEqual(space.left);
          expect(rect.x + rect.width).toBeLessThanOrEqual(space.left + space.width);
        }
      }),
    );
  });

  it('keep to the rows that are asked for', () => {
    const space = spaceOf(one(512), 6);
    expect(pageRects(space, 0, 512)).toHaveLength(8);
    expect(pageRects(space, 0, 512, 3, 4).map((rect) => rect.y)).toEqual([
      rowTop(space, 3),
      rowTop(space, 4),
    ]);
  });
});

describe('zoom', () => {
  it('never changes where a row begins and ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 2400 }),
        fc.integer({ min: 1, max: 14 }),
        (room, order) => {
          const space = spaceOf(one(4_194_304, 0), order, { room });
          expect(columnX(space, 0)).toBe(labelRoom(1));
          expect(columnX(space, space.rowPages)).toBe(space.left + gridWidth(room, 1));
        },
      ),
    );
  });

  it('keeps a boundary in place when rows are halved', () => {
    const wide = spaceOf(one(4096, 0), 8);
    const near = spaceOf(one(4096, 0), 7);
    for (let col = 0; col < 128; col += 16) {
      expect(columnX(near, col)).toBe(near.left + Math.round((columnX(wide, col) - wide.left) * 2));
    }
  });

  it('shows a whole region when it fits, as large as it goes', () => {
    const at = (pages: number, room: number): number =>
      fitOrder({ ranges: one(pages, 0), room, maxHeight: 460, scale: 1 });
    expect(at(512, 1024)).toBe(6);
    expect(at(512, 366)).toBe(5);
    for (const pages of [1, 512, 131_072, 1_048_576, 4_194_304]) {
      const order = at(pages, 1024);
      expect(spaceOf(one(pages, 0), order).height).toBeLessThanOrEqual(460);
    }
  });

  it('goes from everything to a page with room for its facts', () => {
    expect(spaceOf(one(512), closestOrder(1024, 1)).cell).toBeGreaterThan(160);
    expect(spaceOf(one(512), readableOrder(1024, 1)).cell).toBeGreaterThanOrEqual(9);
    expect(spaceOf(one(512), readableOrder(366, 1)).cell).toBeGreaterThanOrEqual(9);
  });

  it('says how pages are drawn at their width', () => {
    expect(spaceOf(one(65536, 0), 6).detail).toBe('runs');
    expect(spaceOf(one(65536, 0), 8).detail).toBe('pixels');
    expect(spaceOf(one(65536, 0), 11).detail).toBe('density');
  });
});

describe('scroll', () => {
  const big = one(65536, 0);
  it('keeps the anchored page at its height through a zoom', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 40_000 }),
        fc.integer({ min: 5, max: 7 }),
        (page, order) => {
          const before = spaceOf(big, order);
          const after = spaceOf(big, order - 1);
          const y = (space: Space): number =>
            rowTop(space, placeOf(space, page)!.row) + space.rowHeight / 2;
          const scroll = y(before) - 200;
          const now = anchoredScroll(before, after, page, scroll, 440);
          expect(Math.abs(y(after) - now - 200)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('stays within the map', () => {
    const space = spaceOf(big, 6);
    expect(clampScroll(space, -5, 440)).toBe(0);
    expect(clampScroll(space, 1e9, 440)).toBe(Math.round(space.height - 440));
    expect(clampScroll(spaceOf(one(64), 6), 50, 440)).toBe(0);
  });

  it('moves no further than it must to reveal a page', () => {
    const space = spaceOf(big, 6);
    const page = 64 * 100;
    expect(revealScroll(space, page, rowTop(space, 95), 440)).toBe(rowTop(space, 95));
    expect(revealScroll(space, page, rowTop(space, 120), 440)).toBe(rowTop(space, 100));
    expect(revealScroll(space, page, 0, 440)).toBe(rowTop(space, 100) + space.pitch - 440);
  });
});

describe('a map without pages', () => {
  it('has no rows and no height', () => {
    const space = spaceOf([], 6);
    expect([space.rows, space.height, rowAt(space, 40)]).toEqual([0, 0, 0]);
    expect(pageAt(space, 0, 0)).toBeUndefined();
  });
});
