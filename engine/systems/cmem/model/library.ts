/**
 * The user's library: what each CMEM_ call does with the system calls it makes, what it returns and
 * what it writes to standard error.
 *
 * Source of truth: cmem.c of linuxutils 2.26.01.02 (src/interface) and ludev 4.20.00.01 (src/cmem/api).
 * Not here: the *64 variants of Android builds and dma-buf export.
 */
import type { Errno, Message } from '../../../contract/command.ts';
import {
  PAGE_SIZE,
  roundUp,
  type Bytes,
  type PhysAddr,
  type VirtAddr,
} from '../../../contract/units.ts';
import type { Answer, Failed, Pointer, Stop } from './answer.ts';
import type { System } from './driver.ts';
import { hashHex, int32 } from './number.ts';
import { FD_EXITED, FD_FAILED, FD_NONE, type CmemProcess } from './process.ts';
import { libraryError, type Listener } from './sink.ts';

/** CMEM_AllocParams; left out it is CMEM_DEFAULTPARAMS. */
export interface AllocParams {
  readonly type: 'pool' | 'heap';
  /** CMEM_CACHED. */
  readonly cached: boolean;
  /** Only the heap looks at it; the library sends 1 for 0. */
  readonly alignment: Bytes;
}
/** CMEM_DEFAULTPARAMS: a pool, not cached, alignment 1. */
export const DEFAULT_PARAMS: AllocParams = { type: 'pool', cached: false, alignment: 1 };

/** Why a call returned NULL, 0 or -1: the system call that failed, or the library itself (no errno). */
export interface Returned<T> {
  /** What the C function returned. */
  readonly returned: T;
  /** The errno that the system call left. */
  readonly errno?: Errno | undefined;
  /** The failing call never reached the kernel. */
  readonly noSyscall?: true;
  /** undefined: the call succeeded. */
  readonly why?: Message;
}
export type LibraryAnswer<T> = Returned<T> | Stop;

/** NULL or MAP_FAILED. */
const NULL = undefined;
type MaybePointer = Pointer | undefined;

/** Failed with what the system call said. */
const because = <T>(returned: T, { failed }: Failed): Returned<T> => ({
  returned,
  errno: failed.errno,
  why: failed.why,
});

/** The library's state lives in its process: a descriptor and how often CMEM_init() was called. */
export class CmemLibrary {
  readonly #system: System;
  readonly #process: CmemProcess;
  readonly #sink: Listener;

  constructor(system: System, process: CmemProcess, sink: Listener) {
    this.#system = system;
    this.#process = process;
    this.#sink = sink;
  }

