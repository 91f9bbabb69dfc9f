/** What the pictures of steps have in common: where the reader is, motion, crosses, words on a plate. */
import type { Event } from '../../engine/contract/command.ts';
import { paintCross } from '../render/layers/runs.ts';
import type { Palette } from '../render/palette.ts';
import type { Ctx } from '../render/scene.ts';
import type { Rect } from '../render/geometry/space.ts';

/** Words that stand beside a mark. */
export type StepMark =
  | 'taken'
  | 'end'
  | 'busy'
  | 'fits'
  | 'claimed'
  | 'released'
  | 'moved'
  | 'too small'
  | 'misaligned'
  | 'empty'
  | 'not better'
  | 'best'
  | 'cut'
  | 'next'
  | 'linked'
  | 'merged'
  | 'freed'
  | 'new page'
  | 'has room'
  | 'handed out'
  | 'refused'
  | 'astray';

/** The step that is shown: `events[at]`, on its way there from `events[from]`. */
export interface StepPicture {
  readonly events: readonly Event[];
  readonly at: number;
  readonly from: number;
  /** 0 = at `from`, 1 = there. */
  readonly done: number;
  /** Nothing was executed since: what later steps bring must not be seen yet. */
  readonly latest: boolean;
  readonly word: (mark: StepMark) => string;
}

/** Pixels from dash to dash. */
const BROKEN = 6;
/** Steps before this one that leave a mark. */
export const TRAIL = 48;

/** Slow at both ends. */
export const eased = (done: number): number => done * done * (3 - 2 * done);
export const between = (from: number, to: number, done: number): number =>
  from + (to - from) * eased(done);

/** How faint a mark is that was left so many steps ago. */
export const faint = (ago: number): number => Math.max(0.22, 0.7 - 0.04 * ago);

/** A cross in a rectangle, at least as large as can be seen. */
export const paintMiss = (ctx: Ctx, rect: Rect, colour: string, weight: number): void => {
  const arm = Math.max(3, Math.min(7, Math.min(rect.width, rect.height) / 2 - 1));
  ctx.strokeStyle = colour;
  ctx.lineWidth = weight;
  paintCross(ctx, rect.x + rect.width / 2, rect.y + rect.height / 2, arm);
};

/** What is not there yet, or no longer: paper over it, and a broken line around. */
export const paintAbsent = (ctx: Ctx, rect: Rect, palette: Palette): void => {
  ctx.save();
  ctx.globalAlpha = 0.82;
  ctx.fillStyle = palette.paper;
  ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  ctx.restore();
  paintBroken(ctx, rect, palette.line3);
};

/** A broken line around a rectangle, inside it. */
export const paintBroken = (ctx: Ctx, rect: Rect, colour: string): void => {
  const [right, bottom] = [rect.x + rect.width - 1, rect.y + rect.height - 1];
  ctx.fillStyle = colour;
  for (let x = rect.x; x <= right; x += BROKEN)
    for (const y of [rect.y, bottom]) ctx.fillRect(x, y, Math.min(3, right + 1 - x), 1);
  for (let y = rect.y; y <= bottom; y += BROKEN)
    for (const x of [rect.x, right]) ctx.fillRect(x, y, 1, Math.min(3, bottom + 1 - y));
};

/**
 * A word on a small plate above a rectangle, inside [left, right]; below where there is no room above,
 * or where arrows stand there.
 */
export const paintWord = (
  ctx: Ctx,
  text: string,
  rect: Rect,
  bounds: { readonly left: number; readonly right: number; readonly top: number },
  look: {
    readonly palette: Palette;
    readonly scale: number;
    readonly colour: string;
    readonly below?: boolean;
  },
): void => {
  const { palette, scale, colour } = look;
  const size = 11 * scale;
  ctx.font = `600 ${size}px ${palette.sans}`;
  const width = ctx.measureText(text).width + 8;
  const height = Math.round(size + 5);
  const middle = rect.x + rect.width / 2 - width / 2;
  const x = Math.round(Math.max(bounds.left, Math.min(bounds.right - width, middle)));
  const above = rect.y - height - 4;
  const fits = above >= bounds.top && look.below !== true;
  const y = Math.round(fits ? above : rect.y + rect.height + 4);
  ctx.fillStyle = colour;
  ctx.fillRect(x - 1, y - 1, width + 2, height + 2);
  ctx.fillStyle = palette.paper;
  ctx.fillRect(x, y, width, height);
  ctx.fillStyle = colour;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x + 4, y + height / 2 + 0.5);
};
