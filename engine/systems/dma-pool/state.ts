/** DMA pools in the state of a machine. */
import type { Board } from '../../board/board.ts';
import { fromByteString } from '../../memory/bytes/cstring.ts';

/** A pool as `state` prints it; sizes in bytes. */
export interface PoolState {
  /** Carveout's number of it. */
  readonly id: number;
  readonly name: string;
  /** Undefined: made without a device. */
  readonly device: string | undefined;
  /** Bytes of a block. */
  readonly size: number;
  /** Bytes of a page. */
  readonly allocation: number;
  readonly boundary: number;
  /** Blocks in use, as the file `pools` counts them. */
  readonly active: number;
  /** Blocks that there are, as the file claims. */
  readonly total: number;
  /** Pages of the pool. */
  readonly pages: number;
}

/** The pools of a board, oldest first. */
export function poolStates({ parts }: Board): readonly PoolState[] {
  return [...(parts['dma-pool']?.pools.all() ?? [])].map(
    ({ id, name, device, geometry, figures }) => ({
      id,
      name: fromByteString(name),
      device: device === '' ? undefined : fromByteString(device),
      size: geometry.size,
      allocation: geometry.allocation,
      boundary: geometry.boundary,
      active: figures.active,
      total: figures.total,
      pages: figures.pages,
    }),
  );
}
