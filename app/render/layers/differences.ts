/**
 * Marks over the pages that differ between two memories: a bar along the foot of the row, as a change
 * bar stands beside changed text, so that owners and names above it stay readable. Its shape says how
 * they differ, not its colour: whole, broken, or dotted.
 */
import type { Ctx } from '../scene.ts';
import { columnX, rowSpan, rowTop } from '../geometry/space.ts';
import type { Rect, Space } from '../geometry/space.ts';

/** Ascending runs of pages, each with the index of its shape in SHAPES. */
export interface Marked {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly marks: Int32Array;
  readonly length: number;
}
export interface MarkStyle {
  readonly bar: string;
  /** Between the bar and the land, and in its gaps. */
  readonly halo: string;
}

/** Pixels painted and left out, over and over: held only here, only there, by another block, other flags. */
export const SHAPES: readonly (readonly [on: number, off: number])[] = [
  [1, 0],
  [7, 5],
  [2, 2],
  [2, 2],
];

/** Rows lower than this have no room for anything but the bar. */
const ROOMY = 8;
const BAR = 4;
/** Of a lower row half is left to its owners. */
const lowBar = (height: number): number => Math.max(1, Math.min(2, Math.floor(height / 2)));
/** Narrowest mark that can be seen. */
const NARROWEST = 2;

/** Index of the first run that ends after `page`. */
function firstBehind({ starts, counts, length }: Marked, page: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! + counts[middle]! <= page) low = middle + 1;
    else high = middle;
  }
  return low;
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
      const end = columnX(space, span.col + to - span.from);
      if (end <= done) continue;
      const x = Math.max(done, columnX(space, span.col + from - span.from));
      const right = Math.max(end, x + NARROWEST);
      const rect = { x, y, width: right - x, height: space.rowHeight };
      paintBar(ctx, rect, style, SHAPES[marked.marks[i]!] ?? SHAPES[0]!);
      done = right;
    }
  }
}

function paintBar(
  ctx: Ctx,
  { x, y, width, height }: Rect,
  { bar, halo }: MarkStyle,
  [on, off]: readonly [number, number],
): void {
  const roomy = height >= ROOMY;
  const thick = roomy ? BAR : lowBar(height);
  const top = y + height - thick;
  if (roomy) {
    ctx.fillStyle = halo;
    ctx.fillRect(x, top - 1, width, thick + 1);
  }
  ctx.fillStyle = bar;
  if (off === 0) {
    ctx.fillRect(x, top, width, thick);
    return;
  }
  // The gaps keep their place on the land, wherever a run begins.
  const every = on + off;
  for (let at = Math.floor(x / every) * every; at < x + width; at += every) {
    const from = Math.max(x, at);
    const to = Math.min(x + width, at + on);
    if (to > from) ctx.fillRect(from, top, to - from, thick);
  }
}
