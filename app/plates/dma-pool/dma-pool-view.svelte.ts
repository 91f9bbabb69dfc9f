/** What the plate of DMA pools shows and where the reader is in it. A section is a pool. */
import type { DmaPoolLayout } from '../../../engine/contract/view.ts';
import { PlateView } from '../plate-view.svelte.ts';

/** Id of the plate. */
export const POOL_PLATE = 'dma-pool';

export interface PoolPlace {
  /** Number of the pool. */
  readonly pool: number;
  /** Number of the page in its pool, 0 the oldest. */
  readonly page: number;
  /** Place for a block in the page, -1 = the page as a whole. */
  readonly slot: number;
}

export class PoolView extends PlateView<PoolPlace> {
  /** First pool that is shown, counted from the newest, where there are many. */
  first = $state(0);
  #pools: readonly DmaPoolLayout[] = [];

  sectionOf({ pool }: PoolPlace): number {
    return pool;
  }

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
}
