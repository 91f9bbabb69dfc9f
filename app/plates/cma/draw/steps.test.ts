import { describe, expect, it } from 'vitest';
import type { Event } from '../../../../engine/contract/command.ts';
import { createSpace, pageRects } from '../../../render/geometry/space.ts';
import { layoutOf } from '../../../render/test/frames.ts';
import { record, testPalette } from '../../../render/test/recording.ts';
import type { StepPicture } from '../../step-marks.ts';
import { paintPageSteps, windowOf } from './steps.ts';

const BASE = 0x26400;
const region = layoutOf({ regions: [{ ranges: [[BASE, 512]] }] }).regions[0]!;
const palette = testPalette();
const space = createSpace({
  ranges: region.ranges,
  order: 6,
  room: 900,
  maxHeight: 400,
  scale: 1,
});

const scan = (at: number, miss: number, reason: 'taken' | 'end' = 'taken'): Event => ({
  is: 'scan',
  region: 0,
  pfn: BASE + at,
  count: 8,
  reason,
  at: BASE + miss,
  free: BASE + at,
});
const attempt = (at: number): Event => ({
  is: 'attempt',
  region: 0,
  pfn: BASE + at,
  count: 8,
  free: BASE + at,
});
const busy = (at: number, miss: number): Event => ({
  is: 'busy',
  region: 0,
  pfn: BASE + at,
  count: 8,
  at: BASE + miss,
});
const claimed = (at: number): Event => ({
  is: 'claimed',
  region: 0,
  pfn: BASE + at,
  count: 8,
  block: 1,
});
const STORY: readonly Event[] = [scan(0, 3), attempt(16), busy(16, 20), attempt(32), claimed(32)];

const paint = (over: Partial<StepPicture>, on = region) => {
  const recording = record();
  const picture: StepPicture = {
    events: STORY,
    at: 0,
    from: over.at ?? 0,
    done: 1,
    latest: false,
    word: (mark) => mark,
    ...over,
  };
  const stage = { ctx: recording.ctx, space, palette, region: on, first: 0, last: space.rows - 1 };
  return { ...recording, moving: paintPageSteps(stage, picture) };
};
/** Left edges of the ring's inner lines. */
const ringAt = (painted: ReturnType<typeof paint>, colour = palette.focus): number | undefined =>
  painted.rects(colour)[0]?.[0];
const left = (page: number): number => pageRects(space, page, 1)[0]!.x;

describe('a step on the page map', () => {
  it('rings the window and says what speaks against it', () => {
    const painted = paint({ at: 0 });
    expect(painted.texts()).toEqual(['taken']);
    expect(ringAt(painted)).toBe(left(0) - 2);
    expect(painted.moving).toBe(false);
    const crosses = painted.calls.filter(({ name }) => name === 'moveTo');
    const [cross] = pageRects(space, 3, 1);
    expect(crosses[0]!.args[0]).toBeLessThan(cross!.x + cross!.width / 2);
    expect(crosses[0]!.args[0]).toBeGreaterThan(cross!.x - 4);
  });
  it.each([
    [1, ['fits']],
    [2, ['busy']],
    [4, ['claimed']],
  ])('step %i says %j', (at, words) => expect(paint({ at }).texts()).toEqual(words));
  it('rings a refusal in red, anything else in the colour of the focus', () => {
    expect(ringAt(paint({ at: 2 }), palette.red)).toBe(left(16) - 2);
    expect(paint({ at: 2 }).rects(palette.focus)).toEqual([]);
    expect(paint({ at: 0 }).rects(palette.red)).toEqual([]);
  });
  it('slides from window to window, and asks for frames only meanwhile', () => {
    const middle = paint({ at: 3, from: 1, done: 0.5 });
    expect(middle.moving).toBe(true);
    expect(ringAt(middle)).toBe(left(24) - 2);
    expect(middle.texts()).toEqual([]);
    expect(paint({ at: 3, from: 1, done: 1 }).moving).toBe(false);
  });
  it('fills what is claimed from its low end', () => {
    const filled = (done: number): number =>
      paint({ at: 4, from: 3, done })
        .rects(palette.focus)
        .filter(([, , , height]) => height === space.rowHeight)
        .reduce((sum, [, , width]) => sum + width!, 0);
    const whole = pageRects(space, 32, 8)[0]!.width;
    expect(filled(0.5)).toBeCloseTo(whole / 2, -1);
    expect(filled(1)).toBe(whole);
  });
  it('covers what a later step claims while nothing was executed since', () => {
    const covered = (over: Partial<StepPicture>): boolean =>
      paint(over)
        .rects(palette.paper)
        .some(([x, , width]) => x === left(32) && width! > 60);
    expect(covered({ at: 1, latest: true })).toBe(true);
    expect(covered({ at: 1, latest: false })).toBe(false);
    expect(covered({ at: 4, latest: true })).toBe(false);
  });
  it('of a window past the end the last page is crossed', () => {
    const painted = paint({ events: [scan(508, 512, 'end')], at: 0 });
    expect(painted.texts()).toEqual(['end']);
    expect(windowOf([scan(508, 512, 'end')], 0, region)).toEqual({ page: 508, count: 4 });
  });
  it('where an attempt ended for good has the window of the attempt', () => {
    const fatal: Event = { is: 'fatal', region: 0, pfn: BASE + 16, at: BASE + 18, errno: 'EINTR' };
    expect(windowOf([attempt(16), fatal], 1, region)).toEqual({ page: 16, count: 8 });
  });
  it('nothing is drawn in another region, for other events, or beyond the last step', () => {
    const other = { ...region, index: 1 };
    expect(paint({ at: 4 }, other).calls).toEqual([]);
    expect(paint({ events: [{ is: 'slept', ms: 5 }], at: 0 }).calls).toEqual([]);
    expect(paint({ at: 9 }).calls).toEqual([]);
  });
});
