/**
 * The heap to scale, and its free chain: one arrow a link, from a free chunk to the one that its
 * header names, in the order of the list. Forward links hang below the strip; a link that leads
 * backwards, which only a broken list has, is drawn in red. Arrows that would lie on one another
 * are gathered, and beyond a number the rest is counted.
 */
import { CmemRow, CmemState } from '../../../../engine/contract/view.ts';
import { paintCoast } from '../../../render/layers/runs.ts';
import { fontOf } from '../../../render/scene.ts';
import type { Ctx } from '../../../render/scene.ts';
import { cmemRecord, ownerColour, processName } from './rows.ts';
import type { CmemRecord } from './rows.ts';
import type { CmemScene } from './scene.ts';
import { ownerOf } from './slots.ts';
import { heapRect, heapX } from './space.ts';
import type { HeapLane } from './space.ts';

/** Pixels from which a piece is drawn by itself. */
const ALONE_FROM = 2;
/** Pixels from which a piece has its own coast. */
const COAST_FROM = 5;
/** Arrows drawn; more would say nothing more. */
const MOST_ARROWS = 40;
/** Links shorter than this are gathered into a line. */
const SHORTEST = 7;

export const paintHeap = (ctx: Ctx, scene: CmemScene): void => {
  const { heap } = scene.space;
  if (heap === undefined) return;
  paintNames(ctx, scene, heap);
  const { rows } = scene.heaps.of(scene.block.index);
  const { x0, x1 } = scene.space;
  ctx.fillStyle = scene.palette.free;
  ctx.fillRect(x0, heap.top, x1 - x0, heap.height);
  paintLost(ctx, scene, heap);
  paintCrowd(ctx, scene, heap, rows);
  const { cmemSize, cmemState } = scene.view.columns;
  const pixel = heap.size / Math.max(1, x1 - x0);
  for (const row of rows) {
    const isCorrupt = (cmemState[row]! & CmemState.CORRUPT) !== 0;
    if (cmemSize[row]! < ALONE_FROM * pixel && !isCorrupt) continue;
    const record = cmemRecord(scene.view, row);
    if (record !== undefined) paintPiece(ctx, scene, heap, record);
  }
  const frame = { x: x0, y: heap.top, width: x1 - x0, height: heap.height };
  paintCoast(ctx, frame, scene.palette.line3, false, false);
  paintChain(ctx, scene, heap);
};

/** What a broken list no longer leads to, and nobody holds. */
const paintLost = (ctx: Ctx, scene: CmemScene, heap: HeapLane): void => {
  const { palette, brushes, space, words } = scene;
  ctx.font = fontOf(scene, 'fact');
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const { from, to } of scene.heaps.of(scene.block.index).lost) {
    const rect = heapRect(space, heap, from, to - from);
    ctx.fillStyle = brushes.unusable;
    ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
    const text = words.lost(to - from);
    const wide = ctx.measureText(text).width;
    if (wide + 14 > rect.width) continue;
    const x = rect.x + (rect.width - wide) / 2;
    const y = rect.y + rect.height / 2;
    ctx.fillStyle = palette.free;
    ctx.fillRect(x - 4, y - 8 * space.scale, wide + 8, 16 * space.scale);
    ctx.fillStyle = palette.red;
    ctx.fillText(text, x, y + 0.5);
  }
};

const paintNames = (ctx: Ctx, scene: CmemScene, heap: HeapLane): void => {
  const { space, palette, words } = scene;
  const y = heap.top + heap.height / 2 + 0.5;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'right';
  ctx.font = fontOf(scene, 'axis');
  ctx.fillStyle = palette.ink;
  const name = `${words.heap} ${words.size(heap.size)}`;
  ctx.fillText(name, space.x0 - 22 * space.scale * (space.roomy ? 1 : 0.45), y);
  ctx.textAlign = 'left';
  ctx.fillStyle = palette.ink3;
  if (space.roomy) ctx.fillText(heap.base.toString(16).toUpperCase().padStart(8, '0'), 0, y);
  const { figures } = scene.heaps.of(scene.block.index);
  ctx.font = fontOf(scene, 'fact');
  ctx.fillStyle = palette.ink2;
  const free = space.roomy ? words.heapFree(figures.free) : words.size(figures.free);
  ctx.fillText(figures.free === 0 ? words.full : free, space.x1 + 10 * space.scale, y);
};

