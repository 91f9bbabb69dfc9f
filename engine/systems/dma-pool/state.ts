/** DMA pools in the state of a machine. */
import type { Board } from '../../board/board.ts';
import { fromByteString } from '../../memory/bytes/cstring.ts';

export interface PoolState {
  readonly id: number;
  readonly name: string;
  /** Undefined: made without a device. */
  readonly device: string | undefined;
  readonly size: number;
  readonly allocation: number;
  readonly boundary: number;
  readonly active: number;
  readonly total: number;
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
