/**
 * The plate of one pool. Only pages that are seen are looked at; nothing is painted while no chunk
 * moved that any of them stands in.
 */
import { movedChunks, sameIn, sameViewport, touchesRows } from '../../../render/dirty.ts';
import type { Viewport } from '../../../render/dirty.ts';
import type { Ctx } from '../../../render/scene.ts';
import { areAdjacent, chainOf, planChain } from './chain.ts';
import { paintList } from './links.ts';
import { paintNotes, paintSides } from './notes.ts';
import { servingPage } from './pages.ts';
import { paintCells, paintLines } from './rows.ts';
import type { PoolScene } from './scene.ts';
import { seenPages, stripTop } from './space.ts';
import { paintRuler, paintStrip } from './strip.ts';

const SHOWN = [
  'poolHead',
  'poolActive',
  'poolPageUsed',
  'poolPageHead',
  'poolPageAddress',
  'poolPageFirst',
  'poolPagePool',
  'poolBlockState',
  'poolBlockNext',
] as const;

/** What a paint did: for benchmarks and tests. */
export interface PoolPainted {
  readonly what: 'whole' | 'nothing';
  /** Pages painted as strips, and in rows. */
  readonly strips: number;
  readonly rows: number;
}

interface Last {
  readonly scene: PoolScene;
  /** Kept apart: the frame itself may be overwritten in place. */
  readonly epoch: number;
  readonly viewport: Viewport;
  readonly generations: readonly Uint32Array[];
}

export class PoolPainter {
  #last: Last | undefined;

  /** Forget what is on the canvas: its backing store was replaced. */
  invalidate(): void {
    this.#last = undefined;
  }

  paint(ctx: Ctx, scene: PoolScene, viewport: Viewport): PoolPainted {
    const last = this.#last;
    const generations = SHOWN.map((name) => scene.view.generations[name].slice());
    this.#last = { scene, epoch: scene.view.epoch, viewport, generations };
    const seen = seenPages(scene.space, viewport.scroll, viewport.height);
    const stands =
      last?.epoch === scene.view.epoch &&
      sameScene(last.scene, scene) &&
      sameViewport(last.viewport, viewport);
    if (stands && !anyMoved(scene, seen, last.generations, generations))
      return { what: 'nothing', strips: 0, rows: 0 };
    ctx.fillStyle = scene.palette.paper;
    ctx.fillRect(0, 0, viewport.width, viewport.height);
    return { what: 'whole', ...paintPages(ctx, scene, viewport, seen) };
  }
}

const sameScene = sameIn<PoolScene>([
  'pool',
  'space',
  'palette',
  'brushes',
  'words',
  'colour',
  'open',
  'ratio',
]);

/** Whether a chunk moved that the pool or a page that is seen stands in. */
const anyMoved = (
  { pool, pages, view, open }: PoolScene,
  [first, last]: readonly [number, number],
  before: readonly Uint32Array[],
  now: readonly Uint32Array[],
): boolean => {
  const moved = SHOWN.map((_name, i) => movedChunks([before[i]!], [now[i]!]));
  if (moved.every((chunks) => chunks.size === 0)) return false;
  const has = (from: number, of: Rows, to = from): boolean =>
    moved.some((chunks, i) => rowsOf(SHOWN[i]!) === of && touchesRows(chunks, from, to));
  if (has(pool.row, 'pool')) return true;
  const rows = pages.of(pool);
  const { poolPageFirst } = view.columns;
  const pageMoved = (at: number): boolean => {
    const row = rows[at];
    if (row === undefined) return false;
    if (has(row, 'poolPage')) return true;
    const block = poolPageFirst[row]!;
    return has(block, 'poolBlock', block + pool.slots.length - 1);
  };
  if (pageMoved(open)) return true;
  for (let at = first; at <= last; at += 1) if (pageMoved(at)) return true;
  return false;
};
/** What a row of a column stands for. */
type Rows = 'pool' | 'poolPage' | 'poolBlock';
const rowsOf = (name: (typeof SHOWN)[number]): Rows => {
  if (name.startsWith('poolBlock')) return 'poolBlock';
  return name.startsWith('poolPage') ? 'poolPage' : 'pool';
};

const paintPages = (
  ctx: Ctx,
  scene: PoolScene,
  { scroll, width, height }: Viewport,
  seen: readonly [number, number],
): { readonly strips: number; readonly rows: number } => {
  const { space, pages, pool, open } = scene;
  const list = pages.of(pool);
  if (space.detail === 'strips') {
    ctx.save();
    ctx.translate(0, -scroll);
    const strips = [...list.entries()].slice(seen[0], seen[1] + 1);
    paintStrips(ctx, scene, strips);
    ctx.restore();
    paintRulerBand(ctx, scene, width);
    return { strips: strips.length, rows: 0 };
  }
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, space.fixed, width, Math.max(0, height - space.fixed));
  ctx.clip();
  ctx.translate(0, -scroll);
  if (space.detail === 'lines') paintLines(ctx, scene, seen);
  else paintCells(ctx, scene, seen);
  ctx.restore();
  paintRulerBand(ctx, scene, width);
  const page = list[open];
  if (page !== undefined) paintStrips(ctx, scene, [[open, page]]);
  return { strips: page === undefined ? 0 : 1, rows: seen[1] - seen[0] + 1 };
};

/** Offsets stay while strips scroll beneath them. */
const paintRulerBand = (ctx: Ctx, scene: PoolScene, width: number): void => {
  ctx.fillStyle = scene.palette.paper;
  ctx.fillRect(0, 0, width, 15 * scene.space.scale);
  paintRuler(ctx, scene);
};

/** Strips of pages by their place in the list, and their free lists over them. */
const paintStrips = (
  ctx: Ctx,
  scene: PoolScene,
  strips: readonly (readonly [number, number])[],
): void => {
  const { view, pool, pages, space } = scene;
  const serving = servingPage(view, pages, pool);
  const stack = pool.mechanism === 'stack';
  const whole = stack && strips[0] !== undefined ? chainOf(view, pool, strips[0][1]) : undefined;
  const adjacent = (from: number, to: number): boolean => areAdjacent(view, from, to);
  const all = strips.map(([at, page], i) => {
    const chain = whole ?? chainOf(view, pool, page);
    const stripe = { page, top: stripTop(space, at), height: space.strip.height };
    const reached = chain.end === 'more' ? undefined : new Set(chain.blocks);
    paintStrip(ctx, scene, page, stripe, reached);
    paintSides(ctx, scene, stripe, page === serving);
    return { stripe, chain, first: i === 0 };
  });
  const stripes = all.map(({ stripe }) => stripe);
  const shared = whole && planChain(whole, adjacent);
  if (shared !== undefined) paintList(ctx, scene, stripes, shared, true);
  for (const { stripe, chain, first } of all) {
    const plan = shared ?? planChain(chain, adjacent);
    if (shared === undefined) paintList(ctx, scene, [stripe], plan, stripe.page === serving);
    const more = shared === undefined || stripe === stripes.at(-1) ? plan.more : 0;
    paintNotes(ctx, scene, stripe, { chain, more, first });
  }
};
