import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KiB, MiB } from '../../../engine/contract/units.ts';
import { CmemNews } from '../cmem/cmem-news.svelte.ts';
import { CmemView } from '../cmem/cmem-view.svelte.ts';
import { cmemPlate } from '../cmem/plate.ts';
import { Session } from '../../session/session.svelte.ts';
import { FakeLink } from '../../session/test/fake-link.ts';
import { overlapsOf, placeBlocks } from '../cmem/on-ribbon.ts';
import { cmemFrame, DM365, seedCmem } from '../cmem/test/cmem-frames.ts';
import { place, sharedWithLinux } from '../spans.ts';
import { layoutOf, SSD202 } from '../../render/test/frames.ts';
import {
  autoWindow,
  memoryOf,
  moveWindow,
  placeBanks,
  placeLabels,
  placeParts,
  slideWindow,
  ticksOf,
  windowStep,
} from './geometry.ts';
import { placeRegions } from '../strip.ts';
import type { Grip } from './geometry.ts';

const { banks } = SSD202;
const news = new CmemNews();
const cmem = cmemPlate(new CmemView(), news, new Session(new FakeLink()));
const BANK = { from: 0x20000000, to: 0x28000000 };
const seed = layoutOf({ regions: [{ ranges: [[0x26400, 512]] }] });

describe('the window', () => {
  it('opens around the region', () => {
    expect(autoWindow(seed, banks, 0)).toEqual({ from: 0x26200000, to: 0x26800000 });
  });

  it('is the bank where there is no region', () => {
    expect(autoWindow(layoutOf({ regions: [] }), banks, 0)).toEqual(BANK);
  });

  it('steps by a thousandth of the memory', () => expect(windowStep(banks)).toBe(128 * KiB));

  const window = { from: 0x26000000, to: 0x26800000 };
  it.each([
    ['all', 'ArrowRight', { from: 0x26020000, to: 0x26820000 }],
    ['all', 'PageUp', { from: 0x26200000, to: 0x26a00000 }],
    ['all', 'Home', { from: 0x20000000, to: 0x20800000 }],
    ['all', 'End', { from: 0x27800000, to: 0x28000000 }],
    ['start', 'ArrowLeft', { from: 0x25fe0000, to: 0x26800000 }],
    ['start', 'Home', { from: 0x20000000, to: 0x26800000 }],
    ['start', 'End', { from: 0x267e0000, to: 0x26800000 }],
    ['end', 'ArrowRight', { from: 0x26000000, to: 0x26820000 }],
    ['end', 'End', { from: 0x26000000, to: 0x28000000 }],
    ['end', 'Home', { from: 0x26000000, to: 0x26020000 }],
  ] as const)('%s grip, %s', (grip, key, expected) => {
    expect(moveWindow(banks, window, grip, key)).toEqual(expected);
  });

  it('other keys do nothing', () => expect(moveWindow(banks, window, 'all', 'x')).toBeUndefined());

  it('stays in its bank and keeps its width when moved as a whole', () => {
    const keys = 'ArrowLeft ArrowRight PageUp PageDown Home End'.split(' ');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom<Grip>('all', 'start', 'end'), fc.constantFrom(...keys)), {
          maxLength: 60,
        }),
        (presses) => {
          let now = window;
          for (const [grip, key] of presses) {
            const next = moveWindow(banks, now, grip, key)!;
            expect(next.from).toBeGreaterThanOrEqual(BANK.from);
            expect(next.to).toBeLessThanOrEqual(BANK.to);
            expect(next.to - next.from).toBeGreaterThanOrEqual(windowStep(banks));
            if (grip === 'all') expect(next.to - next.from).toBe(now.to - now.from);
            now = next;
          }
        },
      ),
    );
  });
});

describe('a window slid', () => {
  it('keeps its size and its bank', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), fc.integer({ min: 1, max: 1024 }), (from, steps) => {
        const size = steps * windowStep(banks);
        const slid = slideWindow(banks, from, size);
        expect(slid.to - slid.from).toBe(size);
        expect(slid.from).toBeGreaterThanOrEqual(BANK.from);
        expect(slid.to).toBeLessThanOrEqual(BANK.to);
        expect(slid.from % windowStep(banks)).toBe(0);
      }),
    );
  });
});

