/** What the plate of DMA pools shows and where the reader is in it. Places outlive frames. */
import type { DmaPoolLayout, Layout } from '../../engine/view.ts';

export interface PoolPlace {
  /** Number of the pool. */
  readonly pool: number;
  /** Number of the page in its pool, 0 the oldest. */
  readonly page: number;
  /** Place for a block in the page, -1 = the page as a whole. */
  readonly slot: number;
}

/** What only a mounted pool can do. */
export interface PoolPort {
  focus(): void;
  reveal(place: PoolPlace): void;
}

export class PoolView {
  selection = $state.raw<PoolPlace | undefined>();
  /** Place under the pointer. */
  pointer = $state.raw<PoolPlace | undefined>();
  /** Place of the keyboard's cursor. */
  cursor = $state.raw<PoolPlace | undefined>();
  /** Moves when what lies over the pages changed (render/overlay.ts). */
  overlaid = $state(0);
  /** Filter of the table. */
  filter = $state('');
  /** First pool that is shown, counted from the newest, where there are many. */
  first = $state(0);
  #pools: readonly DmaPoolLayout[] = [];
  readonly #ports = new Map<number, PoolPort>();
  #free: (() => boolean) | undefined;

  /** Take in the pools: places of a pool that is gone mean nothing any more. */
  follow(pools: readonly DmaPoolLayout[]): void {
    const before = this.#pools;
    this.#pools = pools;
    const stays = (place: PoolPlace | undefined): PoolPlace | undefined => {
      const is = (pool: DmaPoolLayout): boolean => pool.id === place?.pool;
      const [was, now] = [before.find(is), pools.find(is)];
      return was && now?.op === was.op && now.name === was.name ? place : undefined;
    };
    this.selection = stays(this.selection);
    this.pointer = stays(this.pointer);
    this.cursor = stays(this.cursor);
  }

  select(place: PoolPlace | undefined): void {
    this.selection = place;
  }
  /** Choose and bring into view. */
  selectAndShow(place: PoolPlace): void {
    this.selection = place;
    this.reveal(place);
  }

  reveal(place: PoolPlace): void {
    this.#ports.get(place.pool)?.reveal(place);
  }

  attach(pool: number, port: PoolPort): () => void {
    this.#ports.set(pool, port);
    return () => {
      if (this.#ports.get(pool) === port) this.#ports.delete(pool);
    };
  }
  attachFree(free: () => boolean): () => void {
    this.#free = free;
    return () => {
      if (this.#free === free) this.#free = undefined;
    };
  }
  /** Free the chosen block; false if there is none. */
  freeChosen(): boolean {
    return this.#free?.() ?? false;
  }
  /** Go to the plate: to the pool where the reader is, else to the first that is shown. */
  focusPlate(): void {
    const [first] = this.#ports.keys();
    const at = this.cursor?.pool ?? this.selection?.pool ?? first;
    this.focusPool(at);
  }
  focusPool(pool: number | undefined): void {
    if (pool !== undefined) this.#ports.get(pool)?.focus();
  }
}

/** Number of the plate among the maps: behind the CMA regions and CMEM. */
export const poolDigit = (layout: Layout | undefined): number =>
  (layout?.regions.length ?? 0) + (layout?.cmem || layout?.board.cmem ? 2 : 1);
