/** Alignment boundaries: columns where a row holds several, marks before the row where it does not. */
import { fontOf } from '../scene.ts';
import type { Ctx, Scene, Sight } from '../scene.ts';
import { hex } from '../../../engine/contract/units.ts';
import { columnX, rowPfn, rowTop } from '../geometry/space.ts';
import type { Space } from '../geometry/space.ts';
import { rowEdges } from './ground.ts';

const CLOSEST = 7;
const LABEL_ROOM = 46;

/** How boundaries are drawn: as columns, as marks before rows, or not where they would merge. */
export type BoundaryStyle = 'columns' | 'marks' | 'none';
export const boundaryStyle = (
  space: Pick<Space, 'rowPages' | 'cell'>,
  align: number,
): BoundaryStyle => {
  const step = 2 ** align;
  if (align === 0) return 'none';
  if (step >= space.rowPages) return 'marks';
  return step * space.cell < CLOSEST ? 'none' : 'columns';
};

/** Columns at which boundaries stand; empty where they would merge into a grey. */
export const boundaryColumns = (scene: Scene): number[] => {
  const { space } = scene;
  const step = 2 ** scene.align;
  if (boundaryStyle(space, scene.align) !== 'columns') return [];
  const columns: number[] = [];
  for (let col = 0; col < space.rowPages; col += step) columns.push(col);
  return columns;
};

export const paintColumns = (ctx: Ctx, scene: Scene, sight: Sight): void => {
  const { space, palette } = scene;
  const columns = boundaryColumns(scene);
  ctx.fillStyle = palette.line3;
  if (space.detail === 'runs') {
    ctx.globalAlpha = 0.62;
    for (let row = sight.first; row <= sight.last; row += 1) {
      paintLines(ctx, scene, columns, row, row, space.rowHeight + 3);
    }
  } else {
    // Rows lie close: one line through all rows of a band that are whole.
    ctx.globalAlpha = 0.28;
    for (const band of space.bands) {
      const first = Math.max(sight.first, band.row);
      const last = Math.min(sight.last, band.row + band.rows - 1);
      if (last < first) continue;
      const tall = rowTop(space, last) + space.rowHeight - rowTop(space, first);
      paintLines(ctx, scene, columns, first, last, tall);
    }
  }
  ctx.globalAlpha = 1;
  paintRowMarks(ctx, scene, sight);
};

/** Lines from the top of a row, where both the first and the last row have pages. */
const paintLines = (
  ctx: Ctx,
  scene: Scene,
  columns: readonly number[],
  first: number,
  last: number,
  tall: number,
): void => {
  const above = rowEdges(scene, first);
  const below = rowEdges(scene, last);
  if (above === undefined || below === undefined) return;
  const from = first === last ? above[0] : Math.min(above[0], below[0]);
  const to = first === last ? above[1] : Math.max(above[1], below[1]);
  const y = rowTop(scene.space, first);
  for (const col of columns) {
    const x = columnX(scene.space, col);
    if (x >= from && x < to) ctx.fillRect(x, y, 1, tall);
  }
};

/** Where a boundary comes only every so many rows, its row carries a mark. */
const paintRowMarks = (ctx: Ctx, scene: Scene, sight: Sight): void => {
  const { space, palette } = scene;
  const step = 2 ** scene.align;
  if (boundaryStyle(space, scene.align) !== 'marks') return;
  ctx.fillStyle = palette.ink2;
  for (let row = sight.first; row <= sight.last; row += 1) {
    if (rowPfn(space, row) % step !== 0) continue;
    ctx.fillRect(space.left - 6, rowTop(space, row), 6, Math.min(2, space.rowHeight));
  }
};

/** Columns that carry their offset on the ruler: powers of two, with room between them. */
export const rulerColumns = (scene: Scene): number[] => {
  const { space } = scene;
  let step = 1;
  while (step < space.rowPages && step * space.cell < LABEL_ROOM * space.scale) step *= 2;
  if (step < 2 ** scene.align && 2 ** scene.align < space.rowPages) step = 2 ** scene.align;
  const columns: number[] = [];
  for (let col = 0; col < space.rowPages; col += step) columns.push(col);
  return columns;
};

/** The ruler above the rows; it does not scroll. */
export const paintRuler = (ctx: Ctx, scene: Scene, height: number): void => {
  const { space, palette } = scene;
  ctx.fillStyle = palette.paper;
  ctx.fillRect(0, 0, space.left + space.width + 4, height);
  ctx.font = fontOf(scene, 'axis');
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  for (const col of rulerColumns(scene)) {
    const x = columnX(space, col);
    ctx.fillStyle = palette.line2;
    ctx.fillRect(x, height - 5, 1, 5);
    ctx.fillStyle = palette.ink3;
    ctx.fillText(`+${hex(col)}`, x + 3, height - 6);
  }
};
