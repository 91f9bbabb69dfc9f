/**
 * The free list over a strip: numerals say who is next, steps forward arch above the strip, steps back
 * hang below it, and blocks that follow each other in address order share one arrow. Red is what a
 * sound list never has: a block that leads to itself, a circle, a link that leads to no block.
 */
import { POOL_CORRUPT, PoolBlock } from '../../../../engine/contract/view.ts';
import { paintPointer } from '../../../render/pointer.ts';
import { paintCross } from '../../../render/layers/runs.ts';
import { fontOf } from '../../../render/scene.ts';
import type { Ctx } from '../../../render/scene.ts';
import type { ChainPlan, Jump, Stretch } from './chain.ts';
import { hexOf } from './address.ts';
import { headOf } from './pages.ts';
import type { PoolScene } from './scene.ts';
import { blockWidth, slotMiddle, slotSpan } from './space.ts';

/** Pixels a block from which a numeral fits into it. */
const NUMERALS_FROM = 8;

/** A page and where its strip stands. */
export interface Stripe {
  readonly page: number;
  readonly top: number;
  readonly height: number;
}

/** Where a block row stands among the strips that are seen. */
interface Spot {
  readonly stripe: Stripe;
  readonly slot: number;
  readonly x: number;
}

export const spotOf = (
  { view, space, pool }: PoolScene,
  stripes: readonly Stripe[],
  row: number,
): Spot | undefined => {
  for (const stripe of stripes) {
    const slot = row - view.columns.poolPageFirst[stripe.page]!;
    if (slot >= 0 && slot < pool.slots.length) return { stripe, slot, x: slotMiddle(space, slot) };
  }
  return undefined;
};

/** The list of one page (`first`: it serves next), or of the pool over all strips that are seen. */
export const paintList = (
  ctx: Ctx,
  scene: PoolScene,
  stripes: readonly Stripe[],
  plan: ChainPlan,
  first: boolean,
): void => {
  for (const stretch of plan.stretches) paintStretch(ctx, scene, stripes, stretch, plan);
  for (const jump of plan.jumps) paintJump(ctx, scene, stripes, jump);
  paintNumerals(ctx, scene, stripes, plan, first);
  const head = plan.head === undefined ? undefined : spotOf(scene, stripes, plan.head);
  const isSelf = plan.jumps.some((jump) => jump.from === jump.to);
  if (head !== undefined && first && !isSelf)
    paintPointer(ctx, scene.palette, head.x, head.stripe.top - 1);
  const broken = plan.broken === undefined ? undefined : spotOf(scene, stripes, plan.broken);
  if (broken !== undefined) paintBroken(ctx, scene, broken);
  for (const stripe of stripes)
    if (headOf(scene.view, scene.pool, stripe.page) === POOL_CORRUPT)
      paintHeadBroken(ctx, scene, stripe);
};

const arrowHead = (ctx: Ctx, x: number, y: number, up: boolean): void => {
  const by = up ? 5.5 : -5.5;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - 2.8, y + by);
  ctx.lineTo(x + 2.8, y + by);
  ctx.fill();
};

const paintJump = (ctx: Ctx, scene: PoolScene, stripes: readonly Stripe[], jump: Jump): void => {
  const from = spotOf(scene, stripes, jump.from);
  const to = spotOf(scene, stripes, jump.to);
  const { palette } = scene;
  const red = jump.kind === 'loop';
  ctx.strokeStyle = red ? palette.red : palette.ink2;
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = red ? 1.8 : 1.1;
  if (from === undefined || to === undefined) {
    if (from !== undefined) paintAway(ctx, scene, from, jump.to);
    return;
  }
  if (jump.from === jump.to) paintSelf(ctx, scene, from);
  else if (from.stripe === to.stripe) paintArch(ctx, scene, from, to);
  else paintAcross(ctx, from, to);
};

/** Ends a little apart, so that coming and going do not hide each other. */
const apart = ({ space }: PoolScene): number => Math.min(2.5, blockWidth(space) / 5);

const paintArch = (ctx: Ctx, scene: PoolScene, from: Spot, to: Spot): void => {
  const { space } = scene;
  const up = to.x > from.x;
  const { top, height } = from.stripe;
  const side = up ? -1 : 1;
  const base = up ? top - 1 : top + height + 1;
  const room = (up ? space.above : space.below) - 3;
  const depth = Math.min(room, 7 + Math.abs(to.x - from.x) * 0.09) * 1.32;
  const start = from.x + side * -apart(scene);
  const end = to.x + side * apart(scene);
  ctx.beginPath();
  ctx.moveTo(start, base);
  ctx.bezierCurveTo(
    start + (end - start) * 0.12,
    base + side * depth,
    end - (end - start) * 0.12,
    base + side * depth,
    end,
    base + side * 4,
  );
  ctx.stroke();
  arrowHead(ctx, end, base, !up);
};

/** A block whose link leads to itself. */
const paintSelf = (ctx: Ctx, scene: PoolScene, { x, stripe }: Spot): void => {
  const top = stripe.top - 1;
  const wide = Math.max(6, Math.min(11, blockWidth(scene.space)));
  ctx.beginPath();
  ctx.moveTo(x - 2, top);
  ctx.bezierCurveTo(x - wide - 6, top - 23, x + wide + 6, top - 23, x + 2.5, top - 4);
  ctx.stroke();
  arrowHead(ctx, x + 2, top, false);
};

