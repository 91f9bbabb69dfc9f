/** The part of the protocol that belongs to SigmaStar's msys driver. */
import type { Bytes, PhysAddr, VirtAddr } from '../../contract/units.ts';

export type MsysCommand =
  | {
      readonly kind: 'msys_request_dmem';
      readonly into?: string;
      readonly name: string;
      readonly length: Bytes;
    }
  | { readonly kind: 'msys_release_dmem'; readonly name: string; readonly phys: PhysAddr }
  | { readonly kind: 'msys_fix_dmem'; readonly name: string }
  | { readonly kind: 'msys_unfix_dmem'; readonly name: string }
  | { readonly kind: 'msys_find_dmem_by_name'; readonly name: string }
  | { readonly kind: 'msys_find_dmem_by_phys'; readonly phys: PhysAddr };

/** A named buffer: found on the kept list, or allocated after so many retries. */
export interface DmemValue {
  readonly is: 'dmem';
  readonly name: string;
  readonly length: Bytes;
  readonly phys: PhysAddr;
  readonly kvirt: VirtAddr;
  readonly kept: boolean;
  readonly retries: number;
}

declare module '../../contract/command.ts' {
  interface Protocols {
    msys: {
      readonly command: MsysCommand;
      readonly value: DmemValue;
      readonly event: never;
      readonly handle: 'msys';
    };
  }
}
