/**
 * Creation of regions at boot: dma_contiguous_reserve(), cma_declare_contiguous() and, from 6.15 on,
 * cma_declare_contiguous_multi(). Read in 4.9.84, 4.14.325, 6.14.0, 6.17.0 (mm/cma.c,
 * drivers/base/dma-contiguous.c, kernel/dma/contiguous.c, arch/arm/mm/init.c, arch/arm64/mm/init.c).
 *
 * Simplified: one memory node, no CONFIG_CMA_SIZE_PERCENTAGE, no device tree; pr_debug() lines of the
 * early boot are not written. A region over addresses where there is no memory, which kernels up to
 * 5.2 accept and then read struct pages that are not there, is declined.
 */
import type { Errno, Message, Refusal } from '../../../contract/command.ts';
import { MAX_CMA_AREAS, MAX_PAGES } from '../../../contract/limits.ts';
import { leastOf } from '../../../contract/long-lists.ts';
import type { BoardProfile } from '../../../contract/profile.ts';
import {
  GiB,
  MiB,
  PAGE_SIZE,
  hexLower,
  pagesToBytes,
  pfnToPhys,
  physToPfn,
  roundDown,
  roundUp,
  type Bytes,
  type Order,
  type PageCount,
  type Pfn,
  type PhysAddr,
} from '../../../contract/units.ts';
import { parseCmaCommandLine } from './cmdline.ts';
import { Memblock } from './memblock.ts';
import { CMA_VERSIONS, type CmaVersion } from './version.ts';

/** A region as the boot leaves it: what a CmaRegion is made from. */
export interface RegionPlan {
  readonly name: string;
  readonly orderPerBit: Order;
  /** Frames and pages, ascending; more than one only from cma_declare_contiguous_multi(). */
  readonly ranges: readonly { readonly basePfn: Pfn; readonly pages: PageCount }[];
}
/** Arguments of cma_declare_contiguous(). */
export interface DeclareRequest {
  /** Bytes; with `fixed` the region lies here, else it lies at or above. */
  readonly base: PhysAddr;
  /** Bytes, rounded up to the granule; 0 is refused with EINVAL. */
  readonly size: Bytes;
  /** 0 = none. */
  readonly limit: PhysAddr;
  /** 0 = the least there is. Bytes, a power of two. */
  readonly alignment: Bytes;
  readonly orderPerBit: Order;
  readonly fixed: boolean;
  readonly name: string;
}
/**
 * A region to create, or why there is none; either way what the kernel printed, prefix included.
 * `notes`: what it made of the request without a word.
 */
export type Declared = { readonly log: readonly string[]; readonly notes: readonly Message[] } & (
  | { readonly plan: RegionPlan; readonly refusal?: undefined }
  | { readonly plan?: undefined; readonly refusal: Refusal }
);
/** What `cma=` made: no region and no refusal if it asked for none. */
export interface Reserved {
  /** The default area, or nothing. */
  readonly regions: readonly RegionPlan[];
  /** Lines of the kernel log, prefix included. */
  readonly log: readonly string[];
  readonly refusal: Refusal | undefined;
  /** Remarks of Carveout, for instance that the kernel rounded the size without a word. */
  readonly notes: readonly Message[];
}

/** VMALLOC_END less the default 240 MiB of vmalloc and its 8 MiB guard (arch/arm/mm/mmu.c). */
const ARM_LOWMEM_END = 0xf0000000;
/** arm_dma_limit without ZONE_DMA. */
const ARM_DMA_LIMIT = 0xffffffff;
const SZ_4G = 4 * GiB;

/**
 * dma_contiguous_reserve(): the default area, from `cma=` of the board. The limit is the smaller of
 * the command line's and the architecture's.
 */
