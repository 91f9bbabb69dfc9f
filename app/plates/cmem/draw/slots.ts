/**
 * The racks: every buffer a tube, filled from below to what was asked for; hatched from there to
 * the page, lined from there to its end. Colour says whose it is, a notch in the corner that it is
 * cached, a pointer above it that it comes next.
 */
import { CmemState } from '../../../../engine/contract/view.ts';
import { paintCoast } from '../../../render/layers/runs.ts';
import type { OwnerColour, Palette } from '../../../render/palette.ts';
import { paintPointer } from '../../../render/pointer.ts';
import { fontOf } from '../../../render/scene.ts';
import type { Ctx } from '../../../render/scene.ts';
import type { Rect } from '../../../render/geometry/space.ts';
import { buffersOf, poolFigures } from './pools.ts';
import type { PoolFigures } from './pools.ts';
import { cmemRecord, ownerColour, processName, wasteIn } from './rows.ts';
import type { CmemRecord } from './rows.ts';
import type { CmemScene } from './scene.ts';
import { slotRect } from './space.ts';
import type { Rack } from './space.ts';

export const ownerOf = (palette: Palette, owner: number): OwnerColour =>
  palette.owners[ownerColour(owner)] ?? palette.owners[0]!;

/** Heights of the three parts of a busy buffer in a tube of `height` pixels, from below. */
export const levelsOf = (
  record: Pick<CmemRecord, 'size' | 'asked' | 'rounding'>,
  height: number,
): { readonly asked: number; readonly rounding: number; readonly unused: number } => {
  const { size, asked, rounding } = record;
  if (size <= 0) return { asked: height, rounding: 0, unused: 0 };
  // What was asked for is never invisible, and never hides that something is left.
  const full = asked >= size;
  const level = full ? height : Math.min(height - 2, Math.max(2, (asked / size) * height));
  const page = asked + rounding >= size ? height : ((asked + rounding) / size) * height;
  const mid = Math.max(level, page);
  return { asked: level, rounding: mid - level, unused: height - mid };
};

export const paintRack = (ctx: Ctx, scene: CmemScene, rack: Rack): void => {
  const figures = poolFigures(scene.view, rack.pool);
  paintName(ctx, scene, rack);
  if (buffersOf(rack.pool) > 0) {
    if (rack.detail === 'density') paintDensity(ctx, scene, rack);
    else paintSlots(ctx, scene, rack);
    paintNext(ctx, scene, rack, figures);
  }
  paintCount(ctx, scene, rack, figures);
};

const paintName = (ctx: Ctx, scene: CmemScene, rack: Rack): void => {
  const { space, palette, words } = scene;
  const { pool } = rack;
  const y = rack.top + rack.height / 2 + 0.5;
  ctx.textBaseline = 'middle';
  ctx.font = fontOf(scene, 'axis');
  const name = words.rack(pool.num, pool.requested);
  ctx.textAlign = 'right';
  ctx.fillStyle = palette.ink;
  ctx.fillText(name, space.x0 - 22 * space.scale * (space.roomy ? 1 : 0.45), y);
  if (!space.roomy) return;
  ctx.textAlign = 'left';
  ctx.fillStyle = palette.ink3;
  ctx.fillText(`P${pool.index}`, 0, y);
  ctx.fillText(pool.low.toString(16).toUpperCase().padStart(8, '0'), 26 * space.scale, y);
};

const paintCount = (ctx: Ctx, scene: CmemScene, rack: Rack, figures: PoolFigures): void => {
  const { space, palette, words } = scene;
  const num = buffersOf(rack.pool);
  const y = rack.top + rack.height / 2 + 0.5;
  const dense = rack.detail === 'density' || num >= 1000 || !space.roomy;
  const text =
    num === 0
      ? words.none
      : figures.free === 0
        ? words.full
        : words.free(figures.free, dense ? 0 : num);
  ctx.font = fontOf(scene, 'fact');
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.fillStyle = num > 0 && figures.free === 0 ? palette.ink : palette.ink2;
  ctx.fillText(text, space.x1 + 10 * space.scale, y);
};

const paintSlots = (ctx: Ctx, scene: CmemScene, rack: Rack): void => {
  const num = buffersOf(rack.pool);
  for (let id = 0; id < num; id += 1) {
    const record = cmemRecord(scene.view, rack.pool.firstRow + id);
    if (record === undefined) continue;
    const rect = slotRect(scene.space, rack, id);
    paintTube(ctx, scene, rect, record, rack.detail === 'slots');
    if (rack.detail === 'slots' && rack.broken && (rect.width >= WIDE || id === num - 1))
      paintBreak(ctx, scene, rect);
    if (record.busy && rect.width >= 24 * scene.space.scale) paintInside(ctx, scene, rect, record);
  }
};

