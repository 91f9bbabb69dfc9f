import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CHUNK, CMEM_HEAP_POOL, CmemState } from '../../../../engine/contract/view.ts';
import { cmemFrame, nextCmemFrame, seedCmem } from '../test/cmem-frames.ts';
import { cmemScene } from '../test/cmem-scene.ts';
import { record, testPalette } from '../../../render/test/recording.ts';
import { planChain } from './heap.ts';
import { CmemPainter } from './painter.ts';
import { placeAt, placeOfRecord, recordAt } from './place.ts';
import { paintCmemRings, placeRect } from './rings.ts';
import type { ChoiceOnMap, PoolVerdict } from './scene.ts';
import { levelsOf, rackColumns } from './slots.ts';
import { createRackSpace, slotRect } from './space.ts';

const VIEW = { width: 900, height: 600, scroll: 0 };
const palette = testPalette();

const paint = (frame: ReturnType<typeof seedCmem>, width = 900, choice?: ChoiceOnMap) => {
  const recording = record();
  const scene = cmemScene(frame, width, choice);
  const painted = new CmemPainter().paint(recording.ctx, scene, { ...VIEW, width });
  return { ...recording, scene, painted };
};

describe('level of detail', () => {
  const racks = (num: number, width: number): string | undefined => {
    const block = cmemFrame({ blocks: [{ pools: [[num, 512]], end: 0x90000000 }] }).layout.cmem!
      .blocks[0]!;
    return createRackSpace({ block, width, scale: 1, nameChars: 13 }).racks[0]?.detail;
  };
  it.each([
    [1, 900, 'slots'],
    [50, 900, 'slots'],
    [50, 366, 'ticks'],
    [200, 900, 'ticks'],
    [5000, 900, 'density'],
    [5000, 366, 'density'],
  ])('%i buffers on %i px: %s', (num, width, detail) => expect(racks(num, width)).toBe(detail));

  it('id 0 stands at the right edge, the next ones to its left', () => {
    const { space } = cmemScene(seedCmem());
    const [rack] = space.racks;
    expect(slotRect(space, rack!, 0).x + slotRect(space, rack!, 0).width).toBe(space.x1);
    expect(slotRect(space, rack!, 1).x).toBeLessThan(slotRect(space, rack!, 0).x);
  });
  it('buffers are as wide as their pages until they do not fit', () => {
    const { racks } = cmemScene(seedCmem()).space;
    expect(racks[3]!.slot).toBe(4 * racks[1]!.slot);
    expect(racks.map((rack) => rack.broken)).toEqual([...Array<boolean>(7).fill(false), true]);
  });
  it('a rack of many does not narrow the others', () => {
    const pools = [
      [5000, 512],
      [2, 4096],
    ] as const;
    const { space } = cmemScene(cmemFrame({ blocks: [{ pools, end: 0x90000000 }] }));
    expect(space.racks[1]!.slot).toBe(14);
  });
});

test.each([
  // size, asked, rounding: pixels of 22
  [4096, 4096, 0, [22, 0, 0]],
  [4096, 512, 3584, [2.75, 19.25, 0]],
  [8192, 4096, 0, [11, 0, 11]],
  [4_096_000, 53_000, 248, [2, 0, 20]],
])('%i for %i: levels', (size, asked, rounding, levels) => {
  const got = levelsOf({ size, asked, rounding }, 22);
  expect([got.asked, got.rounding, got.unused]).toEqual(levels);
});

test('a point on a buffer is that buffer, at any width and number', () => {
  const pools = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom(512, 9000)), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(pools, fc.integer({ min: 320, max: 1400 }), fc.nat(), (spec, width, seed) => {
      const frame = cmemFrame({ blocks: [{ pools: spec, end: 0x90000000 }] });
      const { space, block, heaps } = cmemScene(frame, width);
      const rack = space.racks[seed % space.racks.length]!;
      const id = seed % rack.pool.num;
      const rect = slotRect(space, rack, id);
      const place = placeAt(frame, block, heaps, space, rect.x + rect.width / 2, rack.top + 3);
      expect(place?.pool).toBe(rack.pool.index);
      // Where several share a pixel, any of them is right.
      if (rack.detail === 'density') expect(Math.abs(place!.at - id) * rack.slot).toBeLessThan(2);
      else expect(place!.at).toBe(id);
    }),
    { numRuns: 80 },
  );
});

