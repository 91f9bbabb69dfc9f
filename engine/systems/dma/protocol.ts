/** The DMA API's part of the protocol: coherent memory and streaming mappings. */
import type { Target, Where } from '../../contract/command.ts';
import type { Bytes, Order, PageCount } from '../../contract/units.ts';

export const DMA_DIRECTIONS = [
  'DMA_BIDIRECTIONAL',
  'DMA_TO_DEVICE',
  'DMA_FROM_DEVICE',
  'DMA_NONE',
] as const;
export type DmaDirection = (typeof DMA_DIRECTIONS)[number];

/** A number stands for a physical address; the device's address is the same one. */
interface Buffer {
  readonly size: Bytes;
  readonly direction: DmaDirection;
  /** Name of the device; without it the board's first one. */
  readonly dev?: string;
}

export type StreamCommand =
  | ({
      readonly kind: 'dma_map_single' | 'dma_map_page';
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

export type CoherentCommand =
  | {
      readonly kind: 'dma_alloc_coherent';
      readonly into?: string;
      readonly size: Bytes;
      readonly atomic?: boolean;
    }
  | { readonly kind: 'dma_free_coherent'; readonly target: Target; readonly size?: Bytes };
export type DmaCommand = CoherentCommand | StreamCommand;

/** Served by the page allocator outside every CMA region (arm64: single pages, and CMA's fallback). */
export interface BuddyValue {
  readonly is: 'buddy';
  readonly count: PageCount;
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
