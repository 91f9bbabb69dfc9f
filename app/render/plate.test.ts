import { describe, expect, it } from 'vitest';
import { CHUNK, PageState } from '../../engine/contract/view.ts';
import type { Frame } from '../frame/frame.ts';
import { planGutters } from './geometry/gutters.ts';
import { HoleIndex } from './geometry/holes.ts';
import { PlatePainter, rulerHeight } from './plate.ts';
import type { Painted } from './plate.ts';
import type { Scene } from './scene.ts';
import { createSpace, fitOrder } from './geometry/space.ts';
import { paintDetails } from './layers/details.ts';
import { isStale, paintNames } from './layers/names.ts';
import { buildFrame, fragmentedFrame, nextFrame, seedFrame, seedWithTest3 } from './test/frames.ts';
import { record, testBrushes, testPalette, testWords } from './test/recording.ts';
import type { Recording } from './test/recording.ts';

const palette = testPalette();
const ROOM = { room: 1040, maxHeight: 440, scale: 1 };

interface Stage {
  readonly scene: Scene;
  readonly painter: PlatePainter;
  readonly recording: Recording;
  paint(frame?: Frame, scroll?: number): Painted;
}

const stage = (frame: Frame, order?: number, align = 4): Stage => {
  const region = frame.layout.regions[0]!;
  const input = { ranges: region.ranges, ...ROOM };
  const shown = order ?? fitOrder(input);
  const bare = createSpace({ ...input, order: shown });
  const gutters = planGutters(frame, bare, (text) => text.length * 6);
  const space = createSpace({ ...input, order: shown, gutters });
  const holes = new HoleIndex();
  holes.update(frame, region.ranges, align);
  const scene: Scene = {
    view: frame,
    region,
    space,
    palette,
    brushes: testBrushes,
    words: testWords,
    holes,
    align,
    ratio: 1,
  };
  const painter = new PlatePainter({ isStale, paintNames, paintDetails });
  const recording = record();
  const viewport = { width: 1040, height: 460 };
  return {
    scene,
    painter,
    recording,
    paint: (now = frame, scroll = 0) => {
      holes.update(now, region.ranges, align);
      recording.calls.length = 0;
      return painter.paint(recording.ctx, { ...scene, view: now }, { ...viewport, scroll });
    },
  };
};

const texts = (frame: Frame, order?: number, align?: number): string[] => {
  const one = stage(frame, order, align);
  one.paint();
  return one.recording.texts();
};

describe('names on the land', () => {
  it('stand with pages and bytes where there is room', () => {
    expect(texts(seedFrame())).toEqual(
      expect.arrayContaining([
        'emac1_buff',
        '97 pages · 395282 B',
        'unnamed',
        '64 pages · 262144 B',
      ]),
    );
  });

  it('stand once, however many rows a run has', () => {
    const all = texts(seedWithTest3());
    for (const name of ['emac1_buff', 'VENC-48', 'S0:VENCDMOUT'])
      expect(
        all.filter((text) => text === name),
        name,
      ).toHaveLength(1);
  });

  it('of runs too small for them stand in the gutter, in full', () => {
    const all = texts(seedFrame());
    for (const name of ['BDMA', 'emac0_buff', 'AESDMA_ENG', 'AESDMA_ENG1', 'new1k'])
      expect(all).toContain(name);
  });

  it('move into view with the scroll', () => {
    const frame = buildFrame({
      regions: [{ ranges: [[0, 65536]] }],
      blocks: [{ pfn: 0, pages: 65536, name: 'all' }],
    });
    const one = stage(frame, 6);
    for (const scroll of [5000, 5007, 5020]) {
      one.paint(frame, scroll);
      const label = one.recording.calls.find(
        (call) => call.args[0] === 'all' && call.name === 'fillText',
      );
      // Not in the row that the upper edge cuts.
      expect(label!.args[2]).toBeGreaterThan(scroll + one.scene.space.rowHeight / 2);
    }
  });

  it('count lent pages that are out of sight', () => {
    const marks = [[100, 30_000, PageState.LENT]] as const;
    const frame = buildFrame({ regions: [{ ranges: [[0, 65536]] }], marks });
    const one = stage(frame, 6);
    one.paint(frame, 5000);
    expect(one.recording.texts()).toContain('lent 30000');
  });

  it('are never cut: too little room, no name', () => {
    const frame = buildFrame({
      regions: [{ ranges: [[0, 512]] }],
      blocks: [{ pfn: 5, pages: 2, name: 'a_very_long_name_of_31_charact' }],
    });
    expect(texts(frame).some((text) => text.startsWith('a_very'))).toBe(false);
  });
});

