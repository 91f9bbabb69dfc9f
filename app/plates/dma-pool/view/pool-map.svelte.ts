/** The pages of a pool: geometry derived from the layout, which page is open, scene, and rings. */
import type { DmaPoolLayout } from '../../../../engine/contract/view.ts';
import { PlateMap } from '../../plate-map.svelte.ts';
import type { MapInput, MapStage, RingedPlaces } from '../../plate-map.svelte.ts';
import { overBlocks } from '../draw/overlay.ts';
import { PoolPainter } from '../draw/painter.ts';
import { poolColour, servingPage } from '../draw/pages.ts';
import type { PageIndex } from '../draw/pages.ts';
import { paintPoolRings } from '../draw/rings.ts';
import type { PoolScene, PoolWords } from '../draw/scene.ts';
import { createPoolSpace, hitPool, pageRect } from '../draw/space.ts';
import type { PoolHit } from '../draw/space.ts';
import type { Frame } from '../../../frame/frame.ts';
import type { Palette } from '../../../render/palette.ts';
import type { Brushes } from '../../../render/patterns.ts';
import type { PoolPlace, PoolView } from '../dma-pool-view.svelte.ts';
import type { Ground } from './cursor.ts';

export interface PoolMapInput extends MapInput<PoolPlace> {
  readonly frame: Frame;
  readonly tick: number;
  readonly pool: DmaPoolLayout;
  readonly pages: PageIndex;
  readonly view: PoolView;
  readonly words: PoolWords;
}

export class PoolMap extends PlateMap<PoolPlace, PoolMapInput, PoolScene> {
  constructor(input: () => PoolMapInput) {
    super(input, () => new PoolPainter());
  }

  readonly #pages = $derived.by(() => {
    const { tick, pool, pages } = this.input();
    return tick < 0 ? 0 : pages.of(pool).length;
  });
  readonly space = $derived.by(() => {
    const { pool } = this.input();
    const width = Math.max(120, this.look?.room ?? 0);
    return createPoolSpace({ pool, pages: this.#pages, width, scale: this.look?.scale ?? 1 });
  });
  /**
   * Place in the list of the page whose strip stands above the rows: the chosen one, else where the
   * keyboard is, else the one that serves next.
   */
  readonly open = $derived.by(() => {
    const { tick, frame, pool, pages, view } = this.input();
    if (tick < 0 || this.#pages === 0) return -1;
    const at = [view.selection, this.keyboard ? view.cursor : undefined].find(
      (place) => place?.pool === pool.id && place.page < this.#pages,
    );
    if (at !== undefined) return this.#pages - 1 - at.page;
    const serving = servingPage(frame, pages, pool);
    return serving === undefined ? 0 : pages.of(pool).indexOf(serving);
  });

  ground(): Ground {
    const { frame, pool, pages } = this.input();
    return { view: frame, pool, pages, space: this.space };
  }
  hit(x: number, y: number): PoolPlace | undefined {
    const { pool } = this.input();
    const hit = hitPool(this.space, this.open, x, y, this.scroll);
    if (hit === undefined) return undefined;
    return { pool: pool.id, page: this.space.pages - 1 - hit.at, slot: hit.slot };
  }
  protected bounds(place: PoolPlace): { readonly top: number; readonly end: number } {
    const { space } = this;
    const rect = pageRect(space, space.pages - 1 - place.page);
    const [over, under] =
      space.detail === 'strips' ? [space.above + 14, space.below] : [space.fixed + 4, 8];
    return { top: rect.y - over, end: rect.y + rect.height + under };
  }

  protected scene(palette: Palette, brushes: Brushes, ratio: number): PoolScene {
    const { frame, pool, pages, words } = this.input();
    const { space, open } = this;
    const colour = poolColour(frame, pages, pool);
    return { view: frame, pool, pages, space, palette, brushes, words, colour, open, ratio };
  }
  protected paintRings(
    { ctx, palette, scroll }: MapStage,
    { chosen, pointer, keyboard }: RingedPlaces<PoolPlace>,
  ): boolean {
    const { frame: view, pool, pages } = this.input();
    const { space, open } = this;
    const rings = {
      chosen: this.#ringed(chosen),
      pointer: this.#ringed(pointer),
      keyboard: this.#ringed(keyboard),
    };
    paintPoolRings(ctx, space, palette, rings, { open, scroll });
    const stage = { ctx, space, palette, view, pages, pool, open, scroll };
    return overBlocks.shown?.(stage) ?? false;
  }
  #ringed(place: PoolPlace | undefined): PoolHit | undefined {
    const { pool } = this.input();
    if (place?.pool !== pool.id || place.page >= this.space.pages) return undefined;
    return { at: this.space.pages - 1 - place.page, slot: place.slot };
  }
}
