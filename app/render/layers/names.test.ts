import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK } from '../../../engine/contract/view.ts';
import type { Frame } from '../../frame/frame.ts';
import { HoleIndex } from '../geometry/holes.ts';
import { createSpace, fitOrder } from '../geometry/space.ts';
import { PlatePainter } from '../plate.ts';
import type { Scene } from '../scene.ts';
import { paintDetails } from './details.ts';
import { isStale, paintNames } from './names.ts';
import { buildFrame } from '../test/frames.ts';
import type { TestBlock } from '../test/frames.ts';
import { record, testBrushes, testPalette, testWords } from '../test/recording.ts';

const palette = testPalette();
const PAGES = 16_384;

/** A box that a window of this size gives one map at rest: room beside the columns, height below the frame. */
const BOXES = [
  ['1440 × 900', 826, 600],
  ['1366 × 768', 753, 470],
  ['1920 × 1080', 1180, 780],
  ['a small window', 480, 260],
] as const;

const stage = (frame: Frame, room: number, maxHeight: number) => {
  const region = frame.layout.regions[0]!;
  const input = { ranges: region.ranges, room, maxHeight, scale: 1 };
  const space = createSpace({ ...input, order: fitOrder(input) });
  const holes = new HoleIndex();
  const recording = record();
  const painter = new PlatePainter({ isStale, paintNames, paintDetails });
  const scene: Scene = {
    ...{ view: frame, region, space, palette, brushes: testBrushes, words: testWords },
    ...{ holes, align: 4, ratio: 1 },
  };
  const paint = (now: Frame): readonly string[] => {
    holes.update(now, region.ranges, 4);
    recording.calls.length = 0;
    const viewport = { width: room, height: maxHeight + 30, scroll: 0 };
    painter.paint(recording.ctx, { ...scene, view: now }, viewport);
    return recording.texts();
  };
  return { space, paint, recording };
};

const buffers = (count: number, pages: number): TestBlock[] =>
  Array.from({ length: count }, (_, i) => ({ pfn: i * pages, pages, name: `buffer${i}` }));
const frameOf = (blocks: readonly TestBlock[], pages = PAGES): Frame =>
  buildFrame({ regions: [{ ranges: [[0, pages]] }], blocks });

describe('names of a dense map', () => {
  it.each(BOXES)('16 buffers of 4 MiB in 64 MiB at %s', (_, room, maxHeight) => {
    const { space, paint } = stage(frameOf(buffers(16, 1024)), room, maxHeight);
    expect(space.detail).not.toBe('runs');
    const texts = paint(frameOf(buffers(16, 1024)));
    for (let i = 0; i < 16; i += 1)
      expect(texts.filter((text) => text === `buffer${i}`)).toHaveLength(1);
    expect(space.height).toBeLessThanOrEqual(maxHeight);
    expect(space.height).toBeGreaterThan(maxHeight * 0.8);
  });

  it('stand across rows where one is too low for letters', () => {
    const blocks = [{ pfn: 0, pages: 200_000, name: 'framebuffer' }];
    const frame = frameOf(blocks, 2_000_000);
    const { space, paint } = stage(frame, 826, 600);
    expect(space.rowHeight).toBeLessThan(14);
    expect(paint(frame)).toContain('framebuffer');
  });

  it('say of a hole what is free', () => {
    const { paint } = stage(frameOf(buffers(8, 1024)), 826, 600);
    expect(paint(frameOf(buffers(8, 1024)))).toContain('8192 pages free, 8192 usable');
  });

  it('neighbours of one family have a border', () => {
    const one = frameOf(buffers(16, 1024));
    const { space, paint, recording } = stage(frameOf(buffers(32, 512)), 826, 600);
    paint(frameOf(buffers(32, 512)));
    const edge = palette.owners[1]!.edge;
    const borders = recording.rects(edge).filter(([, , width]) => width === 1);
    const perRow = space.rowPages / 512;
    expect(borders.length).toBe(perRow > 1 ? space.rows * (perRow - 1) : 0);
    const alone = stage(one, 826, 600);
    alone.paint(frameOf([{ pfn: 0, pages: PAGES, name: 'all' }]));
    expect(alone.recording.rects(edge).filter(([, , width]) => width === 1)).toEqual([]);
  });

  it('neighbours of one family have a border where the second begins with a row, too', () => {
    const pages = 2_000_000;
    const two = [
      { pfn: 0, pages: 524_288, name: 'fb1' },
      { pfn: 524_288, pages: 524_288, name: 'fb2' },
    ];
    const { space, paint, recording } = stage(frameOf(two, pages), 826, 600);
    expect(524_288 % space.rowPages).toBe(0);
    paint(frameOf(two, pages));
    const across = recording
      .rects(palette.owners[1]!.edge)
      .filter(([, , , height]) => height === 1);
    expect(across).toHaveLength(1);
    expect(across[0]![2]).toBe(space.width);
  });

  it('after any change are those of a map painted anew', () => {
    const block = fc.record({
      at: fc.integer({ min: 0, max: 31 }),
      pages: fc.integer({ min: 1, max: 512 }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(block, { selector: (one) => one.at }), { maxLength: 4 }),
        (steps) => {
          const frames = [[], ...steps].map((blocks) =>
            frameOf(
              blocks.map(({ at, pages }) => ({ pfn: at * 512, pages, name: `b${at}x${pages}` })),
            ),
          );
          const { paint } = stage(frames[0]!, 826, 600);
          const shown = new Map<string, number>();
          let before = frames[0]!;
          paint(before);
          for (const next of frames.slice(1)) {
            const now = moved(before, next);
            for (const text of paint(now)) shown.set(text, (shown.get(text) ?? 0) + 1);
            before = now;
          }
          const anew = stage(before, 826, 600).paint(before);
          const names = anew.filter((text) => /^b\d+x/.test(text));
          expect(new Set(names).size).toBe(names.length);
          for (const name of frames.length > 1 ? names : []) expect(shown.has(name)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** The next frame: chunks of pages that differ have another generation. */
function moved(before: Frame, next: Frame): Frame {
  const chunks = new Set<number>();
  const [was, is] = [before.columns, next.columns];
  is.page.forEach((state, i) => {
    if (state !== was.page[i] || is.owner[i] !== was.owner[i]) chunks.add(Math.floor(i / CHUNK));
  });
  const page = before.generations.page.map((generation, chunk) =>
    chunks.has(chunk) ? generation + 1 : generation,
  );
  const serial = before.serial + 1;
  return { ...next, serial, generations: { ...next.generations, page } };
}
