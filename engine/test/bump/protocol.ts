/** The bump allocator's part of the protocol. */
import type { Bytes, PhysAddr } from '../../contract/units.ts';

export type BumpCommand =
  | { readonly kind: 'bump_alloc'; readonly into?: string; readonly size: Bytes }
  | { readonly kind: 'bump_reset' };

/** A piece that was cut. */
export interface BumpValue {
  readonly is: 'bump';
  readonly phys: PhysAddr;
  readonly bytes: Bytes;
  readonly handle: string | undefined;
}
/** The next piece begins here. */
export interface BumpEvent {
  readonly is: 'bumped';
  readonly phys: PhysAddr;
}

declare module '../../contract/command.ts' {
  interface Protocols {
    bump: {
      readonly command: BumpCommand;
      readonly value: BumpValue;
      readonly event: BumpEvent;
      readonly handle: 'bump';
    };
  }
}
