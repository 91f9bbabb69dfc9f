/**
 * Boards and versions: which truth is meant. A profile is data; the models read it.
 * What a fact leaves open is a named setting with its reason here, not a silent choice.
 */
import {
  PAGE_SIZE,
  type Bytes,
  type Order,
  type Pfn,
  type PhysAddr,
  type VirtAddr,
} from './units.ts';

/** Kernels whose CMA was read: answers, error numbers and texts differ between them. */
export const KERNELS = ['4.9', '4.14', '6.14', '6.17'] as const;
export type Kernel = (typeof KERNELS)[number];

/** Kernels whose DMA pool was read (2.6.18: by its description); see dma-pool/version.ts. */
export const POOL_KERNELS = ['2.6.18', '2.6.32', '4.x', '5.9', '5.15', '6.4'] as const;
export type PoolKernel = (typeof POOL_KERNELS)[number];

/** What %p prints where it is hashed (4.15+): a different number at every boot. */
export const HASHED = '<hashed>';

export interface MemoryBank {
  readonly base: PhysAddr;
  readonly size: Bytes;
}
export interface Reservation extends MemoryBank {
  readonly what: string;
}

export interface VirtualMap {
  readonly pageOffset: VirtAddr;
  /** Kernel virtual address of the struct page of the frame at physOffset. */
  readonly memMap: VirtAddr;
  readonly structPageBytes: Bytes;
}

export interface MsysProfile {
  /** MSYS_DEBUG builds print the "[MSYS] …" lines. */
  readonly debug: boolean;
  /** The seed's build prints " Bytes" after the length of a request. */
  readonly bytesSuffix: boolean;
  /** CONFIG_MSYS_DMEM_SYSFS_ALL: fixed_dmem, unfix_dmem, dmem_retry_count and dmem_realloc exist. */
  readonly sysfsAll: boolean;
}

/** CMEM drivers whose source was read; 2.24 by what is known of it. */
export const CMEM_VERSIONS = ['2.24', '2.26', '4.20'] as const;
export type CmemVersionId = (typeof CMEM_VERSIONS)[number];

/** TI's CMEM driver: cmemk.ko lies on the board and may be loaded. */
export interface CmemBoardProfile {
  readonly version: CmemVersionId;
  /** `mem=` of the bootargs: what Linux has of the first bank; the rest is there for CMEM. */
  readonly mem: Bytes;
}

export interface BoardProfile {
  readonly id: string;
  readonly title: string;
  readonly kernel: Kernel;
  /** The kernel is older than CMA or was built without it: `kernel` then says nothing. */
  readonly noCma?: true;
  /** Full version string, as `uname -r` prints it. */
  readonly release: string;
  readonly arch: 'arm' | 'arm64';
  readonly banks: readonly MemoryBank[];
  /** What memblock has given away before CMA is reserved. */
  readonly reserved: readonly Reservation[];
  /** `cma=` as on the command line or as CONFIG_CMA_SIZE_MBYTES would write it. */
  readonly cma: string;
  /** CONFIG_CMA_ALIGNMENT: cap of the order that dma_alloc_coherent asks for. */
  readonly cmaAlignment: Order;
  readonly orderPerBit: Order;
  /** `coherent_pool=`: bytes of the ARM atomic pool taken at boot; 0 = the scenario takes it itself. */
  readonly coherentPool: Bytes;
  /** max(MAX_ORDER - 1, pageblock_order) up to 5.16, pageblock_order from 5.17: region granularity. */
  readonly regionOrder: Order;
  readonly physOffset: PhysAddr;
  /** Kernel addresses; undefined on arm64, where they lie beyond 2^53 and %p prints them hashed. */
  readonly virtual: VirtualMap | undefined;
  /** What the kernel prints for its struct cma pointer (a display constant of the board). */
  readonly cmaPointer: string;
  /** CONFIG_CMA_DEBUG: the cma_alloc(), returned and cma_release lines. */
  readonly cmaDebug: boolean;
  /** SigmaStar's msys driver, if the board has one. */
  readonly msys: MsysProfile | undefined;
  readonly cmem?: CmemBoardProfile;
  /** The DMA pool of another kernel than the board's. */
  readonly poolKernel?: PoolKernel;
  /** CONFIG_SLUB_DEBUG_ON (CONFIG_DEBUG_SLAB): DMA pools poison and check. */
  readonly slubDebug?: boolean;
  /** CONFIG_DMA_API_DEBUG. */
  readonly dmaApiDebug?: boolean;
}

/** Whose DMA pool a kernel release has. */
export function poolKernelOf(release: string): PoolKernel {
  const [major = 0, minor = 0, patch = 0] = release.split(/[.-]/).map(Number);
  if (major < 3) return minor < 6 || (minor === 6 && patch <= 23) ? '2.6.18' : '2.6.32';
  if (major === 3) return '2.6.32';
  if (major === 4) return '4.x';
  if (major === 5) return minor <= 9 ? '5.9' : '5.15';
  return major === 6 && minor < 4 ? '5.15' : '6.4';
}

/** Kernel virtual address of a lowmem page: phys - PHYS_OFFSET + PAGE_OFFSET. */
export const physToVirt = (board: BoardProfile, phys: PhysAddr): VirtAddr | undefined =>
  board.virtual && phys - board.physOffset + board.virtual.pageOffset;

/** Address of the struct page of a frame: mem_map + (pfn - PHYS_PFN_OFFSET). */
export const pfnToPage = (board: BoardProfile, pfn: Pfn): VirtAddr | undefined =>
  board.virtual &&
  board.virtual.memMap + (pfn - board.physOffset / PAGE_SIZE) * board.virtual.structPageBytes;
