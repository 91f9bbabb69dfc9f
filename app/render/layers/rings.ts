/**
 * Rings over the land, on a canvas of their own so that a moving pointer repaints nothing else:
 * black is chosen, grey is the pointer, blue is the keyboard. Their weights differ as well.
 */
import type { Ctx } from '../scene.ts';
import { gutterRects } from '../geometry/gutters.ts';
import { gutterOf, pageRects, placeOf } from '../geometry/space.ts';
import type { Rect, Space } from '../geometry/space.ts';
import type { Palette } from '../palette.ts';

/** Pages to ring. */
export interface PageSpan {
  readonly page: number;
  readonly count: number;
}

export interface Rings {
  readonly chosen: readonly PageSpan[];
  readonly pointer: PageSpan | undefined;
  readonly keyboard: number | undefined;
  readonly first: number;
  readonly last: number;
}

/** Smallest ring that can be seen where pages are less than a pixel. */
const SMALLEST = 7;

export const paintRings = (ctx: Ctx, space: Space, palette: Palette, rings: Rings): void => {
  if (rings.pointer !== undefined) {
    paintSpan(ctx, space, rings, rings.pointer, RINGS.pointer(palette));
  }
  for (const span of rings.chosen) paintSpan(ctx, space, rings, span, RINGS.chosen(palette));
  if (rings.keyboard !== undefined) {
    const span = { page: rings.keyboard, count: 1 };
    paintSpan(ctx, space, rings, span, RINGS.keyboard(palette));
  }
};

export interface RingStyle {
  readonly colour: string;
  readonly weight: number;
  readonly halo?: string;
  readonly grow?: number;
}

/** The same rings on every map. */
export const RINGS = {
  pointer: (palette: Palette): RingStyle => ({ colour: palette.ink3, weight: 1.5 }),
  chosen: (palette: Palette): RingStyle => ({
    colour: palette.selected,
    weight: 2,
    halo: palette.halo,
  }),
  keyboard: (palette: Palette): RingStyle => ({
    colour: palette.focus,
    weight: 2.5,
    halo: palette.halo,
    grow: 2,
  }),
} as const;

/** A whole ring, at least as large as can be seen. */
export const ringRect = (ctx: Ctx, rect: Rect, style: RingStyle): void =>
  paintRing(ctx, atLeast(rect, SMALLEST), style, false, false);

/** A ring around pages; of those that wrap, rows in between stay open at the sides. */
export const paintSpan = (
  ctx: Ctx,
  space: Space,
  rings: Pick<Rings, 'first' | 'last'>,
  span: PageSpan,
  style: RingStyle,
): void => {
  const rects = pageRects(space, span.page, span.count, rings.first, rings.last);
  const start = placeOf(space, span.page);
  const end = placeOf(space, span.page + span.count - 1);
  for (const rect of rects) {
    const openLeft = rect !== rects[0] || (start !== undefined && start.row < rings.first);
    const openRight = rect !== rects.at(-1) || (end !== undefined && end.row > rings.last);
    paintRing(ctx, atLeast(rect, SMALLEST), style, openLeft, openRight);
  }
  for (const rect of inGutters(space, span, rings)) paintRing(ctx, rect, style, false, false);
};

/** The same pages in the gutter of their row. */
const inGutters = (space: Space, span: PageSpan, rings: Pick<Rings, 'first' | 'last'>): Rect[] => {
  const place = placeOf(space, span.page);
  if (place === undefined || place.row < rings.first || place.row > rings.last) return [];
  const gutter = gutterOf(space, place.row);
  if (gutter === undefined || place.col + span.count > space.rowPages) return [];
  return gutterRects(space, gutter, place.col, span.count);
};

const atLeast = (rect: Rect, size: number): Rect => {
  const width = Math.max(rect.width, size);
  const height = Math.max(rect.height, size);
  return {
    x: rect.x - (width - rect.width) / 2,
    y: rect.y - (height - rect.height) / 2,
    width,
    height,
  };
};

/** Lines around a rectangle; a side where the span goes on stays open. */
const paintRing = (
  ctx: Ctx,
  rect: Rect,
  style: RingStyle,
  openLeft: boolean,
  openRight: boolean,
): void => {
  const grow = style.grow ?? 0;
  const sides = (weight: number, out: number, colour: string): void => {
    const x = rect.x - out;
    const y = rect.y - out;
    const width = rect.width + 2 * out;
    const height = rect.height + 2 * out;
    ctx.fillStyle = colour;
    ctx.fillRect(x, y, width, weight);
    ctx.fillRect(x, y + height - weight, width, weight);
    if (!openLeft) ctx.fillRect(x, y, weight, height);
    if (!openRight) ctx.fillRect(x + width - weight, y, weight, height);
  };
  if (style.halo !== undefined) sides(style.weight + 2, grow + 2, style.halo);
  sides(style.weight, grow + 1, style.colour);
};
