import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PageState } from '../../../engine/contract/view.ts';
import { densityRow, densityRows, lostBefore, pixelRow } from './lod.ts';
import type { RowInput } from './lod.ts';
import { PIXEL_CLASSES, PixelClass, pixelClass, SHARES } from '../palette.ts';
import { createSpace, rowSpan } from './space.ts';
import { buildFrame } from '../test/frames.ts';
import { testPalette } from '../test/recording.ts';

const palette = testPalette();
const BLOCKED = PageState.ALLOCATED | PageState.PINNED;

const rowOf = (
  states: readonly number[],
  order: number,
  width: number,
  align: number,
  row = 0,
  pfn = 0,
): RowInput => {
  const frame = buildFrame({ regions: [{ ranges: [[pfn, states.length]] }] });
  for (const [i, state] of states.entries()) {
    frame.columns.page[i] = state;
    frame.columns.owner[i] = state & PageState.ALLOCATED ? 1 + (state & PageState.COLOUR) : 0;
  }
  const ranges = frame.layout.regions[0]!.ranges;
  const space = createSpace({ ranges, order, room: 900, maxHeight: 400, scale: 1 });
  const { page, owner } = frame.columns;
  return { page, owner, span: rowSpan(space, row)!, rowPages: 2 ** order, align, width };
};

/** The slow twin of `lost`: is there a multiple of 2^align in the hole, at or before the page? */
const isLost = (input: RowInput, page: number): boolean => {
  const { range } = input.span.band;
  for (let i = page; i >= range.firstPage; i -= 1) {
    if (input.page[i]! & BLOCKED) return true;
    if ((range.basePfn + i - range.firstPage) % 2 ** input.align === 0) return false;
  }
  return true;
};

/** The slow twin of a density pixel: gather the classes of its pages, then decide. */
const slowDensity = (input: RowInput, x: number): number => {
  const base = input.span.from - input.span.col;
  const at = (i: number): number => base + Math.floor((i * input.rowPages) / input.width);
  const classes: number[] = [];
  // A page wider than a pixel has every pixel that it lies in.
  const end = Math.max(at(x + 1), at(x) + 1);
  for (let i = Math.max(at(x), input.span.from); i < Math.min(end, input.span.to); i += 1) {
    const k = pixelClass(input.page[i]!);
    classes.push(k === PixelClass.free && isLost(input, i) ? PixelClass.lost : k);
  }
  if (classes.length === 0) return palette.paper32;
  if (classes.includes(PixelClass.pinned)) return palette.pinned32;
  const owners = classes.filter((k) => k >= PixelClass.lent);
  const count = (k: number): number => classes.filter((other) => other === k).length;
  let best: number = PixelClass.free;
  for (const k of new Set(owners)) {
    const more = count(k) - (best === PixelClass.free ? 0 : count(best));
    if (more > 0 || (more === 0 && classes.lastIndexOf(k) < classes.lastIndexOf(best))) best = k;
  }
  const lost = count(PixelClass.lost);
  const ground = lost > classes.length - owners.length - lost ? 1 : 0;
  const share = Math.ceil((owners.length * SHARES) / classes.length);
  return palette.density32[(best * 2 + ground) * (SHARES + 1) + share]!;
};

const stateArb = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 8 }).map((c) => PageState.ALLOCATED | c) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      PageState.LENT,
      PageState.PINNED,
      PageState.ALLOCATED | PageState.SLACK | 3,
    ),
  },
);
const statesArb = fc
  .array(fc.tuple(stateArb, fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 60 })
  .map((runs) => runs.flatMap(([state, count]) => Array<number>(count).fill(state)));

