/**
 * What the CMEM plate shows and where the reader is in it. Places outlive frames: a buffer is its
 * pool and id, a piece of a heap an address in it.
 */
import type { CmemBlockLayout, CmemLayout } from '../../engine/view.ts';

export interface CmemPlace {
  readonly block: number;
  /** CMEM_HEAP_POOL = the heap. */
  readonly pool: number;
  /** Buffer id, or a physical address. */
  readonly at: number;
}

/** What only a mounted section can do; one for each block. */
export interface CmemPort {
  focus(): void;
  reveal(place: CmemPlace): void;
}

export class CmemView {
  selection = $state.raw<CmemPlace | undefined>();
  /** Place under the pointer. */
  pointer = $state.raw<CmemPlace | undefined>();
  /** Place of the keyboard's cursor. */
  cursor = $state.raw<CmemPlace | undefined>();
  /** The planner is open. */
  planning = $state(false);
  /** Moves when what lies over the racks changed (render/overlay.ts). */
  overlaid = $state(0);
  /** Filter of the table of buffers. */
  filter = $state('');
  #blocks: readonly CmemBlockLayout[] = [];
  readonly #ports = new Map<number, CmemPort>();
  #free: (() => boolean) | undefined;

  /** Take in a layout: places of another driver's blocks mean nothing any more. */
  follow(cmem: CmemLayout | undefined): void {
    const blocks = cmem?.blocks ?? [];
    const same =
      blocks.length === this.#blocks.length &&
      blocks.every((block, i) => sameBlock(block, this.#blocks[i]));
    this.#blocks = blocks;
    if (same) return;
    this.selection = undefined;
    this.pointer = undefined;
    this.cursor = undefined;
  }

  select(place: CmemPlace | undefined): void {
    this.selection = place;
  }
  /** Choose and bring into view. */
  selectAndShow(place: CmemPlace): void {
    this.selection = place;
    this.reveal(place);
  }
  /** Bring into view. */
  reveal(place: CmemPlace): void {
    this.#ports.get(place.block)?.reveal(place);
  }

  attach(block: number, port: CmemPort): () => void {
    this.#ports.set(block, port);
    return () => {
      if (this.#ports.get(block) === port) this.#ports.delete(block);
    };
  }
  attachFree(free: () => boolean): () => void {
    this.#free = free;
    return () => {
      if (this.#free === free) this.#free = undefined;
    };
  }
  /** Free the chosen buffer; false if there is none. */
  freeChosen(): boolean {
    return this.#free?.() ?? false;
  }
  /** Go to the plate: to the block where the reader is, else to the first. */
  focusPlate(): void {
    const [first] = this.#ports.keys();
    const at = this.cursor?.block ?? this.selection?.block ?? first;
    if (at !== undefined) this.#ports.get(at)?.focus();
  }
}

const sameBlock = (a: CmemBlockLayout, b: CmemBlockLayout | undefined): boolean =>
  b !== undefined &&
  a.physStart === b.physStart &&
  a.physEnd === b.physEnd &&
  a.pools.length === b.pools.length &&
  a.pools.every((pool, i) => pool.num === b.pools[i]!.num && pool.size === b.pools[i]!.size);

/** Number of the plate among the maps: behind those of the CMA regions, of which there is one at least. */
export const cmemDigit = (regions: number): number => regions + 1;
