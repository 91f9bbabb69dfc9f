/** The streaming DMA API's part of the protocol. Plain data like the rest of command.ts, its door. */
import type { Where } from './command-cmem.ts';
import type { Bytes } from './units.ts';

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

export type DmaCommand =
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
