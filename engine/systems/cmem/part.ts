/** What a board holds of CMEM: the driver with its users, and the rows it is seen as. */
import type { SavedCmem } from './checkpoint.ts';
import type { Cmem } from './model/cmem.ts';
import type { CmemRows } from './rows.ts';
import type { CmemState } from './state.ts';

export interface BoardCmem {
  readonly cmem: Cmem;
  readonly rows: CmemRows;
}

declare module '../../board/part.ts' {
  interface Held {
    cmem: { readonly part: BoardCmem; readonly saved: SavedCmem; readonly shown: 'cmem' };
  }
}
declare module '../../saved/machine-state.ts' {
  interface MachineState {
    /** Undefined: the board has no CMEM. */
    readonly cmem: CmemState | undefined;
  }
}
