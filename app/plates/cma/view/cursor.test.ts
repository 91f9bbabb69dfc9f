import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PageState } from '../../../../engine/contract/view.ts';
import { createSpace } from '../../../render/geometry/space.ts';
import type { Space } from '../../../render/geometry/space.ts';
import { buildFrame, seedFrame } from '../../../render/test/frames.ts';
import type { Frame } from '../../../frame/frame.ts';
import { moveCursor } from './cursor.ts';

const spaceOf = (frame: Frame, order = 6): Space =>
  createSpace({
    ranges: frame.layout.regions[0]!.ranges,
    order,
    room: 1040,
    maxHeight: 460,
    scale: 1,
  });
const seed = seedFrame();
const space = spaceOf(seed);
const go = (page: number | undefined, key: string, ctrl = false, rows = 4): number | undefined =>
  moveCursor(seed, space, page, { key, ctrl }, rows);

describe('the first key', () => {
  it('only shows where the cursor is', () => expect(go(undefined, 'ArrowRight')).toBe(0));
  it('starts anew if the page is no longer in the map', () =>
    expect(go(9999, 'ArrowDown')).toBe(0));
  it('leaves other keys alone', () => expect(go(5, 'a')).toBeUndefined());
});

describe('by pages and rows', () => {
  it.each([
    ['ArrowRight', 5, 6],
    ['ArrowRight', 511, 511],
    ['ArrowLeft', 5, 4],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 5, 69],
    ['ArrowDown', 500, 500],
    ['ArrowUp', 69, 5],
    ['ArrowUp', 5, 5],
    ['PageDown', 5, 5 + 3 * 64],
    ['PageUp', 5 + 3 * 64, 5],
    ['Home', 70, 64],
    ['End', 70, 127],
  ])('%s from %i to %i', (key, from, to) => expect(go(from, key)).toBe(to));

  it('with control to the ends of the region', () => {
    expect(go(70, 'Home', true)).toBe(0);
    expect(go(70, 'End', true)).toBe(511);
  });

  it('stays in the region whatever is pressed', () => {
    const two = buildFrame({
      regions: [
        {
          ranges: [
            [0x26413, 90],
            [0x26501, 40],
          ],
        },
      ],
    });
    const keys = 'ArrowRight ArrowLeft ArrowDown ArrowUp PageDown PageUp Home End'.split(' ');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean()), { maxLength: 40 }),
        (presses) => {
          let page: number | undefined;
          for (const [key, ctrl] of presses) {
            page = moveCursor(two, spaceOf(two), page, { key, ctrl }, 3);
            expect(page).toBeGreaterThanOrEqual(0);
            expect(page).toBeLessThan(130);
          }
        },
      ),
    );
  });
});

describe('by runs', () => {
  it.each([
    ['ArrowRight', 0x00, 0x40],
    ['ArrowRight', 0x48, 0x49],
    ['ArrowRight', 0x50, 0xb1],
    ['ArrowLeft', 0x60, 0x50],
    ['ArrowLeft', 0x50, 0x4e],
    ['ArrowLeft', 0x4e, 0x4d],
    ['ArrowLeft', 0x10, 0x00],
  ])('%s from page %i to page %i', (key, from, to) => expect(go(from, key, true)).toBe(to));

  it('lent and pinned pages are runs of their own', () => {
    expect(go(0xb1, 'ArrowRight', true)).toBe(0x1a4);
    expect(go(0x1a4, 'ArrowRight', true)).toBe(0x1a4 + 14);
    expect(seed.columns.page[go(0x1b2, 'ArrowRight', true)!]! & PageState.PINNED).not.toBe(0);
  });
});
