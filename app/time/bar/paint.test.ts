import { describe, expect, it } from 'vitest';
import { SampleRecorder } from '../../../engine/journal/time/samples.ts';
import { record } from '../../render/test/recording.ts';
import type { Mark } from '../time.ts';
import { paintOverview, paintTrack, trackColours } from './paint.ts';
import type { Known } from './paint.ts';
import { askedFor, wholeOf } from './track.ts';

const colours = trackColours((name) => name);
const box = { width: 400, curves: 43, marks: 12 };
const NONE: readonly Mark[] = [];

/** Free pages of 100 after each step, in one run; undefined: nothing to look at. */
const knownOf = (free: readonly (number | undefined)[], width = box.width): Known => {
  const recorder = new SampleRecorder();
  for (const one of free) recorder.add(one === undefined ? NaN : 100, one ?? NaN, one ?? NaN);
  const asked = askedFor(wholeOf(free.length - 1), width);
  return { asked, samples: recorder.window(asked.from, asked.to, asked.buckets) };
};
const painted = (known: Known | undefined, length: number, marks = NONE) => {
  const recording = record();
  paintTrack(recording.ctx, known, wholeOf(length), box, marks, length, colours);
  return recording.calls;
};
const count = (calls: ReturnType<typeof painted>, name: string): number =>
  calls.filter((call) => call.name === name).length;

describe('the track', () => {
  it('is a foot line where nothing is known', () => {
    const calls = painted(undefined, 0);
    expect(calls.map(({ name }) => name)).toEqual(['clearRect', 'fillRect']);
  });

  it('draws each curve in a style of its own', () => {
    const dashes = painted(knownOf([100, 50, 0]), 2)
      .filter(({ name }) => name === 'setLineDash')
      .map(({ args }) => args[0]);
    expect(dashes).toEqual([[], [], [4, 3], [], [], []]);
  });

  it('is as high as the share, level over each step', () => {
    const calls = painted(knownOf([100, 50, 0]), 2);
    const first = calls.findIndex(({ name }) => name === 'beginPath');
    const edge = calls.slice(first + 1, first + 7).map(({ args }) => args.map(Number));
    const third = 400 / 3;
    const expected = [
      [0, 41.5],
      [third, 41.5],
      [third, 21.5],
      [2 * third, 21.5],
      [2 * third, 1.5],
      [400, 1.5],
    ];
    for (const [i, [x, y]] of expected.entries()) {
      expect(edge[i]![0]).toBeCloseTo(x!, 6);
      expect(edge[i]![1]).toBeCloseTo(y!, 6);
    }
  });

  it('leaves open what was not sampled', () => {
    const whole = count(painted(knownOf([1, 2, 3, 4, 5]), 4), 'beginPath');
    const broken = count(painted(knownOf([1, 2, undefined, 4, 5]), 4), 'beginPath');
    // Seven shapes, each in two parts instead of one.
    expect(broken - whole).toBe(7);
    expect(count(painted(knownOf([undefined, undefined]), 1), 'lineTo')).toBe(0);
  });

  it('has a dot for each step with room, but not where a mark stands', () => {
    const marks: readonly Mark[] = [
      { at: 2, kind: 'failed' },
      { at: 3, kind: 'boot' },
    ];
    expect(count(painted(undefined, 10), 'arc')).toBe(10);
    expect(count(painted(undefined, 10, marks), 'arc')).toBe(8);
    expect(count(painted(undefined, 5_000, marks), 'arc')).toBe(0);
  });

  it.each([
    ['boot', 'fillRect', '--ink'],
    ['failed', 'fill', '--red'],
    ['branch', 'arc', '--paper'],
    ['refused', 'stroke', undefined],
  ] as const)('shows %s by a shape of its own', (kind, name, fill) => {
    const calls = painted(undefined, 5_000, [{ at: 100, kind }]).slice(2);
    const drawn = calls.find((call) => call.name === name);
    expect(drawn).toBeDefined();
    if (fill !== undefined) expect(drawn?.fill).toBe(fill);
  });
});

it('the overview says how full memory was and where something went wrong', () => {
  const recording = record();
  const marks: readonly Mark[] = [
    { at: 1, kind: 'refused' },
    { at: 2, kind: 'branch' },
  ];
  const small = { width: 300, curves: 12, marks: 0 };
  paintOverview(
    recording.ctx,
    knownOf([100, 0, undefined], 300),
    wholeOf(2),
    small,
    marks,
    colours,
  );
  expect(recording.rects('--line2')).toEqual([
    [0, 12, 100, 0],
    [100, 0, 100, 12],
  ]);
  expect(recording.rects('--red')).toEqual([[149.5, 8, 1, 4]]);
});
