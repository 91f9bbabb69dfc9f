/** The part of the protocol that belongs to SigmaStar's msys driver. */
import type { Bytes, PhysAddr, VirtAddr } from '../../contract/units.ts';

/**
 * The calls that ms_msys.c exports to other drivers, and that its ioctls make. A name is matched as
 * the driver matches it: a request finds the newest entry whose name begins with it.
 */
export type MsysCommand =
  | {
      readonly kind: 'msys_request_dmem';
      /** The handle that keeps the buffer. */
      readonly into?: string;
      /** 1 to 15 bytes; the driver refuses anything else with -EINVAL. */
      readonly name: string;
      /** An unsigned int, page-aligned for the allocation only. */
      readonly length: Bytes;
    }
  | { readonly kind: 'msys_release_dmem'; readonly name: string; readonly phys: PhysAddr }
  | { readonly kind: 'msys_fix_dmem'; readonly name: string }
  | { readonly kind: 'msys_unfix_dmem'; readonly name: string }
  | { readonly kind: 'msys_find_dmem_by_name'; readonly name: string }
  | { readonly kind: 'msys_find_dmem_by_phys'; readonly phys: PhysAddr };

/**
 * A named buffer: found on the kept list, or allocated after so many retries. The fields are those
 * of MSYS_DMEM_INFO as the caller gets it back.
 */
export interface DmemValue {
  readonly is: 'dmem';
  /** The name on the list, which may be longer than the one that was asked for. */
  readonly name: string;
  /** As it was requested when the entry was made, not page-aligned. */
  readonly length: Bytes;
  readonly phys: PhysAddr;
  /** The CPU's address in the kernel; 0 where it is not known. */
  readonly kvirt: VirtAddr;
  /** The entry was on the list already: nothing was allocated. */
  readonly kept: boolean;
  /** Tries after the first one; the driver sleeps a second before each. */
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
