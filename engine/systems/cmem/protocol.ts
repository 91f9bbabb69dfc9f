/**
 * CMEM's part of the protocol: its module, the processes, the functions of its library, the requests
 * past it, and the facts it reports.
 */
import type { Errno, Where } from '../../contract/command.ts';
import type { Bytes, PhysAddr } from '../../contract/units.ts';

/** CMEM_AllocParams; what is left out is as in CMEM_DEFAULTPARAMS: pool, not cached, alignment 1. */
interface CmemParams {
  /** CMEM_POOL or CMEM_HEAP. */
  readonly type?: 'pool' | 'heap';
  /** CMEM_CACHED: the mapping is cached, and so is every later one of the buffer. */
  readonly cached?: boolean;
  /** Only the heap looks at it; a pool's buffers lie where they lie. */
  readonly alignment?: Bytes;
}

/** Physical addresses that a process maps through its latest descriptor. */
interface MapRequest {
  /** Where the mapping begins; `offset` bytes are added. */
  readonly phys: Where;
  /** Rounded up to pages by the kernel; 0 is refused with EINVAL. */
  readonly size: Bytes;
  readonly offset?: number;
}
/** Addresses of the calling process that become unmapped. */
interface UnmapRequest {
  readonly ptr: Where;
  /** Rounded up to pages; the range may cover several mappings or none. */
  readonly size: Bytes;
  readonly offset?: number;
}

/** Requests of /dev/cmem by their names in cmem.h; the cache operations differ in nothing here. */
export const CMEM_IOCTLS = [
  'CMEM_IOCALLOC',
  'CMEM_IOCALLOCCACHED',
  'CMEM_IOCALLOCHEAP',
  'CMEM_IOCALLOCHEAPCACHED',
  'CMEM_IOCFREE',
  'CMEM_IOCFREEHEAP',
  'CMEM_IOCFREEPHYS',
  'CMEM_IOCFREEHEAPPHYS',
  'CMEM_IOCGETPHYS',
  'CMEM_IOCGETSIZE',
  'CMEM_IOCGETPOOL',
  'CMEM_IOCCACHEWB',
  'CMEM_IOCCACHEINV',
  'CMEM_IOCCACHEWBINV',
  'CMEM_IOCGETVERSION',
  'CMEM_IOCGETBLOCK',
  'CMEM_IOCREGUSER',
  'CMEM_IOCGETNUMBLOCKS',
] as const;
/** The name of a request that the driver knows. */
export type CmemIoctl = (typeof CMEM_IOCTLS)[number];

