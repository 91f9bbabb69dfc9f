/**
 * The map of one section: where it is scrolled to, what is focused, and the painting of its two
 * surfaces. A plate says how large its land is, how it is painted, and what is ringed on it. Canvases and
 * frames are plain fields: only small values are state.
 */
import type { Viewport } from '../render/dirty.ts';
import type { Look } from '../render/look.ts';
import type { Palette } from '../render/palette.ts';
import { createBrushes } from '../render/patterns.ts';
import type { Brushes } from '../render/patterns.ts';
import type { Ctx } from '../render/scene.ts';
import { TALLEST_STILL } from '../render/picture/still.ts';
import type { Still } from '../render/picture/still.ts';
import { contextOf, fitCanvas } from '../render/surface.ts';
import type { PlateView } from './plate-view.svelte.ts';

/** Whatever paints the land and can be made to forget what it painted. */
export interface LandPainter<Scene> {
  invalidate(): void;
  paint(ctx: Ctx, scene: Scene, viewport: Viewport): unknown;
}
/** What a component hands in; read anew each time, so that what is state is followed. */
export interface MapInput<Place> {
  readonly view: PlateView<Place>;
  readonly maxHeight: number;
}
/** Places that rings are drawn around. */
export interface RingedPlaces<Place> {
  readonly chosen: Place | undefined;
  readonly pointer: Place | undefined;
  readonly keyboard: Place | undefined;
}
/** A canvas that is painted on, in CSS pixels. */
export interface MapStage {
  readonly ctx: Ctx;
  readonly palette: Palette;
  readonly scroll: number;
}

export abstract class PlateMap<Place, Input extends MapInput<Place>, Scene> {
  look = $state.raw<Look | undefined>();
  /** Pixels from the top of the land. */
  scroll = $state(0);
  focused = $state(false);
  /** The keyboard was used last: its cursor shows. */
  keyed = $state(false);
  protected readonly input: () => Input;
  readonly #createPainter: () => LandPainter<Scene>;
  readonly #painter: LandPainter<Scene>;
  #brushes: { readonly of: Look; readonly brushes: Brushes } | undefined;

  constructor(input: () => Input, createPainter: () => LandPainter<Scene>) {
    this.input = input;
    this.#createPainter = createPainter;
    this.#painter = createPainter();
  }

  /** Pixels of all of the land. */
  abstract readonly space: { readonly height: number };
  /** What is under a point of the viewport. */
  abstract hit(x: number, y: number): Place | undefined;
  /** Where a place is on the land, with the room that is to be seen around it; undefined: nowhere. */
  protected abstract bounds(
    place: Place,
  ): { readonly top: number; readonly end: number } | undefined;
  /** Undefined while there is nothing to paint. */
  protected abstract scene(palette: Palette, brushes: Brushes, ratio: number): Scene | undefined;
  /** Rings, and what lies over the map; true: that moves, another frame is wanted. */
  protected abstract paintRings(stage: MapStage, places: RingedPlaces<Place>): boolean;

  /** Height of the viewport. */
  readonly height = $derived.by(() => Math.min(this.input().maxHeight, this.space.height));
  /** The keyboard's cursor shows. */
  readonly keyboard = $derived.by(() => this.focused && this.keyed);

  scrollTo(scroll: number): void {
    this.scroll = Math.max(0, Math.min(this.space.height - this.height, scroll));
  }
  reveal(place: Place): void {
    const bounds = this.bounds(place);
    if (bounds === undefined) return;
    if (bounds.top < this.scroll) this.scrollTo(bounds.top);
    else if (bounds.end > this.scroll + this.height) this.scrollTo(bounds.end - this.height);
  }

  paint(canvas: HTMLCanvasElement): void {
    const { look } = this;
    if (look === undefined || look.room === 0) return;
    const size = { width: look.room, height: this.height, ratio: look.ratio };
    if (fitCanvas(canvas, size)) this.#painter.invalidate();
    const ctx = contextOf(canvas, look.ratio);
    const scene = ctx && this.scene(look.palette, this.#brushesFor(ctx, look), look.ratio);
    if (ctx && scene) this.#painter.paint(ctx, scene, { ...size, scroll: this.scroll });
  }
  /** True: what lies over the map is moving, another frame is wanted. */
  paintOverlay(canvas: HTMLCanvasElement): boolean {
    const { look, scroll } = this;
    if (look === undefined || look.room === 0) return false;
    fitCanvas(canvas, { width: look.room, height: this.height, ratio: look.ratio });
    const ctx = contextOf(canvas, look.ratio);
    if (ctx === undefined) return false;
    ctx.clearRect(0, 0, look.room, this.height);
    const { selection: chosen, pointer, cursor } = this.input().view;
    const keyboard = this.keyboard ? cursor : undefined;
    return this.paintRings({ ctx, palette: look.palette, scroll }, { chosen, pointer, keyboard });
  }

  /** For another surface: all of the land where that is not too tall, else what is seen of it. */
  still(): Still | undefined {
    const { look, space } = this;
    if (look === undefined || look.room === 0) return undefined;
    const { palette, scale, room: width } = look;
    const fits = space.height <= TALLEST_STILL;
    const [height, scroll] = fits ? [space.height, 0] : [this.height, this.scroll];
    const paint: Still['paint'] = (ctx, brushes, ratio, colours) => {
      const scene = this.scene(colours, brushes, ratio);
      if (scene) this.#createPainter().paint(ctx, scene, { width, height, scroll });
      const chosen = this.input().view.selection;
      this.paintRings(
        { ctx, palette: colours, scroll },
        { chosen, pointer: undefined, keyboard: undefined },
      );
    };
    return { width, height, palette, scale, paint };
  }

  #brushesFor(ctx: CanvasRenderingContext2D, look: Look): Brushes {
    const known = this.#brushes;
    if (known?.of.palette !== look.palette || known.of.ratio !== look.ratio)
      this.#brushes = { of: look, brushes: createBrushes(ctx, look.palette, look.ratio) };
    return this.#brushes!.brushes;
  }
}
