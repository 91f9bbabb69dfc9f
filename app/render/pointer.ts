/** The pointer to what the next allocation takes. */
import type { Palette } from './palette.ts';
import type { Ctx } from './scene.ts';

/** A triangle whose tip is at `x`, `y`. */
export const paintPointer = (ctx: Ctx, palette: Palette, x: number, y: number): void => {
  ctx.fillStyle = palette.ink;
  ctx.beginPath();
  ctx.moveTo(x - 4, y - 5);
  ctx.lineTo(x + 4, y - 5);
  ctx.lineTo(x, y);
  ctx.fill();
};
