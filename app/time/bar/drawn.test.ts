/** What the track looks like, measured: where each shape lies, in which colour, and which way round. */
import { describe, expect, it } from 'vitest';
import { SampleRecorder } from '../../../engine/journal/time/samples.ts';
import { record } from '../../render/test/recording.ts';
import type { Call } from '../../render/test/recording.ts';
import type { Mark } from '../time.ts';
import { paintOverview, paintTrack, SIGNS, trackColours } from './paint.ts';
import type { Known, TrackBox } from './paint.ts';
import { askedFor, wholeOf } from './track.ts';

const colours = trackColours((name) => name);
type Point = readonly [x: number, y: number];

/** Ends of the strokes and edges of the areas, and circles as the box around them. */
const pointsOf = (calls: readonly Call[]): Point[] =>
  calls.flatMap(({ name, args }): Point[] => {
    const [x, y, a, b] = args as number[];
    if (name === 'moveTo' || name === 'lineTo') return [[x!, y!]];
    if (name === 'arc')
      return [
        [x! - a!, y! - a!],
        [x! + a!, y! + a!],
      ];
    return name === 'fillRect'
      ? [
          [x!, y!],
          [x! + a!, y! + b!],
        ]
      : [];
  });
const boxOf = (points: readonly Point[]) => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    foot: Math.max(...ys),
  };
};

describe('the sign of', () => {
  it.each([
    ['boot', 2, 9, 1],
    ['refused', 5.5, 5.5, 4],
    ['failed', 8.5, 8.5, 4],
    ['branch', 6, 6, 1],
  ] as const)('%s is %d × %d pixels around its place', (kind, width, height, shapes) => {
    const { ctx, calls } = record();
    SIGNS[kind](ctx, 100, 50, colours);
    const points = pointsOf(calls);
    expect(boxOf(points)).toEqual({
      ...{ left: 100 - width / 2, right: 100 + width / 2 },
      ...{ top: 50 - height / 2, foot: 50 + height / 2 },
    });
    // No two corners are one: a cross has four, a lozenge too.
    expect(new Set(points.map(String)).size).toBe(Math.max(shapes, 2));
  });
  it('a refusal is a cross, both strokes through its place', () => {
    const { ctx, calls } = record();
    SIGNS.refused(ctx, 100, 50, colours);
    const [a, b, c, d] = pointsOf(calls) as [Point, Point, Point, Point];
    for (const [from, to] of [
      [a, b],
      [c, d],
    ] as const)
      expect([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]).toEqual([100, 50]);
    expect((b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1])).toBe(0);
  });
});

const box: TrackBox = { width: 300, curves: 40, marks: 12 };
/** Of two steps: the shares used before and after, in one region of 100 pages. */
const known = (...free: readonly number[]): Known => {
  const recorder = new SampleRecorder();
  for (const one of free) recorder.add(100, one, one);
  const asked = askedFor(wholeOf(free.length - 1), box.width);
  return { asked, samples: recorder.window(asked.from, asked.to, asked.buckets) };
};
/** Shapes in the order in which they are drawn: how each ends, its colour and its corners. */
const shapesOf = (calls: readonly Call[]) => {
  const shapes: { readonly by: string; readonly fill: unknown; readonly corners: Point[] }[] = [];
  let corners: Call[] = [];
  for (const call of calls) {
    if (call.name === 'beginPath') corners = [];
    else if (call.name === 'fill' || call.name === 'stroke')
      shapes.push({ by: call.name, fill: call.fill, corners: pointsOf(corners) });
    else corners.push(call);
  }
  return shapes;
};
const drawn = (
  of: Known | undefined,
  length: number,
  marks: readonly Mark[] = [],
  room: TrackBox = box,
): readonly Call[] => {
  const { ctx, calls } = record();
  paintTrack(ctx, of, wholeOf(length), room, marks, length, colours);
  return calls;
};

