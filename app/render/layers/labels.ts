/**
 * Names on the land. A run's name stands in its first visible row with room; pages and bytes follow
 * if they fit too. A hole says its own arithmetic. A name is never cut: without room it is left out,
 * and the gutter beneath the row or the read-out says it.
 */
import { PageState } from '../../../engine/contract/view.ts';
import { blockName, pfnOfPage, rangeOfPage } from '../../frame/frame.ts';
import { usableOf } from '../geometry/holes.ts';
import type { Hole } from '../geometry/holes.ts';
import type { Piece, Run } from '../geometry/runs.ts';
import { fontOf } from '../scene.ts';
import type { Ctx, Scene, Sight } from '../scene.ts';
import { pieceRect, wastePixels } from './runs.ts';
import type { Rect } from '../geometry/space.ts';

/** Space a word keeps to the coast on both sides together. */
const MARGIN = 10;
const ROOM_FOR_TEXT = 14;

export const paintLabels = (ctx: Ctx, scene: Scene, sight: Sight): void => {
  if (scene.space.rowHeight < ROOM_FOR_TEXT * scene.space.scale) return;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const run of sight.runs) {
    if (run.kind === 'owned') paintOwner(ctx, scene, sight, run);
    else if (run.kind === 'slack') paintPlain(ctx, scene, sight, run, scene.words.slack);
    else if (run.kind === 'pinned') paintBeside(ctx, scene, sight, run);
  }
  for (const [hole, runs] of holesOf(scene, sight)) paintHole(ctx, scene, sight, hole, runs);
};

const midOf = (scene: Scene, rect: Rect): number =>
  // Above the addresses of pages where those are written, else in the middle.
  rect.y + (scene.space.cell >= DETAILS_FROM ? 14 * scene.space.scale : rect.height / 2) + 0.5;

/** Widest page at which only names are written; from here on each page has its own line too. */
export const DETAILS_FROM = 90;

const paintOwner = (ctx: Ctx, scene: Scene, sight: Sight, run: Run): void => {
  const { view, words, palette } = scene;
  const name = run.slot < 0 ? '' : blockName(view, run.slot);
  const word = name === '' ? words.unnamed : name;
  const place = roomFor(ctx, scene, sight, run, word);
  if (place === undefined) return;
  const { rect, room, font, width } = place;
  const y = midOf(scene, rect);
  const x = rect.x + MARGIN / 2 + 1;
  ctx.font = font;
  if (room < width + MARGIN) {
    // Over the hatch of its own waste a name takes its ground with it.
    const tall = 14 * scene.space.scale;
    ctx.fillStyle = (palette.owners[run.colour] ?? palette.owners[0]!).fill;
    ctx.fillRect(x - 2, y - tall / 2, width + 4, tall);
  }
  ctx.fillStyle = palette.ownerInk;
  ctx.globalAlpha = name === '' ? 0.86 : 1;
  ctx.fillText(word, x, y);
  paintFacts(ctx, scene, run.slot, x + width + 8, y, rect.x + room - 4);
  ctx.globalAlpha = 1;
};

interface LabelRoom {
  readonly rect: Rect;
  /** Pixels of the piece that are no waste. */
  readonly room: number;
  readonly font: string;
  readonly width: number;
}

/** Pieces of a run in the order in which they may carry its name: those cut by the top edge last. */
const carriers = (sight: Sight, run: Run): readonly Piece[] => {
  const first = run.pieces[0];
  if (first === undefined || first.row >= sight.whole) return run.pieces;
  return [...run.pieces.slice(1), first];
};

/** The first visible piece in which a word has room: full size, then small, then over the waste. */
const roomFor = (
  ctx: Ctx,
  scene: Scene,
  sight: Sight,
  run: Run,
  word: string,
): LabelRoom | undefined => {
  const attempts = [
    ['name', false],
    ['small', false],
    ['small', true],
  ] as const;
  for (const [role, overWaste] of attempts) {
    const font = fontOf(scene, role);
    ctx.font = font;
    const width = ctx.measureText(word).width;
    for (const piece of carriers(sight, run)) {
      const rect = pieceRect(scene, piece);
      const room = rect.width - wastePixels(scene, run.slot, piece);
      if ((overWaste ? rect.width : room) >= width + MARGIN) return { rect, room, font, width };
    }
  }
  return undefined;
};

const paintFacts = (
  ctx: Ctx,
  scene: Scene,
  slot: number,
  x: number,
  y: number,
  end: number,
): void => {
  if (slot < 0) return;
  const { blockPages, blockBytes } = scene.view.columns;
  const pages = blockPages[slot]!;
  ctx.font = fontOf(scene, 'fact');
  for (const text of [
    scene.words.pagesAndBytes(pages, blockBytes[slot]!),
    scene.words.pages(pages),
  ]) {
    if (x + ctx.measureText(text).width > end) continue;
    ctx.globalAlpha = 0.86;
    ctx.fillText(text, x, y);
    return;
  }
};

