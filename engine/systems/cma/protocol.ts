/** CMA's part of the protocol: regions declared at boot, allocations, and the page states below the bitmap. */
import type { Errno, PfnRange, Target } from '../../contract/command.ts';
import type { Bytes, Order, PageCount, Pfn, PhysAddr, VirtAddr } from '../../contract/units.ts';

export type CmaCommand =
  /** mm/cma.c cma_declare_contiguous(): another region, before anything else is done. Sizes and addresses in bytes. */
  | {
      readonly kind: 'cma_declare_contiguous';
      /** First byte wanted, or with `fixed` the only one; 0 leaves the place open. */
      readonly base: PhysAddr;
      /** The kernel rounds it up to the granule of regions. */
      readonly size: Bytes;
      /** The region ends at or below this address; 0 sets no limit. */
      readonly limit: PhysAddr;
      /** A power of two, or 0 for the least that the kernel accepts. */
      readonly alignment: Bytes;
      /** One bit of the bitmap stands for 2^orderPerBit pages. */
      readonly orderPerBit: Order;
      /** The region lies at `base` or is refused. */
      readonly fixed: boolean;
      /** Cut to the 63 bytes of CMA_MAX_NAME; Linux 4.9 shows it nowhere. */
      readonly name: string;
    }
  /** mm/cma.c cma_declare_contiguous_multi(), Linux 6.15+: a region that may lie in up to eight ranges. */
  | {
      readonly kind: 'cma_declare_contiguous_multi';
      /** The ranges hold this much together; it is rounded up to the granule. */
      readonly size: Bytes;
      /** It holds for the beginning of every range. */
      readonly alignment: Bytes;
      /** It holds for all ranges of the region. */
      readonly orderPerBit: Order;
      readonly name: string;
    }
  /** `busy` and `fatal` hold for this call only: pages that cannot move, a page at which the attempt ends. */
  | {
      readonly kind: 'cma_alloc';
      /** The handle that gets the pages, if they are to have a name. */
      readonly into?: string;
      /** The name of the region; without it the call asks the default one. */
      readonly region?: string;
      /** Pages that are asked for; the bitmap gives whole bits. */
      readonly count: PageCount;
      /** The first frame is a multiple of 2^align, counted from frame 0. */
      readonly align: Order;
      readonly busy?: readonly PfnRange[];
      readonly fatal?: { readonly pfn: Pfn; readonly errno: Errno };
    }
  /** Without `count` the whole of what the handle still holds. */
  | { readonly kind: 'cma_release'; readonly target: Target; readonly count?: PageCount }
  /** Page states below the bitmap: `pin` = cannot be moved, `lend` = in use by movable pages. */
  | {
      readonly kind: 'pin' | 'unpin' | 'lend' | 'unlend';
      readonly target: Target;
      readonly count?: PageCount;
    };

/** What cma_alloc() returned, or dma_alloc_coherent() out of a region. */
export interface PagesValue {
  readonly is: 'pages';
  /** The first frame. */
  readonly pfn: Pfn;
  readonly count: PageCount;
  /** The order that the search was given; a capped one for the DMA layer. */
  readonly align: Order;
  /** The struct page as `%p` of this kernel prints it, hashed from 4.15 on. */
  readonly page: string;
  readonly phys: PhysAddr;
  /** The address in the linear map; undefined where it is not known. */
  readonly virt: VirtAddr | undefined;
  /** The name under which the pages can be released. */
  readonly handle: string | undefined;
}

/**
 * Facts of a search and of what became of its window.
 *
 * In every event `region` is the index of the region on its board, `pfn` the first frame of the
 * window and `count` its pages as they were asked for, not rounded to whole bits.
 */
export type CmaEvent =
  /**
   * cma_alloc's search met a set bit inside the window that starts at `pfn`; it goes on after `at`.
   * The window is the first boundary at or after `free`, the clear bit that the search met.
   */
  | {
      readonly is: 'scan';
      readonly region: number;
      readonly pfn: Pfn;
      readonly count: PageCount;
      readonly reason: 'taken' | 'end';
      readonly at: Pfn;
      readonly free: Pfn;
    }
  /** The search passed over more windows than are told, from `pfn` on; it came to `to`, or to its end. */
  | {
      readonly is: 'passed';
      readonly region: number;
      readonly pfn: Pfn;
      readonly to: Pfn | undefined;
    }
  /** No bit of the window is set: its pages are asked for. `free` as above, where the search was told. */
  | {
      readonly is: 'attempt';
      readonly region: number;
      readonly pfn: Pfn;
      readonly count: PageCount;
      readonly free: Pfn | undefined;
    }
  | {
      readonly is: 'busy';
      readonly region: number;
      readonly pfn: Pfn;
      readonly count: PageCount;
      readonly at: Pfn;
    }
  | {
      readonly is: 'fatal';
      readonly region: number;
      readonly pfn: Pfn;
      readonly at: Pfn;
      readonly errno: Errno;
    }
  | {
      readonly is: 'migrated';
      readonly region: number;
      readonly pfn: Pfn;
      readonly count: PageCount;
    }
  | {
      readonly is: 'claimed';
      readonly region: number;
      readonly pfn: Pfn;
      readonly count: PageCount;
      readonly block: number;
    }
  | {
      readonly is: 'released';
      readonly region: number;
      readonly pfn: Pfn;
      readonly count: PageCount;
    };

declare module '../../contract/command.ts' {
  interface Protocols {
    cma: {
      readonly command: CmaCommand;
      readonly value: PagesValue;
      readonly event: CmaEvent;
      readonly handle: 'cma';
    };
  }
}
