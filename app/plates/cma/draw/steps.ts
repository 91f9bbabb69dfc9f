/**
 * A step of cma_alloc() or cma_release() on the page map: the window that is looked at has a ring, the
 * page that speaks against it a cross and a word, what was claimed fills from its low end. Crosses of
 * the steps before stay, fainter the older.
 */
import type { Event } from '../../../../engine/contract/command.ts';
import type { RegionLayout } from '../../../../engine/contract/view.ts';
import { pageOfPfn, rangeOfPage } from '../../../frame/frame.ts';
import { paintSpan } from '../../../render/layers/rings.ts';
import type { PageSpan, RingStyle } from '../../../render/layers/rings.ts';
import type { PageStage } from '../../../render/overlay.ts';
import { pageRects, rowTop } from '../../../render/geometry/space.ts';
import type { Rect } from '../../../render/geometry/space.ts';
import {
  between,
  eased,
  faint,
  paintAbsent,
  paintMiss,
  paintWord,
  TRAIL,
} from '../../step-marks.ts';
import type { StepMark, StepPicture } from '../../step-marks.ts';

/** The pages that an event is about, cut to the range they begin in; none in another region. */
export const windowOf = (
  events: readonly Event[],
  at: number,
  region: RegionLayout,
): PageSpan | undefined => {
  const event = events[at];
  if (event === undefined || !('region' in event) || event.region !== region.index)
    return undefined;
  if (event.is === 'passed') return undefined;
  // Where the attempt ended says no size: the attempt before it does.
  if (event.is === 'fatal') return windowOf(events, at - 1, region);
  const page = pageOfPfn(region, event.pfn);
  const range = page === undefined ? undefined : rangeOfPage(region, page);
  if (page === undefined || range === undefined) return undefined;
  return { page, count: Math.min(event.count, range.firstPage + range.pages - page) };
};

/** The page that speaks against a window: of a window past the end, the last one there is. */
const missOf = (event: Event | undefined, region: RegionLayout): number | undefined => {
  if (event === undefined || !('region' in event) || event.region !== region.index)
    return undefined;
  if (event.is !== 'scan' && event.is !== 'busy' && event.is !== 'fatal') return undefined;
  const isEnd = event.is === 'scan' && event.reason === 'end';
  return pageOfPfn(region, isEnd ? event.at - 1 : event.at);
};

const MARKS: Readonly<Partial<Record<Event['is'], StepMark>>> = {
  attempt: 'fits',
  busy: 'busy',
  fatal: 'busy',
  migrated: 'moved',
  claimed: 'claimed',
  released: 'released',
};
const markOf = (event: Event): StepMark | undefined =>
  event.is === 'scan' ? event.reason : MARKS[event.is];

/** Refusals are red; a window that a plain search passes over is none. */
const isRefusal = ({ is }: Event): boolean => is === 'busy' || is === 'fatal';

/** True while the picture is on its way. */
export const paintPageSteps = (stage: PageStage, picture: StepPicture): boolean => {
  const { events, at, latest } = picture;
  const event = events[at];
  if (event === undefined) return false;
  if (latest) paintLater(stage, picture);
  for (let ago = Math.min(at, TRAIL); ago > 0; ago -= 1) paintTrace(stage, events[at - ago], ago);
  const to = windowOf(events, at, stage.region);
  if (to === undefined) return false;
  const from = windowOf(events, picture.from, stage.region) ?? to;
  const sameWindow = from.page === to.page && from.count === to.count;
  const moving = picture.done < 1;
  if (event.is === 'claimed' || event.is === 'released') {
    paintFill(stage, to, eased(picture.done), event.is === 'claimed');
    paintRing(stage, to, false);
  } else if (moving && !sameWindow) {
    const page = Math.round(between(from.page, to.page, picture.done));
    paintRing(stage, { page, count: to.count }, false);
    return true;
  } else paintRing(stage, to, isRefusal(event));
  if (!moving) paintReason(stage, picture, event, to);
  return moving;
};

const paintRing = (stage: PageStage, span: PageSpan, red: boolean): void => {
  const { ctx, space, palette } = stage;
  const colour = red ? palette.red : palette.focus;
  const style: RingStyle = { colour, weight: 2, halo: palette.halo, grow: 1 };
  paintSpan(ctx, space, stage, span, style);
};

/** The cross, and the word for it. */
const paintReason = (
  stage: PageStage,
  { word }: StepPicture,
  event: Event,
  window: PageSpan,
): void => {
  const { ctx, space, palette } = stage;
  const miss = missOf(event, stage.region);
  const colour = isRefusal(event) ? palette.red : palette.ink;
  const [rect] = rectsOf(stage, miss ?? window.page, miss === undefined ? window.count : 1);
  const mark = markOf(event);
  if (rect === undefined || mark === undefined) return;
  if (miss !== undefined) {
    paintMiss(ctx, rect, palette.halo, 4.5);
    paintMiss(ctx, rect, colour, 2.5);
  }
  const bounds = {
    left: space.left,
    right: space.left + space.width,
    top: rowTop(space, stage.first) - 2,
  };
  paintWord(ctx, word(mark), rect, bounds, { palette, scale: space.scale, colour });
};

const rectsOf = ({ space, first, last }: PageStage, page: number, count: number): Rect[] =>
  pageRects(space, page, count, first, last);

const paintTrace = (stage: PageStage, event: Event | undefined, ago: number): void => {
  const miss = missOf(event, stage.region);
  if (event === undefined || miss === undefined) return;
  const { ctx, palette } = stage;
  ctx.save();
  ctx.globalAlpha = faint(ago);
  for (const rect of rectsOf(stage, miss, 1))
    paintMiss(ctx, rect, isRefusal(event) ? palette.red : palette.ink2, 1.5);
  ctx.restore();
};

/** What is claimed fills from its low end; what is given back empties towards it. */
const paintFill = (stage: PageStage, span: PageSpan, done: number, claims: boolean): void => {
  const { ctx, palette } = stage;
  const count = Math.round(span.count * (claims ? done : 1 - done));
  ctx.save();
  ctx.globalAlpha = 0.3;
  ctx.fillStyle = palette.focus;
  for (const { x, y, width, height } of rectsOf(stage, span.page, count))
    ctx.fillRect(x, y, width, height);
  ctx.restore();
};

/** Pages that a later step claims are not taken yet, those that it gives back not free. */
const paintLater = (stage: PageStage, { events, at, done }: StepPicture): void => {
  const { ctx, palette } = stage;
  for (let later = done < 1 ? at : at + 1; later < events.length; later += 1) {
    const { is } = events[later]!;
    if (is !== 'claimed' && is !== 'released') continue;
    const span = windowOf(events, later, stage.region);
    if (span === undefined) continue;
    if (is === 'released') paintFill(stage, span, 0, false);
    else for (const rect of rectsOf(stage, span.page, span.count)) paintAbsent(ctx, rect, palette);
  }
};