describe('the track', () => {
  it('is wiped whole, and has a line at the foot of its curves', () => {
    const [wiped, line] = drawn(undefined, 0);
    expect([wiped!.name, wiped!.args]).toEqual(['clearRect', [0, 0, 300, 52]]);
    expect([line!.fill, line!.args]).toEqual(['--line2', [0, 39.5, 300, 1]]);
  });
  it('has the ground of use down to its foot, then three bands, then three lines', () => {
    const shapes = shapesOf(drawn(known(100, 50, 0), 2, [], { ...box, marks: 0 }));
    const edges: Point[] = [
      [0, 38.5],
      [100, 38.5],
      [100, 20],
      [200, 20],
      [200, 1.5],
      [300, 1.5],
    ];
    expect(shapes.map(({ by, fill }) => [by, fill])).toEqual([
      ['fill', '--line'],
      ['fill', '--line3'],
      ['fill', '--o4e'],
      ['fill', '--trend'],
      ...[1, 2, 3].map(() => ['stroke', '--trend']),
    ]);
    expect(shapes[0]!.corners).toEqual([...edges, [300, 40], [0, 40]]);
    // Least and most are one here: the band goes back the way it came.
    expect(shapes[1]!.corners).toEqual([...edges, ...edges.toReversed()]);
    expect(shapes[4]!.corners).toEqual(edges);
  });
  it('is open where nothing was sampled, and goes on where something was', () => {
    const shapes = shapesOf(drawn(known(100, NaN, 0), 2, [], { ...box, marks: 0 }));
    const [first, second]: Point[][] = [
      [
        [0, 38.5],
        [100, 38.5],
      ],
      [
        [200, 1.5],
        [300, 1.5],
      ],
    ];
    expect(shapes).toHaveLength(14);
    expect(shapes[0]!.corners).toEqual([...first!, [100, 40], [0, 40]]);
    expect(shapes[1]!.corners).toEqual([...second!, [300, 40], [200, 40]]);
    expect(shapes[3]!.corners).toEqual([...second!, ...second!.toReversed()]);
    expect(shapes[9]!.corners).toEqual(second);
  });
  it('draws whole circles', () => {
    const arcs = drawn(undefined, 3, [{ at: 2, kind: 'branch' }]).filter(
      ({ name }) => name === 'arc',
    );
    expect(arcs.map(({ args }) => args.slice(3))).toEqual(Array(3).fill([0, 2 * Math.PI]));
  });
  it('has no signs where there is no room below the curves', () => {
    const { ctx, calls } = record();
    paintTrack(
      ctx,
      undefined,
      wholeOf(9),
      { ...box, marks: 0 },
      [{ at: 3, kind: 'boot' }],
      9,
      colours,
    );
    expect(calls.map(({ name }) => name)).toEqual(['clearRect', 'fillRect']);
  });
  it.each([
    [49, 49],
    [50, 0],
  ])('of %d steps has %d dots: as many as have six pixels each', (length, dots) => {
    const arcs = drawn(undefined, length).filter(({ name }) => name === 'arc');
    expect(arcs).toHaveLength(dots);
  });
  it('has dots and signs in the middle below the curves, each at its step', () => {
    const calls = drawn(undefined, 2, [{ at: 2, kind: 'boot' }]);
    const dots = calls
      .filter(({ name }) => name === 'arc')
      .map(({ fill, args }) => [fill, ...args.slice(0, 3)]);
    expect(dots).toEqual([['--line3', 150, 46, 1.75]]);
    expect(calls.at(-1)).toMatchObject({
      name: 'fillRect',
      fill: '--ink',
      args: [249, 41.5, 2, 9],
    });
  });
  it('has dots only for steps that are seen and were executed', () => {
    const { ctx, calls } = record();
    paintTrack(ctx, undefined, [3.5, 8.5], box, [], 6, colours);
    const dots = calls.filter(({ name }) => name === 'arc').map(({ args }) => args[0]);
    expect(dots).toEqual([30, 90, 150]);
  });
});

it('the overview is wiped, and has a column a step from its foot up and red where something failed', () => {
  const { ctx, calls, rects } = record();
  const kinds = ['boot', 'refused', 'failed', 'branch'] as const;
  const marks = kinds.map((kind, at): Mark => ({ at, kind }));
  paintOverview(
    ctx,
    known(75, 0, 100),
    wholeOf(2),
    { ...box, curves: 20 },
    marks.slice(0, 3),
    colours,
  );
  expect([calls[0]!.name, calls[0]!.args]).toEqual(['clearRect', [0, 0, 300, 20]]);
  expect(rects('--line2')).toEqual([
    [0, 15, 100, 5],
    [100, 0, 100, 20],
    [200, 20, 100, 0],
  ]);
  expect(rects('--red')).toEqual([
    [149.5, 16, 1, 4],
    [249.5, 16, 1, 4],
  ]);
  const empty = record();
  paintOverview(empty.ctx, undefined, wholeOf(2), box, [], colours);
  expect(empty.calls.map(({ name }) => name)).toEqual(['clearRect']);
});