/** Pieces narrower than a stroke: each pixel column as full as its bytes are taken. */
const paintCrowd = (ctx: Ctx, scene: CmemScene, heap: HeapLane, rows: Uint32Array): void => {
  const { space, palette } = scene;
  const { cmemPhys, cmemSize, cmemKind, cmemOwner } = scene.view.columns;
  const width = space.x1 - space.x0;
  const taken = new Float64Array(width);
  const owner = new Uint32Array(width);
  const most = new Float64Array(width);
  const scale = width / Math.max(1, heap.size);
  for (const row of rows) {
    if (cmemKind[row] !== CmemRow.heap || cmemSize[row]! * scale >= ALONE_FROM) continue;
    const place = Math.min(
      width - 1,
      Math.max(0, Math.floor((cmemPhys[row]! - heap.base) * scale)),
    );
    taken[place]! += cmemSize[row]!;
    if (cmemSize[row]! <= most[place]!) continue;
    most[place] = cmemSize[row]!;
    owner[place] = cmemOwner[row]!;
  }
  for (let place = 0; place < width; place += 1) {
    if (taken[place] === 0) continue;
    const colours = ownerOf(palette, owner[place]!);
    // The first byte taken must already be seen.
    ctx.globalAlpha = 0.4 + 0.6 * Math.min(1, taken[place]! * scale);
    ctx.fillStyle = colours.fill;
    ctx.fillRect(space.x0 + place, heap.top, 1, heap.height);
  }
  ctx.globalAlpha = 1;
};

const paintPiece = (ctx: Ctx, scene: CmemScene, heap: HeapLane, record: CmemRecord): void => {
  const { palette, brushes, space } = scene;
  if (record.corrupt) {
    paintCorrupt(ctx, scene, heap, record);
    return;
  }
  const rect = heapRect(space, heap, record.phys, record.size);
  if (record.kind === 'hole') {
    if (rect.width >= COAST_FROM) paintCoast(ctx, rect, palette.line2, false, false);
    paintInside(ctx, scene, heap, record);
    return;
  }
  const colours = ownerOf(palette, record.owner);
  ctx.fillStyle = colours.fill;
  ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  const waste = (record.rounding / Math.max(1, record.size)) * rect.width;
  if (waste >= 0.5) {
    ctx.fillStyle = brushes.waste;
    ctx.fillRect(rect.x + rect.width - waste, rect.y, waste, rect.height);
  }
  // Between narrow neighbours two coasts would be all that is seen.
  const open = rect.width < COAST_FROM;
  paintCoast(ctx, rect, colours.edge, open, open);
  if (record.cached && rect.width >= 5) paintCachedCorner(ctx, scene, rect.x + rect.width, rect.y);
  paintInside(ctx, scene, heap, record);
};

const paintCachedCorner = (ctx: Ctx, scene: CmemScene, right: number, y: number): void => {
  ctx.fillStyle = scene.palette.ink;
  ctx.beginPath();
  ctx.moveTo(right - 7, y);
  ctx.lineTo(right, y);
  ctx.lineTo(right, y + 7);
  ctx.fill();
};

/** A free chunk whose header somebody wrote over. */
const paintCorrupt = (ctx: Ctx, scene: CmemScene, heap: HeapLane, record: CmemRecord): void => {
  const { palette, brushes, space, words } = scene;
  const rect = heapRect(space, heap, record.phys, record.size, 5);
  ctx.fillStyle = palette.redSoft;
  ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  ctx.fillStyle = brushes.clash;
  ctx.fillRect(rect.x, rect.y, Math.min(rect.width, 14), rect.height);
  paintCoast(ctx, rect, palette.red, false, false);
  ctx.font = fontOf(scene, 'small');
  const wide = ctx.measureText(words.corrupt).width;
  const inside = wide + 28 <= rect.width;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = palette.red;
  // Without room in the chunk the note stands below the chain.
  const x = inside ? rect.x + 20 : Math.max(space.x0, Math.min(rect.x, space.x1 - wide));
  const below = heap.top + heap.height + heap.chain - 5 * space.scale;
  ctx.fillText(words.corrupt, x, inside ? rect.y + rect.height / 2 + 0.5 : below);
};

/** Owner and size; a hole says its size only. */
const paintInside = (ctx: Ctx, scene: CmemScene, heap: HeapLane, record: CmemRecord): void => {
  const { palette, words, space } = scene;
  const rect = heapRect(space, heap, record.phys, record.size);
  const y = rect.y + rect.height / 2 + 0.5;
  const size = words.size(record.size);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  if (record.kind === 'hole') {
    ctx.font = fontOf(scene, 'fact');
    const wide = ctx.measureText(size).width;
    if (wide + 10 > rect.width) return;
    ctx.fillStyle = palette.ink2;
    ctx.fillText(size, rect.x + (rect.width - wide) / 2, y);
    return;
  }
  const name = processName(record.owner);
  ctx.font = fontOf(scene, 'small');
  const wide = ctx.measureText(name).width;
  if (wide + 10 > rect.width) return;
  ctx.fillStyle = palette.ownerInk;
  ctx.fillText(name, rect.x + 6, y);
  ctx.font = fontOf(scene, 'fact');
  if (wide + ctx.measureText(size).width + 20 > rect.width) return;
  ctx.globalAlpha = 0.86;
  ctx.fillText(size, rect.x + 6 + wide + 7, y);
  ctx.globalAlpha = 1;
};

export interface Link {
  readonly from: number;
  readonly to: number;
  readonly broken: boolean;
}
export interface ChainPlan {
  /** Pixels of the first chunk in the list. */
  readonly head: number | undefined;
  readonly links: readonly Link[];
  /** Stretches of links too short for an arrow each. */
  readonly gathered: readonly {
    readonly from: number;
    readonly to: number;
    readonly count: number;
  }[];
  /** Links after the last that is drawn. */
  readonly more: number;
}

