/** Many pages: lines to scale, or cells filled as far as their blocks are in use. */
import { paintCoast } from '../../../render/layers/runs.ts';
import { paintPointer } from '../../../render/pointer.ts';
import { fontOf } from '../../../render/scene.ts';
import type { Ctx } from '../../../render/scene.ts';
import { hexOf } from './address.ts';
import { servingPage } from './pages.ts';
import type { PoolScene } from './scene.ts';
import { pageRect } from './space.ts';
import { ownerOf, paintStrip } from './strip.ts';

/** Pixels a cell from which a full one has a coast. */
const COAST_FROM = 6;

/** Pages [first, last] of the list as thin strips. */
export const paintLines = (
  ctx: Ctx,
  scene: PoolScene,
  [first, last]: readonly [number, number],
): void => {
  const { view, pool, pages, space, palette, words } = scene;
  const list = pages.of(pool);
  const serving = servingPage(view, pages, pool);
  for (let at = first; at <= last; at += 1) {
    const page = list[at]!;
    const rect = pageRect(space, at);
    paintStrip(ctx, scene, page, { top: rect.y, height: rect.height }, undefined);
    const y = rect.y + rect.height / 2 + 0.5;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    ctx.font = fontOf(scene, 'axis');
    ctx.fillStyle = page === serving || at === scene.open ? palette.ink : palette.ink3;
    ctx.fillText(hexOf(view.columns.poolPageAddress[page]!), 0, y);
    const free = Math.max(0, pool.blocks - view.columns.poolPageUsed[page]!);
    ctx.font = fontOf(scene, 'fact');
    ctx.fillStyle = free === 0 ? palette.ink3 : palette.ink2;
    ctx.fillText(free === 0 ? words.full : words.free(free, 0), space.x1 + 8 * space.scale, y);
  }
};

/** Pages [first, last] of the list as cells; each row says where in the list it begins. */
export const paintCells = (
  ctx: Ctx,
  scene: PoolScene,
  [first, last]: readonly [number, number],
): void => {
  const { view, pool, pages, space, palette } = scene;
  const list = pages.of(pool);
  const owner = ownerOf(scene);
  const serving = servingPage(view, pages, pool);
  const { poolPageUsed } = view.columns;
  ctx.font = fontOf(scene, 'axis');
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (let at = first; at <= last; at += 1) {
    const page = list[at]!;
    const rect = pageRect(space, at);
    const { x, y, width, height } = rect;
    if (at % space.perRow === 0) {
      ctx.fillStyle = palette.ink3;
      ctx.fillText(hexOf(view.columns.poolPageAddress[page]!), 0, y + height / 2 + 0.5);
    }
    const share = Math.min(1, poolPageUsed[page]! / pool.blocks);
    ctx.fillStyle = palette.free;
    ctx.fillRect(x, y, width, height);
    if (share > 0) {
      // One block in use must already be seen, one free block must not be lost.
      const tall = share === 1 ? height : Math.min(height - 2, Math.max(2, share * height));
      ctx.fillStyle = owner.fill;
      ctx.fillRect(x, y + height - tall, width, tall);
    }
    const isOpen = at === scene.open;
    const coast = isOpen ? palette.ink : share === 1 ? owner.edge : palette.line2;
    // Of narrow cells two coasts would be all that is seen.
    if (isOpen || share < 1 || width >= COAST_FROM) paintCoast(ctx, rect, coast, false, false);
    if (page === serving) paintPointer(ctx, palette, x + width / 2, y + 1);
  }
};