export function reserveDefault(board: BoardProfile): Reserved {
  const asked = parseCmaCommandLine(board.cma, board.arch === 'arm' ? 32 : 64);
  if (!asked || asked.size === 0) return { regions: [], log: [], refusal: undefined, notes: [] };
  const limits = [asked.limit, dmaLimit(board)].filter((limit) => limit !== 0);
  const { plan, log, refusal, notes } = declareContiguous(board, [], {
    base: asked.base,
    size: asked.size,
    limit: limits.length > 0 ? leastOf(limits) : 0,
    alignment: 0,
    orderPerBit: board.orderPerBit,
    fixed: asked.fixed,
    name: 'reserved',
  });
  return { regions: plan ? [plan] : [], log, refusal, notes };
}

/**
 * cma_declare_contiguous() on a board that has the regions `existing`. Refusals have the errno of
 * the kernel's function: ENOSPC without a free slot, EINVAL for a bad size, alignment, base, limit
 * or order_per_bit, EBUSY where a fixed place is taken, ENOMEM where there is no room. Without an
 * errno Carveout itself declines.
 */
export function declareContiguous(
  board: BoardProfile,
  existing: readonly RegionPlan[],
  request: DeclareRequest,
): Declared {
  const boot = new Boot(board, existing);
  const base = boot.declare(request);
  const size = roundUp(request.size, boot.granule(request.alignment));
  if (typeof base !== 'number') return boot.refused(base, request.size, size);
  // 6.15+ prints the size as it was asked for, before it was rounded up.
  const shown = Math.floor((boot.version.ranges ? request.size : size) / MiB);
  boot.print(`Reserved ${shown} MiB at ${boot.address(base)}${boot.onNode}`);
  const { name, orderPerBit } = request;
  const ranges = [{ basePfn: physToPfn(base), pages: size / PAGE_SIZE }];
  return boot.declared({ name, orderPerBit, ranges }, request);
}

/** End of the memory that every device reaches, as the architecture passes it; 0 = no such end. */
function dmaLimit(board: BoardProfile): PhysAddr {
  if (board.arch === 'arm') return ARM_DMA_LIMIT;
  return new Memblock(board.banks, []).startOfDram < SZ_4G ? SZ_4G : 0;
}

/** A refusal whose errno the caller of the kernel function gets. */
interface Failure extends Refusal {
  /**
   * The size in the "Failed to reserve" line up to 6.14: as far as it was rounded when the kernel gave
   * up, or none because it returned without that line. From 6.15 on the line is always there.
   */
  readonly shows: 'nothing' | 'asked' | 'rounded';
}

/**
 * A kernel that reserves memory while it boots: what it has, what it has given away, what it
 * prints. It lives for one declaration: `existing` regions are reserved in its memblock from the
 * beginning.
 */
export class Boot {
  readonly version: CmaVersion;
  /** What was printed so far, "cma: " included. */
  readonly log: string[] = [];
  readonly #board: BoardProfile;
  readonly #memblock: Memblock;
  readonly #areas: number;

  constructor(board: BoardProfile, existing: readonly RegionPlan[]) {
    this.version = CMA_VERSIONS[board.kernel];
    this.#board = board;
    this.#areas = existing.length;
    const taken = existing.flatMap(({ ranges }) =>
      ranges.map(({ basePfn, pages }) => ({ base: pfnToPhys(basePfn), size: pagesToBytes(pages) })),
    );
    this.#memblock = new Memblock(board.banks, [...board.reserved, ...taken]);
  }

