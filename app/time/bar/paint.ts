/**
 * The picture under the playhead: use as ground, the longest free run dashed, fragmentation as line,
 * each as the mean of a bucket between its least and its most; below them a baseline with a dot a step, and marks.
 */
import type { Mark, Samples } from '../time.ts';
import { edgeOf, placeMarks, scaleOf } from './track.ts';
import type { Asked, Domain } from './track.ts';

export interface TrackColours {
  readonly ground: string;
  readonly edge: string;
  readonly line: string;
  readonly longest: string;
  readonly fragmentation: string;
  readonly ink: string;
  readonly paper: string;
  readonly red: string;
}
/** Heights in CSS pixels: the curves, and below them the marks (0: none). */
export interface TrackBox {
  readonly width: number;
  readonly curves: number;
  readonly marks: number;
}
export interface Known {
  readonly asked: Asked;
  readonly samples: Samples;
}

export const trackColours = (token: (name: string) => string): TrackColours => ({
  ground: token('--line'),
  edge: token('--line3'),
  line: token('--line2'),
  longest: token('--o4e'),
  fragmentation: token('--trend'),
  ink: token('--ink'),
  paper: token('--paper'),
  red: token('--red'),
});

/** Room above 100 % and below 0, so that a line on the border is whole. */
const EDGE = 1.5;
const GAP = 9;
/** CSS pixels a step needs to have a dot. */
const DOT_ROOM = 6;

type Envelope = Samples['used'];

/** Runs of buckets that have a sample: [from, to). */
function* runsOf({ min }: Envelope): Generator<readonly [number, number], void> {
  for (let at = 0; at < min.length;) {
    while (at < min.length && Number.isNaN(min[at]!)) at += 1;
    const from = at;
    while (at < min.length && !Number.isNaN(min[at]!)) at += 1;
    if (at > from) yield [from, at];
  }
}

export function paintTrack(
  ctx: CanvasRenderingContext2D,
  known: Known | undefined,
  domain: Domain,
  box: TrackBox,
  marks: readonly Mark[],
  length: number,
  colours: TrackColours,
): void {
  ctx.clearRect(0, 0, box.width, box.curves + box.marks);
  ctx.fillStyle = colours.line;
  ctx.fillRect(0, box.curves - 0.5, box.width, 1);
  if (known) paintCurves(ctx, known, domain, box, colours);
  if (box.marks > 0) paintMarks(ctx, domain, box, marks, length, colours);
}

function paintCurves(
  ctx: CanvasRenderingContext2D,
  { asked, samples }: Known,
  domain: Domain,
  { width, curves }: TrackBox,
  colours: TrackColours,
): void {
  const scale = scaleOf(domain, width);
  const x = (bucket: number): number => scale(edgeOf(asked, bucket));
  const y = (share: number): number => curves - EDGE - share * (curves - 2 * EDGE);
  /** One edge of an envelope, a level line in each bucket; backwards from `to` to `from` if told so. */
  const trace = (edge: Float32Array, from: number, to: number, back: boolean): void => {
    for (let i = 0; i < to - from; i += 1) {
      const at = back ? to - 1 - i : from + i;
      const level = y(edge[at]!);
      ctx.lineTo(x(back ? at + 1 : at), level);
      ctx.lineTo(x(back ? at : at + 1), level);
    }
  };
  const ground = (envelope: Envelope, colour: string): void => {
    ctx.fillStyle = colour;
    for (const [from, to] of runsOf(envelope)) {
      ctx.beginPath();
      trace(envelope.mean, from, to, false);
      ctx.lineTo(x(to), curves);
      ctx.lineTo(x(from), curves);
      ctx.closePath();
      ctx.fill();
    }
  };
  const band = (envelope: Envelope, colour: string, alpha: number): void => {
    ctx.fillStyle = colour;
    ctx.globalAlpha = alpha;
    for (const [from, to] of runsOf(envelope)) {
      ctx.beginPath();
      trace(envelope.max, from, to, false);
      trace(envelope.min, from, to, true);
      ctx.closePath();
      ctx.fill();
    }
    ctx.globalAlpha = 1;
  };
  const stroke = (envelope: Envelope, colour: string, lineWidth: number, dash: number[]): void => {
    ctx.strokeStyle = colour;
    ctx.lineWidth = lineWidth;
    ctx.lineJoin = 'round';
    ctx.setLineDash(dash);
    for (const [from, to] of runsOf(envelope)) {
      ctx.beginPath();
      trace(envelope.mean, from, to, false);
      ctx.stroke();
    }
    ctx.setLineDash([]);
  };
  const { used, longest, fragmentation } = samples;
  ground(used, colours.ground);
  band(used, colours.edge, 0.2);
  band(longest, colours.longest, 0.13);
  band(fragmentation, colours.fragmentation, 0.16);
  stroke(used, colours.edge, 1, []);
  stroke(longest, colours.longest, 1.25, [4, 3]);
  stroke(fragmentation, colours.fragmentation, 1.75, []);
}