describe('the strip', () => {
  const window = { from: 0x26000000, to: 0x27000000 };
  it('is to scale', () => {
    expect(place(window, 1600, { from: 0x26400000, to: 0x26600000 })).toMatchObject({
      x: 400,
      width: 200,
    });
  });

  it('cuts what reaches out and leaves out what lies outside', () => {
    expect(place(window, 1600, { from: 0x25000000, to: 0x26100000 })).toMatchObject({
      x: 0,
      width: 100,
    });
    expect(place(window, 1600, { from: 0x20000000, to: 0x26000000 })).toBeUndefined();
  });

  it('keeps what is tiny visible, inside the strip', () => {
    expect(place(window, 100, { from: 0x26fff000, to: 0x27000000 }, 3)).toMatchObject({
      x: 97,
      width: 3,
    });
  });

  it('shows reserved parts and every range of a region', () => {
    const two = layoutOf({
      regions: [
        {
          ranges: [
            [0x26400, 512],
            [0x26800, 256],
          ],
        },
      ],
    });
    expect(placeRegions(two, window, 1600).map((one) => one.first)).toEqual([true, false]);
    expect(placeParts(SSD202, BANK, 1000).map((part) => part.what)).toEqual(['kernel']);
  });

  it('has round ticks with room between them', () => {
    const ticks = ticksOf({ from: 0x26200000, to: 0x26800000 }, 1200, 96);
    expect(ticks[0]).toBe(0x26200000);
    expect(new Set(ticks.slice(1).map((tick, i) => tick - ticks[i]!))).toEqual(new Set([MiB / 2]));
    expect(ticksOf(window, 0, 96)).toEqual([]);
  });
});

describe('labels', () => {
  const LENGTHS = { full: 150, short: 90, badge: 22 } as const;
  const labelled = (spans: readonly (readonly [number, number])[], width: number) => {
    const layout = layoutOf({ regions: spans.map((span) => ({ ranges: [span] })) });
    const regions = placeRegions(layout, { from: 0, to: 1024 * 4096 }, width);
    const taken = [{ x: 0.8 * width, width: 60 }];
    return placeLabels(regions, width, taken, (_one, text) => LENGTHS[text]);
  };

  it('name a region that stands alone in full, before it', () => {
    expect(labelled([[400, 100]], 1024)).toEqual([{ region: 0, text: 'full', x: 244, width: 150 }]);
  });

  it.each([
    [1024, ['full', 'full']],
    [500, ['full', 'short']],
    [120, ['badge', 'badge']],
  ])('two regions side by side on %i px: %j', (width, texts) => {
    const found = labelled(
      [
        [400, 100],
        [500, 100],
      ],
      width,
    );
    expect(found.map(({ text }) => text)).toEqual(texts);
  });

  it('are there for every region and never meet while there is room for the digits', () => {
    const spans = fc.array(fc.integer({ min: 30, max: 120 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(spans, fc.integer({ min: 900, max: 2000 }), (sizes, width) => {
        let from = 0;
        const found = labelled(
          sizes.map((size) => [(from += size) - size, size] as const),
          width,
        );
        expect(found.map(({ region }) => region)).toEqual(sizes.map((_, i) => i));
        const sorted = found.toSorted((a, b) => a.x - b.x);
        for (const [i, label] of sorted.entries()) {
          expect(label.x).toBeGreaterThanOrEqual(0);
          expect(label.x + label.width).toBeLessThanOrEqual(width);
          const next = sorted[i + 1];
          if (next !== undefined) expect(label.x + label.width).toBeLessThanOrEqual(next.x);
        }
      }),
    );
  });
});

describe('CMEM beside Linux', () => {
  const { layout } = seedCmem();
  const BOARD = { from: 0x80000000, to: 0x88000000 };

  it('is memory too, wherever it lies', () => {
    const memory = memoryOf([cmem], layout);
    expect(memory).toEqual([
      { base: 0x80000000, size: 128 * MiB },
      { base: 0x83c00000, size: 68 * MiB },
    ]);
    expect(autoWindow(layout, memory, 0)).toEqual(BOARD);
  });
  it('stands where it lies', () => {
    expect(placeBanks(layout, BOARD, 1280)).toMatchObject([{ x: 0, width: 600 }]);
    expect(placeBlocks(layout, BOARD, 1280)).toMatchObject([{ x: 600, width: 680 }]);
  });
  it('overlaps nothing as long as mem= keeps Linux out', () => {
    expect(overlapsOf(layout, news)).toEqual([]);
  });
  it('overlaps what Linux was not told to leave alone', () => {
    const board = { ...DM365, cmem: { ...DM365.cmem!, mem: 64 * MiB } };
    const clash = cmemFrame({ blocks: [{}], board });
    expect(overlapsOf(clash.layout, news)).toEqual([{ from: 0x83c00000, to: 0x84000000 }]);
  });
});

it('says what of a block Linux has', () => {
  const { layout } = cmemFrame({ blocks: [] });
  const wanted = { from: 0x83000000, to: 0x88000000 };
  expect(sharedWithLinux(layout, wanted)).toEqual([{ from: 0x83000000, to: 0x83c00000 }]);
  expect(sharedWithLinux(layout, { from: 0x84000000, to: 0x88000000 })).toEqual([]);
});
