/**
 * What the CMEM plate shows and where the reader is in it: a buffer is its pool and id, a piece of a heap
 * an address in it. A section is a block.
 */
import type { CmemBlockLayout, CmemLayout } from '../../../engine/contract/view.ts';
import { PlateView } from '../plate-view.svelte.ts';

export interface CmemPlace {
  readonly block: number;
  /** CMEM_HEAP_POOL = the heap. */
  readonly pool: number;
  /** Buffer id, or a physical address. */
  readonly at: number;
}

export class CmemView extends PlateView<CmemPlace> {
  /** The planner is open. */
  planning = $state(false);
  #blocks: readonly CmemBlockLayout[] = [];

  sectionOf({ block }: CmemPlace): number {
    return block;
  }

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
}

const sameBlock = (a: CmemBlockLayout, b: CmemBlockLayout | undefined): boolean =>
  b !== undefined &&
  a.physStart === b.physStart &&
  a.physEnd === b.physEnd &&
  a.pools.length === b.pools.length &&
  a.pools.every((pool, i) => pool.num === b.pools[i]!.num && pool.size === b.pools[i]!.size);
