/**
 * Where every page of a region lies on the plate: immutable geometry, in CSS pixels.
 *
 * A row holds 2^order pages and starts at a multiple of 2^order of the absolute page frame number,
 * so that alignment boundaries stand as columns. Each range of a region is a band of its own rows.
 * The width never changes with zoom: a boundary keeps its place when the rows are cut in half.
 * Some rows carry a gutter beneath them, a magnified window of pages.
 */
import type { RangeLayout } from '../../../engine/contract/view.ts';

/** Level of detail, by the width of a page: densities, tinted pixels, drawn runs. */
export type Detail = 'density' | 'pixels' | 'runs';

/** A magnified window of `pages` pages from column `col` of a row, laid out in lines. */
export interface Gutter {
  readonly row: number;
  readonly col: number;
  readonly pages: number;
  readonly perLine: number;
  readonly lines: number;
}

export interface Band {
  readonly range: RangeLayout;
  /** Pages of the band's first row that lie before the range. */
  readonly lead: number;
  readonly row: number;
  readonly rows: number;
  readonly top: number;
}

export interface Space {
  readonly order: number;
  readonly rowPages: number;
  /** Width of a page; below 1 several pages share a pixel. */
  readonly cell: number;
  readonly detail: Detail;
  /** Left edge of the pages: the addresses stand before it. */
  readonly left: number;
  readonly width: number;
  readonly rowHeight: number;
  readonly pitch: number;
  readonly gutterLine: number;
  readonly bands: readonly Band[];
  readonly rows: number;
  readonly height: number;
  readonly gutters: readonly Gutter[];
  /** Gutter pixels before the row after gutter i: `extra[i]`. */
  readonly extra: readonly number[];
  /** Size of the reader's text relative to 16 px. */
  readonly scale: number;
}

export interface SpaceInput {
  readonly ranges: readonly RangeLayout[];
  readonly order: number;
  /** Room for addresses and pages together. */
  readonly room: number;
  /** Room on the page: rows grow until they fill it, and beyond it the plate scrolls. */
  readonly maxHeight: number;
  readonly scale: number;
  readonly gutters?: readonly Gutter[];
}

export const DENSITY_BELOW = 1;
export const RUNS_FROM = 4;
/** Widest page: room for its address, its place in the block and its bytes. */
const WIDEST_PAGE = 320;
/** When all is shown, a page need not be wider than this. */
const FIT_PAGE = 40;
const BAND_GAP = 10;

const LADDER: readonly (readonly [cell: number, height: number, gap: number])[] = [
  [90, 46, 8],
  [18, 25, 6],
  [10, 21, 5],
  [6, 15, 4],
  [RUNS_FROM, 12, 3],
  [2, 9, 2],
  [DENSITY_BELOW, 6, 1],
];

export const labelRoom = (scale: number): number => Math.round(52 * scale);

/** Widest multiple of 32 pixels: whole pixels a page, or every other page one more. */
export const gridWidth = (room: number, scale: number): number => {
  const free = Math.max(32, room - labelRoom(scale) - 2);
  return Math.max(32, Math.floor(free / 32) * 32);
};

const detailOf = (cell: number): Detail =>
  cell < DENSITY_BELOW ? 'density' : cell < RUNS_FROM ? 'pixels' : 'runs';

const rowsOf = (range: RangeLayout, rowPages: number): number =>
  Math.ceil(((range.basePfn % rowPages) + range.pages) / rowPages);

const countRows = (ranges: readonly RangeLayout[], order: number): number =>
  ranges.reduce((sum, range) => sum + rowsOf(range, 2 ** order), 0);

/** Tallest that a row grows where there is room: beyond it a page looks like a page no longer. */
const TALLEST_ROW = 46;
/** A row of this height has room for a name. */
const NAME_ROW = 15;
/** Most pages a pixel at which rows are made tall enough for names: wider ones would hide too much. */
const NAMED_PAGES = 3;

/** Least height of a row of such cells, and the gap below it. */
const leastRow = (cell: number, scale: number): readonly [height: number, gap: number] => {
  const step = LADDER.find(([from]) => cell >= from);
  if (step === undefined) return [2, 0];
  return [Math.round(step[1] * (cell >= RUNS_FROM ? scale : 1)), step[2]];
};

/** Gaps between the bands of several ranges. */
const bandGaps = (ranges: readonly RangeLayout[]): number =>
  Math.max(0, ranges.length - 1) * BAND_GAP;

/**
 * Height of a row and distance to the next one: as tall as the room allows, `taken` pixels of it aside,
 * between the least for such cells and the tallest.
 */
