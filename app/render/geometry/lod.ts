/**
 * Rows of pages as pixels, for pages too narrow to be drawn one by one. A pixel that several pages
 * share shows the owner that holds most of them, paler the less of them is taken; a pinned page
 * always shows. Every count is exact: no page is skipped.
 */
import { PageState } from '../../../engine/contract/view.ts';
import { PIXEL_CLASSES, PixelClass, SHARES } from '../palette.ts';
import type { Palette } from '../palette.ts';
import type { RowSpan } from './space.ts';

export interface RowInput {
  readonly page: Uint8Array;
  readonly owner: Uint32Array;
  readonly span: RowSpan;
  readonly rowPages: number;
  /** Alignment order whose unusable pages are shown. */
  readonly align: number;
  /** Pixels of the row. */
  readonly width: number;
}

/** First page of pixel x, as an offset from the row's first column. */
const edge = (x: number, rowPages: number, width: number): number =>
  Math.floor((x * rowPages) / width);

const BLOCKED = PageState.ALLOCATED | PageState.PINNED;

/**
 * Whether a used page stands between the last multiple of 2^align and a page: then no request of
 * that alignment can start at or before the page in its hole.
 */
export const lostBefore = (page: Uint8Array, span: RowSpan, align: number): boolean => {
  const { range } = span.band;
  const pfn = range.basePfn + span.from - range.firstPage;
  const back = pfn % 2 ** align;
  const from = span.from - back;
  if (from < range.firstPage) return true;
  for (let i = from; i < span.from; i += 1) if (page[i]! & BLOCKED) return true;
  return false;
};

const counts = new Uint32Array(PIXEL_CLASSES);
const PINNED_BIT = 1 << PixelClass.pinned;

/** Four pages of one state as a word. */
const FOUR = new Uint32Array(256).map((_, state) => state * 0x01010101);

/** The page column four pages at a time, where its buffer allows it. */
const wordsOf = (page: Uint8Array): Uint32Array | undefined =>
  page.byteOffset % 4 === 0
    ? new Uint32Array(page.buffer, page.byteOffset, page.length >> 2)
    : undefined;

/** End of the run of equal state bytes that starts at `from`, at most `stop`. */
const runEnd = (
  page: Uint8Array,
  words: Uint32Array | undefined,
  from: number,
  stop: number,
): number => {
  const state = page[from]!;
  let at = from + 1;
  while (at < stop && (at & 3) !== 0) {
    if (page[at] !== state) return at;
    at += 1;
  }
  if (words !== undefined) {
    const four = FOUR[state]!;
    while (at + 4 <= stop && words[at >> 2] === four) at += 4;
  }
  while (at < stop && page[at] === state) at += 1;
  return at;
};

/**
 * Several pages a pixel. Columns before and after the region stay paper. Pages are counted run by
 * run; of owners with equally many pages the one that had them first shows.
 */
export const densityRow = (out: Uint32Array, input: RowInput, palette: Palette): void => {
  const { page, span, rowPages, width } = input;
  const { classOf, density32 } = palette;
  const words = wordsOf(page);
  const base = span.from - span.col;
  const step = 2 ** input.align;
  const { range } = span.band;
  // Pages up to the next multiple of the alignment, counted down instead of dividing.
  let left = step - ((range.basePfn + span.from - range.firstPage) % step);
  let lost = lostBefore(page, span, input.align);
  let i = span.from;
  /** A page has more than one pixel on a sharp screen, and is counted at the last of them. */
  const stretched = width > rowPages;
  for (let x = 0; x < width; x += 1) {
    const from = i;
    const to = Math.min(span.to, base + edge(x + 1, rowPages, width));
    if (to <= from) {
      out[x] = palette.paper32;
      continue;
    }
    let seen = 0;
    let best = 0;
    let most = 0;
    while (i < to) {
      const state = page[i]!;
      const end = runEnd(page, words, i, Math.min(to, i + left));
      if (state & BLOCKED) lost = true;
      const plain = classOf[state]!;
      const k = plain === PixelClass.free && lost ? PixelClass.lost : plain;
      const count = counts[k]! + end - i;
      counts[k] = count;
      seen |= 1 << k;
      if (count > most && k >= PixelClass.lent) {
        most = count;
        best = k;
      }
      left -= end - i;
      i = end;
      if (left === 0) {
        left = step;
        lost = false;
      }
    }
    const lostPages = counts[PixelClass.lost]!;
    const free = counts[PixelClass.free]! + lostPages;
    const ground = lostPages * 2 > free ? 1 : 0;
    const share = Math.ceil(((to - from - free) * SHARES) / (to - from));
    out[x] =
      seen & PINNED_BIT ? palette.pinned32 : density32[(best * 2 + ground) * (SHARES + 1) + share]!;
    if (stretched)
      for (let before = x - 1; edge(before, rowPages, width) === to - 1 - base; before -= 1)
        out[before] = out[x]!;
    while (seen !== 0) {
      const k = 31 - Math.clz32(seen);
      counts[k] = 0;
      seen ^= 1 << k;
    }
  }
};

