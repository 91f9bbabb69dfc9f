/**
 * The system calls through which processes reach the driver: descriptors, mappings, and the ioctls
 * with the user's pointers translated. A driver that is dead (see answer.ts) answers nothing more.
 *
 * Source of truth: fs/open.c and mm/mmap.c of Linux 2.6.32 for what happens around the driver's own
 * functions; get_phys() and cmem_exit() of cmemk.c.
 */
import type { Errno } from '../../../contract/command.ts';
import type { SparseBytes } from '../../../memory/bytes/sparse-bytes.ts';
import {
  hexLower,
  PAGE_SIZE,
  roundUp,
  type Bytes,
  type PhysAddr,
  type VirtAddr,
} from '../../../contract/units.ts';
import { done, failed, type Answer, type Failed, type Pointer, type Stop } from './answer.ts';
import type { CmemFile } from './buffers.ts';
import * as ioctl from './ioctl.ts';
import type { Call } from './ioctl.ts';
import type { CmemModule } from './module.ts';
import { hashHex, sizeT, wrap } from './number.ts';
import type { CmemProcess } from './process.ts';
import { kernelError, type Listener } from './sink.ts';
import { cmemVersion, type CmemProfile, type CmemVersion } from './version.ts';
import type { Mapping } from './vm.ts';

/**
 * The kernel as processes see it. Every call is told to the listener with what it returned, -1 and
 * the errno where it failed.
 */
export class System {
  /** What a board says: driver version, word width, where RAM and the vmalloc area lie. */
  readonly profile: CmemProfile;
  /** What differs between the drivers; the code asks here. */
  readonly version: CmemVersion;
  /** Physical memory as far as anybody wrote to it. */
  readonly memory: SparseBytes;
  /** undefined: cmemk is not loaded. */
  module: CmemModule | undefined;
  /** Why the driver answers no more. */
  stopped: Stop | undefined;
  #filesEver = 0;

  constructor(profile: CmemProfile, memory: SparseBytes) {
    this.profile = profile;
    this.version = cmemVersion(profile.version);
    this.memory = memory;
  }

  /** Numbers of files are never used again; for a checkpoint. */
  get filesEver(): number {
    return this.#filesEver;
  }
  set filesEver(count: number) {
    this.#filesEver = count;
  }

  /** The library knows how many bytes the caller of a buffer wanted; the driver may not. */
  asked(phys: PhysAddr, bytes: Bytes): void {
    const buffer = this.module?.busy.at(phys);
    if (buffer) buffer.asked = bytes;
  }

  /** open("/dev/cmem"): a descriptor. ENOENT while the module is not loaded. */
  open(process: CmemProcess, sink: Listener): Answer<number> {
    const answer = ((): Answer<number> => {
      if (this.stopped) return dead(this.stopped);
      if (!this.module) return failed('ENOENT', 'cmem.notLoaded');
      const id = this.#filesEver++;
      const file: CmemFile = { id, process: process.id, references: 0, uses: [] };
      this.module.open(file);
      return done(process.install(file));
    })();
    tell(sink, 'open', answer, (fd) => fd);
    return answer;
  }

