/**
 * The pages of a pool behind their component: geometry derived from the layout, and the two painters.
 * Canvases and frames are plain fields: only small values are state.
 */
import type { DmaPoolLayout } from '../../../engine/view.ts';
import { PoolPainter } from '../../render/dma-pool/painter.ts';
import type { PoolPainted } from '../../render/dma-pool/painter.ts';
import { poolColour, servingPage } from '../../render/dma-pool/pages.ts';
import type { PageIndex } from '../../render/dma-pool/pages.ts';
import { paintPoolRings } from '../../render/dma-pool/rings.ts';
import type { PoolScene, PoolWords } from '../../render/dma-pool/scene.ts';
import { createPoolSpace, hitPool, pageRect } from '../../render/dma-pool/space.ts';
import type { PoolHit } from '../../render/dma-pool/space.ts';
import type { Frame } from '../../render/frame.ts';
import type { Look } from '../../render/look.ts';
import type { Palette } from '../../render/palette.ts';
import { overlay } from '../../render/overlay.ts';
import { createBrushes } from '../../render/patterns.ts';
import type { Brushes } from '../../render/patterns.ts';
import type { Ctx } from '../../render/scene.ts';
import { TALLEST_STILL } from '../../render/still.ts';
import type { Still } from '../../render/still.ts';
import { contextOf, fitCanvas } from '../../render/surface.ts';
import type { PoolPlace, PoolView } from '../../state/dma-pool-view.svelte.ts';
import type { Ground } from './cursor.ts';

/** What the component hands in; read anew each time, so that what is state is followed. */
export interface PoolMapInput {
  readonly frame: Frame;
  readonly tick: number;
  readonly pool: DmaPoolLayout;
  readonly pages: PageIndex;
  readonly view: PoolView;
  readonly words: PoolWords;
  readonly maxHeight: number;
  readonly focused: boolean;
}

export class PoolMap {
  look = $state.raw<Look | undefined>();
  /** Pixels from the top of the pages. */
  scroll = $state(0);
  readonly #input: () => PoolMapInput;
  readonly #painter = new PoolPainter();
  #brushes: { readonly of: Look; readonly brushes: Brushes } | undefined;

  constructor(input: () => PoolMapInput) {
    this.#input = input;
  }