/** Buffers from this width on show each that they are broken; of narrower ones only the lowest. */
const WIDE = 90;

/** One buffer; `coast` draws its outline. */
export const paintTube = (
  ctx: Ctx,
  scene: Pick<CmemScene, 'palette' | 'brushes'>,
  rect: Rect,
  record: Pick<CmemRecord, 'busy' | 'owner' | 'cached' | 'size' | 'asked' | 'rounding'>,
  coast: boolean,
): void => {
  const { palette, brushes } = scene;
  const { x, y, width, height } = rect;
  ctx.fillStyle = palette.free;
  ctx.fillRect(x, y, width, height);
  if (!record.busy) {
    if (coast) paintCoast(ctx, rect, palette.line2, false, false);
    else paintEmptyTick(ctx, palette, rect);
    return;
  }
  const colours = ownerOf(palette, record.owner);
  const levels = levelsOf(record, height);
  const bottom = y + height;
  if (levels.unused >= 1) {
    ctx.fillStyle = brushes.unused;
    ctx.fillRect(x, y, width, levels.unused);
  }
  if (levels.rounding >= 1) {
    ctx.fillStyle = brushes.waste;
    ctx.fillRect(x, y + levels.unused, width, levels.rounding);
  }
  ctx.fillStyle = colours.fill;
  ctx.fillRect(x, bottom - levels.asked, width, levels.asked);
  ctx.fillStyle = colours.edge;
  ctx.fillRect(x, bottom - levels.asked, width, 1);
  if (coast) paintCoast(ctx, rect, colours.edge, false, false);
  else ctx.fillRect(x, bottom - 1, width, 1);
  if (record.cached) paintNotch(ctx, palette, rect);
};

const paintEmptyTick = (ctx: Ctx, palette: Palette, rect: Rect): void => {
  ctx.fillStyle = palette.line2;
  ctx.fillRect(rect.x, rect.y + rect.height - 1, rect.width, 1);
  ctx.fillRect(rect.x, rect.y, rect.width, 1);
};

/** The mark of a cached buffer: a corner of ink, at the top right. */
export const paintNotch = (ctx: Ctx, palette: Palette, rect: Rect): void => {
  const arm = Math.min(7, rect.width);
  const right = rect.x + rect.width;
  ctx.fillStyle = palette.ink;
  ctx.beginPath();
  ctx.moveTo(right - arm, rect.y);
  ctx.lineTo(right, rect.y);
  ctx.lineTo(right, rect.y + Math.min(7, rect.height));
  ctx.fill();
};

const paintNext = (ctx: Ctx, scene: CmemScene, rack: Rack, figures: PoolFigures): void => {
  if (figures.next === undefined) return;
  const rect = slotRect(scene.space, rack, figures.next);
  paintPointer(ctx, scene.palette, rect.x + rect.width / 2, rack.top - 1);
};

/** Two strokes through a buffer that is drawn shorter than it is. */
const paintBreak = (ctx: Ctx, scene: CmemScene, rect: Rect): void => {
  if (rect.width < 26) return;
  const x = Math.round(rect.x + rect.width * (rect.width >= WIDE ? 0.82 : 0.5));
  ctx.fillStyle = scene.palette.paper;
  ctx.beginPath();
  ctx.moveTo(x + 1, rect.y - 1);
  ctx.lineTo(x + 8, rect.y - 1);
  ctx.lineTo(x + 3, rect.y + rect.height + 1);
  ctx.lineTo(x - 4, rect.y + rect.height + 1);
  ctx.fill();
  ctx.strokeStyle = scene.palette.line3;
  ctx.lineWidth = 1;
  for (const shift of [0, 7]) {
    ctx.beginPath();
    ctx.moveTo(x + shift + 1, rect.y - 2);
    ctx.lineTo(x + shift - 4, rect.y + rect.height + 2);
    ctx.stroke();
  }
};