describe('places', () => {
  const frame = seedCmem();
  const { space, block, heaps } = cmemScene(frame);
  const at = (x: number, y: number) => placeAt(frame, block, heaps, space, x, y);

  it('beside the lanes there is nothing', () => {
    expect(at(space.x0 - 1, space.racks[0]!.top)).toBeUndefined();
    expect(at(space.x1, space.racks[0]!.top)).toBeUndefined();
    expect(at(space.x0 + 1, 0)).toBeUndefined();
  });
  it('left of the lowest buffer there is nothing', () => {
    expect(at(space.racks[4]!.left - 2, space.racks[4]!.top + 2)).toBeUndefined();
  });
  it('a place in the heap is the piece that lies there', () => {
    const place = at(space.x0 + 1, space.heap!.top + 5);
    expect(place).toEqual({ block: 0, pool: CMEM_HEAP_POOL, at: 0x83c00000 });
    expect(recordAt(frame, block, heaps, place!)).toMatchObject({ kind: 'heap', size: 0x100000 });
  });
  it('a place names the record that named it', () => {
    for (const place of [
      { block: 0, pool: 5, at: 0 },
      { block: 0, pool: CMEM_HEAP_POOL, at: 0x83c00000 },
    ]) {
      expect(placeOfRecord(recordAt(frame, block, heaps, place)!)).toEqual(place);
    }
  });
  it.each([
    ['another block', { block: 1, pool: 0, at: 0 }],
    ['no such pool', { block: 0, pool: 8, at: 0 }],
    ['no such buffer', { block: 0, pool: 1, at: 2 }],
    ['after the heap', { block: 0, pool: CMEM_HEAP_POOL, at: 0x88000000 }],
  ])('%s', (_what, place) => expect(recordAt(frame, block, heaps, place)).toBeUndefined());
});

describe('what is painted', () => {
  it('names, counts, owners and the words of the heap', () => {
    const { texts } = paint(seedCmem());
    const all = texts();
    for (const text of ['50 × 512', 'P0', '87FCE000', '47 of 50 free', 'none free', 'free chain']) {
      expect(all).toContain(text);
    }
    expect(all.filter((text) => text === 'p2').length).toBeGreaterThanOrEqual(2);
    expect(all).toContain(`${53_248} of ${4_096_000}`);
  });
  it('page rounding and the rest of a large buffer in patterns of their own', () => {
    const { rects, scene } = paint(seedCmem());
    const [rack] = scene.space.racks;
    expect(rects('waste').some(([, y]) => y === rack!.top)).toBe(true);
    expect(rects('unused').some(([, y]) => y === scene.space.racks[7]!.top)).toBe(true);
  });
  it('a narrow plate leaves addresses out', () => {
    expect(paint(seedCmem(), 366).texts()).not.toContain('87FCE000');
  });
  it('five thousand buffers say how many are free', () => {
    const busy = Array.from({ length: 188 }, (_, i) => ({ pool: 0, id: i * 7, asked: 100 }));
    const frame = cmemFrame({ blocks: [{ pools: [[5000, 512]], busy, end: 0x90000000 }] });
    const { texts, scene } = paint(frame);
    expect(texts()).toContain('4812 of 5000 free');
    const columns = rackColumns(scene, scene.space.racks[0]!);
    expect(columns.reduce((sum, column) => sum + column.buffers, 0)).toBe(5000);
    expect(columns.reduce((sum, column) => sum + column.busy, 0)).toBe(188);
  });
  it('a header that was written over, in red and in words', () => {
    const frame = seedCmem({
      blocks: [{ heap: [{ at: 0x100000, size: 0x100000 }], corrupt: [1] }],
    });
    const { texts, rects } = paint(frame);
    expect(texts()).toContain('header overwritten');
    expect(rects(palette.red).length).toBeGreaterThan(0);
    expect(paint(seedCmem()).rects(palette.red)).toEqual([]);
  });
  it('a block that is all pools has no heap lane', () => {
    const frame = cmemFrame({ blocks: [{ start: 0x87fff000, pools: [[1, 4096]] }] });
    expect(paint(frame).scene.space.heap).toBeUndefined();
    expect(paint(frame).texts()).not.toContain('free chain');
  });
});

describe('the choice of a pool', () => {
  const verdicts = new Map<number, PoolVerdict>([
    [4, 'too small'],
    [5, 'empty'],
    [6, 'empty'],
    [7, 'best'],
  ]);
  const choice: ChoiceOnMap = {
    verdicts,
    taken: { pool: 7, id: 0 },
    asked: 53_248,
    wasted: 4_042_752,
    promoted: true,
  };
  it('is said beside the buffer that had to serve', () => {
    expect(paint(seedCmem(), 1200, choice).texts()).toContain('holds 53248, wastes 4042752');
  });
  it('is not said when the best pool served', () => {
    const plain = { ...choice, promoted: false };
    expect(paint(seedCmem(), 1200, plain).texts().join()).not.toContain('wastes');
  });
  it('has a flag for every pool that was looked at', () => {
    const flags = (picked?: ChoiceOnMap): number =>
      paint(seedCmem(), 900, picked).calls.filter((call) => call.name === 'arc').length;
    expect(flags(choice) - flags()).toBe(4);
  });
});

