/**
 * The state of a machine as data: what people compare, and what its digest is made of. Systems add what
 * they show in their part.ts.
 */
import type { NewBlock } from '../board/blocks.ts';

export interface RegionState {
  readonly name: string;
  readonly orderPerBit: number;
  readonly ranges: readonly { readonly basePfn: number; readonly pages: number }[];
  readonly used: number;
  readonly lent: number;
  readonly pinned: number;
  readonly maxchunk: number;
  /** sha256 over the bitmap as little-endian 32-bit words, ranges one after the other. */
  readonly bitmapSha256: string;
}

export interface BlockState extends Omit<NewBlock, 'name'> {
  readonly name: string;
}

export interface MachineState {
  readonly format: 'carveout-state/1';
  readonly digest: string;
  readonly board: string;
  readonly release: string;
  readonly op: number;
  readonly uptimeMs: number;
  readonly cmaTotalKiB: number;
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
