/**
 * A step of CMEM on racks and heap: the pool that is looked at, with what GETPOOL said of it at its
 * flag; the chunk that the walk is at; what is cut out of it; where a freed piece goes in the list, and
 * what it becomes one with; the buffer that a free list begins with.
 */
import type { Event } from '../../../../engine/contract/command.ts';
import type { CmemEvent } from '../../../../engine/systems/cmem/protocol.ts';
import { paintFlag, traceX } from './choice.ts';
import { heapRect, slotRect } from './space.ts';
import type { Rack } from './space.ts';
import { RINGS, ringRect } from '../../../render/layers/rings.ts';
import type { RackStage } from './overlay.ts';
import type { Rect } from '../../../render/geometry/space.ts';
import {
  between,
  eased,
  faint,
  paintAbsent,
  paintBroken,
  paintMiss,
  paintWord,
  TRAIL,
} from '../../step-marks.ts';
import type { StepMark, StepPicture } from '../../step-marks.ts';

type Of<K extends CmemEvent['is']> = Extract<CmemEvent, { is: K }>;

const isHere = (event: Event | undefined, { block }: RackStage): event is CmemEvent =>
  event !== undefined && 'block' in event && event.is !== 'claimed' && event.block === block.index;

const rackOf = ({ space }: RackStage, pool: number): Rack | undefined =>
  space.racks.find((rack) => rack.pool.index === pool);

const laneOf = ({ space }: RackStage, rack: Rack): Rect => ({
  x: space.x0,
  y: rack.top,
  width: space.x1 - space.x0,
  height: rack.height,
});

const inHeap = ({ space }: RackStage, phys: number, size: number): Rect | undefined =>
  space.heap === undefined ? undefined : heapRect(space, space.heap, phys, size, 3);

const inRack = (stage: RackStage, pool: number, id: number): Rect | undefined => {
  const rack = rackOf(stage, pool);
  return rack === undefined ? undefined : slotRect(stage.space, rack, id);
};

/** A buffer that came back is named by the step after it: it is what its list begins with now. */
const cameBack = (events: readonly Event[], at: number): number | undefined => {
  const next = events[at + 1];
  return next?.is === 'head' ? next.id : undefined;
};

/** Where an event is on the plate of this block. */
export const placeOfStep = (
  stage: RackStage,
  events: readonly Event[],
  at: number,
): Rect | undefined => {
  const event = events[at];
  if (!isHere(event, stage)) return undefined;
  switch (event.is) {
    case 'pool': {
      const rack = rackOf(stage, event.pool);
      return rack === undefined ? undefined : laneOf(stage, rack);
    }
    case 'taken':
      return inRack(stage, event.pool, event.id);
    case 'head':
      return event.id === undefined ? undefined : inRack(stage, event.pool, event.id);
    case 'chunk':
    case 'cut':
    case 'linked':
    case 'merged':
      return inHeap(stage, event.phys, event.size);
    case 'freed': {
      const id = cameBack(events, at);
      return id === undefined
        ? inHeap(stage, event.phys, event.size)
        : inRack(stage, event.pool, id);
    }
    default:
      return undefined;
  }
};

const MARKS: Readonly<Partial<Record<CmemEvent['is'], StepMark>>> = {
  taken: 'claimed',
  head: 'next',
  cut: 'cut',
  linked: 'linked',
  merged: 'merged',
  freed: 'freed',
};
const markOf = (event: CmemEvent): StepMark | undefined => {
  if (event.is === 'pool') return event.verdict;
  if (event.is === 'chunk') return event.verdict;
  return MARKS[event.is];
};

/** True while the picture is on its way. */
export const paintRackSteps = (stage: RackStage, picture: StepPicture): boolean => {
  const { events, at, latest } = picture;
  if (events[at] === undefined) return false;
  if (latest) paintLater(stage, picture);
  for (let ago = Math.min(at, TRAIL); ago > 0; ago -= 1) paintTrace(stage, events[at - ago], ago);
  const to = placeOfStep(stage, events, at);
  const event = events[at];
  if (to === undefined || !isHere(event, stage)) return false;
  const moving = picture.done < 1;
  const from = placeOfStep(stage, events, picture.from) ?? to;
  paintStep(stage, event, to, from, picture.done);
  if (!moving) paintWordOf(stage, picture, event, to);
  return moving;
};

const paintWordOf = (
  stage: RackStage,
  { word }: StepPicture,
  event: CmemEvent,
  rect: Rect,
): void => {
  const { ctx, space, palette } = stage;
  const mark = markOf(event);
  if (mark === undefined) return;
  const colour = mark === 'empty' ? palette.red : palette.ink;
  const below = event.is === 'linked' || event.is === 'merged';
  const look = { palette, scale: space.scale, colour, below };
  // Beside the flag, where the lane begins: buffers stand at its other end.
  const at = event.is === 'pool' ? { ...rect, width: 0, height: rect.height } : rect;
  paintWord(ctx, word(mark), at, { left: space.x0, right: space.x1, top: 0 }, look);
};