function paintMarks(
  ctx: CanvasRenderingContext2D,
  domain: Domain,
  box: TrackBox,
  marks: readonly Mark[],
  length: number,
  colours: TrackColours,
): void {
  const { width, curves } = box;
  const middle = curves + box.marks / 2;
  const scale = scaleOf(domain, width);
  const placed = placeMarks(marks, domain, width, GAP);
  const marked = new Set(placed.map((mark) => mark.at));
  if (width / (domain[1] - domain[0]) >= DOT_ROOM) {
    ctx.fillStyle = colours.edge;
    const last = Math.min(length, Math.floor(domain[1]));
    for (let at = Math.max(1, Math.ceil(domain[0])); at <= last; at += 1) {
      if (marked.has(at)) continue;
      ctx.beginPath();
      ctx.arc(scale(at), middle, 1.75, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
  for (const { x, kind } of placed) SIGNS[kind](ctx, x, middle, colours);
}

/** A shape of its own for each kind of mark, about 7 × 7 CSS pixels around (x, y). */
export const SIGNS: Readonly<
  Record<
    Mark['kind'],
    (ctx: CanvasRenderingContext2D, x: number, y: number, colours: TrackColours) => void
  >
> = {
  boot: (ctx, x, y, { ink }) => {
    ctx.fillStyle = ink;
    ctx.fillRect(x - 1, y - 4.5, 2, 9);
  },
  refused: (ctx, x, y, { red }) => {
    ctx.strokeStyle = red;
    ctx.lineWidth = 1.75;
    ctx.beginPath();
    ctx.moveTo(x - 2.75, y - 2.75);
    ctx.lineTo(x + 2.75, y + 2.75);
    ctx.moveTo(x + 2.75, y - 2.75);
    ctx.lineTo(x - 2.75, y + 2.75);
    ctx.stroke();
  },
  failed: (ctx, x, y, { red }) => {
    ctx.fillStyle = red;
    ctx.beginPath();
    ctx.moveTo(x, y - 4.25);
    ctx.lineTo(x + 4.25, y);
    ctx.lineTo(x, y + 4.25);
    ctx.lineTo(x - 4.25, y);
    ctx.closePath();
    ctx.fill();
  },
  branch: (ctx, x, y, { ink, paper }) => {
    ctx.fillStyle = paper;
    ctx.strokeStyle = ink;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.arc(x, y, 3, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  },
};

/** The whole journal small: use as ground, and where something was refused or failed. */
export function paintOverview(
  ctx: CanvasRenderingContext2D,
  known: Known | undefined,
  whole: Domain,
  { width, curves: height }: TrackBox,
  marks: readonly Mark[],
  colours: TrackColours,
): void {
  ctx.clearRect(0, 0, width, height);
  const scale = scaleOf(whole, width);
  ctx.fillStyle = colours.line;
  for (let bucket = 0; known && bucket < known.asked.buckets; bucket += 1) {
    const share = known.samples.used.max[bucket]!;
    if (Number.isNaN(share)) continue;
    const x = scale(edgeOf(known.asked, bucket));
    const wide = scale(edgeOf(known.asked, bucket + 1)) - x;
    ctx.fillRect(x, height * (1 - share), wide, height * share);
  }
  ctx.fillStyle = colours.red;
  for (const { at, kind } of marks)
    if (kind === 'refused' || kind === 'failed') ctx.fillRect(scale(at) - 0.5, height - 4, 1, 4);
}
