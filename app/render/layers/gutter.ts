/** The magnified windows beneath rows: the same land, wide enough for its names. */
import { blockName, wasteOf } from '../../frame/frame.ts';
import { gutterRects } from '../geometry/gutters.ts';
import type { Piece, Run } from '../geometry/runs.ts';
import { fontOf } from '../scene.ts';
import type { Ctx, Scene, Sight } from '../scene.ts';
import { columnX, gutterOf, rowTop } from '../geometry/space.ts';
import type { Gutter, Rect } from '../geometry/space.ts';
import { paintCoast, paintCross } from './runs.ts';

export const paintGutters = (ctx: Ctx, scene: Scene, sight: Sight): void => {
  for (let row = sight.first; row <= sight.last; row += 1) {
    const gutter = gutterOf(scene.space, row);
    if (gutter === undefined) continue;
    paintFan(ctx, scene, gutter);
    for (const run of sight.runs) {
      for (const piece of run.pieces) {
        if (piece.row === row) paintPiece(ctx, scene, gutter, run, piece);
      }
    }
  }
};

/** From the window in the row to the full width of the gutter, and a line where it ends. */
const paintFan = (ctx: Ctx, scene: Scene, gutter: Gutter): void => {
  const { space, palette } = scene;
  const y0 = rowTop(space, gutter.row) + space.rowHeight;
  const x0 = columnX(space, gutter.col);
  const x1 = columnX(space, gutter.col + gutter.pages);
  const right = space.left + space.width;
  ctx.fillStyle = palette.freeline;
  ctx.beginPath();
  ctx.moveTo(x0, y0 + 1);
  ctx.lineTo(x1, y0 + 1);
  ctx.lineTo(right, y0 + 8);
  ctx.lineTo(space.left, y0 + 8);
  ctx.closePath();
  ctx.fill();
  ctx.fillStyle = palette.ink2;
  ctx.fillRect(x0, y0, x1 - x0, 2);
};

const paintPiece = (ctx: Ctx, scene: Scene, gutter: Gutter, run: Run, piece: Piece): void => {
  const from = Math.max(piece.col, gutter.col);
  const to = Math.min(piece.col + piece.count, gutter.col + gutter.pages);
  if (to <= from) return;
  const rects = gutterRects(scene.space, gutter, from, to - from);
  for (const [i, rect] of rects.entries()) {
    const last = i === rects.length - 1;
    const cut = {
      left: i > 0 || from > piece.col || piece.openLeft,
      right: !last || to < piece.col + piece.count || piece.openRight,
    };
    if (run.kind === 'owned' || run.kind === 'slack') {
      paintOwned(ctx, scene, gutter, run, rect, cut, last);
    } else paintHole(ctx, scene, run, rect);
    if (i === 0) paintName(ctx, scene, run, rect);
  }
};

const paintOwned = (
  ctx: Ctx,
  scene: Scene,
  gutter: Gutter,
  run: Run,
  rect: Rect,
  cut: { left: boolean; right: boolean },
  last: boolean,
): void => {
  const colours = scene.palette.owners[run.colour] ?? scene.palette.owners[0]!;
  ctx.fillStyle = colours.fill;
  ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  if (run.kind === 'slack') {
    ctx.fillStyle = scene.brushes.slack;
    ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  } else if (last && !cut.right && run.slot >= 0) {
    const page = scene.space.width / gutter.perLine;
    const width = Math.min(rect.width, (wasteOf(scene.view, run.slot) / 4096) * page);
    ctx.fillStyle = scene.brushes.waste;
    ctx.fillRect(rect.x + rect.width - width, rect.y, width, rect.height);
  }
  paintCoast(ctx, rect, colours.edge, cut.left, cut.right);
};

const paintHole = (ctx: Ctx, scene: Scene, run: Run, rect: Rect): void => {
  ctx.fillStyle = scene.palette.free;
  ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  if (run.kind === 'lost' || run.kind === 'lent') {
    ctx.fillStyle = scene.brushes[run.kind === 'lost' ? 'unusable' : 'lent'];
    ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  }
  paintCoast(ctx, rect, scene.palette.freeline, false, false);
  if (run.kind !== 'pinned') return;
  ctx.strokeStyle = scene.palette.ink;
  ctx.lineWidth = 2;
  paintCross(ctx, rect.x + rect.width / 2, rect.y + rect.height / 2, 5);
};

/** A name on one line, else broken after its underscores: never cut. */
export const breakName = (name: string, fits: (text: string) => boolean): readonly string[] => {
  if (fits(name)) return [name];
  const parts = name.split(/(?<=[_:\-.])/);
  for (let i = parts.length - 1; i > 0; i -= 1) {
    const lines = [parts.slice(0, i).join(''), parts.slice(i).join('')];
    if (lines.every(fits)) return lines;
  }
  const half = Math.ceil(name.length / 2);
  const lines = [name.slice(0, half), name.slice(half)];
  return lines.every(fits) ? lines : [];
};

/** What a run is called in a gutter; a pinned page has its cross. */
const nameOf = (scene: Scene, run: Run): string => {
  if (run.kind === 'pinned' || run.kind === 'lent') return '';
  if (run.kind === 'free' || run.kind === 'lost') return scene.words.free;
  if (run.kind === 'slack') return scene.words.slack;
  return (run.slot < 0 ? '' : blockName(scene.view, run.slot)) || scene.words.unnamed;
};

const paintName = (ctx: Ctx, scene: Scene, run: Run, rect: Rect): void => {
  const { palette, space } = scene;
  const word = nameOf(scene, run);
  const isNamed = run.slot >= 0 && blockName(scene.view, run.slot) !== '';
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.font = fontOf(scene, isNamed ? 'small' : 'fact');
  const lines = breakName(word, (text) => ctx.measureText(text).width <= rect.width - 8);
  const step = 13 * space.scale;
  const isLand = run.kind === 'owned' || run.kind === 'slack';
  const ground = isLand ? (palette.owners[run.colour] ?? palette.owners[0]!).fill : palette.free;
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const y = rect.y + rect.height / 2 + (i - (lines.length - 1) / 2) * step + 0.5;
    // Names reach over the hatch beneath them: they take their own ground with them.
    ctx.fillStyle = ground;
    ctx.fillRect(rect.x + 2, y - step / 2, ctx.measureText(line).width + 7, step);
    ctx.fillStyle = isLand ? palette.ownerInk : palette.ink2;
    ctx.fillText(line, rect.x + 5, y);
  }
};