const paintStep = (
  stage: RackStage,
  event: CmemEvent,
  to: Rect,
  from: Rect,
  done: number,
): void => {
  const { ctx, palette } = stage;
  const style = RINGS.keyboard(palette);
  if (event.is === 'cut' || event.is === 'taken') {
    if (event.is === 'cut') paintCut(stage, event);
    ctx.save();
    ctx.globalAlpha = 0.35;
    ctx.fillStyle = palette.focus;
    ctx.fillRect(to.x, to.y, to.width * eased(done), to.height);
    ctx.restore();
    ringRect(ctx, to, style);
    return;
  }
  ringRect(ctx, slide(from, to, done), style);
  if (event.is === 'linked') paintLinks(stage, event, to);
  if (event.is === 'merged') paintMerge(stage, event, to);
  if (done < 1) return;
  if (event.is === 'chunk' && event.verdict !== 'fits') paintMiss(ctx, to, palette.ink, 2);
  if (event.is === 'pool') paintVerdict(stage, event);
};

const slide = (from: Rect, to: Rect, done: number): Rect => ({
  x: between(from.x, to.x, done),
  y: between(from.y, to.y, done),
  width: between(from.width, to.width, done),
  height: between(from.height, to.height, done),
});

const paintVerdict = (stage: RackStage, { pool, verdict }: Of<'pool'>): void => {
  const rack = rackOf(stage, pool);
  if (rack === undefined) return;
  paintFlag(stage.ctx, stage, traceX(stage), rack.top + rack.height / 2, verdict);
};

/** The chunk as it was, and where it is cut. */
const paintCut = (stage: RackStage, { chunk, chunkSize }: Of<'cut'>): void => {
  const whole = inHeap(stage, chunk, chunkSize);
  if (whole !== undefined) paintBroken(stage.ctx, whole, stage.palette.ink2);
};

/** An arrow over the strip, from the middle of one piece to that of another. */
const paintArrow = (stage: RackStage, from: Rect, to: Rect): void => {
  const { ctx, palette } = stage;
  const [x0, x1] = [from.x + from.width / 2, to.x + to.width / 2];
  const top = to.y - 3;
  const rise = Math.min(13, 5 + Math.abs(x1 - x0) / 12);
  ctx.strokeStyle = palette.focus;
  ctx.fillStyle = palette.focus;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x0, top);
  const peak = top - (4 / 3) * rise;
  ctx.bezierCurveTo(x0 + (x1 - x0) / 3, peak, x1 - (x1 - x0) / 3, peak, x1, top);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x1, top + 1);
  ctx.lineTo(x1 - 3.5, top - 5);
  ctx.lineTo(x1 + 3.5, top - 5);
  ctx.fill();
};

/** A chunk of the list by its address: as wide as can be seen. */
const paintLinks = (stage: RackStage, { below, above }: Of<'linked'>, to: Rect): void => {
  const before = below === undefined ? undefined : inHeap(stage, below, 0);
  const after = above === undefined ? undefined : inHeap(stage, above, 0);
  if (before !== undefined) paintArrow(stage, before, to);
  if (after !== undefined) paintArrow(stage, to, after);
};

/** From the neighbour to the piece: of the chunk above the seam is known, of the one below its end. */
const paintMerge = (stage: RackStage, { side, with: other }: Of<'merged'>, to: Rect): void => {
  const { ctx, palette } = stage;
  const end = to.x + to.width;
  const seam = side === 'above' ? inHeap(stage, other, 0)?.x : undefined;
  if (seam === undefined) {
    paintArrow(stage, { ...to, x: end, width: 0 }, to);
    return;
  }
  ctx.fillStyle = palette.focus;
  ctx.fillRect(Math.round(seam) - 1, to.y - 2, 2, to.height + 4);
  paintArrow(stage, { ...to, x: seam, width: end - seam }, { ...to, width: seam - to.x });
};

const paintTrace = (stage: RackStage, event: Event | undefined, ago: number): void => {
  if (!isHere(event, stage)) return;
  const { ctx, palette } = stage;
  // The map's own trace says already which pool serves in the end: not before that step.
  if (event.is === 'pool') {
    coverFlag(stage, event);
    paintVerdict(stage, event);
    return;
  }
  ctx.save();
  ctx.globalAlpha = faint(ago);
  if (event.is === 'chunk' && event.verdict !== 'fits') {
    const rect = inHeap(stage, event.phys, event.size);
    if (rect !== undefined) paintMiss(ctx, rect, palette.ink2, 1.5);
  }
  ctx.restore();
};

const coverFlag = (stage: RackStage, { pool }: Of<'pool'>): void => {
  const rack = rackOf(stage, pool);
  if (rack === undefined) return;
  const { ctx, palette } = stage;
  ctx.fillStyle = palette.paper;
  ctx.beginPath();
  ctx.arc(traceX(stage), rack.top + rack.height / 2, 6.5, 0, Math.PI * 2);
  ctx.fill();
};

/** Flags of pools not looked at yet are covered, buffers not taken yet are blank. */
const paintLater = (stage: RackStage, { events, at, done }: StepPicture): void => {
  const { ctx, palette } = stage;
  for (let later = done < 1 ? at : at + 1; later < events.length; later += 1) {
    const event = events[later];
    if (!isHere(event, stage)) continue;
    if (event.is === 'pool') coverFlag(stage, event);
    if (event.is !== 'taken' && event.is !== 'cut') continue;
    const rect = placeOfStep(stage, events, later);
    if (rect !== undefined) paintAbsent(ctx, rect, palette);
  }
};
