/**
 * What differs between the CMEM drivers, and what a machine must say for one to be loaded on it.
 *
 * Source of truth: cmemk.c, cmem.c and cmem.h of linuxutils 2.25.00 (for 2.24, whose sources are not
 * public: from what is known of it, the same code without ioctl magic), 2.26.01.02 (identical to
 * 3.22.00.02 in what it does), and of ludev 4.20.00.01.
 */
import type { CmemVersionId } from '../../../contract/profile.ts';
import type { Bytes, PhysAddr, VirtAddr } from '../../../contract/units.ts';

export type { CmemVersionId };

export interface CmemVersion {
  readonly id: CmemVersionId;
  /** CMEM_VERSION as the driver reports it and the library demands it. */
  readonly number: number;
  /** NBLOCKS and MAX_POOLS. */
  readonly blocks: 2 | 4;
  readonly maxPools: number;
  /** 2.x: the block is ioremapped; heap pointers and their alignment are kernel virtual addresses. */
  readonly virtual: boolean;
  /** Up to 2.25.00 the flag of FREE says whether a buffer goes to the heap or to a pool. */
  readonly freeByFlag: boolean;
  /** useHeapIfPoolUnavailable, from 2.25.03.09 on. */
  readonly fallback: boolean;
  /** GETNUMBLOCKS exists and GETBLOCK checks its block: after 2.25.00. */
  readonly numBlocks: boolean;
  /** allocPhys, freePhys, map, unmap, cacheWbInvAll. */
  readonly physCalls: boolean;
}

const V2 = { blocks: 2, maxPools: 128, virtual: true, physCalls: false } as const;
const VERSIONS: Readonly<Record<CmemVersionId, CmemVersion>> = {
  '2.24': {
    ...V2,
    id: '2.24',
    number: 0x0240_0000,
    freeByFlag: true,
    fallback: false,
    numBlocks: false,
  },
  '2.26': {
    ...V2,
    id: '2.26',
    number: 0x0300_0100,
    freeByFlag: false,
    fallback: true,
    numBlocks: true,
  },
  '4.20': {
    id: '4.20',
    number: 0x0420_0001,
    blocks: 4,
    maxPools: 32,
    virtual: false,
    freeByFlag: false,
    fallback: true,
    numBlocks: true,
    physCalls: true,
  },
};
export const cmemVersion = (id: CmemVersionId): CmemVersion => VERSIONS[id];

/** A machine and a build of the driver, as far as CMEM's answers depend on them. */
export interface CmemProfile {
  readonly version: CmemVersionId;
  /** Bits of size_t and unsigned long. phys_addr_t of 4.x has 64 bits whatever this is (LPAE). */
  readonly bits: 32 | 64;
  /** CMEM_VERSION the library was built with; the driver's own unless it is another build. */
  readonly libraryNumber: number;
  /** virt_to_phys(PAGE_OFFSET), PAGE_OFFSET, and num_physpages in bytes. */
  readonly ramBase: PhysAddr;
  readonly pageOffset: VirtAddr;
  readonly kernelRam: Bytes;
  /** Where ioremap() begins to look, and where the vmalloc area ends. */
  readonly vmallocStart: VirtAddr;
  readonly vmallocEnd: VirtAddr;
  /** Where ioremap() put the blocks, if that is known: it wins over the rule of vmalloc.ts. */
  readonly ioremapped: readonly (VirtAddr | undefined)[];
  /** What else holds /proc/iomem: System RAM, other drivers. */
  readonly busy: readonly { readonly base: PhysAddr; readonly size: Bytes }[];
  /** The module loader's own lines ("cmemk: Unknown parameter …") go to the log too. */
  readonly loaderText: boolean;
  /** __DATE__ and __TIME__, LINUX_VERSION_CODE and __FILE__ of the build. */
  readonly builtOn: string;
  readonly builtFor: string;
  readonly file: string;
  /** What 2.x prints where cmem_seq_show() reads npools[2], which lies after the array, less one. */
  readonly outOfBounds: string;
}

/** What a profile leaves unsaid: a DaVinci board of 2011 with all of its memory beyond the kernel's. */
export const plainProfile = (
  version: CmemVersionId,
  over: Partial<CmemProfile> = {},
): CmemProfile => ({
  version,
  bits: version === '4.20' ? 64 : 32,
  libraryNumber: VERSIONS[version].number,
  ramBase: 0x8000_0000,
  pageOffset: 0xc000_0000,
  kernelRam: 0,
  vmallocStart: 0xc800_0000,
  vmallocEnd: 2 ** 32,
  ioremapped: [],
  busy: [],
  loaderText: true,
  builtOn: 'Jan 01 2011 at 00:00:00',
  builtFor: version === '4.20' ? '4.1.0' : '2.6.32',
  file: 'cmemk.c',
  outOfBounds: '1472692687',
  ...over,
});
