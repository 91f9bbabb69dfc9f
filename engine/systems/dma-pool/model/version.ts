/**
 * The generations of the DMA pool and what differs between them.
 *
 * Sources of truth: drivers/base/dmapool.c up to 2.6.23 (`2.6.18`: a bitmap beside each page; known
 * from its description alone), mm/dmapool.c of 2.6.32, 4.4–4.11 (`4.x`), 5.9, after 5.9 up to 6.3
 * (`5.15`: as 5.9 with other words), and from 6.4 on (`6.4`: one stack of blocks for the whole pool).
 * Simplified: no two callers race, so a lock that is dropped while a page is fetched changes nothing.
 */
import { POOL_KERNELS, type PoolKernel } from '../../../contract/profile.ts';

export { POOL_KERNELS, type PoolKernel };

/** How free blocks are found again. */
export type PoolMechanism = 'bitmap' | 'list' | 'stack';

/** The code of the other files asks here, never for a version's number. */
export interface PoolVersion {
  /** The name of the row, as profiles say it. */
  readonly kernel: PoolKernel;
  readonly mechanism: PoolMechanism;
  /** __GFP_ZERO is honoured: dma_pool_zalloc() exists. */
  readonly zeroes: boolean;
  /** Debug build: the poison of a free block is looked at when it is handed out. */
  readonly checksPoison: boolean;
  /** Out of memory and allowed to sleep: waits 100 ms and tries again for ever. */
  readonly waits: boolean;
  /** `%pad` for (bad vaddr) and already free, and for (bad dma). */
  readonly padded: boolean;
  readonly padsBadDma: boolean;
  /** create() takes a device that is not there. */
  readonly nullDevice: boolean;
}

const LIST = { mechanism: 'list', zeroes: true, checksPoison: true, waits: false } as const;

/** One row a kernel whose pool differs in an answer or a text. */
export const POOL_VERSIONS: Readonly<Record<PoolKernel, PoolVersion>> = {
  '2.6.18': {
    kernel: '2.6.18',
    mechanism: 'bitmap',
    zeroes: false,
    checksPoison: false,
    waits: true,
    padded: false,
    padsBadDma: false,
    nullDevice: true,
  },
  '2.6.32': {
    ...LIST,
    kernel: '2.6.32',
    zeroes: false,
    checksPoison: false,
    waits: true,
    padded: false,
    padsBadDma: false,
    nullDevice: true,
  },
  '4.x': { ...LIST, kernel: '4.x', padded: true, padsBadDma: false, nullDevice: false },
  '5.9': { ...LIST, kernel: '5.9', padded: true, padsBadDma: false, nullDevice: false },
  '5.15': { ...LIST, kernel: '5.15', padded: true, padsBadDma: true, nullDevice: false },
  '6.4': {
    ...LIST,
    kernel: '6.4',
    mechanism: 'stack',
    padded: true,
    padsBadDma: true,
    nullDevice: false,
  },
};

/** What a kernel was built for: decides sizes, bytes and texts. */
export interface PoolBuild {
  readonly version: PoolVersion;
  /** DMAPOOL_DEBUG: CONFIG_DEBUG_SLAB or CONFIG_SLUB_DEBUG_ON. */
  readonly debug: boolean;
  /** sizeof(void *). */
  readonly pointerBytes: 4 | 8;
  /** sizeof(dma_addr_t). */
  readonly dmaAddrBytes: 4 | 8;
  /** PAGE_SIZE: the least allocation. */
  readonly pageSize: number;
}

/** sizeof(struct dma_block): a pointer and a dma_addr_t at its own alignment (6.4+). */
export const stackBlockBytes = ({ pointerBytes, dmaAddrBytes }: PoolBuild): number =>
  2 * Math.max(pointerBytes, dmaAddrBytes);

/** Least bytes of a block: it holds the link to the next one while it is free. */
export function leastBlockBytes(build: PoolBuild): number {
  if (build.version.mechanism === 'stack') return stackBlockBytes(build);
  return build.version.mechanism === 'list' ? 4 : 1;
}

/** Bytes of the link at the beginning of a free block: beyond them lies poison in a debug build. */
export const linkBytes = (build: PoolBuild): number =>
  build.version.mechanism === 'bitmap' ? 0 : leastBlockBytes(build);
