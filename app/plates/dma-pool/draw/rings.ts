/** Rings over the pages and blocks of a pool, on a canvas of their own: chosen, pointer, keyboard. */
import { ringRect, RINGS } from '../../../render/layers/rings.ts';
import type { Palette } from '../../../render/palette.ts';
import type { Ctx } from '../../../render/scene.ts';
import type { Rect } from '../../../render/geometry/space.ts';
import { pageRect, slotSpan, stripTop } from './space.ts';
import type { PoolHit, PoolSpace } from './space.ts';

export interface PoolRings {
  readonly chosen: PoolHit | undefined;
  readonly pointer: PoolHit | undefined;
  readonly keyboard: PoolHit | undefined;
}

/** Where a block or page stands on the plate; `open` is the page whose strip stands above. */
export const hitRects = (
  space: PoolSpace,
  open: number,
  { at, slot }: PoolHit,
  scroll: number,
): readonly Rect[] => {
  const { x0, x1 } = space;
  const block = (rect: Rect): Rect => {
    if (slot < 0) return rect;
    const [left, right] = slotSpan(space, slot);
    return { ...rect, x: left, width: Math.max(1, right - left) };
  };
  const page = pageRect(space, at);
  const low = { ...page, y: page.y - scroll };
  if (space.detail === 'strips') return [block(low)];
  const rects = low.y >= space.fixed - 2 ? [space.detail === 'lines' ? block(low) : low] : [];
  if (at !== open) return rects;
  const { height } = space.strip;
  return [...rects, block({ x: x0, y: stripTop(space, at), width: x1 - x0, height })];
};

export const paintPoolRings = (
  ctx: Ctx,
  space: PoolSpace,
  palette: Palette,
  rings: PoolRings,
  { open, scroll }: { readonly open: number; readonly scroll: number },
): void => {
  for (const kind of ['pointer', 'chosen', 'keyboard'] as const) {
    const ringed = rings[kind];
    if (ringed === undefined) continue;
    for (const rect of hitRects(space, open, ringed, scroll))
      ringRect(ctx, rect, RINGS[kind](palette));
  }
};
