import { describe, expect, it } from 'vitest';
import type { Event } from '../../../../engine/contract/command.ts';
import { traceX } from './choice.ts';
import { heapRect, slotRect } from './space.ts';
import { seedCmem } from '../test/cmem-frames.ts';
import { cmemScene } from '../test/cmem-scene.ts';
import { record } from '../../../render/test/recording.ts';
import type { StepPicture } from '../../step-marks.ts';
import { paintRackSteps, placeOfStep } from './steps.ts';

const { space, block, palette } = cmemScene(seedCmem());
const heap = space.heap!;
const MEG = 1 << 20;
const at = (mebibytes: number): number => heap.base + mebibytes * MEG;

const look = (pool: number, verdict: 'too small' | 'empty' | 'best'): Event => ({
  is: 'pool',
  block: 0,
  pool,
  size: 4096,
  asked: 4000,
  verdict,
});
const CASCADE: readonly Event[] = [
  look(0, 'too small'),
  look(1, 'empty'),
  look(2, 'best'),
  { is: 'taken', block: 0, pool: 2, id: 1, phys: 0, size: 4096 },
  { is: 'head', block: 0, pool: 2, id: undefined },
];
const chunk = (start: number, verdict: 'too small' | 'fits'): Event => ({
  is: 'chunk',
  block: 0,
  phys: at(start),
  size: 2 * MEG,
  wanted: MEG,
  skipped: 0,
  verdict,
  dry: false,
});
const HEAP: readonly Event[] = [
  chunk(0, 'too small'),
  chunk(8, 'fits'),
  { is: 'cut', block: 0, phys: at(8), size: MEG, chunk: at(8), chunkSize: 2 * MEG, skipped: 0 },
  { is: 'linked', block: 0, phys: at(4), size: MEG, below: at(0), above: at(8) },
  { is: 'merged', block: 0, side: 'above', with: at(5), phys: at(4), size: 3 * MEG },
  { is: 'merged', block: 0, side: 'below', with: at(2), phys: at(2), size: 5 * MEG },
];

const paint = (events: readonly Event[], over: Partial<StepPicture> & { at: number }) => {
  const recording = record();
  const stage = { ctx: recording.ctx, space, palette, block };
  const picture: StepPicture = {
    events,
    from: over.at,
    done: 1,
    latest: false,
    word: (mark) => mark,
    ...over,
  };
  return { ...recording, stage, moving: paintRackSteps(stage, picture) };
};
const arcs = (painted: ReturnType<typeof paint>): number[] =>
  painted.calls.filter(({ name }) => name === 'arc').map(({ args }) => args[1] as number);
const middle = (pool: number): number => {
  const rack = space.racks[pool]!;
  return rack.top + rack.height / 2;
};

describe('a step on the racks', () => {
  it.each([
    [0, ['too small']],
    [1, ['empty']],
    [2, ['best']],
    [3, ['claimed']],
    [4, []],
  ])('step %i says %j', (step, words) =>
    expect(paint(CASCADE, { at: step }).texts()).toEqual(words),
  );
  it('flags the pools that were looked at so far, each beside its rack', () => {
    const painted = paint(CASCADE, { at: 1 });
    expect(new Set(arcs(painted))).toEqual(new Set([middle(0), middle(1)]));
    const xs = painted.calls.filter(({ name }) => name === 'arc').map(({ args }) => args[0]);
    expect(new Set(xs)).toEqual(new Set([traceX({ space })]));
  });
  it('covers flags and buffers of later steps while nothing was executed since', () => {
    expect(arcs(paint(CASCADE, { at: 0, latest: true }))).toContain(middle(2));
    expect(arcs(paint(CASCADE, { at: 0 }))).not.toContain(middle(2));
    const slot = slotRect(space, space.racks[2]!, 1);
    const blank = (step: number): boolean =>
      paint(CASCADE, { at: step, latest: true })
        .rects(palette.paper)
        .some(([x, y]) => x === slot.x && y === slot.y);
    expect([blank(2), blank(3)]).toEqual([true, false]);
  });
  it('slides down the racks, and asks for frames only meanwhile', () => {
    const moving = paint(CASCADE, { at: 1, from: 0, done: 0.5 });
    expect([moving.moving, moving.texts()]).toEqual([true, []]);
    const ys = moving.rects(palette.focus).map(([, y]) => y!);
    expect(Math.min(...ys)).toBeGreaterThan(space.racks[0]!.top);
    expect(Math.min(...ys)).toBeLessThan(space.racks[1]!.top);
    expect(paint(CASCADE, { at: 1, from: 0 }).moving).toBe(false);
  });
  it('stays out of other blocks', () => {
    const other = CASCADE.map((event) => ({ ...event, block: 1 }) as Event);
    expect(paint(other, { at: 1, latest: true }).calls).toEqual([]);
  });
});

describe('a step on the heap', () => {
  it.each([
    [0, ['too small']],
    [1, ['fits']],
    [2, ['cut']],
    [3, ['linked']],
    [4, ['merged']],
    [5, ['merged']],
  ])('step %i says %j', (step, words) => expect(paint(HEAP, { at: step }).texts()).toEqual(words));
  it('crosses what was passed over, also later', () => {
    const crosses = (step: number): number =>
      paint(HEAP, { at: step }).calls.filter(({ name }) => name === 'moveTo').length;
    expect(crosses(0)).toBe(2);
    expect(crosses(1)).toBe(2);
  });
  it('draws the links to both neighbours, and from what a piece becomes one with', () => {
    const curves = (step: number): number[][] =>
      paint(HEAP, { at: step })
        .calls.filter(({ name }) => name === 'bezierCurveTo')
        .map(({ args }) => args as number[]);
    const centre = (phys: number, size: number): number => {
      const { x, width } = heapRect(space, heap, phys, size, 3);
      return x + width / 2;
    };
    expect(curves(3).map(([, , , , x]) => x)).toEqual([centre(at(4), MEG), centre(at(8), 0)]);
    expect(curves(4)).toHaveLength(1);
    expect(curves(5)).toHaveLength(1);
  });
  it('finds the buffer that came back by what its list begins with now', () => {
    const freed: Event = { is: 'freed', block: 0, pool: 1, phys: 0, size: 4096 };
    const back: readonly Event[] = [freed, { is: 'head', block: 0, pool: 1, id: 0 }];
    const { stage } = paint(back, { at: 0 });
    expect(placeOfStep(stage, back, 0)).toEqual(slotRect(space, space.racks[1]!, 0));
    const ofHeap: readonly Event[] = [{ ...freed, phys: at(1), size: MEG }];
    expect(placeOfStep(stage, ofHeap, 0)).toEqual(heapRect(space, heap, at(1), MEG, 3));
  });
});
