/**
 * The state of a machine as data: what people compare, and what its digest is made of. Systems add what
 * they show in their part.ts.
 */
import type { NewBlock } from '../board/blocks.ts';

/** A CMA region; every figure counts pages. */
export interface RegionState {
  readonly name: string;
  readonly orderPerBit: number;
  readonly ranges: readonly { readonly basePfn: number; readonly pages: number }[];
  /** As debugfs `used` says. */
  readonly used: number;
  /** Pages that movable users have. */
  readonly lent: number;
  /** Pages that cannot be moved. */
  readonly pinned: number;
  /** Pages of the longest run of zero bits. */
  readonly maxchunk: number;
  /** sha256 over the bitmap as little-endian 32-bit words, ranges one after the other. */
  readonly bitmapSha256: string;
}

/** A block of the ledger, its name decoded. */
export interface BlockState extends Omit<NewBlock, 'name'> {
  readonly name: string;
}

/** Plain JSON; a system adds its fields in its part.ts. */
export interface MachineState {
  readonly format: 'carveout-state/1';
  /** sha256 in hex, over this state and over what no state shows. */
  readonly digest: string;
  /** Id of the board's profile. */
  readonly board: string;
  /** The kernel's release, as osrelease has it. */
  readonly release: string;
  /** Operations since the boot. */
  readonly op: number;
  /** Milliseconds that calls have slept; nothing else takes time here. */
  readonly uptimeMs: number;
  /** CmaTotal of /proc/meminfo. */
  readonly cmaTotalKiB: number;
  /** CmaFree of /proc/meminfo. */
  readonly cmaFreeKiB: number;
  readonly regions: readonly RegionState[];
  /** Ascending by address. */
  readonly blocks: readonly BlockState[];
  readonly handles: readonly {
    readonly name: string;
    readonly kind: string;
    readonly pfn: number;
    readonly pages: number;
    readonly released: number | undefined;
  }[];
}
