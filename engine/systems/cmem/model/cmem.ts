/**
 * CMEM on one machine: the module that is loaded or not, the processes that use it, and the bytes of
 * its blocks. This is the door of the folder.
 */
import type { Message, Refusal } from '../../../contract/command.ts';
import { ERRNO } from '../../../contract/command.ts';
import { SparseBytes } from '../../../memory/bytes/sparse-bytes.ts';
import type { Bytes, PhysAddr, VirtAddr } from '../../../contract/units.ts';
import { done, failed, type Answer, type Stop } from './answer.ts';
import type { HeapFigures } from './heap/heap.ts';
import { configured, driverDigest } from './digest.ts';
import { CmemLibrary } from './library.ts';
import { loadModule } from './load.ts';
import { parseParams, splitArgs } from './params.ts';
import { procCmem } from './proc.ts';
import { CmemProcess } from './process.ts';
import type { Listener } from './sink.ts';
import { System } from './driver.ts';
import type { CmemProfile } from './version.ts';
import { Iomem } from './vmalloc.ts';

/** What insmod or rmmod comes back with. */
export type ModuleAnswer =
  | { readonly rv: 0 }
  | { readonly rv: number; readonly why: Message }
  | { readonly declined: Refusal }
  | Stop;

/** Buffers of one pool, free and busy. */
export interface PoolState {
  readonly block: number;
  readonly pool: number;
  readonly free: number;
  readonly busy: number;
}
/** Buffers of a heap that are handed out, and figures of what is free. */
export interface HeapState {
  readonly block: number;
  readonly busy: number;
  /** Undefined: the list in memory has no end. */
  readonly figures: HeapFigures | undefined;
}

/** Addresses are physical unless a name says otherwise; processes go by numbers. */
export class Cmem {
  /** The board's: version of the driver, memory of the kernel. */
  readonly profile: CmemProfile;
  /** Bytes outlive the module: a new instance finds what the old one left. */
  readonly memory: SparseBytes;
  readonly system: System;
  /** What /proc/iomem says is taken. */
  readonly iomem: Iomem;
  /** By number; a process is there from its first mention until it is killed. */
  readonly processes = new Map<number, CmemProcess>();
  /** Arguments of the module that is loaded. */
  loadedWith: string | undefined;

  constructor(profile: CmemProfile, memory = new SparseBytes()) {
    this.profile = profile;
    this.memory = memory;
    this.system = new System(profile, memory);
    this.iomem = new Iomem(profile.busy);
  }

  /**
   * `insmod cmemk.ko ARGS`: a dead instance is forgotten first, with everybody who used it. EEXIST
   * where a module is loaded; otherwise what parsing and cmem_init() return.
   */
  insmod(args: string, sink: Listener): ModuleAnswer {
    if (this.system.stopped) this.#discard();
    if (this.system.module) return { rv: -ERRNO.EEXIST, why: { id: 'cmem.loadedAlready' } };
    const params = parseParams(this.system.version, splitArgs(args));
    if ('rv' in params) {
      if (this.profile.loaderText) sink?.printk(params.line, 3);
      return { rv: params.rv, why: params.why };
    }
    const loaded = loadModule(this.profile, params, this.memory, this.iomem, sink);
    if ('module' in loaded) {
      this.system.module = loaded.module;
      this.loadedWith = args;
      return { rv: 0 };
    }
    if ('stopped' in loaded) this.system.stopped = loaded;
    return loaded;
  }

