/** What a board holds of the bump allocator. */
import type { Bump, SavedBump } from './model/bump.ts';

declare module '../../board/part.ts' {
  interface Held {
    bump: { readonly part: Bump; readonly saved: SavedBump; readonly shown: 'bump' };
  }
}
declare module '../../saved/machine-state.ts' {
  interface MachineState {
    readonly bump: { readonly pieces: number; readonly free: number } | undefined;
  }
}
