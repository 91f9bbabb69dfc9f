import { describe, expect, it } from 'vitest';
import { slotSpan } from './space.ts';
import { poolScene, typedPools } from '../test/pool-scene.ts';
import type { TypedMachine } from '../test/pool-scene.ts';
import { record, testPalette } from '../../../render/test/recording.ts';
import { hitOfAddress, paintBlockSteps } from './steps.ts';
import type { StepPicture } from '../../step-marks.ts';

const palette = testPalette();
const QTD = 'p = dma_pool_create("ehci_qtd", 96, 32, 4096)';

/** What a line told, painted over the pages as they are after it. */
const story = (machine: TypedMachine, line: string) => {
  const { events } = machine.run(line);
  const scene = poolScene(machine.frame());
  const { space, pages, pool, view, open } = scene;
  const paint = (over: Partial<StepPicture>) => {
    const recording = record();
    const picture: StepPicture = {
      events,
      at: 0,
      from: over.at ?? 0,
      done: 1,
      latest: false,
      word: (mark) => mark,
      ...over,
    };
    const stage = { ctx: recording.ctx, space, palette, view, pages, pool, open, scroll: 0 };
    return { ...recording, moving: paintBlockSteps(stage, picture) };
  };
  return { events, scene, paint };
};
type Painted = ReturnType<ReturnType<typeof story>['paint']>;
/** Left edge of the ring's inner lines. */
const ringAt = (painted: Painted, colour = palette.focus): number | undefined =>
  painted.rects(colour)[0]?.[0];

describe('a step on the pages of a DMA pool', () => {
  const first = story(typedPools(QTD), 'dma_pool_alloc(p)');

  it('says of each what it is', () => {
    const words = first.events.map((event, at) => [event.is, first.paint({ at }).texts()]);
    expect(words).toEqual([
      ['attempt', []],
      ['claimed', []],
      ['pool-page', ['new page']],
      ['pool-chosen', ['has room']],
      ['pool-taken', ['handed out']],
      ['pool-head', ['next']],
    ]);
  });
  it('rings the page, the block, and the one that comes next', () => {
    const [at0, at1] = [0, 1].map((slot) => slotSpan(first.scene.space, slot)[0]);
    const head = first.paint({ at: 5 });
    expect(ringAt(head)! - at1!).toBeLessThan(1);
    expect(ringAt(head)!).toBeGreaterThan(at0!);
    expect(ringAt(first.paint({ at: 2 }))).toBeLessThanOrEqual(at0!);
  });
  it('fills what is handed out, and slides from block to block, with frames only meanwhile', () => {
    const [left, right] = slotSpan(first.scene.space, 0);
    const { height } = first.scene.space.strip;
    const filled = (done: number): number | undefined =>
      first
        .paint({ at: 4, done })
        .rects(palette.focus)
        .find(([x, , , h]) => x === left && h === height)?.[2];
    expect(filled(1)).toBe(right - left);
    expect(filled(0.5)).toBeCloseTo((right - left) / 2);
    const way = first.paint({ at: 5, from: 4, done: 0.5 });
    expect([way.moving, way.texts()]).toEqual([true, []]);
    expect(first.paint({ at: 5, from: 4 }).moving).toBe(false);
  });
  it('covers what a later step brings while nothing was executed since', () => {
    const covered = (at: number, latest: boolean): number =>
      first.paint({ at, latest }).rects(palette.paper).length;
    // The page and the block in it; then, beside the word's plate, the block alone; then none.
    expect([covered(1, true), covered(1, false)]).toEqual([2, 0]);
    expect([covered(2, true), covered(2, false)]).toEqual([2, 1]);
    expect(covered(4, true)).toBe(covered(4, false));
  });
  it('is red where it should not have happened', () => {
    const machine = typedPools(QTD, 'a = dma_pool_alloc(p)', 'dma_pool_free(p, a)');
    const twice = story(machine, 'dma_pool_free(p, a)');
    const wrong = twice.events.map((_event, at) => {
      const painted = twice.paint({ at });
      return ringAt(painted, palette.red) === undefined ? [] : painted.texts();
    });
    expect(wrong[0]).toHaveLength(1);
    expect(first.paint({ at: 4 }).rects(palette.red)).toEqual([]);
  });
  it('nothing is drawn for another pool or an address of none', () => {
    const { scene } = first;
    const other = { ...scene, pool: { ...scene.pool, id: scene.pool.id + 1 }, scroll: 0 };
    const recording = record();
    const picture = { events: first.events, at: 4, from: 4, done: 1, latest: true };
    const stage = { ...other, ctx: recording.ctx, palette };
    expect(paintBlockSteps(stage, { ...picture, word: (mark) => mark })).toBe(false);
    expect(recording.calls).toEqual([]);
    expect(hitOfAddress(scene, 0x1000, false)).toBeUndefined();
  });
});