/** From page to page: the stack of 6.4 knows no pages. */
const paintAcross = (ctx: Ctx, from: Spot, to: Spot): void => {
  const down = to.stripe.top > from.stripe.top;
  const start = down ? from.stripe.top + from.stripe.height + 1 : from.stripe.top - 1;
  const end = down ? to.stripe.top - 1 : to.stripe.top + to.stripe.height + 1;
  const bend = (end - start) * 0.5;
  // Down on the right, up on the left: there and back again do not hide each other.
  const side = down ? 3 : -3;
  const [left, right] = [from.x + side, to.x + side];
  ctx.beginPath();
  ctx.moveTo(left, start);
  ctx.bezierCurveTo(left, start + bend, right, end - bend, right, end + (down ? -4 : 4));
  ctx.stroke();
  arrowHead(ctx, right, end, !down);
};

/** To a page whose strip is not seen: a stub with an address. */
const paintAway = (ctx: Ctx, scene: PoolScene, { x, stripe }: Spot, row: number): void => {
  const { view, pages, palette, words, space } = scene;
  const page = pages.pageOfBlock(view, row);
  if (page === undefined) return;
  const y = stripe.top + stripe.height + 1;
  const slot = row - view.columns.poolPageFirst[page]!;
  const text = words.away(hexOf(view.columns.poolPageAddress[page]!), slot);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x, y + 8);
  ctx.stroke();
  arrowHead(ctx, x, y + 12, false);
  ctx.font = fontOf(scene, 'fact');
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.fillStyle = palette.ink2;
  const wide = ctx.measureText(text).width;
  const left = x + 7 + wide > space.x1 ? x - 7 - wide : x + 7;
  ctx.fillText(text, left, y + 9 * space.scale);
};

/** A thread through the blocks, from the end of the numeral to the last. */
const paintStretch = (
  ctx: Ctx,
  scene: PoolScene,
  stripes: readonly Stripe[],
  { from, to, count }: Stretch,
  plan: ChainPlan,
): void => {
  const start = spotOf(scene, stripes, from);
  const last = spotOf(scene, stripes, to);
  if (start === undefined || last === undefined) return;
  const { space, palette, words } = scene;
  const y = start.stripe.top + start.stripe.height / 2 + 0.5;
  const numeral = plan.numerals.has(from) && blockWidth(space) >= NUMERALS_FROM;
  const x = numeral ? slotSpan(space, start.slot)[1] + 1 : start.x;
  const end = last.x + Math.min(4, blockWidth(space) / 2 - 1);
  ctx.strokeStyle = palette.ink3;
  ctx.fillStyle = palette.ink3;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(end - 4, y);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(end, y);
  ctx.lineTo(end - 6, y - 3);
  ctx.lineTo(end - 6, y + 3);
  ctx.fill();
  ctx.font = fontOf(scene, 'fact');
  const room = end - x - 34 * space.scale;
  const texts = [words.inOrder(count, last.slot), words.short(count)];
  const text = texts.find((one) => ctx.measureText(one).width <= room);
  if (text === undefined) return;
  const wide = ctx.measureText(text).width;
  const left = Math.round((x + end - wide) / 2);
  const tall = 16 * space.scale;
  ctx.fillStyle = palette.free;
  ctx.fillRect(left - 6, y - tall / 2, wide + 12, tall);
  ctx.fillStyle = palette.ink2;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, left, y + 0.5);
};

const paintNumerals = (
  ctx: Ctx,
  scene: PoolScene,
  stripes: readonly Stripe[],
  plan: ChainPlan,
  first: boolean,
): void => {
  if (blockWidth(scene.space) < NUMERALS_FROM) return;
  const { poolBlockState } = scene.view.columns;
  ctx.font = fontOf(scene, 'small');
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const [row, number] of plan.numerals) {
    const spot = spotOf(scene, stripes, row);
    if (spot === undefined) continue;
    const used = (poolBlockState[row]! & PoolBlock.KIND) === PoolBlock.IN_USE;
    // A list that leads to a block in use will hand it out twice.
    ctx.fillStyle = used ? scene.palette.red : first ? scene.palette.ink : scene.palette.ink3;
    const { top, height } = spot.stripe;
    ctx.fillText(String(number), spot.x + 0.5, top + height / 2 + 0.5);
  }
};

/** The first bytes of a block are no link any more. */
const paintBroken = (ctx: Ctx, { palette }: PoolScene, { x, stripe }: Spot): void => {
  const y = stripe.top + stripe.height + 1;
  ctx.strokeStyle = palette.red;
  ctx.lineWidth = 1.8;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x, y + 5);
  ctx.stroke();
  paintCross(ctx, x, y + 11, 3.4);
};

const paintHeadBroken = (ctx: Ctx, { palette, space }: PoolScene, stripe: Stripe): void => {
  ctx.strokeStyle = palette.red;
  ctx.lineWidth = 1.8;
  paintCross(ctx, space.x0 + 5, stripe.top + stripe.height + 10 * space.scale, 3.4);
};
