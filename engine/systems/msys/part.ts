/** What a board holds of msys: the driver's state. */
import type { SavedDmem } from './checkpoint.ts';
import type { Dmem } from './model/dmem.ts';
import type { DmemState } from './state.ts';

declare module '../../board/part.ts' {
  interface Held {
    msys: { readonly part: Dmem; readonly saved: SavedDmem; readonly shown: 'dmem' };
  }
}
declare module '../../saved/machine-state.ts' {
  interface MachineState {
    /** Undefined: the board has no msys. */
    readonly dmem: DmemState | undefined;
  }
}