describe('densities', () => {
  it('equal those counted page by page', () => {
    fc.assert(
      fc.property(
        statesArb,
        fc.integer({ min: 5, max: 11 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 300 }),
        (states, order, width, align, pfn) => {
          const input = rowOf(states, order, width, align, 0, pfn);
          const out = new Uint32Array(width);
          densityRow(out, input, palette);
          expect([...out]).toEqual(Array.from({ length: width }, (_, x) => slowDensity(input, x)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('leave nothing after for the next row', () => {
    const taken = rowOf(Array<number>(64).fill(PageState.ALLOCATED | 2), 6, 8, 0);
    const free = rowOf(Array<number>(64).fill(0), 6, 8, 0);
    const out = new Uint32Array(8);
    densityRow(out, taken, palette);
    densityRow(out, free, palette);
    expect(new Set(out)).toEqual(new Set([palette.density32[0]!]));
  });

  it('one pinned page of a thousand still shows', () => {
    const states = Array<number>(1024).fill(PageState.ALLOCATED | 1);
    states[700] = PageState.PINNED;
    const out = new Uint32Array(1);
    densityRow(out, rowOf(states, 10, 1, 4), palette);
    expect(out[0]).toBe(palette.pinned32);
  });

  it('a first page taken is seen, and a full pixel is the owner itself', () => {
    const states = Array<number>(64).fill(0);
    states[3] = PageState.ALLOCATED | 5;
    const out = new Uint32Array(1);
    densityRow(out, rowOf(states, 6, 1, 0), palette);
    expect(out[0]).not.toBe(palette.density32[0]);
    densityRow(out, rowOf(states.fill(PageState.ALLOCATED | 5), 6, 1, 0), palette);
    expect(out[0]).toBe(palette.owners[5]!.fill32);
  });
});

describe('pages that no request can start at', () => {
  it('are those after a used page up to the next boundary', () => {
    fc.assert(
      fc.property(
        statesArb,
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 0, max: 300 }),
        fc.nat(),
        (states, align, pfn, pick) => {
          const order = 5;
          const rows = Math.ceil(((pfn % 32) + states.length) / 32);
          const input = rowOf(states, order, 32, align, pick % rows, pfn);
          const first = input.span.from;
          const aligned = (pfn + first) % 2 ** align === 0;
          if (!(states[first]! & BLOCKED))
            expect(!aligned && lostBefore(input.page, input.span, align)).toBe(
              isLost(input, first),
            );
        },
      ),
    );
  });
});

describe('pixels of single pages', () => {
  const row = (text: string, align = 0): { out: Uint32Array; input: RowInput } => {
    const states = [...text].map((c) =>
      c === '.' ? 0 : c === 'o' ? PageState.LENT : PageState.ALLOCATED | Number(c),
    );
    const input = rowOf(states, Math.log2(text.length), text.length * 2, align);
    const out = new Uint32Array(text.length * 2);
    pixelRow(out, input, palette, 0);
    return { out, input };
  };

  it('tint the page and darken the last pixel of its block', () => {
    const { out } = row('11..2222');
    const [fill, edge] = [palette.owners[1]!.fill32, palette.owners[1]!.edge32];
    expect([...out.subarray(0, 4)]).toEqual([fill, fill, fill, edge]);
    expect(out[4]).toBe(palette.state32[0]);
    expect(out[15]).toBe(palette.owners[2]!.edge32);
  });

  it('hatch free pages before the next boundary only', () => {
    const { out, input } = row('1.......', 2);
    const hatched = [...out.keys()].filter((x) => out[x] === palette.hatch32);
    expect(hatched.length).toBeGreaterThan(0);
    for (const x of hatched) expect(isLost(input, Math.floor(x / 2))).toBe(true);
    expect([...out.subarray(8)].every((pixel) => pixel === palette.state32[0])).toBe(true);
  });

  it('dot lent pages', () => {
    const { out } = row('oooo....');
    expect([...out.subarray(0, 4)]).toEqual([
      palette.lent32,
      palette.state32[0],
      palette.lent32,
      palette.state32[0],
    ]);
  });
});

it('every class has a colour at every share', () => {
  expect(palette.density32).toHaveLength(PIXEL_CLASSES * 2 * (SHARES + 1));
  expect(palette.density32.every((pixel) => pixel >>> 24 === 255)).toBe(true);
});

describe('densityRows', () => {
  it('hatches what is free and unusable, and copies the rest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0, PageState.ALLOCATED | 2, PageState.LENT), {
          minLength: 256,
          maxLength: 256,
        }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 7 }),
        (states, height, y0) => {
          const input = rowOf(states, 8, 64, 4);
          const line = new Uint32Array(64);
          densityRow(line, input, palette);
          const lines = new Uint32Array(64 * height);
          densityRows(lines, height, input, palette, y0);
          const lost = palette.density32[SHARES + 1]!;
          for (let y = 0; y < height; y += 1) {
            for (let x = 0; x < 64; x += 1) {
              const slant = (x + y + y0) % 4 === 0 ? palette.hatch32 : palette.state32[0]!;
              expect(lines[y * 64 + x]).toBe(line[x] === lost ? slant : line[x]);
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
