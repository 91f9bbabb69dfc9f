/**
 * The page map that a component shows: geometry derived from what the reader chose, and the two
 * painters. Canvases and frames are plain fields: only small values are state.
 */
import { untrack } from 'svelte';
import type { RangeLayout, RegionLayout } from '../../../../engine/contract/view.ts';
import { blockAt, clipRanges, isAllocated, pageOfPfn, slotOf } from '../../../frame/frame.ts';
import type { Frame } from '../../../frame/frame.ts';
import type { Viewport } from '../../../render/dirty.ts';
import { planGutters } from '../../../render/geometry/gutters.ts';
import { hitAt } from '../../../render/geometry/hit.ts';
import type { Hit } from '../../../render/geometry/hit.ts';
import type { HoleIndex } from '../../../render/geometry/holes.ts';
import { boundaryStyle } from '../../../render/layers/columns.ts';
import type { LaterLayers } from '../../../render/layers/later.ts';
import { paintRings } from '../../../render/layers/rings.ts';
import type { PageSpan, Rings } from '../../../render/layers/rings.ts';
import { overPages } from '../../../render/overlay.ts';
import { createBrushes } from '../../../render/patterns.ts';
import type { Brushes } from '../../../render/patterns.ts';
import { PlatePainter, rulerHeight } from '../../../render/plate.ts';
import type { Painted } from '../../../render/plate.ts';
import { fontOf } from '../../../render/scene.ts';
import type { Ctx, MapWords, Scene } from '../../../render/scene.ts';
import {
  anchoredScroll,
  clampScroll,
  closestOrder,
  createSpace,
  fitOrder,
  readableOrder,
  revealScroll,
  rowTop,
  placeOf,
  visibleRows,
} from '../../../render/geometry/space.ts';
import type { Gutter, Space } from '../../../render/geometry/space.ts';
import { contextOf, fitCanvas } from '../../../render/surface.ts';
import type { MapView, Selection, ZoomRange } from '../../map-view.svelte.ts';
import type { Look } from './look.svelte.ts';

/** Tallest element a browser is trusted with: beyond it one pixel of scroll bar is several of map. */
const TALLEST = 8_000_000;
/** Kept free beside the pages for the scroll bar, whether it shows or not. */
const SCROLLBAR = 12;

/** What the component hands in: fields are read when they are needed, so that what is state is followed. */
export interface PageMapInput {
  readonly frame: Frame | undefined;
  readonly tick: number;
  readonly region: RegionLayout;
  readonly holes: HoleIndex;
  readonly view: MapView;
  readonly words: MapWords;
  readonly maxHeight: number;
  readonly focused: boolean;
  /** Painted over the land, below the rings. */
  readonly marks?: Marks | undefined;
}
/** One array, so that no gutters are the same as no gutters before. */
const NO_GUTTERS: readonly Gutter[] = [];
export type Marks = (ctx: CanvasRenderingContext2D, map: PageMap) => void;

export class PageMap {
  readonly look: Look;
  readonly #input: PageMapInput;
  readonly #painter = new PlatePainter();
  #planned: readonly Gutter[] = [];
  #brushes: { readonly key: string; readonly of: object; readonly brushes: Brushes } | undefined;
  #anchor: number | undefined;
  #before: Space | undefined;
  /** The zoom that was wished for when the geometry was last settled. */
  #wished: number | undefined;
  #measure: CanvasRenderingContext2D | undefined;

  /** Undefined: they are not fetched yet. */
  later: LaterLayers | undefined;
  takeLayers(later: LaterLayers): void {
    this.later = later;
    this.#painter.takeLayers(later);
  }

  constructor(look: Look, input: PageMapInput) {
    this.look = look;
    this.#input = input;
  }