  /**
   * close(): the driver hears of it when nothing holds the file any more. EBADF for a descriptor
   * that is not open.
   */
  close(process: CmemProcess, fd: number, sink: Listener): Answer<0> {
    const file = process.drop(fd);
    const answer = file ? (this.#letGo(file, sink) ?? done(0)) : badFd(fd);
    tell(sink, 'close', answer, () => 0);
    return answer as Answer<0>;
  }
  /** One reference less; the last one calls the driver's release(). */
  #letGo(file: CmemFile, sink: Listener): Stop | undefined {
    file.references -= 1;
    if (file.references > 0 || !this.module || this.stopped) return undefined;
    return this.#note(this.module.release(file, sink));
  }
  /** Remember that the kernel did not come back. */
  #note<T>(answer: T): T {
    if (isStop(answer)) this.stopped = answer;
    return answer;
  }

  /** exit(): first the mappings go, then the descriptors. */
  exit(process: CmemProcess, sink: Listener): Stop | undefined {
    let stopped: Stop | undefined;
    for (const { start, length } of process.space.mappings())
      for (const file of process.space.unmap(start, length) ?? [])
        stopped ??= this.#letGo(file, sink);
    for (const fd of process.fds()) stopped ??= this.#letGo(process.drop(fd)!, sink);
    return stopped;
  }

  /** fork(): the child shares the open files, and with them what they own. */
  fork(parent: CmemProcess, child: CmemProcess): void {
    for (const fd of parent.fds()) child.put(fd, parent.file(fd)!);
    const mappings = parent.space.mappings();
    child.space.restore(mappings);
    for (const { file } of mappings) file.references += 1;
    child.libraryFd = parent.libraryFd;
    child.libraryCount = parent.libraryCount;
  }

  /** One ioctl: EBADF without a file, nothing from a dead driver. */
  #ioctl<T>(
    process: CmemProcess,
    fd: number,
    name: string,
    sink: Listener,
    work: (call: Call) => Answer<T>,
  ): Answer<T> {
    const file = process.file(fd);
    const answer = ((): Answer<T> => {
      if (!file) return badFd(fd);
      if (this.stopped) return dead(this.stopped);
      return this.#note(work({ module: this.module!, file, sink }));
    })();
    tell(sink, `ioctl CMEM_IOC${name}`, answer, () => 0);
    return answer;
  }

  /** CMEM_IOCALLOCHEAP: the physical address. `cached` is the flag that the buffer keeps. */
  allocHeap(
    process: CmemProcess,
    fd: number,
    asked: { readonly block: number; readonly size: Bytes; readonly align: Bytes },
    cached: boolean,
    sink: Listener,
  ): Answer<PhysAddr> {
    const name = cached ? 'ALLOCHEAPCACHED' : 'ALLOCHEAP';
    return this.#ioctl(process, fd, name, sink, (call) => ioctl.allocHeap(call, asked, cached));
  }
  /** CMEM_IOCALLOC: the physical address and the pool's buffer size. */
  allocPool(
    process: CmemProcess,
    fd: number,
    asked: { readonly block: number; readonly pool: number },
    cached: boolean,
    sink: Listener,
  ): Answer<{ readonly phys: PhysAddr; readonly size: Bytes }> {
    const name = cached ? 'ALLOCCACHED' : 'ALLOC';
    return this.#ioctl(process, fd, name, sink, (call) => ioctl.allocPool(call, asked, cached));
  }
  /** CMEM_IOCFREE of a physical address: the pool it came from and the size that is unmapped. */
  free(
    process: CmemProcess,
    fd: number,
    how: ioctl.FreeRequest,
    sink: Listener,
  ): Answer<{ readonly pool: number; readonly size: Bytes }> {
    const name = `FREE${how.heap ? 'HEAP' : ''}${how.byPhys ? 'PHYS' : ''}`;
    return this.#ioctl(process, fd, name, sink, (call) => ioctl.free(call, how));
  }
  /** CMEM_IOCFREE of a pointer. */
  freeVirt(
    process: CmemProcess,
    fd: number,
    { virt, heap }: { readonly virt: VirtAddr; readonly heap: boolean },
    sink: Listener,
  ): Answer<{ readonly pool: number; readonly size: Bytes }> {
    const name = `FREE${heap ? 'HEAP' : ''}`;
    return this.#ioctl(process, fd, name, sink, (call) => {
      const phys = this.#translate(process, call, virt);
      if (phys !== undefined) return ioctl.free(call, { phys, heap, byPhys: false });
      kernelError(sink, `${name}: Failed to convert virtual ${hashHex(virt)} to physical`);
      return failed('EFAULT', 'cmem.notMapped', { virt });
    });
  }
  /** CMEM_IOCGETPHYS: EFAULT where no mapping ends above the address. */
  getPhys(process: CmemProcess, fd: number, virt: VirtAddr, sink: Listener): Answer<PhysAddr> {
    return this.#ioctl(process, fd, 'GETPHYS', sink, (call) => {
      const phys = this.#translate(process, call, virt);
      if (phys !== undefined) return done(phys);
      kernelError(sink, `GETPHYS: Failed to convert virtual ${hashHex(virt)} to physical.`);
      return failed('EFAULT', 'cmem.notMapped', { virt });
    });
  }

  /**
   * get_phys(). A hole below a mapping is translated too: find_vma() gives the mapping above it, and
   * nobody looks whether the address lies inside. Other memory of the process is not known here.
   */
  #translate(process: CmemProcess, { module, sink }: Call, virt: VirtAddr): PhysAddr | undefined {
    const kernel = module.kernelPhys(virt);
    if (kernel !== undefined) return kernel;
    const mapping = process.space.findVma(virt);
    if (mapping) {
      const { bits } = this.profile;
      // 4.x adds an unsigned long to 64 bits: on a 32-bit kernel a negative distance carries.
      const distance = sizeT(virt - mapping.start, bits);
      return this.version.virtual ? wrap(mapping.phys + distance, bits) : mapping.phys + distance;
    }
    const shown = this.version.virtual ? `0x${hexLower(virt, 8)}` : hashHex(virt);
    kernelError(sink, `get_phys: Unable to find phys addr for ${shown}`);
    kernelError(sink, 'get_phys: get_user_pages() failed: -14');
    return undefined;
  }

  /** CMEM_IOCGETPOOL: a pool's number, or -2 where the heap would do. */
  getPool(
    process: CmemProcess,
    fd: number,
    asked: { readonly block: number; readonly size: Bytes },
    sink: Listener,
  ): Answer<number> {
    return this.#ioctl(process, fd, 'GETPOOL', sink, (call) => ioctl.getPool(call, asked));
  }
  /** CMEM_IOCGETSIZE: bytes of a pool's buffers. */
  getSize(
    process: CmemProcess,
    fd: number,
    asked: { readonly block: number; readonly pool: number },
    sink: Listener,
  ): Answer<Bytes> {
    return this.#ioctl(process, fd, 'GETSIZE', sink, (call) => ioctl.getSize(call, asked));
  }
  /** CMEM_IOCGETBLOCK: the whole block. */
  getBlock(
    process: CmemProcess,
    fd: number,
    block: number,
    sink: Listener,
  ): Answer<{ phys: PhysAddr; size: Bytes }> {
    return this.#ioctl(process, fd, 'GETBLOCK', sink, (call) => ioctl.getBlock(call, block));
  }
  /** CMEM_IOCGETNUMBLOCKS: blocks that were set up. */
  getNumBlocks(process: CmemProcess, fd: number, sink: Listener): Answer<number> {
    return this.#ioctl(process, fd, 'GETNUMBLOCKS', sink, ioctl.getNumBlocks);
  }
  /** CMEM_IOCGETVERSION: CMEM_VERSION of the driver. */
  getVersion(process: CmemProcess, fd: number, sink: Listener): Answer<number> {
    return this.#ioctl(process, fd, 'GETVERSION', sink, () => done(this.version.number));
  }
  /** CMEM_IOCREGUSER: the caller becomes a user of a busy buffer; its size. */
  register(process: CmemProcess, fd: number, phys: PhysAddr, sink: Listener): Answer<Bytes> {
    return this.#ioctl(process, fd, 'REGUSER', sink, (call) => ioctl.register(call, phys));
  }
  /** CACHE with any flags, and CACHEWBINVALL: there is no cache here, and the driver checks nothing. */
  cache(process: CmemProcess, fd: number, sink: Listener): Answer<0> {
    return this.#ioctl(process, fd, 'CACHE', sink, () => done(0));
  }
  /** A command the driver does not know, or of another type. */
  otherIoctl(process: CmemProcess, fd: number, type: number, sink: Listener): Answer<0> {
    return this.#ioctl(process, fd, 'other', sink, (call) => {
      if (type !== ioctl.IOC_MAGIC) ioctl.warnOfMagic(sink, type);
      return ioctl.unknown(call);
    });
  }

  /**
   * mmap() of /dev/cmem. What the kernel checks itself comes first: EBADF, EINVAL for a length of 0
   * or an offset that is not on a page, ENOMEM without room; the driver then looks for a busy
   * buffer.
   */
  mmap(
    process: CmemProcess,
    fd: number,
    phys: PhysAddr,
    length: Bytes,
    sink: Listener,
  ): Answer<Pointer> {
    const answer = this.#mmap(process, fd, phys, length, sink);
    tell(sink, 'mmap', answer, ({ virt }) => virt);
    return answer;
  }
  #mmap(
    process: CmemProcess,
    fd: number,
    phys: PhysAddr,
    length: Bytes,
    sink: Listener,
  ): Answer<Pointer> {
    const file = process.file(fd);
    if (!file) return badFd(fd);
    const errno = process.space.refuses(length, phys);
    if (errno === 'ENOMEM') return failed(errno, 'cmem.noRoomToMap', { length });
    if (errno) return failed(errno, 'cmem.badMmap', { phys, length });
    if (this.stopped) return dead(this.stopped);
    if (!process.space.hasRoom(length)) return failed('ENOMEM', 'cmem.noRoomToMap', { length });
    const bytes = roundUp(length, PAGE_SIZE);
    const allowed = this.#note(this.module!.mmap(phys, bytes, sink));
    if (!('value' in allowed)) return allowed;
    return done(pointerTo(process.space.map(phys, length, allowed.value.cached, file)));
  }
  /**
   * The driver hears of it where the mapping was the last thing that held a file. EINVAL for a bad
   * range.
   */
  munmap(process: CmemProcess, virt: VirtAddr, length: Bytes, sink: Listener): Answer<0> {
    const dropped = process.space.unmap(virt, length);
    let answer: Answer<0> = dropped
      ? done(0)
      : failed('EINVAL', 'cmem.badMunmap', { virt, length });
    for (const file of dropped ?? []) answer = this.#letGo(file, sink) ?? answer;
    tell(sink, 'munmap', answer, () => 0);
    return answer;
  }
}

/** A mapping as a program has it: address, length, and what lies under it. */
export const pointerTo = ({ start, phys, length, cached }: Mapping): Pointer => ({
  virt: start,
  phys,
  length,
  cached,
});

const badFd = (fd: number): Failed => failed('EBADF', 'cmem.badFd', { fd });
const dead = ({ stopped }: Stop): Failed => failed(undefined, 'cmem.stopped', { how: stopped });
const isStop = (value: unknown): value is Stop =>
  typeof value === 'object' && value !== null && 'stopped' in value;

/** A call that never came back is not told as a system call: it returned nothing. */
function tell<T>(
  sink: Listener,
  call: string,
  answer: Answer<T>,
  shown: (value: T) => number,
): void {
  if (!sink || 'stopped' in answer) return;
  if ('value' in answer) sink.fact({ is: 'syscall', call, ret: shown(answer.value) });
  else {
    const errno: Errno | undefined = answer.failed.errno;
    sink.fact(errno ? { is: 'syscall', call, ret: -1, errno } : { is: 'syscall', call, ret: -1 });
  }
}