  /** Stretches of memory that nobody has reserved, ascending. */
  free(): ReturnType<Memblock['free']> {
    return this.#memblock.free();
  }
  /** pr_info() and pr_err() of mm/cma.c; `text` stands after the prefix. */
  print(text: string): void {
    this.log.push(`cma: ${text}`);
  }
  /** %pa 8 digits on 32-bit ARM, 16 on arm64, "0x" before them. */
  address(phys: number): string {
    return `0x${hexLower(phys, this.#board.arch === 'arm' ? 8 : 16)}`;
  }
  /** What 6.6 to 6.14 print after the size and the place. */
  get onNode(): string {
    return this.version.onNode ? ' on node -1' : '';
  }
  /** Base and size are multiples of this: at least a pageblock, up to 5.16 at least the largest order. */
  granule(alignment: Bytes): Bytes {
    return Math.max(alignment, PAGE_SIZE * 2 ** this.#board.regionOrder);
  }

  /**
   * The answer of a declaration that came to a region; `asked` tells whether the kernel rounded.
   */
  declared(plan: RegionPlan, asked: Pick<DeclareRequest, 'size' | 'alignment'>): Declared {
    return { plan, log: this.log, notes: this.#rounded(plan, asked) };
  }

  /** The kernel rounds without a word; from 6.15 on even its line shows the size asked for. */
  #rounded(
    { ranges }: RegionPlan,
    { size: asked, alignment }: Pick<DeclareRequest, 'size' | 'alignment'>,
  ): readonly Message[] {
    const got = pagesToBytes(ranges.reduce((sum, { pages }) => sum + pages, 0));
    if (got <= asked) return [];
    const granule = this.granule(alignment);
    const reason = granule > this.granule(0) ? 'reserve.byAlignment' : this.#granuleReason;
    const larger = { id: 'reserve.rounded', args: { asked, got, granule, reason } };
    return this.version.ranges ? [larger, { id: 'reserve.linesShowAsked' }] : [larger];
  }
  get #granuleReason(): string {
    return isOld(this.version) ? 'reserve.byLargestOrder' : 'reserve.byPageblock';
  }

  /** The answer of a declaration that failed, after the "Failed to reserve" line of that kernel. */
  refused(failure: Failure, asked: Bytes, rounded: Bytes): Declared {
    const { errno, why } = failure;
    const shows = this.version.ranges ? 'asked' : failure.shows;
    // What Carveout itself declines the kernel would have done.
    if (errno !== undefined && shows !== 'nothing') {
      const shown = Math.floor((shows === 'asked' ? asked : rounded) / MiB);
      this.print(`Failed to reserve ${shown} MiB${this.onNode}`);
    }
    return { refusal: { errno, why }, log: this.log, notes: [] };
  }

  /**
   * Where the region lies now; reserved in memblock. The checks come in the order of
   * cma_declare_contiguous(), so that the first error is the kernel's.
   */
  declare(request: DeclareRequest): PhysAddr | Failure {
    const { alignment, orderPerBit } = request;
    if (this.#areas >= MAX_CMA_AREAS) {
      this.print('Not enough slots for CMA reserved regions!');
      return silently('ENOSPC', 'reserve.noSlot', { max: MAX_CMA_AREAS });
    }
    if (request.size === 0) return silently('EINVAL', 'reserve.sizeZero');
    if (alignment !== 0 && !Number.isInteger(Math.log2(alignment)))
      return silently('EINVAL', 'reserve.alignment', { alignment });
    const granule = this.granule(alignment);
    if (this.version.fixedStrict && request.fixed && request.base % granule !== 0) {
      this.print(
        `Region at ${this.address(request.base)} must be aligned to ${this.address(granule)} bytes`,
      );
      // The kernel gives up before it rounds the size.
      const why = { id: 'reserve.baseAlignment', args: { base: request.base, granule } };
      return { errno: 'EINVAL', why, shows: 'asked' };
    }
    const base = roundUp(request.base, granule);
    const size = roundUp(request.size, granule);
    if ((size / PAGE_SIZE) % 2 ** orderPerBit !== 0)
      return silently('EINVAL', 'reserve.orderPerBit', {
        order: orderPerBit,
        pages: size / PAGE_SIZE,
      });
    const at = this.#place(request.fixed && base !== 0, base, size, granule, request.limit);
    if (typeof at !== 'number') return at;
    // Up to 6.9 cma_init_reserved_mem() asks it of the granule, not of the size.
    if (isOld(this.version) && orderPerBit > Math.log2(granule / PAGE_SIZE))
      return failed('EINVAL', 'reserve.orderPerBit', {
        order: orderPerBit,
        pages: granule / PAGE_SIZE,
      });
    if (!this.#memblock.isMemory(at, size))
      return declined('reserve.notMemory', { base: at, size });
    if (size / PAGE_SIZE > MAX_PAGES)
      return declined('reserve.tooLarge', { pages: size / PAGE_SIZE, max: MAX_PAGES });
    this.#memblock.reserve(at, size);
    return at;
  }

  #place(
    fixed: boolean,
    base: PhysAddr,
    size: Bytes,
    granule: Bytes,
    asked: PhysAddr,
  ): PhysAddr | Failure {
    const memblock = this.#memblock;
    const highmem = this.#highmemStart();
    if (fixed && this.#hasBoundary(highmem) && base < highmem && base + size > highmem) {
      this.print(
        `Region at ${this.address(base)} defined on low/high memory boundary (${this.address(highmem)})`,
      );
      return failed('EINVAL', 'reserve.highmem', { base, boundary: highmem });
    }
    const wanted = roundDown(asked, granule);
    const limit = wanted === 0 ? memblock.endOfDram : Math.min(wanted, memblock.endOfDram);
    if (this.version.fixedStrict && base + size > limit) {
      const [s, b, l] = [size, base, limit].map((bytes) => this.address(bytes));
      this.print(`Size (${s}) of region at ${b} exceeds limit (${l})`);
      return failed('EINVAL', 'reserve.limit', { base, size, limit });
    }
    if (fixed) {
      if (memblock.isReserved(base, size)) return failed('EBUSY', 'reserve.taken', { base, size });
      return base;
    }
    const at = this.#find(base, size, granule, limit, highmem);
    return at === 0 ? failed('ENOMEM', 'reserve.noRoom', { size, granule, base, limit }) : at;
  }

