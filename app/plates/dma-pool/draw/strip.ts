/**
 * The land of one page to scale: blocks in use in the pool's colour, free ones as paper with a tick a
 * block, dropped and unreachable ones hatched, bytes of no block lined, red where a block runs past
 * the page. Equal neighbours are one land, as pages are on the CMA map.
 */
import { PoolBlock } from '../../../../engine/contract/view.ts';
import { paintCoast } from '../../../render/layers/runs.ts';
import type { OwnerColour, Palette } from '../../../render/palette.ts';
import { fontOf } from '../../../render/scene.ts';
import type { Ctx } from '../../../render/scene.ts';
import type { Rect } from '../../../render/geometry/space.ts';
import type { PoolScene } from './scene.ts';
import { blockWidth, offsetX, slotSpan } from './space.ts';
import type { PoolSpace } from './space.ts';

/** Free, and no link leads to it. */
export const UNREACHABLE = 4;

const TICKS_FROM = 4;
const COAST_FROM = 3;

type Colours = Pick<PoolScene, 'palette' | 'brushes' | 'space' | 'colour'>;

export const ownerOf = (scene: { readonly palette: Palette; colour: number }): OwnerColour =>
  scene.palette.owners[scene.colour] ?? scene.palette.owners[0]!;

/** Equal slots side by side, both ends included. */
export interface Land {
  readonly from: number;
  readonly to: number;
  readonly kind: number;
  readonly poisoned: boolean;
}

/** `kindAt`: PoolBlock.FREE, IN_USE, LOST or UNREACHABLE. A land never crosses bytes of no block. */
export const landsOf = (
  { slots, size }: PoolSpace['pool'],
  kindAt: (slot: number) => number,
  poisonedAt: (slot: number) => boolean,
): readonly Land[] => {
  const lands: Land[] = [];
  for (let slot = 0; slot < slots.length; slot += 1) {
    const kind = kindAt(slot);
    const poisoned = kind === PoolBlock.FREE && poisonedAt(slot);
    const last = lands.at(-1);
    const step = slots[slot]! - (slots[slot - 1] ?? 0);
    const beside = last?.to === slot - 1 && step === size;
    if (last !== undefined && beside && last.kind === kind && last.poisoned === poisoned)
      lands[lands.length - 1] = { ...last, to: slot };
    else lands.push({ from: slot, to: slot, kind, poisoned });
  }
  return lands;
};

/** Lands of a page as its rows say; `reached` knows the blocks its list leads to. */
export const pageLands = (
  { view, pool }: PoolScene,
  page: number,
  reached: ReadonlySet<number> | undefined,
): readonly Land[] => {
  const first = view.columns.poolPageFirst[page]!;
  const { poolBlockState } = view.columns;
  return landsOf(
    pool,
    (slot) => {
      const kind = poolBlockState[first + slot]! & PoolBlock.KIND;
      const isLeft = reached !== undefined && !reached.has(first + slot);
      return kind === PoolBlock.FREE && isLeft ? UNREACHABLE : kind;
    },
    (slot) => (poolBlockState[first + slot]! & PoolBlock.POISONED) !== 0,
  );
};

/** The page from `top` on, `height` pixels high. */
export const paintStrip = (
  ctx: Ctx,
  scene: PoolScene,
  page: number,
  { top, height }: { readonly top: number; readonly height: number },
  reached: ReadonlySet<number> | undefined,
): void => {
  const { space, palette, brushes, pool } = scene;
  const frame = { x: space.x0, y: top, width: space.x1 - space.x0, height };
  ctx.fillStyle = palette.free;
  ctx.fillRect(frame.x, top, frame.width, height);
  // Bytes of no block are what remains when the blocks are painted.
  ctx.fillStyle = brushes.unused;
  ctx.fillRect(frame.x, top, frame.width, height);
  for (const land of pageLands(scene, page, reached)) paintLand(ctx, scene, land, top, height);
  paintTwice(ctx, scene, page, top, height);
  if (pool.overrun > 0) paintOverrun(ctx, scene, top, height);
  paintCoast(ctx, frame, palette.line3, false, false);
  paintBoundaries(ctx, scene, top, height);
};