  #error(text: string): void {
    libraryError(this.#sink, text);
  }
  get #fd(): number {
    return this.#process.libraryFd;
  }

  /** validate_init(): undefined if there is a descriptor. */
  #uninitialised<T>(returned: T): Returned<T> | undefined {
    switch (this.#fd) {
      case FD_EXITED:
        this.#error(
          'CMEM_exit() already called, check stderr output for earlier CMEM failure messages (possibly version mismatch).\n',
        );
        return { returned, noSyscall: true, why: { id: 'cmem.libraryExited' } };
      case FD_NONE:
        this.#error('CMEM_init() not called, you must initialize CMEM before making API calls.\n');
        return { returned, noSyscall: true, why: { id: 'cmem.libraryNotInit' } };
      case FD_FAILED:
        // This one has no newline at its end.
        this.#error(
          "CMEM file descriptor -1 (failed 'open()'), ensure CMEMK kernel module cmemk.ko has been installed with 'insmod'",
        );
        return { returned, noSyscall: true, why: { id: 'cmem.libraryNoDevice' } };
      default:
        return undefined;
    }
  }

  /**
   * CMEM_init(): every further call only counts. -1 where the device cannot be opened or the
   * versions do not match.
   */
  init(): LibraryAnswer<0 | -1> {
    const process = this.#process;
    if (process.libraryFd >= 0) {
      process.libraryCount += 1;
      return { returned: 0 };
    }
    const opened = this.#system.open(process, this.#sink);
    if ('stopped' in opened) return opened;
    if ('failed' in opened) {
      process.libraryFd = FD_FAILED;
      this.#error("init: Failed to open /dev/cmem: 'No such file or directory'\n");
      return because(-1, opened);
    }
    process.libraryFd = opened.value;
    process.libraryCount += 1;
    const asked = this.getVersion();
    if ('stopped' in asked) return asked;
    return this.#checkVersion(asked.returned);
  }
  /** The upper halves must be equal, the lower one of the driver at least the library's. */
  #checkVersion(got: number): LibraryAnswer<0 | -1> {
    const { libraryNumber: wanted } = this.#system.profile;
    const [minorGot, minorWanted] = [got % 0x1_0000, wanted % 0x1_0000];
    if (got - minorGot !== wanted - minorWanted) {
      this.#error('init: major version mismatch between interface and driver.\n');
      this.#error(`    needs driver version ${hashHex(wanted)}, got ${hashHex(got)}\n`);
    } else if (minorGot < minorWanted) {
      this.#error('init: minor version mismatch between interface and driver.\n');
      this.#error(
        `    needs driver minor version ${hashHex(minorWanted)} or greater.\n    got minor version ${hashHex(minorGot)} (full version ${hashHex(got)})\n`,
      );
    } else return { returned: 0 };
    const exited = this.exit();
    if ('stopped' in exited) return exited;
    return {
      returned: -1,
      noSyscall: true,
      why: { id: 'cmem.versionMismatch', args: { wanted, got } },
    };
  }

  /**
   * CMEM_exit(): the last one closes the descriptor; buffers that are still mapped keep the file.
   */
  exit(): LibraryAnswer<0 | -1> {
    const bad = this.#uninitialised(-1 as const);
    if (bad) return bad;
    const process = this.#process;
    process.libraryCount -= 1;
    if (process.libraryCount > 0) return { returned: 0 };
    const closed = this.#system.close(process, this.#fd, this.#sink);
    process.libraryFd = FD_EXITED;
    if ('stopped' in closed) return closed;
    return 'failed' in closed ? because(-1, closed) : { returned: 0 };
  }

  /** CMEM_getPool2: a pool id, -2 for the heap, -1. */
  getPool(block: number, size: Bytes): LibraryAnswer<number> {
    const bad = this.#uninitialised(-1);
    if (bad) return bad;
    const got = this.#system.getPool(this.#process, this.#fd, { block, size }, this.#sink);
    if ('stopped' in got) return got;
    if ('value' in got) return { returned: got.value };
    const { virtual } = this.#system.version;
    const shown = virtual ? int32(size) : hashHex(size);
    this.#error(`getPool: Failed to get a pool fitting a size ${shown}\n`);
    return because(-1, got);
  }

  /** CMEM_alloc2. A pool that fits or the heap, by `params`; NULL with the reason. */
  alloc(block: number, size: Bytes, params?: AllocParams): LibraryAnswer<MaybePointer> {
    return this.#mapped(this.#allocate(block, size, params));
  }
  /** CMEM_allocPool2. NULL where the pool is empty, not there, or cannot be mapped. */
  allocPool(block: number, pool: number, params?: AllocParams): LibraryAnswer<MaybePointer> {
    const bad = this.#uninitialised(NULL);
    if (bad) return bad;
    return this.#mapped(this.#fromPool(block, pool, params ?? DEFAULT_PARAMS));
  }
  /** CMEM_allocPhys2 and CMEM_allocPoolPhys2: the same without a mapping. */
  allocPhys(block: number, size: Bytes, params?: AllocParams): LibraryAnswer<PhysAddr> {
    return physOnly(this.#allocate(block, size, params));
  }
  /** CMEM_allocPoolPhys2: 0 on error. */
  allocPoolPhys(block: number, pool: number, params?: AllocParams): LibraryAnswer<PhysAddr> {
    const bad = this.#uninitialised(0);
    if (bad) return bad;
    return physOnly(this.#fromPool(block, pool, params ?? DEFAULT_PARAMS));
  }

  /** alloc() of cmem.c up to its mmap. */
  #allocate(
    block: number,
    size: Bytes,
    params: AllocParams = DEFAULT_PARAMS,
  ): Got | Returned<undefined> | Stop {
    const bad = this.#uninitialised(NULL);
    if (bad) return bad;
    if (params.type === 'heap') return this.#fromHeap(block, size, params);
    const pool = this.getPool(block, size);
    if ('stopped' in pool) return pool;
    if (pool.returned === -1) return { ...pool, returned: NULL };
    // Libraries of the seed's time know only -1; their drivers never answer -2.
    if (pool.returned === -2) return this.#fromHeap(block, size, params);
    const got = this.#fromPool(block, pool.returned, params);
    if ('phys' in got) {
      this.#system.asked(got.phys, size);
      const rounding = Math.min(roundUp(size, PAGE_SIZE), got.length) - size;
      const unused = got.length - size - rounding;
      this.#sink?.fact({ is: 'served', asked: size, size: got.length, rounding, unused });
    }
    return got;
  }
  /** allocHeap() of cmem.c up to its mmap. */
  #fromHeap(block: number, size: Bytes, params: AllocParams): Got | Returned<undefined> | Stop {
    const align = params.alignment === 0 ? 1 : params.alignment;
    const asked = { block, size, align };
    const got = this.#system.allocHeap(this.#process, this.#fd, asked, params.cached, this.#sink);
    if ('value' in got) {
      this.#system.asked(got.value, size);
      const whole = roundUp(size, PAGE_SIZE);
      const rounding = whole - size;
      this.#sink?.fact({ is: 'served', asked: size, size: whole, rounding, unused: 0 });
      return { phys: got.value, length: size, from: 'allocHeap' };
    }
    if ('stopped' in got) return got;
    const name = `CMEM_IOCALLOCHEAP${params.cached ? 'CACHED' : ''}`;
    this.#error(`allocHeap: ioctl ${name} failed: -1\n`);
    return because(NULL, got);
  }
  /** allocPool() of cmem.c up to its mmap. */
  #fromPool(block: number, pool: number, params: AllocParams): Got | Returned<undefined> | Stop {
    const asked = { block, pool };
    const got = this.#system.allocPool(this.#process, this.#fd, asked, params.cached, this.#sink);
    if ('value' in got) return { ...got.value, length: got.value.size, from: 'allocPool' };
    if ('stopped' in got) return got;
    const name = `CMEM_IOCALLOC${params.cached ? 'CACHED' : ''}`;
    this.#error(`allocPool: ioctl ${name} failed from pool ${pool}: -1\n`);
    return because(NULL, got);
  }

  /** Map what was allocated; what cannot be mapped is freed again. */
  #mapped(got: Got | Returned<undefined> | Stop): LibraryAnswer<MaybePointer> {
    if (!('phys' in got)) return got;
    const { phys, length, from } = got;
    const { version, profile } = this.#system;
    if (from === 'allocPool' && !version.virtual && profile.bits === 32 && length >= 2 ** 32) {
      this.#error(`allocPool: returned pool buffer too big for mmap (size ${hashHex(length)})\n`);
      const freed = this.#unwind(got);
      return freed ?? { returned: NULL, noSyscall: true, why: { id: 'cmem.tooBigToMap' } };
    }
    const mapped = this.#system.mmap(this.#process, this.#fd, phys, length, this.#sink);
    if ('stopped' in mapped) return mapped;
    if ('value' in mapped) return { returned: mapped.value };
    this.#error(`${from}: Failed to mmap buffer at physical address ${hashHex(phys)}\n`);
    return this.#unwind(got) ?? because(NULL, mapped);
  }
  /** Give back what cannot be mapped; only a dead kernel is worth telling. */
  #unwind({ phys, from }: Got): Stop | undefined {
    const again = from === 'registerAlloc' ? 'Unregistering use of' : 'Freeing';
    this.#error(`    ${again} phys buffer ${hashHex(phys)}\n`);
    const how = { phys, heap: from === 'allocHeap', byPhys: true };
    const freed = this.#system.free(this.#process, this.#fd, how, this.#sink);
    return 'stopped' in freed ? freed : undefined;
  }

  /**
   * CMEM_registerAlloc: no check whether the library is initialised. The process becomes a user of
   * a buffer that somebody else has, and maps it.
   */
  registerAlloc(phys: PhysAddr): LibraryAnswer<MaybePointer> {
    const got = this.#system.register(this.#process, this.#fd, phys, this.#sink);
    if ('stopped' in got) return got;
    if ('failed' in got) {
      this.#error(
        `registerAlloc: ioctl CMEM_IOCREGUSER failed for phys addr ${hashHex(phys)}: -1\n`,
      );
      return because(NULL, got);
    }
    // The driver writes the low half only; the upper one still holds the address the library sent.
    const { bits } = this.#system.profile;
    const { virtual } = this.#system.version;
    const upper = !virtual && bits === 64 ? phys - (phys % 2 ** 32) : 0;
    return this.#mapped({ phys, length: upper + got.value, from: 'registerAlloc' });
  }

  /**
   * CMEM_free and CMEM_unregister. The driver frees first, then the library unmaps as many bytes as
   * the driver says.
   */
  free(virt: VirtAddr, params: AllocParams = DEFAULT_PARAMS): LibraryAnswer<0 | -1> {
    const bad = this.#uninitialised(-1 as const);
    if (bad) return bad;
    const heap = params.type === 'heap';
    const freed = this.#system.freeVirt(this.#process, this.#fd, { virt, heap }, this.#sink);
    if ('stopped' in freed) return freed;
    if ('failed' in freed) {
      this.#error(`free: failed to free ${this.#shown(virt)}\n`);
      return because(-1, freed);
    }
    const unmapped = this.#system.munmap(this.#process, virt, freed.value.size, this.#sink);
    if ('stopped' in unmapped) return unmapped;
    if ('value' in unmapped) return { returned: 0 };
    this.#error(`free: failed to munmap ${this.#shown(virt)}\n`);
    return because(-1, unmapped);
  }

  /** A pointer in the library's words: "%#x" of an unsigned int in 2.x, "%p" in 4.x. */
  #shown(virt: VirtAddr): string {
    if (this.#system.version.virtual) return hashHex(virt % 2 ** 32);
    return virt === 0 ? '(nil)' : hashHex(virt);
  }

  /** CMEM_freePhys: the type does not reach the driver. */
  freePhys(phys: PhysAddr): LibraryAnswer<0 | -1> {
    const bad = this.#uninitialised(-1 as const);
    if (bad) return bad;
    const how = { phys, heap: false, byPhys: true };
    const freed = this.#system.free(this.#process, this.#fd, how, this.#sink);
    if ('stopped' in freed) return freed;
    if ('value' in freed) return { returned: 0 };
    this.#error(`freePhys: Failed to free buffer at physical address ${hashHex(phys)}\n`);
    return because(-1, freed);
  }

  /** CMEM_map: no check whether the library is initialised. */
  map(phys: PhysAddr, length: Bytes): LibraryAnswer<MaybePointer> {
    const mapped = this.#system.mmap(this.#process, this.#fd, phys, length, this.#sink);
    if ('stopped' in mapped) return mapped;
    if ('value' in mapped) return { returned: mapped.value };
    this.#error(`map: Failed to mmap buffer at physical address ${hashHex(phys)}\n`);
    return because(NULL, mapped);
  }
  /** CMEM_unmap. */
  unmap(virt: VirtAddr, length: Bytes): LibraryAnswer<0 | -1> {
    const unmapped = this.#system.munmap(this.#process, virt, length, this.#sink);
    if ('stopped' in unmapped) return unmapped;
    if ('value' in unmapped) return { returned: 0 };
    this.#error(`unmap: failed to munmap 0x${hashHex(virt)}\n`);
    return because(-1, unmapped);
  }

  /** CMEM_getPhys: 0 on error. */
  getPhys(virt: VirtAddr): LibraryAnswer<PhysAddr> {
    const bad = this.#uninitialised(0);
    if (bad) return bad;
    const got = this.#system.getPhys(this.#process, this.#fd, virt, this.#sink);
    if ('stopped' in got) return got;
    if ('value' in got) return { returned: got.value };
    this.#error(`getPhys: Failed to get physical address of ${hashHex(virt % 2 ** 32)}\n`);
    return because(0, got);
  }

  /** CMEM_cacheWb, Inv, WbInv: whatever the range is, the driver does it. */
  cache(): LibraryAnswer<0 | -1> {
    const bad = this.#uninitialised(-1 as const);
    if (bad) return bad;
    const got = this.#system.cache(this.#process, this.#fd, this.#sink);
    if ('stopped' in got) return got;
    return 'value' in got ? { returned: 0 } : because(-1, got);
  }

  /** CMEM_getVersion: -1 on error. */
  getVersion(): LibraryAnswer<number> {
    const bad = this.#uninitialised(-1);
    if (bad) return bad;
    const got = this.#system.getVersion(this.#process, this.#fd, this.#sink);
    return this.#told(got, -1, 'getVersion: Failed to retrieve version from driver: -1.\n');
  }
  /** CMEM_getBlockAttrs; CMEM_getBlock is block 0. */
  getBlock(block: number): LibraryAnswer<{ phys: PhysAddr; size: Bytes } | -1> {
    const bad = this.#uninitialised(-1 as const);
    if (bad) return bad;
    const got = this.#system.getBlock(this.#process, this.#fd, block, this.#sink);
    const text = `getBlock: Failed to retrieve memory block bounds for block ${block} from driver: -1.\n`;
    return this.#told<{ phys: PhysAddr; size: Bytes } | -1>(got, -1, text);
  }
  /** CMEM_getNumBlocks; 2.26 names the wrong function in its message. */
  getNumBlocks(): LibraryAnswer<number> {
    const bad = this.#uninitialised(-1);
    if (bad) return bad;
    const got = this.#system.getNumBlocks(this.#process, this.#fd, this.#sink);
    const name = this.#system.version.virtual ? 'getBlock' : 'getNumBlocks';
    return this.#told(got, -1, `${name}: Failed to retrieve number of blocks from driver: -1.\n`);
  }
  #told<T>(got: Answer<T>, none: T, text: string): LibraryAnswer<T> {
    if ('stopped' in got) return got;
    if ('value' in got) return { returned: got.value };
    this.#error(text);
    return because(none, got);
  }
}

/** What the driver gave, before it is mapped, and which function of the library asked for it. */
interface Got {
  readonly phys: PhysAddr;
  readonly length: Bytes;
  readonly from: 'allocHeap' | 'allocPool' | 'registerAlloc';
}
/** allocPhys does not map: 0 on error. */
function physOnly(got: Got | Returned<undefined> | Stop): LibraryAnswer<PhysAddr> {
  if ('phys' in got) return { returned: got.phys };
  return 'stopped' in got ? got : { ...got, returned: 0 };
}
