/** The DMA API's part of the protocol: coherent memory and streaming mappings. */
import type { Target, Where } from '../../contract/command.ts';
import type { Bytes, Order, PageCount } from '../../contract/units.ts';

/** enum dma_data_direction, in its order. */
export const DMA_DIRECTIONS = [
  'DMA_BIDIRECTIONAL',
  'DMA_TO_DEVICE',
  'DMA_FROM_DEVICE',
  'DMA_NONE',
] as const;
export type DmaDirection = (typeof DMA_DIRECTIONS)[number];

/**
 * What every streaming call is told of a buffer. Where a field takes a number, it stands for a
 * physical address; the device's address is the same one on these boards.
 */
interface Buffer {
  /** Bytes as the driver passes them; dma-debug compares them, not their pages. */
  readonly size: Bytes;
  /** Who writes and who reads; dma-debug holds unmap and sync to it. */
  readonly direction: DmaDirection;
  /** Name of the device; without it the board's first one. */
  readonly dev?: string;
}

/**
 * Streaming mappings of `dma-mapping.h`. `ptr` is a CPU pointer, `addr` what a map call returned,
 * and `offset` counts bytes from what either of them stands for.
 */
export type StreamCommand =
  | ({
      readonly kind: 'dma_map_single' | 'dma_map_page';
      /** The handle that keeps the device's address. */
      readonly into?: string;
      readonly ptr: Where;
      readonly offset?: number;
    } & Buffer)
  | ({
      readonly kind:
        | 'dma_unmap_single'
        | 'dma_unmap_page'
        | 'dma_sync_single_for_cpu'
        | 'dma_sync_single_for_device';
      readonly addr: Where;
      readonly offset?: number;
    } & Buffer)
  | { readonly kind: 'dma_mapping_error'; readonly addr: Where; readonly dev?: string };

/**
 * Coherent memory. Without `atomic` the caller may sleep, and the memory comes from CMA where the
 * kernel's rules say so; with it the pages come from the atomic pool.
 */
export type CoherentCommand =
  | {
      readonly kind: 'dma_alloc_coherent';
      readonly into?: string;
      /** The DMA layer rounds it up to whole pages and derives the alignment from it. */
      readonly size: Bytes;
      /** GFP_ATOMIC: the call must not sleep. */
      readonly atomic?: boolean;
    }
  | { readonly kind: 'dma_free_coherent'; readonly target: Target; readonly size?: Bytes };
export type DmaCommand = CoherentCommand | StreamCommand;

/**
 * Served by the page allocator outside every CMA region (arm64: single pages, and CMA's fallback).
 * Carveout does not model where such pages lie, so the value has no address.
 */
export interface BuddyValue {
  readonly is: 'buddy';
  /** Pages of the size that was asked for. */
  readonly count: PageCount;
  /** get_order() of the size: the page allocator hands out 2^order pages. */
  readonly order: Order;
  readonly handle: string | undefined;
}

declare module '../../contract/command.ts' {
  interface Protocols {
    dma: {
      readonly command: DmaCommand;
      readonly value: BuddyValue;
      readonly event: never;
      readonly handle: 'dma_coherent' | 'atomic' | 'buddy' | 'dma_map';
    };
  }
}