describe('repainting', () => {
  const painter = new CmemPainter();
  const { ctx } = record();
  const pools = [
    [CHUNK, 512],
    [CHUNK, 512],
    [2, 4096],
  ] as const;
  const frame = cmemFrame({ blocks: [{ pools, end: 0x90000000 }] });
  const scene = cmemScene(frame);

  it('whole, then nothing while nothing moved', () => {
    expect(painter.paint(ctx, scene, VIEW)).toEqual({ what: 'whole', racks: 3, heap: true });
    expect(painter.paint(ctx, scene, VIEW)).toEqual({ what: 'nothing', racks: 0, heap: false });
  });
  it('only the rack whose chunk moved', () => {
    const next = nextCmemFrame(frame, [CHUNK + 5], (f) => {
      f.columns.cmemState[CHUNK + 5] = CmemState.BUSY;
    });
    const painted = painter.paint(ctx, { ...scene, view: next }, VIEW);
    expect(painted).toEqual({ what: 'lanes', racks: 1, heap: false });
  });
  it('the heap with what shares its chunk', () => {
    const row = frame.layout.cmemRows - 1;
    const next = nextCmemFrame(frame, [row], () => undefined);
    const painted = painter.paint(ctx, { ...scene, view: next }, VIEW);
    expect(painted).toEqual({ what: 'lanes', racks: 1, heap: true });
  });
  it('whole again after another size, theme, choice, epoch or lost canvas', () => {
    const choice = { verdicts: new Map(), taken: undefined, asked: 1, wasted: 0, promoted: false };
    const stages = [
      [{ ...scene, choice }, VIEW],
      [scene, { ...VIEW, width: 800 }],
      [{ ...scene, palette: { ...palette } }, VIEW],
      [{ ...scene, view: { ...frame, epoch: 2 } }, VIEW],
    ] as const;
    for (const [stage, viewport] of stages)
      expect(painter.paint(ctx, stage, viewport).what).toBe('whole');
    painter.invalidate();
    expect(painter.paint(ctx, stages[3][0], VIEW).what).toBe('whole');
  });
});

describe('the free chain', () => {
  const sound = (): boolean => false;
  it('one arrow a link', () => {
    expect(planChain([10, 100, 300], sound)).toEqual({
      head: 10,
      links: [
        { from: 10, to: 100, broken: false },
        { from: 100, to: 300, broken: false },
      ],
      gathered: [],
      more: 0,
    });
  });
  it('short links are gathered', () => {
    expect(planChain([10, 12, 14, 200], sound)).toMatchObject({
      links: [{ from: 14, to: 200 }],
      gathered: [{ from: 10, to: 14, count: 2 }],
    });
  });
  it('a link backwards is broken, and so is one out of a broken header', () => {
    expect(planChain([100, 20], sound).links[0]!.broken).toBe(true);
    expect(planChain([10, 100], (place) => place === 0).links[0]!.broken).toBe(true);
  });
  it('beyond a number they are counted', () => {
    const starts = Array.from({ length: 50 }, (_, i) => i * 10);
    const plan = planChain(starts, sound, 40);
    expect([plan.links.length, plan.more]).toEqual([40, 9]);
  });
  it('of one chunk or none has no links', () => {
    expect(planChain([5], sound)).toMatchObject({ head: 5, links: [], more: 0 });
    expect(planChain([], sound)).toMatchObject({ head: undefined, links: [], more: 0 });
  });
});

test('rings stand where the places stand', () => {
  const { space } = cmemScene(seedCmem());
  const { ctx, rects } = record();
  const chosen = { place: { block: 0, pool: 0, at: 3 }, size: 4096 };
  const heap = { place: { block: 0, pool: CMEM_HEAP_POOL, at: 0x83c00000 }, size: 0x100000 };
  paintCmemRings(ctx, space, palette, { chosen, pointer: undefined, keyboard: heap });
  expect(rects(palette.selected).length).toBe(4);
  expect(rects(palette.focus).length).toBe(4);
  expect(placeRect(space, heap)!.y).toBe(space.heap!.top);
  expect(placeRect(space, { place: { block: 0, pool: 99, at: 0 }, size: 1 })).toBeUndefined();
});