  /** Above 4 GiB first where kernel and width allow, then high memory, then down from the limit. */
  #find(base: PhysAddr, size: Bytes, granule: Bytes, limit: PhysAddr, highmem: PhysAddr): PhysAddr {
    const memblock = this.#memblock;
    let at = 0;
    const wide = this.#board.arch === 'arm64';
    if (wide && this.version.above4GFirst && memblock.endOfDram >= SZ_4G + size)
      at = memblock.findBottomUp(size, granule, SZ_4G, limit);
    let end = limit;
    if (at === 0 && base < highmem && limit > highmem) {
      at = memblock.findTopDown(size, granule, highmem, limit);
      end = highmem;
    }
    return at === 0 ? memblock.findTopDown(size, granule, base, end) : at;
  }

  /** First address without a linear mapping; arm64 maps all of its memory. */
  #highmemStart(): PhysAddr {
    const { endOfDram } = this.#memblock;
    const { virtual, physOffset } = this.#board;
    if (!virtual) return endOfDram;
    return Math.min(endOfDram, physOffset + Math.max(0, ARM_LOWMEM_END - virtual.pageOffset));
  }

  /**
   * Whether the kernel looks at the end of low memory: from 6.15 on only with CONFIG_HIGHMEM, which a
   * board is taken to have where there is memory that needs it.
   */
  #hasBoundary(highmem: PhysAddr): boolean {
    return !this.version.ranges || highmem < this.#memblock.endOfDram;
  }
}

/** Up to 5.16 a region is a multiple of the largest order too, not of a pageblock alone. */
const isOld = ({ kernel }: CmaVersion): boolean => kernel === '4.9' || kernel === '4.14';

type Args = NonNullable<Message['args']>;
const failed = (errno: Errno, id: string, args: Args = {}): Failure => ({
  errno,
  why: { id, args },
  shows: 'rounded',
});
const silently = (errno: Errno, id: string, args: Args = {}): Failure => ({
  errno,
  why: { id, args },
  shows: 'nothing',
});
/** Carveout itself says no; the kernel printed nothing of the kind. */
const declined = (id: string, args: Args): Failure => ({
  errno: undefined,
  why: { id, args },
  shows: 'nothing',
});
