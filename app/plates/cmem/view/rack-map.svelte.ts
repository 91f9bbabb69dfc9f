/** The racks and the heap of a block: geometry derived from the layout, scene, and rings. */
import type { CmemBlockLayout, CmemLayout } from '../../../../engine/contract/view.ts';
import { PlateMap } from '../../plate-map.svelte.ts';
import type { MapInput, MapStage, RingedPlaces } from '../../plate-map.svelte.ts';
import type { HeapIndex } from '../draw/heap-index.ts';
import { overRacks } from '../draw/overlay.ts';
import { CmemPainter } from '../draw/painter.ts';
import { placeAt, recordAt } from '../draw/place.ts';
import { paintCmemRings, placeRect } from '../draw/rings.ts';
import type { RingedPlace } from '../draw/rings.ts';
import type { ChoiceOnMap, CmemScene, CmemWords } from '../draw/scene.ts';
import { createRackSpace } from '../draw/space.ts';
import type { Frame } from '../../../frame/frame.ts';
import type { Palette } from '../../../render/palette.ts';
import type { Brushes } from '../../../render/patterns.ts';
import type { CmemPlace, CmemView } from '../cmem-view.svelte.ts';
import type { Ground } from './cursor.ts';

/** Room that is to be seen around a place. */
const AROUND = 12;

export interface RackMapInput extends MapInput<CmemPlace> {
  readonly frame: Frame | undefined;
  readonly tick: number;
  readonly cmem: CmemLayout;
  readonly block: CmemBlockLayout;
  readonly heaps: HeapIndex;
  readonly view: CmemView;
  readonly words: CmemWords;
  readonly choice: ChoiceOnMap | undefined;
}

export class RackMap extends PlateMap<CmemPlace, RackMapInput, CmemScene> {
  constructor(input: () => RackMapInput) {
    super(input, () => new CmemPainter());
  }

  readonly space = $derived.by(() => {
    const { block, words } = this.input();
    const names = block.pools.map((pool) => words.rack(pool.num, pool.requested));
    if (block.heap) names.push(`${words.heap} ${words.size(block.heap.size)}`, words.chain);
    const nameChars = names.reduce((most, name) => Math.max(most, name.length), 0);
    const width = Math.max(120, this.look?.room ?? 0);
    return createRackSpace({ block, width, scale: this.look?.scale ?? 1, nameChars });
  });

  ground(): Ground | undefined {
    const { frame, block, heaps } = this.input();
    return frame === undefined ? undefined : { view: frame, block, heaps, space: this.space };
  }
  hit(x: number, y: number): CmemPlace | undefined {
    const ground = this.ground();
    if (ground === undefined) return undefined;
    return placeAt(ground.view, ground.block, ground.heaps, ground.space, x, y + this.scroll);
  }
  protected bounds(place: CmemPlace): { readonly top: number; readonly end: number } | undefined {
    const rect = placeRect(this.space, { place, size: 1 });
    return rect && { top: rect.y - AROUND, end: rect.y + rect.height + AROUND };
  }

  protected scene(palette: Palette, brushes: Brushes, ratio: number): CmemScene | undefined {
    const { frame: view, cmem, block, heaps, words, choice } = this.input();
    const { space } = this;
    return view && { view, cmem, block, space, palette, brushes, words, heaps, choice, ratio };
  }
  protected paintRings(
    { ctx, palette, scroll }: MapStage,
    { chosen, pointer, keyboard }: RingedPlaces<CmemPlace>,
  ): boolean {
    const { block } = this.input();
    const { space } = this;
    ctx.save();
    ctx.translate(0, -scroll);
    paintCmemRings(ctx, space, palette, {
      chosen: this.#ringed(chosen),
      pointer: this.#ringed(pointer),
      keyboard: this.#ringed(keyboard),
    });
    const moving = overRacks.shown?.({ ctx, space, palette, block });
    ctx.restore();
    return moving === true;
  }
  #ringed(place: CmemPlace | undefined): RingedPlace | undefined {
    const { frame, block, heaps } = this.input();
    if (frame === undefined || place === undefined) return undefined;
    const record = recordAt(frame, block, heaps, place);
    if (record === undefined) return undefined;
    // A chunk that grew since it was chosen is ringed as it is now.
    return record.kind === 'buffer'
      ? { place, size: record.size }
      : { place: { ...place, at: record.phys }, size: record.size };
  }
}
