/**
 * Runs as land: a pale tint with a darker coast, which closes only where the run begins or ends.
 * Patterns lie over the tint and say what state the pages are in.
 */
import type { Ctx, Scene, Sight } from '../scene.ts';
import type { Piece, Run } from '../geometry/runs.ts';
import { columnX, rowTop } from '../geometry/space.ts';
import type { Rect } from '../geometry/space.ts';
import { wasteOf } from '../../frame/frame.ts';
import { pageOfPfn } from '../../frame/frame.ts';

const TICKS_FROM = 6;

export const pieceRect = (scene: Scene, piece: Piece): Rect => {
  const { space } = scene;
  const x = columnX(space, piece.col);
  const right = columnX(space, piece.col + piece.count);
  return { x, y: rowTop(space, piece.row), width: right - x, height: space.rowHeight };
};

export const paintRuns = (ctx: Ctx, scene: Scene, sight: Sight): void => {
  for (const run of sight.runs) {
    for (const piece of run.pieces) {
      const rect = pieceRect(scene, piece);
      if (run.kind === 'owned' || run.kind === 'slack') paintOwned(ctx, scene, run, piece, rect);
      else if (run.kind === 'lost') paintPattern(ctx, scene, 'unusable', rect);
      else if (run.kind === 'lent') paintPattern(ctx, scene, 'lent', rect);
      else if (run.kind === 'pinned') paintPinned(ctx, scene, piece, rect);
    }
  }
};

const paintPattern = (ctx: Ctx, scene: Scene, name: keyof Scene['brushes'], rect: Rect): void => {
  ctx.fillStyle = scene.brushes[name];
  ctx.fillRect(rect.x, rect.y + 1, rect.width, rect.height - 2);
};

const paintOwned = (ctx: Ctx, scene: Scene, run: Run, piece: Piece, rect: Rect): void => {
  const colours = scene.palette.owners[run.colour] ?? scene.palette.owners[0]!;
  ctx.fillStyle = colours.fill;
  ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  if (run.kind === 'slack') {
    ctx.fillStyle = scene.brushes.slack;
    ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  } else {
    paintWaste(ctx, scene, run.slot, piece, rect);
  }
  if (scene.space.cell >= TICKS_FROM) paintTicks(ctx, scene, piece, rect);
  paintCoast(ctx, rect, colours.edge, piece.openLeft, piece.openRight);
};

/** Pixels of a piece, from its right end, that are rounding waste; to scale. */
export const wastePixels = (scene: Scene, slot: number, piece: Piece): number => {
  const waste = slot < 0 ? 0 : wasteOf(scene.view, slot) / 4096;
  if (waste === 0) return 0;
  const { blockPfn, blockPages } = scene.view.columns;
  const last = pageOfPfn(scene.region, blockPfn[slot]! + blockPages[slot]! - 1);
  if (last === undefined) return 0;
  const from = Math.max(piece.page, last + 1 - waste);
  const to = Math.min(piece.page + piece.count, last + 1);
  return Math.max(0, to - from) * scene.space.cell;
};

const paintWaste = (ctx: Ctx, scene: Scene, slot: number, piece: Piece, rect: Rect): void => {
  const width = Math.min(rect.width, wastePixels(scene, slot, piece));
  if (width < 0.5) return;
  const x = rect.x + rect.width - width;
  ctx.fillStyle = scene.brushes.waste;
  ctx.fillRect(x, rect.y, width, rect.height);
};

const paintTicks = (ctx: Ctx, scene: Scene, piece: Piece, rect: Rect): void => {
  ctx.fillStyle = scene.palette.tick;
  for (let i = 1; i < piece.count; i += 1) {
    ctx.fillRect(columnX(scene.space, piece.col + i), rect.y + 1, 1, rect.height - 2);
  }
};

/** Coast lines on whole pixels. */
export const paintCoast = (
  ctx: Ctx,
  rect: Rect,
  colour: string,
  openLeft: boolean,
  openRight: boolean,
): void => {
  ctx.fillStyle = colour;
  ctx.fillRect(rect.x, rect.y, rect.width, 1);
  ctx.fillRect(rect.x, rect.y + rect.height - 1, rect.width, 1);
  if (!openLeft) ctx.fillRect(rect.x, rect.y, 1, rect.height);
  if (!openRight) ctx.fillRect(rect.x + rect.width - 1, rect.y, 1, rect.height);
};

/** A cross on every pinned page. */
const paintPinned = (ctx: Ctx, scene: Scene, piece: Piece, rect: Rect): void => {
  const arm = Math.min(5, scene.space.cell / 2 - 0.5, rect.height / 2 - 2);
  ctx.strokeStyle = scene.palette.ink;
  ctx.lineWidth = scene.space.cell >= 10 ? 2 : 1.5;
  for (let i = 0; i < piece.count; i += 1) {
    const x = (columnX(scene.space, piece.col + i) + columnX(scene.space, piece.col + i + 1)) / 2;
    paintCross(ctx, x, rect.y + rect.height / 2, arm);
  }
};

export const paintCross = (ctx: Ctx, x: number, y: number, arm: number): void => {
  ctx.beginPath();
  ctx.moveTo(x - arm, y - arm);
  ctx.lineTo(x + arm, y + arm);
  ctx.moveTo(x - arm, y + arm);
  ctx.lineTo(x + arm, y - arm);
  ctx.stroke();
};