/** Links of the free chain in pixels; `starts` in the order of the list. */
export const planChain = (
  starts: readonly number[],
  isBroken: (place: number) => boolean,
  most = MOST_ARROWS,
): ChainPlan => {
  const links: Link[] = [];
  const gathered: { from: number; to: number; count: number }[] = [];
  let at = 0;
  for (; at + 1 < starts.length && links.length < most; at += 1) {
    const [from, to] = [starts[at]!, starts[at + 1]!];
    const broken = to < from || isBroken(at);
    if (broken || to - from >= SHORTEST) {
      links.push({ from, to, broken });
      continue;
    }
    const last = gathered.at(-1);
    if (last !== undefined && last.to === from) {
      last.to = to;
      last.count += 1;
    } else gathered.push({ from, to, count: 1 });
  }
  return { head: starts[0], links, gathered, more: Math.max(0, starts.length - 1 - at) };
};

const paintChain = (ctx: Ctx, scene: CmemScene, heap: HeapLane): void => {
  const { space, palette } = scene;
  const { chain } = scene.heaps.of(scene.block.index);
  if (chain.length === 0) return;
  const { cmemPhys, cmemState } = scene.view.columns;
  const starts: number[] = [];
  for (const row of chain) starts.push(Math.round(heapX(space, heap, cmemPhys[row]!)) + 2);
  const plan = planChain(starts, (place) => (cmemState[chain[place]!]! & CmemState.CORRUPT) !== 0);
  const y = heap.top + heap.height + 2;
  paintHead(ctx, scene, plan.head!, y);
  for (const { from, to } of plan.gathered) {
    ctx.fillStyle = palette.ink3;
    ctx.fillRect(from, y + 1, Math.max(1, to - from), 2);
  }
  for (const link of plan.links) paintLink(ctx, scene, link, y, heap.chain - 14 * space.scale);
  paintChainWords(ctx, scene, heap, plan);
};

/** Where the list begins: the pointer in the driver's own data. */
const paintHead = (ctx: Ctx, scene: CmemScene, x: number, y: number): void => {
  ctx.fillStyle = scene.palette.ink2;
  ctx.beginPath();
  ctx.arc(x, y + 2, 2.5, 0, Math.PI * 2);
  ctx.fill();
};

const paintLink = (ctx: Ctx, scene: CmemScene, link: Link, y: number, deepest: number): void => {
  const { from, to, broken } = link;
  const depth = Math.min(deepest, 7 + Math.abs(to - from) * 0.12);
  ctx.strokeStyle = broken ? scene.palette.red : scene.palette.ink2;
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = broken ? 1.6 : 1;
  ctx.beginPath();
  ctx.moveTo(from, y + 2);
  ctx.bezierCurveTo(from, y + depth * 1.3, to, y + depth * 1.3, to, y + 4);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(to, y);
  ctx.lineTo(to - 3, y + 5.5);
  ctx.lineTo(to + 3, y + 5.5);
  ctx.fill();
};

const paintChainWords = (ctx: Ctx, scene: CmemScene, heap: HeapLane, plan: ChainPlan): void => {
  const { space, palette, words } = scene;
  const y = heap.top + heap.height + 10 * space.scale;
  ctx.font = fontOf(scene, 'fact');
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'right';
  ctx.fillStyle = palette.ink3;
  ctx.fillText(words.chain, space.x0 - 22 * space.scale * (space.roomy ? 1 : 0.45), y);
  if (plan.more > 0) {
    ctx.textAlign = 'left';
    ctx.fillText(words.more(plan.more), space.x1 + 10 * space.scale, y);
  }
  const longest = plan.gathered.reduce<ChainPlan['gathered'][number] | undefined>(
    (most, one) => (most === undefined || one.count > most.count ? one : most),
    undefined,
  );
  if (longest === undefined) return;
  const text = words.links(longest.count);
  if (ctx.measureText(text).width > longest.to - longest.from) return;
  ctx.textAlign = 'center';
  ctx.fillText(text, (longest.from + longest.to) / 2, y + 2);
};

/** The heap as one line of colour, for the ribbon: the owner's colour class of an address, 0 = none. */
export const heapColours = (
  scene: Pick<CmemScene, 'view' | 'heaps'>,
  block: number,
): readonly { readonly phys: number; readonly size: number; readonly colour: number }[] => {
  const { rows } = scene.heaps.of(block);
  const { cmemPhys, cmemSize, cmemKind, cmemOwner } = scene.view.columns;
  const spans: { phys: number; size: number; colour: number }[] = [];
  for (const row of rows) {
    if (cmemKind[row] !== CmemRow.heap) continue;
    spans.push({
      phys: cmemPhys[row]!,
      size: cmemSize[row]!,
      colour: ownerColour(cmemOwner[row]!),
    });
  }
  return spans;
};
