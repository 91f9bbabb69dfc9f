/** The land before anybody takes it: free rows with page ticks, and the addresses before them. */
import { hex } from '../../../engine/contract/units.ts';
import { fontOf } from '../scene.ts';
import type { Ctx, Scene, Sight } from '../scene.ts';
import { columnX, rowPfn, rowSpan, rowTop } from '../geometry/space.ts';

const TICKS_FROM = 6;

/** A row's pages: x of the first and after the last. */
export const rowEdges = (scene: Scene, row: number): readonly [number, number] | undefined => {
  const span = rowSpan(scene.space, row);
  if (span === undefined) return undefined;
  const { space } = scene;
  return [columnX(space, span.col), columnX(space, span.col + span.to - span.from)];
};

export const paintGround = (ctx: Ctx, scene: Scene, sight: Sight): void => {
  const { space, palette } = scene;
  if (space.detail !== 'runs') return;
  for (let row = sight.first; row <= sight.last; row += 1) {
    const edges = rowEdges(scene, row);
    if (edges === undefined) continue;
    const [x0, x1] = edges;
    const y = rowTop(space, row);
    ctx.fillStyle = palette.free;
    ctx.fillRect(x0, y, x1 - x0, space.rowHeight);
    ctx.fillStyle = palette.freeline;
    ctx.fillRect(x0, y, x1 - x0, 1);
    ctx.fillRect(x0, y + space.rowHeight - 1, x1 - x0, 1);
    if (space.cell < TICKS_FROM) continue;
    for (let col = 0; col <= space.rowPages; col += 1) {
      const x = columnX(space, col);
      if (x >= x0 && x <= x1) ctx.fillRect(Math.min(x, x1 - 1), y, 1, space.rowHeight);
    }
  }
};

/** Page frame number of each row's first column; every so many rows where rows are thin. */
export const paintAddresses = (ctx: Ctx, scene: Scene, sight: Sight): void => {
  const { space, palette } = scene;
  ctx.font = fontOf(scene, 'axis');
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = palette.ink3;
  const stride = 2 ** Math.max(0, Math.ceil(Math.log2((15 * space.scale) / space.pitch)));
  for (const band of space.bands) {
    for (let r = 0; r < band.rows; r += stride) {
      const row = band.row + r;
      if (row < sight.first || row > sight.last) continue;
      const y = rowTop(space, row) + Math.max(space.rowHeight / 2, 6 * space.scale);
      ctx.fillText(hex(rowPfn(space, row)), space.left - 8, y);
    }
  }
};