const rowSize = (
  cell: number,
  rows: number,
  input: Omit<SpaceInput, 'order'>,
  taken: number,
): [number, number] => {
  const [height, gap] = leastRow(cell, input.scale);
  const room = Math.floor((input.maxHeight - bandGaps(input.ranges) - taken) / rows);
  const most = Math.max(height + gap, Math.round(TALLEST_ROW * input.scale));
  const pitch = Math.max(height + gap, Math.min(most, room));
  if (cell < DENSITY_BELOW) return [pitch >= 5 ? pitch - 1 : pitch, pitch];
  return [pitch - gap, pitch];
};

export const createSpace = (input: SpaceInput): Space => {
  const rowPages = 2 ** input.order;
  const width = gridWidth(input.room, input.scale);
  const cell = width / rowPages;
  const rows = countRows(input.ranges, input.order);
  const gutterLine = Math.round(34 * input.scale);
  const gutters = input.gutters ?? [];
  const extra: number[] = [];
  for (const gutter of gutters) {
    extra.push((extra.at(-1) ?? 0) + gutterHeight(gutter, gutterLine));
  }
  const [rowHeight, pitch] = rowSize(cell, Math.max(1, rows), input, extra.at(-1) ?? 0);
  const frame = { rowHeight, pitch, gutters, extra };
  const bands: Band[] = [];
  let row = 0;
  for (const [i, range] of input.ranges.entries()) {
    const count = rowsOf(range, rowPages);
    const top = row * pitch + i * BAND_GAP;
    bands.push({ range, lead: range.basePfn % rowPages, row, rows: count, top });
    row += count;
  }
  const height = row * pitch + bandGaps(input.ranges) + (extra.at(-1) ?? 0);
  return {
    ...frame,
    order: input.order,
    rowPages,
    cell,
    detail: detailOf(cell),
    left: labelRoom(input.scale),
    width,
    gutterLine,
    bands,
    rows,
    height,
    scale: input.scale,
  };
};

/** Lines plus the space above and below them. */
export const gutterHeight = (gutter: Gutter, line: number): number =>
  gutter.lines * (line + 3) + 12;

/** The smallest order at which rows of at least this height hold everything in the room. */
const orderFor = (input: Omit<SpaceInput, 'order' | 'gutters'>, least: number): number => {
  const width = gridWidth(input.room, input.scale);
  const total = input.ranges.reduce((sum, range) => sum + range.pages, 0);
  const room = input.maxHeight - bandGaps(input.ranges);
  for (let order = closestOrder(input.room, input.scale); order < 40; order += 1) {
    const cell = width / 2 ** order;
    if (cell > FIT_PAGE && 2 ** order < total) continue;
    const [height, gap] = leastRow(cell, input.scale);
    const pitch = Math.max(height, least) + gap;
    if (countRows(input.ranges, order) * pitch <= room || 2 ** order >= total) return order;
  }
  return 0;
};

/**
 * The order at which everything is seen at once, as large as it will go. Rows are tall enough for names,
 * unless so many pages would share a pixel that the picture of the region were lost.
 */
export const fitOrder = (input: Omit<SpaceInput, 'order' | 'gutters'>): number => {
  const named = orderFor(input, Math.round(NAME_ROW * input.scale) + 1);
  const perPixel = 2 ** named / gridWidth(input.room, input.scale);
  return perPixel <= NAMED_PAGES ? named : orderFor(input, 0);
};

/** The order at which a page is as wide as it gets. */
export const closestOrder = (room: number, scale: number): number =>
  Math.max(0, Math.ceil(Math.log2(gridWidth(room, scale) / WIDEST_PAGE)));

/** The order at which names can be read: pages of at least 10 pixels. */
export const readableOrder = (room: number, scale: number): number =>
  Math.max(0, Math.floor(Math.log2(gridWidth(room, scale) / 9)));

/** Left edge of a column, on a whole pixel. */
export const columnX = (space: Space, col: number): number =>
  space.left + Math.round(col * space.cell);

const bandOfRow = (space: Space, row: number): Band | undefined =>
  space.bands.find((band) => row >= band.row && row < band.row + band.rows);

export const bandOfPage = (space: Space, page: number): Band | undefined =>
  space.bands.find(({ range }) => page >= range.firstPage && page < range.firstPage + range.pages);

/** Gutters that lie above a row. */
const guttersBefore = (space: Space, row: number): number => {
  let low = 0;
  let high = space.gutters.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (space.gutters[mid]!.row < row) low = mid + 1;
    else high = mid;
  }
  return low;
};

export const gutterOf = (space: Space, row: number): Gutter | undefined => {
  const gutter = space.gutters[guttersBefore(space, row)];
  return gutter?.row === row ? gutter : undefined;
};

