import { describe, expect, it } from 'vitest';
import type { Frame } from '../../frame/frame.ts';
import { gutterRects, planGutters } from './gutters.ts';
import { hitAt } from './hit.ts';
import type { Hit } from './hit.ts';
import { columnX, createSpace, pageRects, placeOf } from './space.ts';
import type { Space } from './space.ts';
import { fragmentedFrame, seedFrame } from '../test/frames.ts';

const measure = (text: string): number => text.length * 6.5;
const input = { room: 1040, maxHeight: 460, scale: 1 };
const seed = seedFrame();
const ranges = seed.layout.regions[0]!.ranges;
const bare = createSpace({ ...input, ranges, order: 6 });
const gutters = planGutters(seed, bare, measure);
const space = createSpace({ ...input, ranges, order: 6, gutters });

const at = (x: number, y: number, frame: Frame = seed, where: Space = space): Hit | undefined =>
  hitAt(frame, frame.layout.regions[0]!, where, x, y);

describe('gutters', () => {
  it('open once, under the eight small pages of the session', () => {
    expect(gutters).toEqual([{ row: 1, col: 8, pages: 8, perLine: 8, lines: 1 }]);
  });

  it('take two lines where the screen is narrow', () => {
    const narrow = createSpace({ ...input, room: 354, ranges, order: 5 });
    expect(planGutters(seed, narrow, measure)).toEqual([
      { row: 2, col: 8, pages: 8, perLine: 4, lines: 2 },
    ]);
  });

  it('stay shut where the map is large or names have room', () => {
    const large = fragmentedFrame(65_536, 8, 0.7);
    const far = createSpace({ ...input, ranges: large.layout.regions[0]!.ranges, order: 6 });
    expect(planGutters(large, far, measure)).toEqual([]);
    expect(planGutters(seed, createSpace({ ...input, ranges, order: 3 }), measure)).toEqual([]);
  });
});

describe('hits', () => {
  it('every page is hit in the middle of its cell', () => {
    for (const order of [3, 5, 6, 7]) {
      const zoomed = createSpace({ ...input, ranges, order });
      for (let page = 0; page < 512; page += 1) {
        const rect = pageRects(zoomed, page, 1)[0]!;
        expect(at(rect.x + rect.width / 2, rect.y + rect.height / 2, seed, zoomed)?.page).toBe(
          page,
        );
      }
    }
  });

  it('a page in the gutter is the page itself', () => {
    for (let i = 0; i < 8; i += 1) {
      const rect = gutterRects(space, gutters[0]!, 8 + i, 1)[0]!;
      expect(at(rect.x + 3, rect.y + 3)).toMatchObject({ page: 0x48 + i, inGutter: true });
    }
  });

  it('tells what was asked from what was rounded up', () => {
    const rect = gutterRects(space, gutters[0]!, 8, 1)[0]!;
    expect(at(rect.x + rect.width * 0.3, rect.y + 5)).toMatchObject({ slot: 2, part: 'asked' });
    expect(at(rect.x + rect.width * 0.9, rect.y + 5)).toMatchObject({ slot: 2, part: 'waste' });
  });

  it('free pages have no block', () => {
    const place = placeOf(space, 0x100)!;
    expect(at(columnX(space, place.col) + 3, pageRects(space, 0x100, 1)[0]!.y + 3)).toEqual({
      page: 0x100,
      slot: -1,
      part: 'free',
      inGutter: false,
    });
  });

  it.each([
    ['left of the pages', 10, 20],
    ['right of the pages', 1039, 20],
    ['above', 200, -1],
    ['below', 200, 4000],
  ])('nothing lies %s', (_where, x, y) => {
    expect(at(x, y)).toBeUndefined();
  });
});
