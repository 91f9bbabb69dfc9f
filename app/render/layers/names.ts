/**
 * Names and borders where pages are too narrow to be drawn one by one. A block's name, or what is said of
 * a hole, stands in the first place with room: in a row, or across as many rows as its letters are tall.
 * Each is written once; a painter that repaints some rows says what stands elsewhere.
 */
import { blockName, slotOf } from '../../frame/frame.ts';
import { usableOf } from '../geometry/holes.ts';
import type { Hole } from '../geometry/holes.ts';
import { rowSpan, rowTop } from '../geometry/space.ts';
import type { RowSpan } from '../geometry/space.ts';
import { fontOf } from '../scene.ts';
import type { Ctx, Scene, Sight } from '../scene.ts';
import { holeText } from './labels.ts';

/** What has a name: a block by its slot from 0, a hole by -2 less its first page. */
export type NameKey = number;
const keyOfHole = (page: number): NameKey => -2 - page;

/** Where a name stands. */
export interface NamePlace {
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/** What a row shows, and the last hole met in it: the next row often begins with it. */
interface RowOf {
  readonly stretches: readonly Stretch[];
  readonly hole: Hole | undefined;
}

/** A part of a row that one block or hole takes, in pixels. */
interface Stretch {
  readonly key: NameKey;
  readonly row: number;
  readonly x0: number;
  readonly x1: number;
}

/** Narrowest stretch that is looked at, in pixels: in less, a border would be all there is. */
const LEAST = 4;
const MARGIN = 10;
/** Narrowest stretch that may hold a text. */
const LEAST_NAMED = 2 * MARGIN;
/** Pixels that a line of text takes. */
const TALL = 14;

/**
 * The stretches of a row that are wide enough, left to right. The row is looked at every LEAST pixels,
 * so that it costs its pixels, however many pages they show; `hole` is the last one met and answered.
 */
function stretchesOf(scene: Scene, row: number, span: RowSpan, hole: Hole | undefined): RowOf {
  const { space, view } = scene;
  const { blockPfn, blockPages } = view.columns;
  const { range } = span.band;
  const scale = space.width / space.rowPages;
  const shift = span.col - span.from;
  const stretches: Stretch[] = [];
  let met = hole;
  let x = (shift + span.from) * scale;
  const stop = (shift + span.to) * scale;
  while (x < stop) {
    const page = Math.min(span.to - 1, Math.max(span.from, Math.floor(x / scale + 1e-6) - shift));
    const slot = slotOf(view, page);
    let [key, from, end] = [slot, page, page + 1];
    if (slot >= 0) {
      from = range.firstPage + (blockPfn[slot] ?? 0) - range.basePfn;
      end = from + (blockPages[slot] ?? 0);
    } else {
      if (met === undefined || page < met.page || page >= met.page + met.count)
        met = scene.holes.holeAt(page);
      if (met !== undefined)
        [key, from, end] = [keyOfHole(met.page), met.page, met.page + met.count];
    }
    const x0 = (shift + Math.max(span.from, from)) * scale;
    const x1 = (shift + Math.min(span.to, Math.max(end, page + 1))) * scale;
    if (key !== -1 && x1 - x0 >= LEAST) stretches.push({ key, row, x0, x1 });
    x = Math.max(x1, Math.floor(x) + LEAST);
  }
  return { stretches, hole: met };
}

/** The edge between two neighbours of one colour, which would look like one block; undefined: they differ. */
function edgeBetween(scene: Scene, a: Stretch | undefined, b: Stretch): string | undefined {
  const { blockColour } = scene.view.columns;
  if (!a || a.key < 0 || b.key < 0 || a.key === b.key) return undefined;
  const colour = blockColour[b.key];
  if (colour === undefined || colour !== blockColour[a.key]) return undefined;
  return (scene.palette.owners[colour] ?? scene.palette.owners[0]!).edge;
}

/** Borders to the left of the stretches of a row, and above the first one where rows lie close. */
function paintBorders(
  ctx: Ctx,
  scene: Scene,
  row: number,
  stretches: readonly Stretch[],
  above: readonly Stretch[],
): void {
  const { space } = scene;
  const y = rowTop(space, row);
  for (const [i, one] of stretches.entries()) {
    const before = stretches[i - 1];
    const edge = before && one.x0 - before.x1 <= 1 ? edgeBetween(scene, before, one) : undefined;
    if (edge === undefined) continue;
    ctx.fillStyle = edge;
    ctx.fillRect(space.left + Math.round(one.x0), y, 1, space.rowHeight);
  }
  const [first] = stretches;
  if (!first || first.x0 > 0 || space.pitch - space.rowHeight > 1) return;
  const last = above.at(-1);
  const edge = last && last.x1 >= space.width - 1 ? edgeBetween(scene, last, first) : undefined;
  if (edge === undefined) return;
  ctx.fillStyle = edge;
  ctx.fillRect(space.left, y, Math.round(first.x1), 1);
}

interface Box {
  readonly first: number;
  readonly last: number;
  readonly x0: number;
  readonly x1: number;
}

/** Places across `rows` rows in which all of them belong to it, top to bottom. */
function* boxes(stretches: readonly Stretch[], rows: number): Generator<Box> {
  for (let i = 0; i + rows <= stretches.length; i += 1) {
    const some = stretches.slice(i, i + rows);
    const [first, last] = [some[0]!.row, some.at(-1)!.row];
    if (last - first !== rows - 1) continue;
    const x0 = some.reduce((most, one) => Math.max(most, one.x0), 0);
    const x1 = some.reduce((least, one) => Math.min(least, one.x1), Infinity);
    if (x1 > x0) yield { first, last, x0, x1 };
  }
}

const textOf = (scene: Scene, key: NameKey): string => {
  if (key >= 0) return blockName(scene.view, key);
  const page = -2 - key;
  const hole = scene.holes.holeAt(page);
  const range = scene.region.ranges.find(
    (one) => page >= one.firstPage && page < one.firstPage + one.pages,
  );
  if (!hole || !range) return '';
  const pfn = range.basePfn + hole.page - range.firstPage;
  return holeText(scene, hole, usableOf(pfn, hole.count, 2 ** scene.align));
};

function paintName(
  ctx: Ctx,
  scene: Scene,
  key: NameKey,
  text: string,
  width: number,
  box: Box,
): void {
  const { space, palette, view } = scene;
  const top = rowTop(space, box.first);
  const y = (top + rowTop(space, box.last) + space.rowHeight) / 2 + 0.5;
  const x = space.left + box.x0 + MARGIN / 2 + 1;
  const tall = TALL * space.scale;
  const owner = key < 0 ? undefined : palette.owners[view.columns.blockColour[key] ?? 0];
  ctx.fillStyle = owner?.fill ?? palette.paper;
  ctx.fillRect(x - 3, y - tall / 2 - 0.5, width + 6, tall);
  ctx.fillStyle = key < 0 ? palette.ink2 : palette.ownerInk;
  ctx.fillText(text, x, y);
}

/** What is written now at a place: text that changed is written anew with its rows. */
export const isStale = (scene: Scene, key: NameKey, place: NamePlace): boolean =>
  textOf(scene, key) !== place.text;

/**
 * Paint borders and names of the rows in sight; `elsewhere`: keys whose name stands in rows that are not
 * painted. Answers what was written.
 */
export function paintNames(
  ctx: Ctx,
  scene: Scene,
  sight: Sight,
  elsewhere: ReadonlyMap<NameKey, unknown>,
): Map<NameKey, NamePlace> {
  const { space } = scene;
  const byKey = new Map<NameKey, Stretch[]>();
  let hole: Hole | undefined;
  const rowOf = (row: number): readonly Stretch[] => {
    const span = rowSpan(space, row);
    if (span === undefined) return [];
    const found = stretchesOf(scene, row, span, hole);
    hole = found.hole;
    return found.stretches;
  };
  let above = sight.first > 0 ? rowOf(sight.first - 1) : [];
  for (let row = sight.first; row <= sight.last; row += 1) {
    const stretches = rowOf(row);
    paintBorders(ctx, scene, row, stretches, above);
    above = stretches;
    if (row < sight.whole) continue;
    for (const one of stretches) {
      if (one.x1 - one.x0 < LEAST_NAMED || elsewhere.has(one.key)) continue;
      const known = byKey.get(one.key);
      if (known) known.push(one);
      else byKey.set(one.key, [one]);
    }
  }
  const rows = Math.max(1, Math.ceil((TALL * space.scale) / space.pitch));
  const written = new Map<NameKey, NamePlace>();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const [key, stretches] of byKey) {
    if (stretches.length < rows) continue;
    const text = textOf(scene, key);
    if (text === '') continue;
    ctx.font = fontOf(scene, key < 0 ? 'fact' : 'small');
    const { width } = ctx.measureText(text);
    for (const box of boxes(stretches, rows)) {
      if (box.x1 - box.x0 < width + MARGIN) continue;
      paintName(ctx, scene, key, text, width, box);
      written.set(key, { first: box.first, last: box.last, text });
      break;
    }
  }
  return written;
}
