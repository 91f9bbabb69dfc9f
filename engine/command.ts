/**
 * The whole protocol on one page: what can be asked of the engine and what it answers.
 * Everything here is plain data: it survives structured clone, JSON and a link.
 */
import type { CmemCommand, CmemEvent } from './command-cmem.ts';
import type { DmaCommand } from './command-dma.ts';
import type { PoolCommand, PoolEvent, PoolValue } from './command-dma-pool.ts';
import type { Bytes, OpId, Order, PageCount, Pfn, PhysAddr, VirtAddr } from './units.ts';

export { CMEM_IOCTLS } from './command-cmem.ts';
export type { DevmemWidth } from './command-cmem.ts';
export type { CmemCommand, CmemEvent, CmemIoctl, Where } from './command-cmem.ts';
export { DMA_DIRECTIONS } from './command-dma.ts';
export type { DmaCommand, DmaDirection } from './command-dma.ts';
export type { PoolCommand, PoolEvent, PoolValue } from './command-dma-pool.ts';

/** Error names the real code returns, with the numbers of asm-generic/errno-base.h. */
export const ERRNO = {
  EPERM: 1,
  ENOENT: 2,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  EBADF: 9,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENOTTY: 25,
  ENOSPC: 28,
  ERANGE: 34,
} as const;
export type Errno = keyof typeof ERRNO;

/** A half-open range of page frame numbers. */
export interface PfnRange {
  readonly pfn: Pfn;
  readonly count: PageCount;
}

/** What a release, free or pin names: a handle, a handle's part, or bare page frames. */
export type Target =
  { readonly by: 'handle'; readonly handle: string } | { readonly by: 'pfn'; readonly pfn: Pfn };

/** The page mixes a workload can draw from; see engine/workload.ts for what each means. */
export const MIXES = ['dma', 'video', 'small', 'pow2', 'wild'] as const;
export type Mix = (typeof MIXES)[number];

export type Command =
  /** Boot a board. `options` are spelled as the kernel spells them: `cma=4M@0x26000000`, `kernel=6.17`, `CONFIG_CMA_ALIGNMENT=8`. */
  | {
      readonly kind: 'board';
      readonly board: string;
      readonly options: Readonly<Record<string, string>>;
    }
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
  | { readonly kind: 'cat'; readonly path: string }
  | { readonly kind: 'ls'; readonly path: string; readonly long?: boolean }
  /** A shell write; `text` is what the file gets, the final newline included. */
  | { readonly kind: 'echo'; readonly text: string; readonly path: string }
  | { readonly kind: 'dmesg'; readonly clear?: boolean }
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
  | {
      readonly kind: 'dma_alloc_coherent';
      readonly into?: string;
      readonly size: Bytes;
      readonly atomic?: boolean;
    }
  | { readonly kind: 'dma_free_coherent'; readonly target: Target; readonly size?: Bytes }
  | {
      readonly kind: 'msys_request_dmem';
      readonly into?: string;
      readonly name: string;
      readonly length: Bytes;
    }
  | { readonly kind: 'msys_release_dmem'; readonly name: string; readonly phys: PhysAddr }
  | { readonly kind: 'msys_fix_dmem'; readonly name: string }
  | { readonly kind: 'msys_unfix_dmem'; readonly name: string }
  | { readonly kind: 'msys_find_dmem_by_name'; readonly name: string }
  | { readonly kind: 'msys_find_dmem_by_phys'; readonly phys: PhysAddr }
  /** Page states below the bitmap: `pin` = cannot be moved, `lend` = in use by movable pages. */
  | {
      readonly kind: 'pin' | 'unpin' | 'lend' | 'unlend';
      readonly target: Target;
      readonly count?: PageCount;
    }
  | {
      readonly kind: 'workload';
      readonly system: 'cma';
      readonly ops: number;
      readonly seed: number;
      readonly mix: Mix;
      /** Share of the region, in percent, around which the workload hovers. */
      readonly fill: number;
      readonly region?: string;
    }
  | CmemCommand
  | PoolCommand
  | DmaCommand
  | { readonly kind: 'expect'; readonly what: Expectation; readonly command: Command };