  readonly ruler = $derived.by(() => rulerHeight(this.look.scale));
  /** The part of the region that the ribbon's window covers. */
  readonly ranges = $derived.by((): readonly RangeLayout[] => {
    const { region, view } = this.#input;
    if (view.brush === undefined) return region.ranges;
    return clipRanges(region, view.brush.from / 4096, view.brush.to / 4096);
  });
  readonly #room = $derived.by(() => ({
    ranges: this.ranges,
    room: Math.max(64, this.look.room - SCROLLBAR),
    maxHeight: this.#input.maxHeight - this.ruler,
    scale: this.look.scale,
  }));
  readonly #fit = $derived.by(() => fitOrder(this.#room));
  readonly #closest = $derived.by(() =>
    Math.min(this.#fit, closestOrder(this.#room.room, this.look.scale)),
  );
  readonly #order = $derived.by(() =>
    Math.min(this.#fit, Math.max(this.#closest, this.#input.view.order ?? this.#fit)),
  );
  readonly #bare = $derived.by(() => createSpace({ ...this.#room, order: this.#order }));
  readonly #gutters = $derived.by(() => this.#planGutters(this.#bare));
  readonly space = $derived.by((): Space => {
    if (this.#gutters.length === 0) return this.#bare;
    return createSpace({ ...this.#room, order: this.#order, gutters: this.#gutters });
  });
  readonly zoom = $derived.by((): ZoomRange => ({
    shown: this.#order,
    closest: this.#closest,
    readable: Math.min(this.#fit, readableOrder(this.#room.room, this.look.scale)),
    fit: this.#fit,
    detail: this.space.detail,
    boundary: boundaryStyle(this.space, this.#input.view.align),
  }));
  /** Height of the viewport, the ruler included. */
  readonly height = $derived.by(() =>
    Math.ceil(Math.min(this.#input.maxHeight, this.ruler + this.space.height + 6)),
  );
  /** Height of the rows that are seen at once. */
  readonly window = $derived.by(() => this.height - this.ruler);
  readonly tall = $derived.by(() => Math.min(TALLEST, this.space.height + this.ruler + 6));
  /** Pixels of map for a pixel of scroll bar. */
  readonly gear = $derived.by(() => {
    const bar = this.tall - this.height;
    return bar <= 0 ? 1 : Math.max(1, (this.space.height - this.window) / bar);
  });

  /** The same array while nothing about it changed: a new one repaints the plate. */
  #planGutters(space: Space): readonly Gutter[] {
    const { frame, tick } = this.#input;
    const palette = this.look.palette;
    if (frame === undefined || palette === undefined || tick < 0) return NO_GUTTERS;
    this.#measure ??= document.createElement('canvas').getContext('2d') ?? undefined;
    const ctx = this.#measure;
    if (ctx === undefined) return NO_GUTTERS;
    ctx.font = fontOf({ space, palette }, 'small');
    const plan = planGutters(frame, space, (text) => ctx.measureText(text).width);
    if (JSON.stringify(plan) !== JSON.stringify(this.#planned)) this.#planned = plan;
    return this.#planned;
  }

  /**
   * After the geometry changed: keep the place under the anchor, or at least stay in the map. Where only
   * the room for the map changed, as while a page opens, a reader at its top stays there.
   */
  settle(): void {
    const { space, window } = this;
    const before = this.#before;
    this.#before = space;
    const { view } = this.#input;
    untrack(() => {
      const scroll = view.scroll;
      const zoomed = view.order !== this.#wished;
      this.#wished = view.order;
      const moved = before !== undefined && before.order !== space.order;
      if (moved && before.bands.length > 0 && (zoomed || scroll > 0)) {
        const page = this.#anchor ?? this.#middle(before, scroll);
        if (page !== undefined) view.scroll = anchoredScroll(before, space, page, scroll, window);
      } else view.scroll = clampScroll(space, scroll, window);
      this.#anchor = undefined;
    });
  }

  /** The page that zooming keeps in place: the cursor or the chosen page if seen, else the middle. */
  #middle(space: Space, scroll: number): number | undefined {
    const { view } = this.#input;
    for (const page of [view.cursor, view.selection?.page]) {
      const place = page === undefined ? undefined : placeOf(space, page);
      if (place === undefined) continue;
      const y = rowTop(space, place.row) - scroll;
      if (y >= 0 && y < this.window) return page;
    }
    const [first, last] = visibleRows(space, scroll, this.window);
    const place = { row: Math.floor((first + last) / 2), col: space.rowPages / 2 };
    const band = space.bands.find((b) => place.row < b.row + b.rows);
    if (band === undefined) return undefined;
    const at = (place.row - band.row) * space.rowPages - band.lead + place.col;
    return band.range.firstPage + Math.min(band.range.pages - 1, Math.max(0, Math.floor(at)));
  }

  get scroll(): number {
    return this.#input.view.scroll;
  }

  zoomAt(page: number | undefined, steps: number): void {
    this.#anchor = page;
    this.#input.view.zoomBy(steps);
  }

  scrollTo(scroll: number): void {
    this.#input.view.scroll = clampScroll(this.space, scroll, this.window);
  }

  reveal(page: number, first = false): void {
    const { view } = this.#input;
    // From far below, revealing stops as soon as the row is the first.
    const from = first ? this.space.height : view.scroll;
    this.scrollTo(revealScroll(this.space, page, from, this.window));
  }

  /** A point of the viewport to the page below it. */
  hit(x: number, y: number): Hit | undefined {
    const { frame, region, view } = this.#input;
    if (frame === undefined || y < this.ruler) return undefined;
    return hitAt(frame, region, this.space, x, y - this.ruler + view.scroll);
  }

  selectionAt(page: number): Selection {
    const { frame } = this.#input;
    const taken = frame !== undefined && isAllocated(frame.columns.page[page] ?? 0);
    const slot = taken ? slotOf(frame, page) : -1;
    return { page, slot, op: slot < 0 ? 0 : (frame?.columns.blockOp[slot] ?? 0) };
  }

  paint(canvas: HTMLCanvasElement): Painted | undefined {
    const { palette, ratio, room } = this.look;
    if (palette === undefined || room === 0) return undefined;
    const size = { width: room, height: this.height, ratio };
    if (fitCanvas(canvas, size)) this.#painter.invalidate();
    const ctx = contextOf(canvas, ratio);
    if (ctx === undefined) return undefined;
    const scene = this.scene(this.#brushesFor(ctx, ratio), ratio);
    return scene && this.#painter.paint(ctx, scene, { ...size, scroll: this.scroll });
  }

  /** Undefined while there is nothing to paint. */
  scene(brushes: Brushes, ratio: number, palette = this.look.palette): Scene | undefined {
    const { frame, region, holes, words, view } = this.#input;
    if (frame === undefined || palette === undefined) return undefined;
    const { space } = this;
    const { align } = view;
    return { view: frame, region, space, palette, brushes, words, holes, align, ratio };
  }

  #brushesFor(ctx: CanvasRenderingContext2D, ratio: number): Brushes {
    const palette = this.look.palette!;
    const key = String(ratio);
    if (this.#brushes?.key !== key || this.#brushes.of !== palette) {
      this.#brushes = { key, of: palette, brushes: createBrushes(ctx, palette, ratio) };
    }
    return this.#brushes.brushes;
  }

  /** True: what lies over the map is moving, another frame is wanted. */
  paintOverlay(canvas: HTMLCanvasElement): boolean {
    const { view, focused, marks } = this.#input;
    const { ratio, room } = this.look;
    if (room === 0) return false;
    fitCanvas(canvas, { width: room, height: this.height, ratio });
    const ctx = contextOf(canvas, ratio);
    if (ctx === undefined) return false;
    ctx.clearRect(0, 0, room, this.height);
    marks?.(ctx, this);
    const pointer = view.pointer === undefined ? undefined : this.#pointerSpan(view.pointer);
    const keyboard = focused ? view.cursor : undefined;
    return this.rings(
      ctx,
      { width: room, height: this.height, scroll: this.scroll },
      { pointer, keyboard },
    );
  }

  /** What is chosen, where pointer and keyboard are, and what lies over the map; true while that moves. */
  rings(
    ctx: Ctx,
    { width, height, scroll }: Viewport,
    at: Pick<Rings, 'pointer' | 'keyboard'>,
    palette = this.look.palette,
  ): boolean {
    const { region, view } = this.#input;
    const { selection } = view;
    if (palette === undefined) return false;
    const { space, ruler } = this;
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, ruler - 3, width, height);
    ctx.clip();
    ctx.translate(0, ruler - scroll);
    const [first, last] = visibleRows(space, scroll, height - ruler);
    const chosen = selection === undefined ? [] : this.#chosenSpans(selection);
    paintRings(ctx, space, palette, { chosen, ...at, first, last });
    const moving = overPages.shown?.({ ctx, space, palette, region, first, last });
    ctx.restore();
    return moving === true;
  }

  /** All of the chosen block that is in this region, or the hole, or the one page that is marked. */
  #chosenSpans(selection: Selection): readonly PageSpan[] {
    const { frame, region, holes } = this.#input;
    if (frame === undefined) return [];
    const block = blockAt(frame, selection.slot);
    if (block !== undefined && block.op === selection.op) {
      const page = pageOfPfn(region, block.pfn);
      return page === undefined ? [] : [{ page, count: block.pages }];
    }
    const { page } = selection;
    const state = frame.columns.page[page] ?? 0;
    if (state !== 0) return [{ page, count: 1 }];
    const hole = holes.holeAt(page);
    return hole === undefined ? [] : [hole];
  }

  #pointerSpan(page: number): PageSpan {
    const { frame, region } = this.#input;
    const single = { page, count: 1 };
    if (frame === undefined || !isAllocated(frame.columns.page[page] ?? 0)) return single;
    const block = blockAt(frame, slotOf(frame, page));
    const start = block === undefined ? undefined : pageOfPfn(region, block.pfn);
    if (block === undefined || start === undefined) return single;
    return { page: start, count: block.pages };
  }
}