const paintLand = (ctx: Ctx, scene: Colours, land: Land, top: number, height: number): void => {
  const { space, palette, brushes } = scene;
  const { kind } = land;
  const x = slotSpan(space, land.from)[0];
  const width = slotSpan(space, land.to)[1] - x;
  const owner = ownerOf(scene);
  const used = kind === PoolBlock.IN_USE;
  ctx.fillStyle = used ? owner.fill : kind === UNREACHABLE ? palette.redSoft : palette.free;
  ctx.fillRect(x, top, width, height);
  if (kind === PoolBlock.LOST || kind === UNREACHABLE) {
    ctx.fillStyle = brushes.unusable;
    ctx.fillRect(x, top, width, height);
  }
  if (land.poisoned && height > 12) {
    ctx.fillStyle = brushes.lent;
    ctx.fillRect(x, top + height - 7, width, 6);
  }
  if (blockWidth(space) >= TICKS_FROM) {
    ctx.fillStyle = used ? palette.tick : palette.freeline;
    for (let slot = land.from + 1; slot <= land.to; slot += 1)
      ctx.fillRect(slotSpan(space, slot)[0], top + 1, 1, height - 2);
  }
  const rect = { x, y: top, width, height };
  if (kind !== PoolBlock.FREE && width >= COAST_FROM)
    paintCoast(ctx, rect, used ? owner.edge : palette.line3, false, false);
};

/** A red corner on every block that the pool knows twice. */
const paintTwice = (
  ctx: Ctx,
  scene: PoolScene,
  page: number,
  top: number,
  height: number,
): void => {
  const first = scene.view.columns.poolPageFirst[page]!;
  const { poolBlockState } = scene.view.columns;
  for (let slot = 0; slot < scene.pool.slots.length; slot += 1) {
    if ((poolBlockState[first + slot]! & PoolBlock.TWICE) === 0) continue;
    const [x, right] = slotSpan(scene.space, slot);
    paintTwiceMark(ctx, scene.palette, { x, y: top, width: right - x, height });
  }
};

export const paintTwiceMark = (ctx: Ctx, palette: Palette, rect: Rect): void => {
  const { x, y, height } = rect;
  const width = Math.max(3, rect.width);
  const arm = Math.min(8, width);
  paintCoast(ctx, { x, y, width, height }, palette.red, false, false);
  ctx.fillStyle = palette.red;
  ctx.beginPath();
  ctx.moveTo(x + width - arm, y);
  ctx.lineTo(x + width, y);
  ctx.lineTo(x + width, y + Math.min(8, height));
  ctx.fill();
};

/** What of the last block lies after the page: somebody else's memory. */
const paintOverrun = (ctx: Ctx, scene: PoolScene, top: number, height: number): void => {
  const { space, palette, brushes, pool } = scene;
  const right = Math.round(offsetX(space, pool.allocation + pool.overrun));
  const rect = { x: space.x1, y: top, width: Math.max(4, right - space.x1), height };
  ctx.fillStyle = palette.redSoft;
  ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  ctx.fillStyle = brushes.clash;
  ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  paintCoast(ctx, rect, palette.red, true, false);
  ctx.fillStyle = palette.red;
  ctx.fillRect(space.x1 - 1, top - 4, 2, height + 8);
};

/** Boundaries inside a page nearer to each other than this are not drawn. */
const NEAREST_LINES = 6;

/** Offsets of the boundaries inside a page that are drawn. */
export const boundariesOf = ({ pool, perByte }: PoolSpace): readonly number[] => {
  const { boundary, allocation } = pool;
  if (boundary >= allocation || boundary * perByte < NEAREST_LINES) return [];
  const offsets: number[] = [];
  for (let at = boundary; at < allocation; at += boundary) offsets.push(at);
  return offsets;
};

const paintBoundaries = (ctx: Ctx, scene: PoolScene, top: number, height: number): void => {
  const { space, palette } = scene;
  ctx.fillStyle = palette.ink;
  const out = height > 12 ? 3 : 1;
  for (const at of boundariesOf(space))
    ctx.fillRect(Math.round(offsetX(space, at)) - 0.5, top - out, 1.5, height + 2 * out);
};

/** Offsets in the page, over the strips: at the boundaries, else at quarters of the page. */
export const paintRuler = (ctx: Ctx, scene: PoolScene): void => {
  const { space, palette, pool } = scene;
  const y = 11 * space.scale;
  const lines = boundariesOf(space);
  const quarter = pool.allocation / 4;
  const ticks = lines.length > 0 ? lines : [quarter, 2 * quarter, 3 * quarter];
  ctx.font = fontOf(scene, 'axis');
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'left';
  let free = space.x0;
  for (const at of [0, ...ticks, pool.allocation]) {
    const x = Math.round(offsetX(space, at));
    const text = `+${at.toString(16).toUpperCase()}`;
    const wide = ctx.measureText(text).width;
    const isEnd = at === pool.allocation;
    ctx.fillStyle = palette.line3;
    ctx.fillRect(x - (isEnd ? 1 : 0), 1, 1, y + 2);
    const left = isEnd ? x - wide - 4 : x + 4;
    if (left < free || (!isEnd && left + 2 * wide + 16 > space.x1)) continue;
    ctx.fillStyle = lines.includes(at) ? palette.ink : palette.ink3;
    ctx.fillText(text, left, y);
    free = left + wide + 8;
  }
};