/** What an `expect` line demands of the command behind it. */
export type Expectation =
  | { readonly is: 'ok' }
  | { readonly is: 'errno'; readonly errno: Errno }
  /** The command's value (pfn, bytes written, …) is this number. */
  | { readonly is: 'value'; readonly value: number }
  /** The command's text contains this. */
  | { readonly is: 'text'; readonly text: string };

/** What a successful command gives back. */
export type Value =
  /** `notes`: what the kernel made of the call without a word. */
  | { readonly is: 'none'; readonly notes?: readonly Message[] }
  | {
      readonly is: 'pages';
      readonly pfn: Pfn;
      readonly count: PageCount;
      readonly align: Order;
      readonly page: string;
      readonly phys: PhysAddr;
      readonly virt: VirtAddr | undefined;
      readonly handle: string | undefined;
    }
  /** Served by the page allocator outside every CMA region (arm64: single pages, and CMA's fallback). */
  | {
      readonly is: 'buddy';
      readonly count: PageCount;
      readonly order: Order;
      readonly handle: string | undefined;
    }
  | {
      readonly is: 'dmem';
      readonly name: string;
      readonly length: Bytes;
      readonly phys: PhysAddr;
      readonly kvirt: VirtAddr;
      readonly kept: boolean;
      readonly retries: number;
    }
  /** What CMEM mapped, or only took when `virt` is missing. */
  | {
      readonly is: 'pointer';
      readonly virt: VirtAddr | undefined;
      readonly phys: PhysAddr;
      readonly bytes: Bytes | undefined;
      readonly cached: boolean | undefined;
      readonly handle: string | undefined;
    }
  | { readonly is: 'extent'; readonly phys: PhysAddr; readonly size: Bytes }
  /** What the ioctl FREE writes back. */
  | { readonly is: 'freed'; readonly pool: number; readonly size: Bytes }
  | PoolValue
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'bool'; readonly value: boolean }
  /** `note`: what in it is the code's oddity, not the memory's. */
  | { readonly is: 'text'; readonly text: string; readonly note?: Message }
  /** A shell write: what write(2) returned, and the failure hidden behind it, if any. */
  | { readonly is: 'written'; readonly bytes: number; readonly hidden: Refusal | undefined }
  /** `refusal`: the kernel booted, but could not reserve what `cma=` asked for. */
  | {
      readonly is: 'board';
      readonly board: string;
      readonly pages: PageCount;
      readonly refusal: Refusal | undefined;
      /** What the kernel made of `cma=` without a word. */
      readonly notes: readonly Message[];
    }
  | {
      readonly is: 'workload';
      readonly ops: number;
      readonly allocs: number;
      readonly refused: number;
      readonly releases: number;
    };

/**
 * A sentence to be said in the reader's language: an id of engine/language/messages
 * and its arguments. The engine never builds prose.
 */
export interface Message {
  readonly id: string;
  readonly args?: Readonly<Record<string, string | number>>;
}

/** An expected "no": data, not an exception. `errno` is absent when Carveout itself declines. */
export interface Refusal {
  readonly errno: Errno | undefined;
  readonly why: Message;
}

export type Result =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** Facts of one operation, in the order in which they happened. Views choose the picture. */
export type Event =
  /**
   * cma_alloc's search met a set bit inside the window that starts at `pfn`; it goes on behind `at`.
   * The window is the first boundary at or behind `free`, the clear bit that the search met.
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
    }
  | { readonly is: 'slept'; readonly ms: number }
  | CmemEvent
  | PoolEvent;

/** One line of kernel text. `printk` goes to dmesg, `ftrace` to the trace buffer. */
export interface LogLine {
  readonly op: OpId;
  readonly channel: 'printk' | 'ftrace';
  readonly text: string;
}

export interface Outcome {
  /** First operation number this command took; it took `ops` of them. */
  readonly op: OpId;
  readonly ops: number;
  readonly result: Result;
  readonly log: readonly LogLine[];
  readonly events: readonly Event[];
  /** What the process wrote to its standard error, if it did. */
  readonly stderr?: string;
  /** Events and log lines beyond the limits of limits.ts: counted, not listed. */
  readonly dropped: { readonly events: number; readonly log: number };
  /** Time the real call would have slept (msys' retries), in simulated milliseconds. */
  readonly sleptMs: number;
  /** For `expect`: whether it held, and what came instead. */
  readonly expectation?: { readonly held: boolean; readonly why: Message };
}