describe('holes', () => {
  it('say their arithmetic', () => {
    const all = texts(seedWithTest3());
    expect(all).toContain('138 pages free, 128 usable');
    expect(all).toContain('15 lost');
  });

  it('that pinned pages cut say what a request would get', () => {
    const frame = buildFrame({
      regions: [{ ranges: [[0, 512]] }],
      marks: [[300, 1, PageState.PINNED]],
    });
    expect(texts(frame)).toContain('512 pages free, 300 between pins');
    const lent = buildFrame({
      regions: [{ ranges: [[0, 512]] }],
      marks: [[300, 1, PageState.LENT]],
    });
    expect(texts(lent)).toContain('512 pages free, 512 usable');
  });

  it('are hatched only before the next boundary', () => {
    const one = stage(seedWithTest3());
    one.paint();
    const { space } = one.scene;
    const widths = one.recording
      .rects('unusable')
      .map(([, , width]) => Math.round(width! / space.cell));
    // 2 and 15 pages after emac1_buff's neighbours, 10 after VENC-48, 5 after S0:VENCDMOUT, and after the pinned page.
    for (const pages of [2, 15, 10, 5]) expect(widths).toContain(pages);
  });

  it('at order 0 have nothing to hatch but what no boundary cuts', () => {
    const one = stage(seedWithTest3(), undefined, 0);
    one.paint();
    expect(one.recording.rects('unusable')).toEqual([]);
  });
});

describe('states', () => {
  it('rounding waste is to scale in the last page', () => {
    const frame = buildFrame({
      regions: [{ ranges: [[0, 512]] }],
      blocks: [{ pfn: 0, pages: 32, bytes: 32 * 4096 - 2048, name: 'half' }],
    });
    const one = stage(frame);
    one.paint();
    const [x, , width] = one.recording.rects('waste')[0]!;
    expect(width! / one.scene.space.cell).toBeCloseTo(0.5, 1);
    expect(x! + width!).toBeCloseTo(one.scene.space.left + 32 * one.scene.space.cell, 0);
  });

  it('lent pages are dotted, pinned ones crossed, slack is its own pattern', () => {
    const frame = buildFrame({
      regions: [{ ranges: [[0, 512]], orderPerBit: 2 }],
      blocks: [{ pfn: 0, pages: 13, name: 'a' }],
      marks: [
        [100, 9, PageState.LENT],
        [300, 1, PageState.PINNED],
        [13, 3, PageState.ALLOCATED | PageState.SLACK],
      ],
    });
    for (let i = 13; i < 16; i += 1) frame.columns.owner[i] = 1;
    const one = stage(frame);
    one.paint();
    expect(one.recording.rects('lent')).toHaveLength(1);
    expect(one.recording.rects('slack')).toHaveLength(1);
    expect(one.recording.calls.filter((call) => call.name === 'stroke')).toHaveLength(1);
    expect(one.recording.texts()).toContain('pinned');
  });

  it('a coast stays open where the run goes on in the next row', () => {
    const frame = buildFrame({
      regions: [{ ranges: [[0, 512]] }],
      blocks: [{ pfn: 60, pages: 20, name: 'wrapped' }],
    });
    const one = stage(frame);
    one.paint();
    const edge = palette.owners[1]!.edge;
    const closed = one.recording
      .rects(edge)
      .filter(([, , width, height]) => width === 1 && height === one.scene.space.rowHeight);
    expect(closed).toHaveLength(2);
  });

  it('boundaries stand as columns at the chosen order', () => {
    const lines = (align: number): number => {
      const one = stage(buildFrame({ regions: [{ ranges: [[0, 512]] }] }), 6, align);
      one.paint();
      return new Set(one.recording.rects(palette.line3).map(([x]) => x)).size;
    };
    expect([lines(0), lines(3), lines(4), lines(5)]).toEqual([0, 8, 4, 2]);
  });
});