/** What a page is at one or more pixels a page: `edge` = the last page of its block. */
interface PixelPage {
  state: number;
  lost: boolean;
  last: boolean;
}

/**
 * Several lines of a row of densities: line 0 as densityRow has it, the others copies of it; pixels whose
 * pages are all free and unusable are hatched, as they are where pages are drawn one by one. `y0` is where
 * line 0 lies in the hatch, so that it goes on from row to row.
 */
export const densityRows = (
  lines: Uint32Array,
  height: number,
  input: RowInput,
  palette: Palette,
  y0: number,
): void => {
  const { width } = input;
  densityRow(lines, input, palette);
  for (let y = 1; y < height; y += 1) lines.copyWithin(y * width, 0, width);
  const lost = palette.density32[SHARES + 1];
  const free = palette.state32[0]!;
  const first = lines.subarray(0, width);
  for (let x = first.indexOf(lost!); x >= 0; x = first.indexOf(lost!, x + 1)) {
    for (let y = 0; y < height; y += 1)
      lines[y * width + x] = ((x + y + y0) & 3) === 0 ? palette.hatch32 : free;
  }
};

/**
 * One to four pixels a page: tints, the last pixel of a block darker. `y` slants the hatch of pages
 * that are free but unusable and sets the dots of lent ones.
 */
export const pixelRow = (out: Uint32Array, input: RowInput, palette: Palette, y: number): void => {
  const { page, owner, span, rowPages, width } = input;
  const base = span.from - span.col;
  const at: PixelPage = { state: 0, lost: lostBefore(page, span, input.align), last: false };
  const { range } = span.band;
  const step = 2 ** input.align;
  let current = -1;
  for (let x = 0; x < width; x += 1) {
    const i = base + edge(x, rowPages, width);
    if (i < span.from || i >= span.to) {
      out[x] = palette.paper32;
      continue;
    }
    if (i !== current) {
      current = i;
      const pfn = range.basePfn + i - range.firstPage;
      at.state = page[i]!;
      at.lost = (pfn % step === 0 ? false : at.lost) || (at.state & BLOCKED) !== 0;
      at.last = i + 1 >= range.firstPage + range.pages || owner[i + 1] !== owner[i];
    }
    const closes = at.last && base + edge(x + 1, rowPages, width) !== i;
    out[x] = pagePixel(palette, at, closes, x, y);
  }
};

const pagePixel = (
  palette: Palette,
  at: PixelPage,
  closes: boolean,
  x: number,
  y: number,
): number => {
  const { state } = at;
  if (state & PageState.ALLOCATED && !(state & PageState.PINNED) && closes) {
    return palette.owners[state & PageState.COLOUR]?.edge32 ?? palette.state32[state]!;
  }
  if (state & BLOCKED) return palette.state32[state]!;
  const free = palette.state32[0]!;
  if (state & PageState.LENT) return (x & 1) === 0 && (y & 1) === 0 ? palette.lent32 : free;
  return at.lost && ((x + y) & 3) === 0 ? palette.hatch32 : free;
};
