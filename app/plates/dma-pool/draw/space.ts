/**
 * Where the pages and blocks of a pool lie on the plate: immutable geometry, in CSS pixels. All pages
 * of a pool have one scale, so that boundaries stand as columns. Few pages are strips with their free
 * lists; more are lines, many are cells, and above both stands the strip of the page that is open.
 */
import type { DmaPoolLayout } from '../../../../engine/contract/view.ts';
import type { Rect } from '../../../render/geometry/space.ts';
import { slotAround } from './place.ts';

export type PoolDetail = 'strips' | 'lines' | 'cells';

export interface PoolSpace {
  readonly pool: DmaPoolLayout;
  readonly pages: number;
  readonly width: number;
  readonly scale: number;
  readonly roomy: boolean;
  readonly detail: PoolDetail;
  /** Left and right end of a page, and pixels a byte. What runs past the page lies after x1. */
  readonly x0: number;
  readonly x1: number;
  readonly perByte: number;
  /** Top and height of the first strip, or of the strip of the open page. */
  readonly strip: { readonly top: number; readonly height: number };
  /** Room above and below a strip for the free list. */
  readonly above: number;
  readonly below: number;
  /** Pixels at the top that do not scroll: the strip of the open page. */
  readonly fixed: number;
  /** Top of the first row of pages, distance of rows, their height, and pages a row. */
  readonly rows: number;
  readonly pitch: number;
  readonly rowHeight: number;
  readonly perRow: number;
  readonly cell: number;
  readonly height: number;
}

const MOST_STRIPS = { roomy: 6, narrow: 4 } as const;
const MOST_LINES = 32;
/** Pages a row where pages are cells, and the narrowest cell that is still seen. */
const CELLS = [64, 32, 16] as const;
const NARROWEST = 8;
const MANY = 2048;

export interface PoolSpaceInput {
  readonly pool: DmaPoolLayout;
  readonly pages: number;
  readonly width: number;
  readonly scale: number;
}

export const createPoolSpace = ({ pool, pages, width, scale }: PoolSpaceInput): PoolSpace => {
  const px = (size: number): number => Math.round(size * scale);
  const roomy = width >= 560 * scale;
  const x0 = px(roomy ? 78 : 66);
  const right = Math.max(x0 + 60, Math.round(width - px(roomy ? 92 : 58)));
  const perByte = (right - x0) / (pool.allocation + pool.overrun);
  const x1 = Math.round(x0 + pool.allocation * perByte);
  const detail = detailOf(pages, roomy);
  const above = px(24);
  const below = px(20);
  const ruler = px(16);
  const strip = { top: ruler + above, height: px(26) };
  const end = strip.top + strip.height + below;
  const common = { pool, pages, width, scale, roomy, detail, x0, x1, perByte, strip, above, below };
  if (detail === 'strips') {
    const pitch = above + strip.height + below;
    const grid = { rows: strip.top, pitch, rowHeight: strip.height, perRow: 1, cell: x1 - x0 };
    return { ...common, ...grid, fixed: 0, height: ruler + Math.max(1, pages) * pitch };
  }
  const lines = detail === 'lines';
  const perRow = lines ? 1 : cellsIn(x1 - x0, pages);
  const rowHeight = px(lines ? 9 : pages > MANY ? 10 : 13);
  const pitch = rowHeight + px(lines ? 5 : 3);
  const rows = end + px(14);
  const cell = lines ? x1 - x0 : (x1 - x0) / perRow;
  const height = rows + Math.ceil(pages / perRow) * pitch + px(4);
  return { ...common, rows, pitch, rowHeight, perRow, cell, fixed: rows - px(4), height };
};

const detailOf = (pages: number, roomy: boolean): PoolDetail => {
  if (pages <= (roomy ? MOST_STRIPS.roomy : MOST_STRIPS.narrow)) return 'strips';
  return pages <= MOST_LINES ? 'lines' : 'cells';
};
const cellsIn = (lane: number, pages: number): number => {
  if (pages > MANY && lane / 128 >= 4) return 128;
  return CELLS.find((count) => lane / count >= NARROWEST) ?? 16;
};

/** Where a page stands in its rows, by its place in the list (0 the newest). */
export const pageRect = (space: PoolSpace, at: number): Rect => {
  const row = Math.floor(at / space.perRow);
  const y = space.rows + row * space.pitch;
  if (space.detail !== 'cells')
    return { x: space.x0, y, width: space.x1 - space.x0, height: space.rowHeight };
  const x = Math.round(space.x0 + (at % space.perRow) * space.cell);
  const next = Math.round(space.x0 + ((at % space.perRow) + 1) * space.cell);
  return { x, y, width: Math.max(2, next - x - 1), height: space.rowHeight };
};

/** Where the strip of a page stands: its own, or that of the open page. */
export const stripTop = (space: PoolSpace, at: number): number =>
  space.detail === 'strips' ? space.rows + at * space.pitch : space.strip.top;

export const offsetX = (space: PoolSpace, offset: number): number =>
  space.x0 + offset * space.perByte;

/** Pixels a block. */
export const blockWidth = ({ pool, perByte }: PoolSpace): number => pool.size * perByte;

/** Left and right end of a block, on whole pixels where blocks are wide enough to be told apart. */
export const slotSpan = (space: PoolSpace, slot: number): readonly [number, number] => {
  const from = space.pool.slots[slot]!;
  const left = offsetX(space, from);
  const right = offsetX(space, from + space.pool.size);
  return blockWidth(space) < 2.5 ? [left, right] : [Math.round(left), Math.round(right)];
};

export const slotMiddle = (space: PoolSpace, slot: number): number => {
  const [left, right] = slotSpan(space, slot);
  return (left + right) / 2;
};

export interface PoolHit {
  /** Place in the list. */
  readonly at: number;
  readonly slot: number;
}

/** What lies under a point of the plate; `scroll` moves what is not fixed. */
export const hitPool = (
  space: PoolSpace,
  open: number,
  x: number,
  y: number,
  scroll: number,
): PoolHit | undefined => {
  const slot = (): number => slotAround(space.pool, (x - space.x0) / space.perByte);
  const end = Math.max(space.x1, offsetX(space, space.pool.allocation + space.pool.overrun));
  if (x < space.x0 || x >= end) return undefined;
  if (space.detail !== 'strips' && y < space.fixed) {
    const inside = y >= space.strip.top - 3 && y < space.strip.top + space.strip.height + 3;
    return inside && open >= 0 ? { at: open, slot: slot() } : undefined;
  }
  const down = y + scroll - space.rows;
  const row = Math.floor((down + 3) / space.pitch);
  if (row < 0 || down - row * space.pitch >= space.rowHeight + 3) return undefined;
  const column = space.detail === 'cells' ? Math.floor((x - space.x0) / space.cell) : 0;
  const at = row * space.perRow + Math.min(space.perRow - 1, column);
  if (at >= space.pages) return undefined;
  return { at, slot: space.detail === 'cells' ? -1 : slot() };
};

/** First and last page whose rows are seen. */
export const seenPages = (
  space: PoolSpace,
  scroll: number,
  height: number,
): readonly [number, number] => {
  const strips = space.detail === 'strips';
  const [above, below] = strips ? [space.above, space.below] : [0, 0];
  const top = scroll + (strips ? 0 : space.fixed);
  const first = Math.max(0, Math.floor((top - space.rows - below) / space.pitch));
  const last = Math.max(0, Math.floor((scroll + height - space.rows + above) / space.pitch));
  return [first * space.perRow, Math.min(space.pages - 1, (last + 1) * space.perRow - 1)];
};
