/**
 * What stands beside a strip: its address, what is free, and sentences over and under it. A sentence
 * that would lie on a more urgent one is left out: the inspector says it too.
 */
import { POOL_CORRUPT, PoolBlock } from '../../../../engine/contract/view.ts';
import { fontOf } from '../../../render/scene.ts';
import type { Ctx } from '../../../render/scene.ts';
import { hexOf } from './address.ts';
import type { Chain } from './chain.ts';
import { spotOf } from './links.ts';
import type { Stripe } from './links.ts';
import { headOf } from './pages.ts';
import type { PoolScene } from './scene.ts';
import { offsetX, slotSpan } from './space.ts';

/** Address before the strip, what is free after it. */
export const paintSides = (ctx: Ctx, scene: PoolScene, stripe: Stripe, serves: boolean): void => {
  const { space, palette, words, view, pool } = scene;
  const y = stripe.top + stripe.height / 2 + 0.5;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.font = fontOf(scene, 'axis');
  ctx.fillStyle = serves ? palette.ink : palette.ink3;
  ctx.fillText(hexOf(view.columns.poolPageAddress[stripe.page]!), 0, y);
  const free = Math.max(0, pool.blocks - view.columns.poolPageUsed[stripe.page]!);
  ctx.font = fontOf(scene, 'fact');
  ctx.fillStyle = free === 0 ? palette.ink : palette.ink2;
  const text = free === 0 ? words.full : words.free(free, space.roomy ? pool.blocks : 0);
  const end = offsetX(space, pool.allocation + pool.overrun);
  ctx.fillText(text, Math.round(end) + 8 * space.scale, y);
};

interface Note {
  readonly text: string;
  readonly urgent: boolean;
  /** Left end, or right end where `ends`. */
  readonly x: number;
  readonly ends: boolean;
}

export interface StripState {
  readonly chain: Chain;
  /** Jumps of the list that are not drawn. */
  readonly more: number;
  /** The first strip that is seen: what is the same for all is said there. */
  readonly first: boolean;
}

export const paintNotes = (ctx: Ctx, scene: PoolScene, stripe: Stripe, state: StripState): void => {
  const { space } = scene;
  const above = stripe.top - 12.5 * space.scale;
  const below = stripe.top + stripe.height + 10.5 * space.scale;
  paintRow(ctx, scene, notesAbove(scene, stripe, state), above);
  paintRow(ctx, scene, notesBelow(scene, stripe, state), below);
  if (state.first && scene.pool.lost > 0) {
    ctx.fillStyle = scene.palette.line3;
    const x = slotSpan(space, lastLost(scene, stripe.page))[1] - 3;
    ctx.fillRect(x, stripe.top - 4, 1, 4);
  }
};

const notesAbove = (
  scene: PoolScene,
  stripe: Stripe,
  { chain, first }: StripState,
): readonly Note[] => {
  const { words, pool, space } = scene;
  const notes: Note[] = [];
  const last = chain.end === 'loop' ? spotOf(scene, [stripe], chain.blocks.at(-1)!) : undefined;
  if (last !== undefined)
    notes.push({ text: words.loop, urgent: true, x: last.x + 14, ends: false });
  if (first && pool.overrun > 0) {
    const x = offsetX(space, pool.allocation + pool.overrun);
    notes.push({ text: words.overrun(pool.overrun), urgent: true, x, ends: true });
  }
  if (first && pool.lost > 0) {
    const slot = lastLost(scene, stripe.page);
    const x = slotSpan(space, slot)[1];
    notes.push({ text: words.lost(slot), urgent: false, x, ends: true });
  }
  return notes;
};

const notesBelow = (
  scene: PoolScene,
  stripe: Stripe,
  { chain, more }: StripState,
): readonly Note[] => {
  const { words, pool, space, view } = scene;
  const notes: Note[] = [];
  const last = chain.end === 'corrupt' ? chain.blocks.at(-1) : undefined;
  const spot = last === undefined ? undefined : spotOf(scene, [stripe], last);
  if (spot !== undefined)
    notes.push({ text: words.broken, urgent: true, x: spot.x + 9, ends: false });
  if (headOf(view, pool, stripe.page) === POOL_CORRUPT)
    notes.push({ text: words.headBroken, urgent: true, x: space.x0 + 14, ends: false });
  const count = unreachable(scene, stripe.page, chain);
  if (count > 0)
    notes.push({ text: words.unreachable(count), urgent: true, x: space.x1, ends: true });
  if (more > 0) notes.push({ text: words.moreJumps(more), urgent: false, x: space.x1, ends: true });
  return notes;
};

const paintRow = (ctx: Ctx, scene: PoolScene, notes: readonly Note[], y: number): void => {
  const { palette, space } = scene;
  const taken: [number, number][] = [];
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const { text, urgent, x, ends } of notes) {
    ctx.font = fontOf(scene, urgent ? 'small' : 'fact');
    const wide = ctx.measureText(text).width;
    const from = Math.max(0, Math.min(ends ? x - wide : x, space.width - wide - 2));
    const to = from + wide;
    if (taken.some(([left, right]) => from < right + 8 && to + 8 > left)) continue;
    taken.push([from, to]);
    ctx.fillStyle = palette.paper;
    ctx.fillRect(from - 2, y - 6.5 * space.scale, wide + 4, 13 * space.scale);
    ctx.fillStyle = urgent ? palette.red : palette.ink2;
    ctx.fillText(text, from, y);
  }
};

const lastLost = ({ view, pool }: PoolScene, page: number): number => {
  const first = view.columns.poolPageFirst[page]!;
  for (let slot = pool.slots.length - 1; slot > 0; slot -= 1)
    if ((view.columns.poolBlockState[first + slot]! & PoolBlock.KIND) === PoolBlock.LOST)
      return slot;
  return pool.slots.length - 1;
};

/** Free blocks of a page that its list does not lead to; unknown where it was not followed to its end. */
const unreachable = ({ view, pool }: PoolScene, page: number, chain: Chain): number => {
  if (chain.end === 'more') return 0;
  const first = view.columns.poolPageFirst[page]!;
  const reached = new Set(chain.blocks);
  let count = 0;
  for (let row = first; row < first + pool.slots.length; row += 1) {
    const kind = view.columns.poolBlockState[row]! & PoolBlock.KIND;
    if (kind === PoolBlock.FREE && !reached.has(row)) count += 1;
  }
  return count;
};