const paintPlain = (ctx: Ctx, scene: Scene, sight: Sight, run: Run, word: string): void => {
  ctx.font = fontOf(scene, 'fact');
  const width = ctx.measureText(word).width;
  const piece = carriers(sight, run).find((p) => pieceRect(scene, p).width >= width + MARGIN);
  if (piece === undefined) return;
  const rect = pieceRect(scene, piece);
  paintOnPaper(ctx, scene, word, rect.x + MARGIN / 2, midOf(scene, rect), width);
};

/** Text over a pattern stands on paper of its own. */
const paintOnPaper = (
  ctx: Ctx,
  scene: Scene,
  text: string,
  x: number,
  y: number,
  width: number,
): void => {
  const tall = 13 * scene.space.scale;
  ctx.fillStyle = scene.palette.paper;
  ctx.fillRect(x - 4, y - tall / 2 - 1, width + 8, tall);
  ctx.fillStyle = scene.palette.ink2;
  ctx.fillText(text, x, y);
};

/** "pinned" to the right of the cross, if nothing else lies there. */
const paintBeside = (ctx: Ctx, scene: Scene, sight: Sight, run: Run): void => {
  const piece = run.pieces.at(-1)!;
  const rect = pieceRect(scene, piece);
  const next = pieceBehind(sight, piece);
  if (next === undefined) return;
  const word = scene.words.pinned;
  ctx.font = fontOf(scene, 'fact');
  const width = ctx.measureText(word).width;
  if (pieceRect(scene, next).width < width + MARGIN) return;
  paintOnPaper(ctx, scene, word, rect.x + rect.width + 5, midOf(scene, rect), width);
};

const pieceBehind = (sight: Sight, piece: Piece): Piece | undefined => {
  for (const run of sight.runs) {
    if (run.kind !== 'free' && run.kind !== 'lost') continue;
    const next = run.pieces.find((p) => p.row === piece.row && p.col === piece.col + piece.count);
    if (next !== undefined) return next;
  }
  return undefined;
};

const isHoleRun = (run: Run): boolean => run.kind !== 'owned' && run.kind !== 'slack';

/** Visible runs gathered by the hole they lie in. */
const holesOf = (scene: Scene, sight: Sight): [Hole, Run[]][] => {
  const found: [Hole, Run[]][] = [];
  for (const run of sight.runs) {
    if (!isHoleRun(run)) continue;
    const page = run.pieces[0]!.page;
    const last = found.at(-1);
    if (last !== undefined && page < last[0].page + last[0].count) {
      last[1].push(run);
      continue;
    }
    const hole = scene.holes.holeAt(page);
    if (hole !== undefined) found.push([hole, [run]]);
  }
  return found;
};

const paintHole = (
  ctx: Ctx,
  scene: Scene,
  sight: Sight,
  hole: Hole,
  runs: readonly Run[],
): void => {
  const pfn = pfnOfPage(scene.region, hole.page);
  if (pfn === undefined) return;
  const { words } = scene;
  const text = holeText(scene, hole, usableOf(pfn, hole.count, 2 ** scene.align));
  ctx.font = fontOf(scene, 'fact');
  const free = runs.filter((run) => run.kind === 'free');
  const lost = runs.filter((run) => run.kind === 'lost');
  if (!paintInto(ctx, scene, sight, free, text) && !paintInto(ctx, scene, sight, lost, text)) {
    paintInto(ctx, scene, sight, free, words.freePages(hole.count));
  }
  for (const run of runs) {
    if (run.kind === 'lent') paintInto(ctx, scene, sight, [run], words.lent(lentPages(scene, run)));
  }
};

/** What a hole says: `after` = pages from its first boundary on. */
export const holeText = (scene: Scene, hole: Hole, after: number): string => {
  const { words } = scene;
  if (after === 0) return words.lost(hole.count);
  const usable = scene.holes.usableIn(hole);
  return usable < after ? words.cut(hole.count, usable) : words.hole(hole.count, usable);
};

/** All pages of a lent run, those that are out of sight included. */
const lentPages = (scene: Scene, run: Run): number => {
  const { page } = scene.view.columns;
  const start = run.pieces[0]!.page;
  const range = rangeOfPage(scene.region, start);
  if (range === undefined) return 0;
  const isLent = (i: number): boolean =>
    (page[i]! & (PageState.LENT | PageState.ALLOCATED | PageState.PINNED)) === PageState.LENT;
  let from = start;
  let to = start + 1;
  while (from > range.firstPage && isLent(from - 1)) from -= 1;
  while (to < range.firstPage + range.pages && isLent(to)) to += 1;
  return to - from;
};

/** Write a text into the first piece of the runs that has room for it. */
const paintInto = (
  ctx: Ctx,
  scene: Scene,
  sight: Sight,
  runs: readonly Run[],
  text: string,
): boolean => {
  const width = ctx.measureText(text).width;
  for (const run of runs) {
    for (const piece of carriers(sight, run)) {
      const rect = pieceRect(scene, piece);
      if (rect.width < width + MARGIN + 4) continue;
      paintOnPaper(ctx, scene, text, rect.x + MARGIN / 2 + 3, midOf(scene, rect), width);
      return true;
    }
  }
  return false;
};