export type CmemCommand =
  /** `args` as the shell passes them: `phys_start=0x83c00000`. */
  | {
      readonly kind: 'insmod' | 'modprobe';
      /** The file or the module's name; a board has cmemk alone. */
      readonly module: string;
      readonly args: readonly string[];
    }
  | { readonly kind: 'rmmod'; readonly module: string }
  /** From now on calls come from this process; a new one begins with CMEM_init() unless told not to. */
  | { readonly kind: 'proc'; readonly process: number; readonly init?: false }
  /** A child of the process that calls, sharing its open files; or the end of a process. */
  | { readonly kind: 'fork' | 'kill'; readonly process: number }
  /** TI's CMEM library, called by the process of the last `proc`. */
  | {
      readonly kind:
        | 'CMEM_init'
        | 'CMEM_exit'
        | 'CMEM_getVersion'
        | 'CMEM_getNumBlocks'
        | 'CMEM_getBlock'
        | 'CMEM_cacheWbInvAll';
    }
  | { readonly kind: 'CMEM_getBlockAttrs'; readonly blockid: number }
  | { readonly kind: 'CMEM_getPool'; readonly size: Bytes }
  | { readonly kind: 'CMEM_getPool2'; readonly blockid: number; readonly size: Bytes }
  | ({
      readonly kind: 'CMEM_alloc' | 'CMEM_allocPhys';
      readonly into?: string;
      readonly size: Bytes;
    } & CmemParams)
  | ({
      readonly kind: 'CMEM_alloc2' | 'CMEM_allocPhys2';
      readonly into?: string;
      readonly blockid: number;
      readonly size: Bytes;
    } & CmemParams)
  | ({
      readonly kind: 'CMEM_allocPool' | 'CMEM_allocPoolPhys';
      readonly into?: string;
      readonly poolid: number;
    } & CmemParams)
  | ({
      readonly kind: 'CMEM_allocPool2' | 'CMEM_allocPoolPhys2';
      readonly into?: string;
      readonly blockid: number;
      readonly poolid: number;
    } & CmemParams)
  | {
      readonly kind: 'CMEM_registerAlloc';
      readonly into?: string;
      readonly phys: Where;
      readonly offset?: number;
    }
  /** `offset` is counted from what `ptr` or `phys` stands for: an address inside a buffer. */
  | ({
      readonly kind: 'CMEM_free' | 'CMEM_unregister';
      readonly ptr: Where;
      readonly offset?: number;
    } & CmemParams)
  | { readonly kind: 'CMEM_freePhys'; readonly phys: Where; readonly offset?: number }
  | { readonly kind: 'CMEM_getPhys'; readonly ptr: Where; readonly offset?: number }
  | {
      readonly kind: 'CMEM_cacheWb' | 'CMEM_cacheInv' | 'CMEM_cacheWbInv';
      readonly ptr: Where;
      readonly size: Bytes;
    }
  /** The library's mmap of 4.x, and the system call. */
  | ({ readonly kind: 'CMEM_map'; readonly into?: string } & MapRequest)
  | ({ readonly kind: 'mmap'; readonly into?: string } & MapRequest)
  | ({ readonly kind: 'CMEM_unmap' } & UnmapRequest)
  | ({ readonly kind: 'munmap' } & UnmapRequest)
  /** open() and close() of /dev/cmem, and its ioctls past the library. */
  | { readonly kind: 'open' }
  | { readonly kind: 'close'; readonly fd: number }
  | {
      readonly kind: 'ioctl';
      readonly into?: string;
      /** A name, or a number: whatever a program may send. */
      readonly request: CmemIoctl | number;
      /** Without it the descriptor opened last. */
      readonly fd?: number;
      /** ALLOC, ALLOCHEAP, GETPOOL, GETSIZE and GETBLOCK take a block; 0 if left out. */
      readonly blockid?: number;
      /** ALLOC and GETSIZE take a pool of that block. */
      readonly poolid?: number;
      /** What ALLOCHEAP and GETPOOL are asked for. */
      readonly size?: Bytes;
      /** ALLOCHEAP alone; the driver takes 0 as it is, the library would send 1. */
      readonly align?: Bytes;
      /** What FREE, GETPHYS and REGUSER are told. */
      readonly address?: Where;
      readonly offset?: number;
    }
  /** What a process reads and writes through a pointer: `count` bytes, one 32-bit word. */
  | {
      readonly kind: 'peek';
      readonly ptr: Where;
      readonly count: number;
      readonly offset?: number;
    }
  | {
      readonly kind: 'poke';
      readonly ptr: Where;
      readonly value: number;
      readonly offset?: number;
    }
  /**
   * BusyBox devmem: one word of physical memory of 8, 16, 32 or 64 bits (32 if nothing is said), read,
   * or written if there is a value, cut to its width.
   */
  | {
      readonly kind: 'devmem';
      readonly address: PhysAddr;
      readonly width?: DevmemWidth;
      readonly value?: number;
    };
/** Bits of a word that devmem reads or writes. */
export type DevmemWidth = 8 | 16 | 32 | 64;

/**
 * Facts of CMEM: what a call asked of the kernel, which pools were looked at, what was taken.
 *
 * `block` and `pool` are indices of the driver, `phys` is where the buffer or the chunk begins, and
 * every size is in bytes as the driver rounds it.
 */
