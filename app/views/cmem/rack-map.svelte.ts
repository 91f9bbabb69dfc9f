/**
 * The racks and the heap of a block behind their component: geometry derived from the layout, and
 * the two painters. Canvases and frames are plain fields: only small values are state.
 */
import type { CmemBlockLayout, CmemLayout } from '../../../engine/view.ts';
import type { HeapIndex } from '../../render/cmem/heap-index.ts';
import { CmemPainter } from '../../render/cmem/painter.ts';
import type { CmemPainted } from '../../render/cmem/painter.ts';
import { placeAt, recordAt } from '../../render/cmem/place.ts';
import { paintCmemRings, placeRect } from '../../render/cmem/rings.ts';
import type { RingedPlace } from '../../render/cmem/rings.ts';
import type { ChoiceOnMap, CmemScene, CmemWords } from '../../render/cmem/scene.ts';
import { createRackSpace } from '../../render/cmem/space.ts';
import type { Frame } from '../../render/frame.ts';
import type { Look } from '../../render/look.ts';
import { overlay } from '../../render/overlay.ts';
import type { Palette } from '../../render/palette.ts';
import { createBrushes } from '../../render/patterns.ts';
import type { Brushes } from '../../render/patterns.ts';
import type { Ctx } from '../../render/scene.ts';
import { TALLEST_STILL } from '../../render/still.ts';
import type { Still } from '../../render/still.ts';
import { contextOf, fitCanvas } from '../../render/surface.ts';
import type { CmemPlace, CmemView } from '../../state/cmem-view.svelte.ts';
import type { Ground } from './cursor.ts';

/** What the component hands in; read anew each time, so that what is state is followed. */
export interface RackMapInput {
  readonly frame: Frame | undefined;
  readonly tick: number;
  readonly cmem: CmemLayout;
  readonly block: CmemBlockLayout;
  readonly heaps: HeapIndex;
  readonly view: CmemView;
  readonly words: CmemWords;
  readonly choice: ChoiceOnMap | undefined;
  readonly maxHeight: number;
  readonly focused: boolean;
}

export class RackMap {
  look = $state.raw<Look | undefined>();
  /** Pixels from the top of the racks. */
  scroll = $state(0);
  readonly #input: () => RackMapInput;
  readonly #painter = new CmemPainter();
  #brushes: { readonly of: Look; readonly brushes: Brushes } | undefined;

  constructor(input: () => RackMapInput) {
    this.#input = input;
  }

  readonly space = $derived.by(() => {
    const { block, words } = this.#input();
    const names = block.pools.map((pool) => words.rack(pool.num, pool.requested));
    if (block.heap) names.push(`${words.heap} ${words.size(block.heap.size)}`, words.chain);
    const nameChars = names.reduce((most, name) => Math.max(most, name.length), 0);
    const width = Math.max(120, this.look?.room ?? 0);
    return createRackSpace({ block, width, scale: this.look?.scale ?? 1, nameChars });
  });
  readonly height = $derived.by(() => Math.min(this.#input().maxHeight, this.space.height));

  ground(): Ground | undefined {
    const { frame, block, heaps } = this.#input();
    return frame === undefined ? undefined : { view: frame, block, heaps, space: this.space };
  }

  hit(x: number, y: number): CmemPlace | undefined {
    const ground = this.ground();
    if (ground === undefined) return undefined;
    return placeAt(ground.view, ground.block, ground.heaps, ground.space, x, y + this.scroll);
  }

  scrollTo(scroll: number): void {
    this.scroll = Math.max(0, Math.min(this.space.height - this.height, scroll));
  }

  reveal(place: CmemPlace): void {
    const rect = placeRect(this.space, { place, size: 1 });
    if (rect === undefined) return;
    const room = 12;
    if (rect.y - room < this.scroll) this.scrollTo(rect.y - room);
    else if (rect.y + rect.height + room > this.scroll + this.height)
      this.scrollTo(rect.y + rect.height + room - this.height);
  }

  paint(canvas: HTMLCanvasElement): CmemPainted | undefined {
    const { frame } = this.#input();
    const { look } = this;
    if (frame === undefined || look === undefined || look.room === 0) return undefined;
    const size = { width: look.room, height: this.height, ratio: look.ratio };
    if (fitCanvas(canvas, size)) this.#painter.invalidate();
    const ctx = contextOf(canvas, look.ratio);
    if (ctx === undefined) return undefined;
    const scene = this.#scene(frame, look.palette, this.#brushesFor(ctx, look), look.ratio);
    return this.#painter.paint(ctx, scene, { ...size, scroll: this.scroll });
  }

  #scene(view: Frame, palette: Palette, brushes: Brushes, ratio: number): CmemScene {
    const { cmem, block, heaps, words, choice } = this.#input();
    const { space } = this;
    return { view, cmem, block, space, palette, brushes, words, heaps, choice, ratio };
  }

  /** For another surface: all of the racks where those are not too tall, else what is seen of them. */
  still(): Still | undefined {
    const { frame, view, block } = this.#input();
    const { look, space } = this;
    if (frame === undefined || look === undefined || look.room === 0) return undefined;
    const { palette, scale, room: width } = look;
    const fits = space.height <= TALLEST_STILL;
    const [height, scroll] = fits ? [space.height, 0] : [this.height, this.scroll];
    const paint = (ctx: Ctx, brushes: Brushes, ratio: number): void => {
      const scene = this.#scene(frame, palette, brushes, ratio);
      new CmemPainter().paint(ctx, scene, { width, height, scroll });
      ctx.save();
      ctx.translate(0, -scroll);
      const chosen = this.#ringed(view.selection);
      paintCmemRings(ctx, space, palette, { chosen, pointer: undefined, keyboard: undefined });
      overlay.shown?.racks({ ctx, space, palette, block });
      ctx.restore();
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

  /** True: what lies over the racks is moving, another frame is wanted. */
  paintOverlay(canvas: HTMLCanvasElement): boolean {
    const { view, focused, block } = this.#input();
    const { look, space } = this;
    if (look === undefined || look.room === 0) return false;
    fitCanvas(canvas, { width: look.room, height: this.height, ratio: look.ratio });
    const ctx = contextOf(canvas, look.ratio);
    if (ctx === undefined) return false;
    ctx.clearRect(0, 0, look.room, this.height);
    ctx.save();
    ctx.translate(0, -this.scroll);
    const chosen = this.#ringed(view.selection);
    const pointer = this.#ringed(view.pointer);
    const keyboard = focused ? this.#ringed(view.cursor) : undefined;
    paintCmemRings(ctx, space, look.palette, { chosen, pointer, keyboard });
    const moving = overlay.shown?.racks({ ctx, space, palette: look.palette, block });
    ctx.restore();
    return moving === true;
  }

  #ringed(place: CmemPlace | undefined): RingedPlace | undefined {
    const { frame, block, heaps } = this.#input();
    if (frame === undefined || place === undefined) return undefined;
    const record = recordAt(frame, block, heaps, place);
    if (record === undefined) return undefined;
    // A chunk that grew since it was chosen is ringed as it is now.
    return record.kind === 'buffer'
      ? { place, size: record.size }
      : { place: { ...place, at: record.phys }, size: record.size };
  }
}