export const rowTop = (space: Space, row: number): number => {
  const band = bandOfRow(space, row) ?? space.bands.at(-1);
  if (band === undefined) return 0;
  const before = guttersBefore(space, row);
  return band.top + (row - band.row) * space.pitch + (space.extra[before - 1] ?? 0);
};

/** The last row whose top is at or above `y`; its gutter belongs to it. Clamped to the rows there are. */
export const rowAt = (space: Space, y: number): number => {
  let low = 0;
  let high = Math.max(0, space.rows - 1);
  while (low < high) {
    const mid = Math.ceil((low + high) / 2);
    if (rowTop(space, mid) <= y) low = mid;
    else high = mid - 1;
  }
  return low;
};

export interface Place {
  readonly row: number;
  readonly col: number;
}

export const placeOf = (space: Space, page: number): Place | undefined => {
  const band = bandOfPage(space, page);
  if (band === undefined) return undefined;
  const at = band.lead + (page - band.range.firstPage);
  return { row: band.row + Math.floor(at / space.rowPages), col: at % space.rowPages };
};

/** The page at a place; `undefined` where the row has none. */
export const pageAt = (space: Space, row: number, col: number): number | undefined => {
  const band = bandOfRow(space, row);
  if (band === undefined || col < 0 || col >= space.rowPages) return undefined;
  const at = (row - band.row) * space.rowPages + col - band.lead;
  return at >= 0 && at < band.range.pages ? band.range.firstPage + at : undefined;
};

/** The pages of a row: half-open page indices, and the column of the first. */
export interface RowSpan {
  readonly from: number;
  readonly to: number;
  readonly col: number;
  readonly band: Band;
}

export const rowSpan = (space: Space, row: number): RowSpan | undefined => {
  const band = bandOfRow(space, row);
  if (band === undefined) return undefined;
  const start = (row - band.row) * space.rowPages - band.lead;
  const from = Math.max(0, start);
  const to = Math.min(band.range.pages, start + space.rowPages);
  return {
    from: band.range.firstPage + from,
    to: band.range.firstPage + to,
    col: from - start,
    band,
  };
};

/** Page frame number of the first column of a row (it may lie before the region). */
export const rowPfn = (space: Space, row: number): number => {
  const band = bandOfRow(space, row);
  if (band === undefined) return 0;
  return band.range.basePfn - band.lead + (row - band.row) * space.rowPages;
};

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The rectangles of `count` pages from `page` on, one a row, within rows [first, last]. */
export const pageRects = (
  space: Space,
  page: number,
  count: number,
  first = 0,
  last = space.rows - 1,
): Rect[] => {
  const start = placeOf(space, page);
  if (start === undefined) return [];
  const rects: Rect[] = [];
  const end = page + count;
  for (let row = Math.max(first, start.row); row <= last; row += 1) {
    const span = rowSpan(space, row);
    if (span === undefined || span.from >= end) break;
    const from = Math.max(span.from, page);
    const to = Math.min(span.to, end);
    if (to <= from) continue;
    const x = columnX(space, span.col + from - span.from);
    const right = columnX(space, span.col + to - span.from);
    rects.push({ x, y: rowTop(space, row), width: right - x, height: space.rowHeight });
  }
  return rects;
};

/** Rows that show between two heights, the last one included. */
export const visibleRows = (space: Space, top: number, height: number): [number, number] => [
  rowAt(space, top),
  rowAt(space, Math.max(top, top + height - 1)),
];

/** Scroll position that keeps `page` at the same height of the viewport in a new space. */
export const anchoredScroll = (
  before: Space,
  after: Space,
  page: number,
  scroll: number,
  viewHeight: number,
): number => {
  const old = placeOf(before, page);
  const now = placeOf(after, page);
  if (old === undefined || now === undefined) return 0;
  const offset = rowTop(before, old.row) + before.rowHeight / 2 - scroll;
  const target = rowTop(after, now.row) + after.rowHeight / 2 - offset;
  return clampScroll(after, target, viewHeight);
};

export const clampScroll = (space: Space, scroll: number, viewHeight: number): number =>
  Math.round(Math.min(Math.max(0, scroll), Math.max(0, space.height - viewHeight)));

/** The smallest scroll that brings a page into view. */
export const revealScroll = (
  space: Space,
  page: number,
  scroll: number,
  viewHeight: number,
): number => {
  const place = placeOf(space, page);
  if (place === undefined) return scroll;
  const top = rowTop(space, place.row);
  const bottom = top + space.pitch;
  if (top < scroll) return clampScroll(space, top, viewHeight);
  if (bottom > scroll + viewHeight) return clampScroll(space, bottom - viewHeight, viewHeight);
  return scroll;
};
