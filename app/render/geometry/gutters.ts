/**
 * Gutters: beneath a row whose runs are too small for their names, the smallest aligned window of
 * pages that holds them is shown enlarged. Only where the whole map is a few rows, and only where
 * one window of at most two lines names all of them: else the gutter would be a second map.
 */
import { blockName } from '../../frame/frame.ts';
import { scanRuns } from './runs.ts';
import type { Piece } from './runs.ts';
import { columnX, rowTop } from './space.ts';
import type { Gutter, Rect, Space } from './space.ts';
import { leastOf, mostOf } from '../../../engine/contract/long-lists.ts';
import type { MachineView } from '../../../engine/contract/view.ts';

const MOST_ROWS = 64;
const MOST_LINES = 2;
const SMALL_RUN = 8;
/** Room for one word of a name, in pixels. */
const PAGE_ROOM = 62;
/** One run without a name is told by the read-out; a cluster of them wants a gutter. */
const FEWEST = 2;
const NARROWEST_CELL = 6;
const WEAKEST = 2;

/** Pages a gutter line can hold so that a page has room for a word. */
const pagesPerLine = (space: Space): number =>
  2 ** Math.floor(Math.log2(Math.max(1, space.width / (PAGE_ROOM * space.scale))));

export const planGutters = (
  view: MachineView,
  space: Space,
  measure: (text: string) => number,
): Gutter[] => {
  if (space.rows > MOST_ROWS || space.cell < NARROWEST_CELL || space.detail !== 'runs') return [];
  const perLine = pagesPerLine(space);
  if (space.width / perLine / space.cell < WEAKEST) return [];
  const small = new Map<number, Piece[]>();
  for (const run of scanRuns(view, space, 0, space.rows - 1, 0)) {
    const piece = run.pieces[0]!;
    if (run.kind !== 'owned' || run.slot < 0 || run.pieces.length > 1) continue;
    if (piece.count > SMALL_RUN) continue;
    const name = blockName(view, run.slot);
    const wide = columnX(space, piece.col + piece.count) - columnX(space, piece.col);
    if (name === '' || measure(name) + 10 <= wide) continue;
    small.set(piece.row, [...(small.get(piece.row) ?? []), piece]);
  }
  return [...small].flatMap(([row, pieces]) => windowOf(row, pieces, perLine) ?? []);
};

/** The smallest window of a power of two, on a multiple of itself, around the pieces of a row. */
const windowOf = (row: number, pieces: readonly Piece[], perLine: number): Gutter | undefined => {
  if (pieces.length < FEWEST) return undefined;
  const from = leastOf(pieces.map((piece) => piece.col));
  const to = mostOf(pieces.map((piece) => piece.col + piece.count));
  for (let pages = perLine; pages <= perLine * MOST_LINES; pages *= 2) {
    const col = Math.floor(from / pages) * pages;
    if (to <= col + pages) return { row, col, pages, perLine, lines: pages / perLine };
  }
  return undefined;
};

/** Where the columns [col, col + count) of a gutter lie: one rectangle a line. */
export const gutterRects = (space: Space, gutter: Gutter, col: number, count: number): Rect[] => {
  const rects: Rect[] = [];
  const top = rowTop(space, gutter.row) + space.rowHeight + 8;
  const page = space.width / gutter.perLine;
  for (let line = 0; line < gutter.lines; line += 1) {
    const start = gutter.col + line * gutter.perLine;
    const from = Math.max(col, start);
    const to = Math.min(col + count, start + gutter.perLine);
    if (to <= from) continue;
    const x = space.left + Math.round((from - start) * page);
    const right = space.left + Math.round((to - start) * page);
    const y = top + line * (space.gutterLine + 3);
    rects.push({ x, y, width: right - x, height: space.gutterLine });
  }
  return rects;
};