describe('pages with their facts', () => {
  it('carry frame number, place in the block and bytes', () => {
    const all = texts(seedFrame(), 2);
    expect(all.some((text) => text.startsWith('0x26400') && text.includes('1/64'))).toBe(true);
  });
});

describe('repainting', () => {
  const big = (): Frame => fragmentedFrame(131_072, 24, 0.6);

  it('does nothing when no chunk moved', () => {
    const one = stage(big());
    expect(one.paint().what).toBe('whole');
    expect(one.paint()).toEqual({ what: 'nothing', rows: 0 });
    expect(one.recording.calls).toEqual([]);
  });

  it('repaints the rows of a chunk that moved, and no others', () => {
    const frame = big();
    const one = stage(frame);
    const { rows } = one.paint();
    const page = 20 * CHUNK + 5;
    const next = nextFrame(frame, [page], (f) => (f.columns.page[page]! ^= PageState.ALLOCATED));
    const painted = one.paint(next);
    expect(painted.what).toBe('rows');
    const touched = Math.ceil((CHUNK + 16) / one.scene.space.rowPages) + 2;
    expect(painted.rows).toBeLessThanOrEqual(touched);
    expect(painted.rows).toBeLessThan(rows / 4);
    const puts = one.recording.calls.filter((call) => call.name === 'putImageData');
    expect(puts).toHaveLength(1);
  });

  it('leaves the pixels a whole repaint would', () => {
    const frame = big();
    const one = stage(frame);
    one.paint();
    const page = 7 * CHUNK + 100;
    const next = nextFrame(frame, [page], (f) => f.columns.page.fill(0, page, page + 300));
    one.paint(next);
    const put = one.recording.calls.find((call) => call.name === 'putImageData')!;
    const [image, x, y, , , width, height] = put.args as [
      ImageData,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const part = new Uint32Array(image.data.buffer.slice(0)).subarray(0, width * height);
    const whole = stage(next);
    whole.paint();
    const all = whole.recording.calls.find((call) => call.name === 'putImageData')!;
    const [other, ox, oy] = all.args as [ImageData, number, number];
    const pixels = new Uint32Array(other.data.buffer);
    expect(x).toBe(ox);
    const from = (y - oy) * other.width;
    expect([...part]).toEqual([...pixels.subarray(from, from + width * height)]);
  });

  it('repaints everything for another theme, alignment, scroll, language or memory', () => {
    const frame = big();
    const viewport = { width: 1040, height: 460, scroll: 0 };
    const one = stage(frame);
    const { ctx } = one.recording;
    one.paint();
    const again = (change: Partial<Scene>): string =>
      one.painter.paint(ctx, { ...one.scene, ...change }, viewport).what;
    expect(again({ palette: testPalette() })).toBe('whole');
    expect(again({ align: 5 })).toBe('whole');
    expect(again({ words: { ...testWords } })).toBe('whole');
    expect(again({ view: { ...frame, epoch: 2 } })).toBe('whole');
    expect(one.painter.paint(ctx, one.scene, { ...viewport, scroll: 40 }).what).toBe('whole');
    one.painter.invalidate();
    expect(one.painter.paint(ctx, one.scene, { ...viewport, scroll: 40 }).what).toBe('whole');
  });

  it('ignores what moved in another region', () => {
    const frame = buildFrame({ regions: [{ ranges: [[0, CHUNK]] }, { ranges: [[CHUNK, CHUNK]] }] });
    const one = stage(frame, 6);
    one.paint();
    expect(one.paint(nextFrame(frame, [CHUNK], () => {})).what).toBe('nothing');
    expect(one.paint(nextFrame(frame, [0], () => {})).what).toBe('whole');
  });

  it('an empty map is cleared', () => {
    const frame = buildFrame({ regions: [{ ranges: [[0, 64]] }] });
    const one = stage(frame);
    const space = createSpace({ ranges: [], order: 6, ...ROOM });
    one.painter.paint(
      one.recording.ctx,
      { ...one.scene, space },
      { width: 1040, height: rulerHeight(1), scroll: 0 },
    );
    expect(one.recording.calls.map((call) => call.name)).toEqual(['clearRect']);
  });
});
