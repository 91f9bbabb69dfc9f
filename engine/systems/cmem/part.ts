/** What a board holds of CMEM: the driver with its users, and the rows it is seen as. */
import type { SavedCmem } from './checkpoint.ts';
import type { Cmem } from './model/cmem.ts';
import type { CmemRows } from './rows.ts';
import type { CmemState } from './state.ts';

/** It is there from the boot on, loaded or not. */
export interface BoardCmem {
  /** The driver, its module, its processes and the bytes of its blocks. */
  readonly cmem: Cmem;
  /** What the columns show of it. */
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
