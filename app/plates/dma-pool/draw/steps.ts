/**
 * A step of a DMA pool's call on its pages: the page that is looked at, or the block that leaves, comes
 * back or heads the free list now, has a ring and a word. A block that is handed out fills.
 */
import type { Event } from '../../../../engine/contract/command.ts';
import type { PoolEvent } from '../../../../engine/systems/dma-pool/protocol.ts';
import { slotAround } from './place.ts';
import { hitRects } from './rings.ts';
import type { PoolHit } from './space.ts';
import { RINGS, ringRect } from '../../../render/layers/rings.ts';
import type { RingStyle } from '../../../render/layers/rings.ts';
import type { BlockStage } from './overlay.ts';
import type { Rect } from '../../../render/geometry/space.ts';
import { between, eased, paintAbsent, paintWord } from '../../step-marks.ts';
import type { StepMark, StepPicture } from '../../step-marks.ts';

const isHere = (event: Event | undefined, pool: number): event is PoolEvent =>
  event !== undefined && event.is.startsWith('pool-') && (event as PoolEvent).pool === pool;

/** Where an address lies in a pool: the page by its place in the list, and the slot; -1 = all of the page. */
export const hitOfAddress = (
  { view, pages, pool }: Pick<BlockStage, 'view' | 'pages' | 'pool'>,
  phys: number,
  whole: boolean,
): PoolHit | undefined => {
  const { poolPageAddress } = view.columns;
  const at = pages.of(pool).findIndex((row) => {
    const offset = phys - poolPageAddress[row]!;
    return offset >= 0 && offset < pool.allocation;
  });
  if (at < 0) return undefined;
  const offset = phys - poolPageAddress[pages.of(pool)[at]!]!;
  return { at, slot: whole ? -1 : slotAround(pool, offset) };
};

/** The address that an event is about, and whether it means the page there. */
export const addressOfStep = (
  event: PoolEvent,
): { readonly phys: number; readonly whole: boolean } | undefined => {
  if (event.is !== 'pool-head')
    return { phys: event.phys, whole: event.is === 'pool-page' || event.is === 'pool-chosen' };
  if (typeof event.phys === 'number') return { phys: event.phys, whole: false };
  return event.page === undefined ? undefined : { phys: event.page, whole: true };
};

const rectsOf = (stage: BlockStage, event: PoolEvent): readonly Rect[] => {
  const address = addressOfStep(event);
  const hit = address && hitOfAddress(stage, address.phys, address.whole);
  return hit === undefined ? [] : hitRects(stage.space, stage.open, hit, stage.scroll);
};

const MARKS: Readonly<Partial<Record<PoolEvent['is'], StepMark>>> = {
  'pool-page': 'new page',
  'pool-chosen': 'has room',
  'pool-taken': 'handed out',
  'pool-freed': 'released',
  'pool-refused': 'refused',
};
const markOf = (event: PoolEvent): StepMark | undefined => {
  if (event.is !== 'pool-head') return MARKS[event.is];
  if (event.phys === 'astray') return 'astray';
  return event.phys === undefined ? 'empty' : 'next';
};
const isWrong = (event: PoolEvent): boolean =>
  event.is === 'pool-refused' ||
  (event.is === 'pool-taken' && event.twice) ||
  (event.is === 'pool-freed' && event.was !== 'in use') ||
  (event.is === 'pool-head' && event.phys === 'astray');

/** True while the picture is on its way. */
export const paintBlockSteps = (stage: BlockStage, picture: StepPicture): boolean => {
  const { events, at, done } = picture;
  const event = events[at];
  if (picture.latest) paintLater(stage, picture);
  if (!isHere(event, stage.pool.id)) return false;
  const rects = rectsOf(stage, event);
  const to = rects.at(-1);
  if (to === undefined) return false;
  const moving = done < 1;
  const { ctx, palette } = stage;
  const wrong = isWrong(event);
  const style = { ...RINGS.keyboard(palette), ...(wrong ? { colour: palette.red } : {}) };
  for (const rect of rects.slice(0, -1)) ringRect(ctx, rect, style);
  if (event.is === 'pool-taken') paintFill(stage, to, eased(done));
  else if (moving) return slide(stage, picture, to, style);
  ringRect(ctx, to, style);
  if (!moving) paintWordOf(stage, picture, event, to, wrong);
  return moving;
};

const paintFill = ({ ctx, palette }: BlockStage, rect: Rect, done: number): void => {
  ctx.save();
  ctx.globalAlpha = 0.35;
  ctx.fillStyle = palette.focus;
  ctx.fillRect(rect.x, rect.y, rect.width * done, rect.height);
  ctx.restore();
};

const slide = (
  stage: BlockStage,
  { events, from, done }: StepPicture,
  to: Rect,
  style: RingStyle,
): boolean => {
  const before = events[from];
  const begin = (isHere(before, stage.pool.id) ? rectsOf(stage, before).at(-1) : undefined) ?? to;
  const way = (edge: keyof Rect): number => between(begin[edge], to[edge], done);
  const rect = { x: way('x'), y: way('y'), width: way('width'), height: way('height') };
  ringRect(stage.ctx, rect, style);
  return true;
};

const paintWordOf = (
  { ctx, space, palette }: BlockStage,
  { word }: StepPicture,
  event: PoolEvent,
  rect: Rect,
  wrong: boolean,
): void => {
  const mark = markOf(event);
  if (mark === undefined) return;
  const look = { palette, scale: space.scale, colour: wrong ? palette.red : palette.ink };
  paintWord(ctx, word(mark), rect, { left: space.x0, right: space.width, top: 0 }, look);
};

/** What later steps hand out, and the pages they bring, are not there yet. */
const paintLater = (stage: BlockStage, { events, at, done }: StepPicture): void => {
  for (let later = done < 1 ? at : at + 1; later < events.length; later += 1) {
    const event = events[later];
    if (!isHere(event, stage.pool.id)) continue;
    if (event.is !== 'pool-taken' && event.is !== 'pool-page') continue;
    for (const rect of rectsOf(stage, event)) paintAbsent(stage.ctx, rect, stage.palette);
  }
};
