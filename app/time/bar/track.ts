/**
 * Where positions are on the track. A position p is the middle of its cell [p - ½, p + ½], so that the
 * playhead stands in the middle of the state it stands for; the whole track is [-½, length + ½].
 */
import { scaleLinear } from 'd3';
import type { Mark } from '../time.ts';

/** Positions from … to that are seen. */
export type Domain = readonly [from: number, to: number];

/** Positions seen at the closest look. */
const LEAST_SPAN = 10;
/** CSS pixels a step needs to be drawn as a step of its own. */
const STEP_PIXELS = 3;
/** CSS pixels beside a mark that still mean it. */
const SNAP = 4;

export const wholeOf = (length: number): Domain => [-0.5, length + 0.5];

const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/** The nearest domain inside the track; undefined: that is all of it. */
export function fitDomain([from, to]: Domain, length: number): Domain | undefined {
  const whole = length + 1;
  const span = Math.max(Math.min(LEAST_SPAN, whole), to - from);
  if (span >= whole) return undefined;
  const start = clamp(from, -0.5, length + 0.5 - span);
  return [start, start + span];
}

/** `factor` < 1 looks closer; the position `at` stays where it is. */
export const zoomDomain = (
  [from, to]: Domain,
  length: number,
  factor: number,
  at: number,
): Domain | undefined => {
  const span = Math.max(Math.min(LEAST_SPAN, length + 1), (to - from) * factor);
  const scale = span / (to - from);
  return fitDomain([at - (at - from) * scale, at + (to - at) * scale], length);
};

export const panDomain = ([from, to]: Domain, length: number, by: number): Domain | undefined =>
  fitDomain([from + by, to + by], length);

/** The same span, moved as little as shows a position with some room around it. */
export const revealing = ([from, to]: Domain, length: number, at: number): Domain | undefined => {
  const room = Math.min((to - from) / 2, Math.max(0.5, (to - from) * 0.05));
  const by = Math.min(0, at - room - from) + Math.max(0, at + room - to);
  return panDomain([from, to], length, by);
};

export const scaleOf = (domain: Domain, width: number): ((position: number) => number) => {
  const scale = scaleLinear(domain, [0, width]);
  return (position) => scale(position);
};

/** The position under a pixel; of a mark that is about there, the mark's. */
export function positionAt(
  x: number,
  domain: Domain,
  width: number,
  length: number,
  marks: readonly Mark[],
): number {
  const scale = scaleOf(domain, width);
  const [from, to] = domain;
  const at = clamp(Math.round(from + (x / Math.max(1, width)) * (to - from)), 0, length);
  if (width / (to - from) >= 2 * SNAP) return at;
  let best = at;
  let nearest = SNAP;
  for (const mark of marks) {
    const far = Math.abs(scale(mark.at) - x);
    if (far <= nearest) [best, nearest] = [mark.at, far];
  }
  return best;
}

export interface TickLabel {
  readonly at: number;
  readonly text: string;
  /** Left end and width of its words, CSS pixels. */
  readonly x: number;
  readonly width: number;
}
/**
 * Whole positions worth a number, with words that stay on the track and off one another; `digit` is how
 * wide a digit is.
 */
export function placeTicks(
  domain: Domain,
  width: number,
  digit: number,
  textOf: (position: number) => string,
): readonly TickLabel[] {
  const scale = scaleLinear(domain, [0, width]);
  const room = (textOf(Math.max(1, Math.floor(domain[1]))).length + 7) * digit;
  const placed: TickLabel[] = [];
  for (const at of scale.ticks(Math.max(1, Math.floor(width / room)))) {
    if (!Number.isInteger(at)) continue;
    const text = textOf(at);
    const wide = text.length * digit;
    const x = clamp(scale(at) - wide / 2, 0, Math.max(0, width - wide));
    const before = placed.at(-1);
    if (!before || before.x + before.width + digit <= x) placed.push({ at, text, x, width: wide });
  }
  return placed;
}

/** What is asked of the deck, and where the answer goes: bucket i lies from edge(i) to edge(i + 1). */
export interface Asked {
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
}
/** Steps with room are asked for one by one, else a bucket a pixel. */
export function askedFor([from, to]: Domain, width: number): Asked {
  if (width / (to - from) < STEP_PIXELS)
    return { from: from + 0.5, to: to + 0.5, buckets: Math.max(1, Math.round(width)) };
  const first = Math.floor(from + 0.5);
  const last = Math.ceil(to + 0.5);
  return { from: first, to: last, buckets: last - first };
}
/** The position at which bucket `bucket` begins, on the track's axis. */
export const edgeOf = ({ from, to, buckets }: Asked, bucket: number): number =>
  from + ((to - from) * bucket) / buckets - 0.5;

const WEIGHT = { failed: 3, refused: 2, branch: 1, boot: 0 } as const;

/** Marks in sight, at least `gap` CSS pixels apart: of those that meet, the worst is kept. */
export function placeMarks(
  marks: readonly Mark[],
  domain: Domain,
  width: number,
  gap: number,
): readonly (Mark & { readonly x: number })[] {
  const scale = scaleOf(domain, width);
  const placed: (Mark & { readonly x: number })[] = [];
  for (const mark of marks) {
    if (mark.at < domain[0] || mark.at > domain[1]) continue;
    const one = { ...mark, x: scale(mark.at) };
    const before = placed.at(-1);
    if (before && one.x - before.x < gap) {
      if (WEIGHT[one.kind] > WEIGHT[before.kind]) placed[placed.length - 1] = one;
    } else placed.push(one);
  }
  return placed;
}

export interface TrackKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where a key on the track leads; undefined: it is none of the track's. */
export function keyTarget(
  { key, ctrlKey, metaKey, altKey }: TrackKey,
  at: number,
  length: number,
  domain: Domain,
  marks: readonly Mark[],
): number | undefined {
  if (altKey) return undefined;
  const mod = ctrlKey || metaKey;
  if (mod && key === 'ArrowLeft') return marks.findLast((mark) => mark.at < at)?.at ?? 0;
  if (mod && key === 'ArrowRight') return marks.find((mark) => mark.at > at)?.at ?? length;
  if (mod) return undefined;
  const page = Math.max(1, Math.round((domain[1] - domain[0]) / 20));
  const by: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -page,
    PageUp: page,
    Home: -length,
    End: length,
  };
  const step = by[key];
  return step === undefined ? undefined : clamp(at + step, 0, length);
}

/** A position as somebody typed it: `1234`, `1,234`, `50%`; undefined: none of the journal's. */
export function typedPosition(text: string, length: number): number | undefined {
  const plain = text.trim().replaceAll(/[,，_\s]/g, '');
  const percent = /^(\d{1,3})[%％]$/.exec(plain)?.[1];
  if (percent !== undefined && Number(percent) <= 100)
    return Math.round((Number(percent) / 100) * length);
  if (!/^\d{1,9}$/.test(plain)) return undefined;
  const at = Number(plain);
  return at <= length ? at : undefined;
}
