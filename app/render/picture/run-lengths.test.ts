import fc from 'fast-check';
import { expect, it } from 'vitest';
import { colourRects, cssColour } from './run-lengths.ts';

const imageOf = (width: number, pixels: readonly number[]) => ({
  width,
  data: new Uint8ClampedArray(Uint32Array.from(pixels).buffer),
});

it('rectangles painted are the image, and no pixel is painted twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 90 }),
      fc.integer({ min: 0, max: 3 }),
      (width, colours, cut) => {
        const height = Math.floor(colours.length / width);
        const shown = Math.max(1, width - cut);
        const painted = Array.from({ length: shown * height }, () => 0);
        const rects = colourRects(imageOf(width, colours), shown, height, 99)!;
        for (const rect of rects)
          for (let y = rect.y; y < rect.y + rect.height; y += 1)
            for (let x = rect.x; x < rect.x + rect.width; x += 1)
              painted[y * shown + x]! += rect.colour;
        const image = painted.map((_, i) => colours[Math.floor(i / shown) * width + (i % shown)]);
        expect(painted).toEqual(image);
      },
    ),
  );
});
it('lines that repeat are one rectangle', () => {
  expect(colourRects(imageOf(3, [1, 1, 2, 1, 1, 2, 1, 1, 3]), 3, 3, 9)).toEqual([
    { x: 0, y: 0, width: 2, height: 3, colour: 1 },
    { x: 2, y: 0, width: 1, height: 2, colour: 2 },
    { x: 2, y: 2, width: 1, height: 1, colour: 3 },
  ]);
});
it.each([
  [4, 4],
  [3, undefined],
])('of at most %d there are %j', (most, rects) => {
  expect(colourRects(imageOf(2, [1, 2, 3, 4]), 2, 2, most)?.length).toBe(rects);
});
it('a pixel in CSS', () => {
  expect([0xff563412, 0xff0000ff].map(cssColour)).toEqual(['#123456', '#ff0000']);
});
