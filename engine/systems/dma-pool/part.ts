/** What a board holds of DMA pools, from the first call of one on. */
import type { BoardPools, SavedBoardPools } from './ground.ts';
import type { PoolState } from './state.ts';

declare module '../../board/part.ts' {
  interface Held {
    'dma-pool': {
      readonly part: BoardPools;
      readonly saved: SavedBoardPools;
      readonly shown: 'dmaPools';
    };
  }
}
declare module '../../saved/machine-state.ts' {
  interface MachineState {
    /** Oldest first. */
    readonly dmaPools: readonly PoolState[];
  }
}