  /**
   * `rmmod cmemk`: an opened device keeps the module. EAGAIN while a file is open, ENOENT without a
   * module.
   */
  rmmod(sink: Listener): ModuleAnswer {
    const { module, stopped } = this.system;
    if (stopped) {
      this.#discard();
      return { rv: 0 };
    }
    if (!module) return { rv: -ERRNO.ENOENT, why: { id: 'cmem.notLoaded' } };
    if (module.files.size > 0)
      return { rv: -ERRNO.EAGAIN, why: { id: 'cmem.inUse', args: { files: module.files.size } } };
    this.#unload();
    sink?.printk('cmemk unregistered', 6);
    return { rv: 0 };
  }
  /** The blocks' ranges are given back; their bytes stay. */
  #unload(): void {
    for (const { start, end } of this.system.module?.blocks ?? []) this.iomem.release(start, end);
    this.system.module = undefined;
    this.loadedWith = undefined;
  }
  /** Drop an instance that is dead; a real machine would have to be rebooted. */
  #discard(): void {
    this.#unload();
    this.system.stopped = undefined;
    this.processes.clear();
  }

  /** The process of that number, which is there from the moment somebody names it. */
  process(id: number): CmemProcess {
    let process = this.processes.get(id);
    if (!process) {
      process = new CmemProcess(id, this.profile.bits);
      this.processes.set(id, process);
    }
    return process;
  }
  /** The library in a process. */
  library(id: number, sink: Listener): CmemLibrary {
    return new CmemLibrary(this.system, this.process(id), sink);
  }
  /** The process ends, however. */
  kill(id: number, sink: Listener): Stop | undefined {
    const process = this.processes.get(id);
    this.processes.delete(id);
    return process && this.system.exit(process, sink);
  }
  /** The child shares the parent's open files and has the same mappings. */
  fork(parent: number, child: number): void {
    this.processes.delete(child);
    this.system.fork(this.process(parent), this.process(child));
  }

  /** What a process reads through a pointer. EFAULT unless one mapping holds the whole range. */
  peek(id: number, virt: VirtAddr, length: Bytes): Answer<Uint8Array> {
    const phys = this.#physOf(id, virt, length);
    return phys === undefined
      ? failed('EFAULT', 'cmem.segfault', { virt, length })
      : done(this.memory.read(phys, length));
  }
  /**
   * What a process writes through a pointer, whether or not the buffer is still its own. EFAULT
   * unless one mapping holds the whole range; else the physical address that was written.
   */
  poke(id: number, virt: VirtAddr, bytes: ArrayLike<number>): Answer<PhysAddr> {
    const phys = this.#physOf(id, virt, bytes.length);
    if (phys === undefined)
      return failed('EFAULT', 'cmem.segfault', { virt, length: bytes.length });
    this.write(phys, bytes);
    return done(phys);
  }
  #physOf(id: number, virt: VirtAddr, length: Bytes): PhysAddr | undefined {
    const mapping = this.process(id).space.at(virt);
    if (!mapping || virt + length > mapping.start + mapping.length) return undefined;
    return mapping.phys + virt - mapping.start;
  }
  /** Bytes that a device, or anybody, writes to physical memory. */
  write(phys: PhysAddr, bytes: ArrayLike<number>): void {
    this.system.module?.overwrites(phys, bytes.length);
    this.memory.write(phys, bytes);
    this.system.module?.wrote(phys, bytes.length);
  }

  /** The text of /proc/cmem; undefined without a module. */
  proc(): string | undefined {
    const { module, stopped } = this.system;
    return module && !stopped ? procCmem(module) : undefined;
  }
  /** What of that text is the driver's fault: 2.x reads a pool number from after its array. */
  oddity(text: string): Message | undefined {
    const { outOfBounds: number } = this.profile;
    return this.system.version.virtual && text.includes(`\nPool ${number} free bufs:`)
      ? { id: 'cmem.procOddity', args: { number } }
      : undefined;
  }
  /** Pools and heaps in figures, in the order of the digest. */
  pools(): PoolState[] {
    const { module } = this.system;
    if (!module) return [];
    return configured(module).flatMap((block) =>
      Array.from({ length: module.blocks[block]!.pools }, (_, pool) => {
        const { free, busy } = module.pool(block, pool);
        return { block, pool, free: free.count, busy: busy.count };
      }),
    );
  }
  /** One entry a block with a heap. */
  heaps(): HeapState[] {
    const { module } = this.system;
    if (!module) return [];
    return configured(module).flatMap((block) => {
      const { heap, heapPool } = module.blocks[block]!;
      if (!heap) return [];
      const busy = module.pool(block, heapPool).busy.count;
      return [{ block, busy, figures: heap.figures }];
    });
  }
  /** What driverDigest() says of the module; undefined without one. */
  digest(): string | undefined {
    return this.system.module && driverDigest(this.system.module);
  }

  /** Throws on the first broken invariant of module and address spaces. */
  check(): void {
    this.system.module?.check(this.system.stopped !== undefined);
    for (const { space } of this.processes.values()) space.check();
  }
}
