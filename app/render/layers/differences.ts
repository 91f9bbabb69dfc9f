/**
 * Marks over the pages that differ between two memories: upright stripes (no state has them) above a
 * bar along the foot of the row, as a change bar stands beside changed text. Told by shape, not by
 * colour alone; where a row is too low for stripes, it is filled.
 */
import type { Ctx } from '../scene.ts';
import { columnX, rowSpan, rowTop } from '../space.ts';
import type { Space } from '../space.ts';

/** Ascending runs of pages. */
export interface Marked {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly length: number;
}
export interface MarkStyle {
  /** Stripes over what lies below. */
  readonly stripes: CanvasPattern | string;
  readonly bar: string;
  /** Between the bar and the land. */
  readonly halo: string;
}

/** Rows lower than this have no room for stripes. */
const STRIPES_FROM = 8;
const BAR = 3;
/** Narrowest mark that can be seen. */
const NARROWEST = 2;

/** Index of the first run that ends behind `page`. */
function firstBehind({ starts, counts, length }: Marked, page: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! + counts[middle]! <= page) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A tile of the stripes, for a pattern that repeats every STRIPE_EVERY CSS pixels. */
export const STRIPE_EVERY = 5;
export function paintStripe(ctx: Ctx, bar: string): void {
  ctx.fillStyle = bar;
  ctx.fillRect(1, 0, 1.4, STRIPE_EVERY);
}

/** What of the marks lies in rows [first, last]. The origin is the map's first row. */
export function paintDifferences(
  ctx: Ctx,
  space: Space,
  marked: Marked,
  style: MarkStyle,
  [first, last]: readonly [number, number],
): void {
  for (let row = first; row <= last; row += 1) {
    const span = rowSpan(space, row);
    if (span === undefined) continue;
    const y = rowTop(space, row);
    /** Right end of what is marked in this row already: several runs may share a pixel. */
    let done = -1;
    for (let i = firstBehind(marked, span.from); i < marked.length; i += 1) {
      const start = marked.starts[i]!;
      if (start >= span.to) break;
      const from = Math.max(start, span.from);
      const to = Math.min(start + marked.counts[i]!, span.to);
      const x = Math.max(done, columnX(space, span.col + from - span.from));
      const right = Math.max(columnX(space, span.col + to - span.from), x + NARROWEST);
      if (right <= done + 1) continue;
      paintMark(ctx, { x, y, width: right - x, height: space.rowHeight }, style);
      done = right;
    }
  }
}

function paintMark(
  ctx: Ctx,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  { stripes, bar, halo }: MarkStyle,
): void {
  if (height < STRIPES_FROM) {
    ctx.fillStyle = bar;
    ctx.fillRect(x, y, width, height);
    return;
  }
  ctx.fillStyle = stripes;
  ctx.fillRect(x, y, width, height - BAR - 1);
  ctx.fillStyle = halo;
  ctx.fillRect(x, y + height - BAR - 1, width, 1);
  ctx.fillStyle = bar;
  ctx.fillRect(x, y + height - BAR, width, BAR);
}
