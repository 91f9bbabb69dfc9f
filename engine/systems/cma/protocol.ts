/** CMA's part of the protocol: regions declared at boot, allocations, and the page states below the bitmap. */
import type { Errno, PfnRange, Target } from '../../contract/command.ts';
import type { Bytes, Order, PageCount, Pfn, PhysAddr, VirtAddr } from '../../contract/units.ts';

export type CmaCommand =
  /** mm/cma.c cma_declare_contiguous(): another region, before anything else is done. Sizes and addresses in bytes. */
  | {
      readonly kind: 'cma_declare_contiguous';
      readonly base: PhysAddr;
      readonly size: Bytes;
      readonly limit: PhysAddr;
      readonly alignment: Bytes;
      readonly orderPerBit: Order;
      readonly fixed: boolean;
      readonly name: string;
    }
  /** mm/cma.c cma_declare_contiguous_multi(), Linux 6.15+: a region that may lie in up to eight ranges. */
  | {
      readonly kind: 'cma_declare_contiguous_multi';
      readonly size: Bytes;
      readonly alignment: Bytes;
      readonly orderPerBit: Order;
      readonly name: string;
    }
  /** `busy` and `fatal` hold for this call only: pages that cannot move, a page at which the attempt ends. */
  | {
      readonly kind: 'cma_alloc';
      readonly into?: string;
      readonly region?: string;
      readonly count: PageCount;
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

/** Pages that a call got. */
export interface PagesValue {
  readonly is: 'pages';
  readonly pfn: Pfn;
  readonly count: PageCount;
  readonly align: Order;
  readonly page: string;
  readonly phys: PhysAddr;
  readonly virt: VirtAddr | undefined;
  readonly handle: string | undefined;
}

/** Facts of a search and of what became of its window. */
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