/** Whose it is, and what it holds if that fits too; on paper of its own over a pattern. */
const paintInside = (ctx: Ctx, scene: CmemScene, rect: Rect, record: CmemRecord): void => {
  const { palette, words, space } = scene;
  const name = processName(record.owner);
  const y = rect.y + rect.height / 2 + 0.5;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.font = fontOf(scene, 'small');
  const wide = ctx.measureText(name).width;
  if (wide + 12 > rect.width) return;
  const x = rect.x + 6;
  ctx.font = fontOf(scene, 'fact');
  const facts = words.holds(record.asked, record.size);
  const factsWide = ctx.measureText(facts).width;
  const room = rect.width * (record.size > record.asked && rect.width > 120 ? 0.8 : 1);
  // The note on the last request says it already.
  const both = wide + factsWide + 22 <= room && !isPromoted(scene, record);
  const full = levelsOf(record, rect.height).asked >= rect.height - 1;
  if (!full) {
    const tall = 14 * space.scale;
    ctx.fillStyle = palette.paper;
    ctx.fillRect(x - 3, y - tall / 2, wide + 6 + (both ? factsWide + 8 : 0), tall);
  }
  const ink = full ? palette.ownerInk : palette.ink;
  ctx.fillStyle = ink;
  ctx.font = fontOf(scene, 'small');
  ctx.fillText(name, x, y);
  if (!both) return;
  ctx.font = fontOf(scene, 'fact');
  ctx.fillStyle = full ? ink : palette.ink2;
  ctx.fillText(facts, x + wide + 8, y);
};

/** It had to serve because smaller pools were empty, and a note says so. */
const isPromoted = ({ choice }: CmemScene, { pool, id }: CmemRecord): boolean =>
  choice?.promoted === true && choice.taken?.pool === pool && choice.taken.id === id;

/** What a column of pixels of a rack has in it. */
interface ColumnShare {
  buffers: number;
  busy: number;
  asked: number;
  rounding: number;
  readonly owners: Map<number, number>;
}

/** Buffers of a rack by whole pixels from the right edge. */
export const rackColumns = (scene: Pick<CmemScene, 'view'>, rack: Rack): readonly ColumnShare[] => {
  const { cmemState, cmemAsked, cmemOwner } = scene.view.columns;
  const columns: ColumnShare[] = [];
  const num = buffersOf(rack.pool);
  for (let id = 0; id < num; id += 1) {
    const place = Math.floor((id + 0.5) * rack.slot);
    const column = (columns[place] ??= {
      buffers: 0,
      busy: 0,
      asked: 0,
      rounding: 0,
      owners: new Map(),
    });
    const row = rack.pool.firstRow + id;
    column.buffers += 1;
    if (!(cmemState[row]! & CmemState.BUSY)) continue;
    column.busy += 1;
    column.asked += cmemAsked[row]!;
    column.rounding += wasteIn(rack.pool.size, cmemAsked[row]!).rounding;
    const owner = cmemOwner[row]!;
    column.owners.set(owner, (column.owners.get(owner) ?? 0) + 1);
  }
  return columns;
};

const mostOf = (owners: ReadonlyMap<number, number>): number => {
  let best = 0;
  let most = 0;
  for (const [owner, count] of owners) {
    if (count > most) [best, most] = [owner, count];
  }
  return best;
};

/** Too many to draw: each pixel is filled as far as its buffers are busy. */
const paintDensity = (ctx: Ctx, scene: CmemScene, rack: Rack): void => {
  const { space, palette } = scene;
  const { top, height } = rack;
  const frame = { x: rack.left, y: top, width: space.x1 - rack.left, height };
  ctx.fillStyle = palette.free;
  ctx.fillRect(frame.x, top, frame.width, height);
  for (const [place, column] of rackColumns(scene, rack).entries()) {
    if (column === undefined || column.busy === 0) continue;
    const colours = ownerOf(palette, mostOf(column.owners));
    const tall = Math.max(2, (column.busy / column.buffers) * (height - 2));
    const x = space.x1 - place - 1;
    ctx.fillStyle = colours.fill;
    ctx.fillRect(x, top + height - 1 - tall, 1, tall);
    ctx.fillStyle = colours.edge;
    ctx.fillRect(x, top + height - 1 - tall, 1, 1);
  }
  paintCoast(ctx, frame, palette.line2, false, false);
  paintDensityWords(ctx, scene, rack, frame);
};

const paintDensityWords = (ctx: Ctx, scene: CmemScene, rack: Rack, frame: Rect): void => {
  const { free } = poolFigures(scene.view, rack.pool);
  const text = scene.words.free(free, buffersOf(rack.pool));
  ctx.font = fontOf(scene, 'fact');
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  const wide = ctx.measureText(text).width;
  if (wide + 16 > frame.width) return;
  const tall = 14 * scene.space.scale;
  const y = frame.y + frame.height / 2 + 0.5;
  ctx.fillStyle = scene.palette.paper;
  ctx.fillRect(frame.x + 6, y - tall / 2, wide + 8, tall);
  ctx.fillStyle = scene.palette.ink2;
  ctx.fillText(text, frame.x + 10, y);
};