  readonly #pages = $derived.by(() => {
    const { tick, pool, pages } = this.#input();
    return tick < 0 ? 0 : pages.of(pool).length;
  });
  readonly space = $derived.by(() => {
    const { pool } = this.#input();
    const width = Math.max(120, this.look?.room ?? 0);
    return createPoolSpace({ pool, pages: this.#pages, width, scale: this.look?.scale ?? 1 });
  });
  readonly height = $derived.by(() => Math.min(this.#input().maxHeight, this.space.height));
  /**
   * Place in the list of the page whose strip stands above the rows: the chosen one, else where the
   * keyboard is, else the one that serves next.
   */
  readonly open = $derived.by(() => {
    const { tick, frame, pool, pages, view, focused } = this.#input();
    if (tick < 0 || this.#pages === 0) return -1;
    const at = [view.selection, focused ? view.cursor : undefined].find(
      (place) => place?.pool === pool.id && place.page < this.#pages,
    );
    if (at !== undefined) return this.#pages - 1 - at.page;
    const serving = servingPage(frame, pages, pool);
    return serving === undefined ? 0 : pages.of(pool).indexOf(serving);
  });

  ground(): Ground {
    const { frame, pool, pages } = this.#input();
    return { view: frame, pool, pages, space: this.space };
  }

  hit(x: number, y: number): PoolPlace | undefined {
    const { pool } = this.#input();
    const hit = hitPool(this.space, this.open, x, y, this.scroll);
    if (hit === undefined) return undefined;
    return { pool: pool.id, page: this.space.pages - 1 - hit.at, slot: hit.slot };
  }

  scrollTo(scroll: number): void {
    this.scroll = Math.max(0, Math.min(this.space.height - this.height, scroll));
  }

  reveal(place: PoolPlace): void {
    const { space } = this;
    const rect = pageRect(space, space.pages - 1 - place.page);
    const [over, under] =
      space.detail === 'strips' ? [space.above + 14, space.below] : [space.fixed + 4, 8];
    if (rect.y - over < this.scroll) this.scrollTo(rect.y - over);
    else if (rect.y + rect.height + under > this.scroll + this.height)
      this.scrollTo(rect.y + rect.height + under - this.height);
  }

  paint(canvas: HTMLCanvasElement): PoolPainted | undefined {
    const { look } = this;
    if (look === undefined || look.room === 0) return undefined;
    const size = { width: look.room, height: this.height, ratio: look.ratio };
    if (fitCanvas(canvas, size)) this.#painter.invalidate();
    const ctx = contextOf(canvas, look.ratio);
    if (ctx === undefined) return undefined;
    const scene = this.#scene(look.palette, this.#brushesFor(ctx, look), look.ratio);
    return this.#painter.paint(ctx, scene, { ...size, scroll: this.scroll });
  }

  #scene(palette: Palette, brushes: Brushes, ratio: number): PoolScene {
    const { frame, pool, pages, words } = this.#input();
    const { space, open } = this;
    const colour = poolColour(frame, pages, pool);
    return { view: frame, pool, pages, space, palette, brushes, words, colour, open, ratio };
  }

  /** For another surface: all of the pages where those are not too tall, else what is seen of them. */
  still(): Still | undefined {
    const { view } = this.#input();
    const { look, space, open } = this;
    if (look === undefined || look.room === 0) return undefined;
    const { palette, scale, room: width } = look;
    const fits = space.height <= TALLEST_STILL;
    const [height, scroll] = fits ? [space.height, 0] : [this.height, this.scroll];
    const paint = (ctx: Ctx, brushes: Brushes, ratio: number): void => {
      const scene = this.#scene(palette, brushes, ratio);
      new PoolPainter().paint(ctx, scene, { width, height, scroll });
      const chosen = this.#ringed(view.selection);
      const rings = { chosen, pointer: undefined, keyboard: undefined };
      paintPoolRings(ctx, space, palette, rings, { open, scroll });
      this.#paintOver(ctx, palette, scroll);
    };
    return { width, height, palette, scale, paint };
  }

  #brushesFor(ctx: CanvasRenderingContext2D, look: Look): Brushes {
    const known = this.#brushes;
    if (known?.of.palette !== look.palette || known.of.ratio !== look.ratio) {
      this.#brushes = { of: look, brushes: createBrushes(ctx, look.palette, look.ratio) };
    }
    return this.#brushes!.brushes;
  }

  #paintOver(ctx: Ctx, palette: Palette, scroll: number): boolean {
    const { frame: view, pool, pages } = this.#input();
    const { space, open } = this;
    const stage = { ctx, space, palette, view, pages, pool, open, scroll };
    return overlay.shown?.blocks(stage) ?? false;
  }

  /** True: what lies over the pages is moving, another frame is wanted. */
  paintOverlay(canvas: HTMLCanvasElement): boolean {
    const { view, focused } = this.#input();
    const { look, space, scroll, open } = this;
    if (look === undefined || look.room === 0) return false;
    fitCanvas(canvas, { width: look.room, height: this.height, ratio: look.ratio });
    const ctx = contextOf(canvas, look.ratio);
    if (ctx === undefined) return false;
    ctx.clearRect(0, 0, look.room, this.height);
    const chosen = this.#ringed(view.selection);
    const pointer = this.#ringed(view.pointer);
    const keyboard = focused ? this.#ringed(view.cursor) : undefined;
    paintPoolRings(ctx, space, look.palette, { chosen, pointer, keyboard }, { open, scroll });
    return this.#paintOver(ctx, look.palette, scroll);
  }

  #ringed(place: PoolPlace | undefined): PoolHit | undefined {
    const { pool } = this.#input();
    if (place?.pool !== pool.id || place.page >= this.space.pages) return undefined;
    return { at: this.space.pages - 1 - place.page, slot: place.slot };
  }
}
