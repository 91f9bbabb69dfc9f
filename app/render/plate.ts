/**
 * A plate: layers in order, painted whole or only where chunks of the page column moved. It keeps
 * what it last painted from; the caller says what is to be seen and at which scroll position.
 */
import { movedChunks, sameIn, sameViewport, touchesRows } from './dirty.ts';
import type { Viewport } from './dirty.ts';
import { paintColumns, paintRuler } from './layers/columns.ts';
import { paintAddresses, paintGround } from './layers/ground.ts';
import { paintGutters } from './layers/gutter.ts';
import { paintLabels } from './layers/labels.ts';
import type { LaterLayers } from './layers/later.ts';
import type { NameKey, NamePlace } from './layers/names.ts';
import { paintRuns } from './layers/runs.ts';
import { paintTints, TintBuffer } from './layers/tints.ts';
import { scanRuns } from './geometry/runs.ts';
import type { Ctx, Scene, Sight } from './scene.ts';
import { rowSpan, rowTop, visibleRows } from './geometry/space.ts';

/** Height of the ruler above the rows at the reader's text size. */
export const rulerHeight = (scale: number): number => Math.round(19 * scale);

/** What a paint did: for benchmarks and tests. */
export type Painted = { readonly what: 'whole' | 'rows' | 'nothing'; readonly rows: number };

interface Last {
  readonly scene: Scene;
  /** Kept apart: the frame itself may be overwritten in place. */
  readonly epoch: number;
  readonly viewport: Viewport;
  readonly generations: Uint32Array;
}

const sameStage = sameIn<Scene>([
  'space',
  'palette',
  'brushes',
  'words',
  'align',
  'ratio',
  'region',
]);

export class PlatePainter {
  readonly #buffer = new TintBuffer();
  #last: Last | undefined;
  /** Undefined: they are not fetched yet. */
  #later: LaterLayers | undefined;
  /** Names that stand where pages are not drawn one by one. */
  #names = new Map<NameKey, NamePlace>();

  constructor(later?: LaterLayers) {
    this.#later = later;
  }
  /** They are painted from the next paint on. */
  takeLayers(later: LaterLayers): void {
    this.#later = later;
    this.invalidate();
  }

  /** Forget what is on the canvas: its backing store was replaced. */
  invalidate(): void {
    this.#last = undefined;
  }

  paint(ctx: Ctx, scene: Scene, viewport: Viewport): Painted {
    const last = this.#last;
    const generations = scene.view.generations.page.slice();
    this.#last = { scene, epoch: scene.view.epoch, viewport, generations };
    if (scene.space.rows === 0) {
      ctx.clearRect(0, 0, viewport.width, viewport.height);
      return { what: 'whole', rows: 0 };
    }
    const ruler = rulerHeight(scene.space.scale);
    const [first, end] = visibleRows(scene.space, viewport.scroll, viewport.height - ruler);
    const stands =
      last?.epoch === scene.view.epoch &&
      sameStage(last.scene, scene) &&
      sameViewport(last.viewport, viewport);
    if (!stands) {
      this.#rows(ctx, scene, viewport, [first, end], true);
      paintRuler(ctx, scene, ruler);
      return { what: 'whole', rows: end - first + 1 };
    }
    return this.#dirty(
      ctx,
      scene,
      viewport,
      first,
      end,
      movedChunks([last.generations], [generations]),
    );
  }

  /** Rows that show pages of moved chunks; names and holes reach further, so runs repaint whole. */
  #dirty(
    ctx: Ctx,
    scene: Scene,
    viewport: Viewport,
    first: number,
    end: number,
    moved: ReadonlySet<number>,
  ): Painted {
    if (moved.size === 0) return { what: 'nothing', rows: 0 };
    const { space } = scene;
    if (space.detail === 'runs') {
      if (!touchesRegion(scene, moved)) return { what: 'nothing', rows: 0 };
      this.#rows(ctx, scene, viewport, [first, end], true);
      paintRuler(ctx, scene, rulerHeight(space.scale));
      return { what: 'whole', rows: end - first + 1 };
    }
    const dirty = this.#dirtyRows(scene, first, end, moved);
    let rows = 0;
    for (let row = first; row <= end; row += 1) {
      if (!dirty.has(row)) continue;
      let stop = row;
      while (dirty.has(stop + 1)) stop += 1;
      this.#rows(ctx, scene, viewport, [row, stop], false);
      rows += stop - row + 1;
      row = stop;
    }
    if (rows > 0) paintRuler(ctx, scene, rulerHeight(space.scale));
    return { what: rows > 0 ? 'rows' : 'nothing', rows };
  }

  /** Rows of moved pages, and those of the names that stand in them or say what is no longer so. */
  #dirtyRows(
    scene: Scene,
    first: number,
    end: number,
    moved: ReadonlySet<number>,
  ): ReadonlySet<number> {
    const dirty = new Set<number>();
    for (let row = first; row <= end; row += 1)
      if (this.#isDirty(scene, row, moved)) dirty.add(row);
    for (const [key, place] of this.#names) {
      let touched = false;
      for (let row = place.first; row <= place.last; row += 1) touched ||= dirty.has(row);
      if (!touched && this.#later?.isStale(scene, key, place) !== true) continue;
      for (let row = place.first; row <= place.last; row += 1) dirty.add(row);
      this.#names.delete(key);
    }
    return dirty;
  }

  /** A row depends on its own pages and on those since the boundary before it. */
  #isDirty(scene: Scene, row: number, moved: ReadonlySet<number>): boolean {
    const span = rowSpan(scene.space, row);
    if (span === undefined) return false;
    const { range } = span.band;
    const from = Math.max(range.firstPage, span.from - 2 ** scene.align);
    const to = Math.min(range.firstPage + range.pages, span.to + 1);
    return touchesRows(moved, from, to - 1);
  }

  /** `whole` paints addresses too; a few rows leave them alone, they never change. */
  #rows(
    ctx: Ctx,
    scene: Scene,
    viewport: Viewport,
    [first, last]: readonly [number, number],
    whole: boolean,
  ): void {
    const { space, palette } = scene;
    const ruler = rulerHeight(space.scale);
    const originY = ruler - viewport.scroll;
    const drawn = space.detail === 'runs';
    const runs = drawn ? scanRuns(scene.view, space, first, last, scene.align) : [];
    const cut = rowTop(space, first) < viewport.scroll && first < last;
    const sight: Sight = { first, last, whole: cut ? first + 1 : first, runs };
    if (whole) {
      ctx.fillStyle = palette.paper;
      ctx.fillRect(0, 0, viewport.width, viewport.height);
    }
    if (!drawn) paintTints(ctx, scene, sight, this.#buffer, originY);
    ctx.save();
    ctx.translate(0, originY);
    if (drawn) {
      paintGround(ctx, scene, sight);
      paintRuns(ctx, scene, sight);
    }
    paintColumns(ctx, scene, sight);
    if (drawn) {
      paintGutters(ctx, scene, sight);
      paintLabels(ctx, scene, sight);
      this.#later?.paintDetails(ctx, scene, sight);
    } else {
      if (whole) this.#names.clear();
      const written = this.#later?.paintNames(ctx, scene, sight, this.#names) ?? [];
      for (const [key, place] of written) this.#names.set(key, place);
    }
    if (whole) paintAddresses(ctx, scene, sight);
    ctx.restore();
  }
}

const touchesRegion = (scene: Scene, moved: ReadonlySet<number>): boolean =>
  scene.region.ranges.some(({ firstPage, pages }) =>
    touchesRows(moved, firstPage, firstPage + pages - 1),
  );