export type CmemEvent =
  /** A system call the library made and what it returned; -1 comes with its errno. */
  | { readonly is: 'syscall'; readonly call: string; readonly ret: number; readonly errno?: Errno }
  /** GETPOOL looked at a pool. `best` so far is what it would hand out if nothing better follows. */
  | {
      readonly is: 'pool';
      readonly block: number;
      readonly pool: number;
      /** The page-rounded size of the pool's buffers. */
      readonly size: Bytes;
      /** What was asked for. */
      readonly asked: Bytes;
      /** Why the pool was passed over, or that it leads so far. */
      readonly verdict: 'too small' | 'empty' | 'not better' | 'best';
    }
  /** A buffer left the free list of a pool. */
  | {
      readonly is: 'taken';
      readonly block: number;
      readonly pool: number;
      /** The buffer's number in its pool; number 0 has the highest address. */
      readonly id: number;
      readonly phys: PhysAddr;
      /** Bytes of the whole buffer. */
      readonly size: Bytes;
    }
  /** What a request got: `rounding` is up to the page it asked for, `unused` the rest of the buffer. */
  | {
      readonly is: 'served';
      /** Bytes that the program wanted. */
      readonly asked: Bytes;
      readonly size: Bytes;
      readonly rounding: Bytes;
      readonly unused: Bytes;
    }
  /**
   * The list of free chunks was walked to this one. `skipped` bytes of it lie before the first aligned
   * address; 'misaligned' would be large enough without them. `dry`: nothing is to be taken.
   */
  | {
      readonly is: 'chunk';
      readonly block: number;
      readonly phys: PhysAddr;
      readonly size: Bytes;
      /** What is looked for, rounded up to pages. */
      readonly wanted: Bytes;
      readonly skipped: Bytes;
      readonly verdict: 'too small' | 'misaligned' | 'fits';
      readonly dry: boolean;
    }
  /** The walk passed more chunks than are told, from `phys` on. */
  | { readonly is: 'chunks'; readonly block: number; readonly phys: PhysAddr }
  /** A buffer was cut out of a free chunk of the heap, `skipped` bytes from its beginning. */
  | {
      readonly is: 'cut';
      readonly block: number;
      readonly phys: PhysAddr;
      readonly size: Bytes;
      /** Where the free chunk began. */
      readonly chunk: PhysAddr;
      /** How long it was. */
      readonly chunkSize: Bytes;
      readonly skipped: Bytes;
    }
  /** A freed piece went into the list of free chunks, between these two. */
  | {
      readonly is: 'linked';
      readonly block: number;
      readonly phys: PhysAddr;
      readonly size: Bytes;
      /** The chunk before it in the list; undefined for the head. */
      readonly below: PhysAddr | undefined;
      /** The chunk after it; undefined at the end of the list. */
      readonly above: PhysAddr | undefined;
    }
  /** It touches the chunk at `with` and they become one: `size` bytes from `phys` on. */
  | {
      readonly is: 'merged';
      readonly block: number;
      /** Where the neighbour lies. */
      readonly side: 'above' | 'below';
      /** Where the neighbour began. */
      readonly with: PhysAddr;
      readonly phys: PhysAddr;
      readonly size: Bytes;
    }
  /** The free list of a pool begins with another buffer now; undefined = it is empty. */
  | {
      readonly is: 'head';
      readonly block: number;
      readonly pool: number;
      readonly id: number | undefined;
    }
  /** Only one user of several went away: the buffer stays busy. */
  | { readonly is: 'unregistered'; readonly phys: PhysAddr; readonly users: number }
  | {
      readonly is: 'freed';
      readonly block: number;
      readonly pool: number;
      readonly phys: PhysAddr;
      readonly size: Bytes;
    };

/** What CMEM's own values are besides pointers and numbers: a block of getBlock, a freed buffer. */
export type CmemValue =
  | { readonly is: 'extent'; readonly phys: PhysAddr; readonly size: Bytes }
  /** What the ioctl FREE writes back. */
  | { readonly is: 'freed'; readonly pool: number; readonly size: Bytes };

declare module '../../contract/command.ts' {
  interface Protocols {
    cmem: {
      readonly command: CmemCommand;
      readonly value: CmemValue;
      readonly event: CmemEvent;
      readonly handle: 'cmem';
    };
  }
}
