/**
 * One loaded cmemk.ko: its blocks, pools and heaps and who uses which buffer.
 *
 * Source of truth: cmemk.c of linuxutils 2.26.01.02 and ludev 4.20.00.01, functions alloc_pool,
 * find_busy_entry, open, release, mmap and cmem_exit. Simplified: kmalloc never fails, the mutex is
 * never contended, and CMA (block -1 or 4 of 4.x) never has anything to give.
 */
import type { SparseBytes } from '../../../memory/bytes/sparse-bytes.ts';
import {
  hexLower,
  PAGE_SIZE,
  type Bytes,
  type OpId,
  type PhysAddr,
  type VirtAddr,
} from '../../../contract/units.ts';
import { done, failed, stop, type Answer, type Stop } from './answer.ts';
import {
  BufferList,
  emptyPool,
  enlist,
  strikeAll,
  type CmemFile,
  type PoolBuffer,
  type PoolObject,
} from './buffers.ts';
import { BusyIndex, byWalk } from './busy.ts';
import { Heap } from './heap/heap.ts';
import { outOfBlocks } from './heap/heap-headers.ts';
import { heapTold } from './heap/heap-told.ts';
import { hashHex, wrap } from './number.ts';
import { kernelError, type Listener } from './sink.ts';
import { cmemVersion, type CmemProfile, type CmemVersion } from './version.ts';

/** A row of the driver's arrays, one a block. */
export interface Block {
  /** block_start, block_end; both 0 = not configured. */
  start: PhysAddr;
  end: PhysAddr;
  /** block_virtp of 2.x once it is ioremapped. */
  virt: VirtAddr | undefined;
  /** block_avail_size: what is not yet given to pools. */
  available: Bytes;
  /** npools[], heap_pool[] (-1 = none), total_num_buffers[]. */
  pools: number;
  heapPool: number;
  heap: Heap | undefined;
  buffers: number;
}

/** A buffer and where the walk finds it. */
export interface Found {
  readonly buffer: PoolBuffer;
  readonly block: number;
  readonly pool: number;
}

/** A module lives from insmod to rmmod. */
export class CmemModule {
  readonly version: CmemVersion;
  readonly profile: CmemProfile;
  /** The physical memory of the machine, which outlives the module. */
  readonly memory: SparseBytes;
  /** 2.x has two blocks and 4.x four, configured or not. */
  readonly blocks: readonly Block[];
  /** p_objs, rows one after the other; the last row of 4.x is CMA's. */
  readonly pools: readonly PoolObject[];
  /** The busy buffers of all pools by their addresses. */
  readonly busy = new BusyIndex();
  /** useHeapIfPoolUnavailable. */
  readonly fallback: boolean;
  /** nblocks: blocks that were set up. */
  readyBlocks = 0;
  /** reference_count and the files after it. */
  readonly files = new Set<CmemFile>();
  /** Buffers that changed hands since somebody last looked, if somebody looks; see rows.ts. */
  changed: Set<PoolBuffer> | undefined;
  /** The operation under way. */
  op: OpId = 0;
  #hole: number | undefined;

  constructor(profile: CmemProfile, memory: SparseBytes, fallback: boolean) {
    this.profile = profile;
    this.version = cmemVersion(profile.version);
    this.memory = memory;
    this.fallback = fallback;
    const { blocks, maxPools } = this.version;
    this.blocks = Array.from({ length: blocks }, () => ({
      start: 0,
      end: 0,
      virt: undefined,
      available: 0,
      pools: 0,
      heapPool: -1,
      heap: undefined,
      buffers: 0,
    }));
    this.pools = Array.from({ length: (blocks + 1) * maxPools + 1 }, (_, at) => emptyPool(at));
  }

  /** p_objs[block][pool]: a pool number beyond the row is the next row's first, as in C. */
  pool(block: number, pool: number): PoolObject {
    return this.pools[block * this.version.maxPools + pool]!;
  }
  /** How many pool objects of a block the walks visit: its pools, and its heap's. */
  #visited({ pools, heapPool }: Block): number {
    return heapPool === -1 ? pools : pools + 1;
  }

  /** INIT_LIST_HEAD() of both lists, and the buffers of a pool. */
  fillPool(at: PoolObject, buffers: Iterable<PoolBuffer>): void {
    at.ready = true;
    at.free = new BufferList(at.home);
    at.busy = new BufferList(at.home);
    for (const buffer of buffers) at.free.addTail(buffer);
  }

  /** The heap of a block over the bytes of its memory. */
  makeHeap(index: number, base: PhysAddr, size: Bytes): Heap {
    const { start, virt } = this.blocks[index]!;
    const { virtual } = this.version;
    const bytes = this.profile.bits === 64 ? 8 : 4;
    return new Heap({
      base,
      size,
      memory: this.memory,
      shape: { nextBytes: virtual ? bytes : 8, sizeBytes: bytes },
      pointerOffset: virtual ? virt! - start : 0,
      remainderFirst: !virtual,
      reach: (pointer) => this.#reach(pointer),
      wrote: (at, length) => this.wrote(at, length),
    });
  }

  /** Where the kernel lands that follows a heap pointer. */
  #reach(pointer: bigint): PhysAddr | Stop {
    const { virtual } = this.version;
    const { ramBase, kernelRam, pageOffset } = this.profile;
    const at = Number(pointer);
    for (const { start, end, virt } of this.blocks) {
      // 4.x maps the page that holds the address and looks at its first bytes.
      const phys = virtual ? at - (virt ?? Infinity) + start : at - (at % PAGE_SIZE);
      if (phys >= start && phys < end) return phys;
    }
    const ram = virtual ? at - pageOffset : at - ramBase;
    return outOfBlocks(pointer, ram >= 0 && ram < kernelRam ? 'wild' : 'oops');
  }

  /** Somebody wrote to memory: headers may have lain there. */
  wrote(at: PhysAddr, length: Bytes): void {
    for (const { heap } of this.blocks) heap?.wrote(at, length);
  }

  /** Somebody other than the driver is about to write to memory. */
  overwrites(at: PhysAddr, length: Bytes): void {
    for (const { heap } of this.blocks) heap?.overwrites(at, length);
  }

  /** get_phys() of a kernel address; undefined for a user's. */
  kernelPhys(virt: VirtAddr): PhysAddr | undefined {
    if (this.version.virtual)
      for (const { start, end, virt: base } of this.blocks)
        if (base !== undefined && virt >= base && virt < base + (end - start))
          return virt - base + start;
    const { pageOffset, ramBase, bits } = this.profile;
    return bits === 32 && virt >= pageOffset ? wrap(virt - pageOffset + ramBase, 32) : undefined;
  }

  /**
   * find_busy_entry(): by exact address. The walk dies where it meets a pool that was announced but
   * never set up (pools_1 without phys_start_1), unless it finds the buffer before. undefined: no
   * busy buffer begins there. A Stop: the walk follows a NULL list.
   */
  find(phys: PhysAddr): Found | Stop | undefined {
    return this.#located(this.busy.at(phys));
  }
  /** The same for a range, as 4.x maps. */
  #findRange(phys: PhysAddr, length: Bytes): Found | Stop | undefined {
    return this.#located(this.busy.holding(phys, length));
  }
  #located(buffer: PoolBuffer | undefined): Found | Stop | undefined {
    const hole = this.#hole;
    const home = buffer?.list?.home;
    if (hole !== undefined && (home === undefined || home >= hole)) return nullList(hole, this);
    if (!buffer || home === undefined) return undefined;
    return { buffer, ...this.visitedAs(home) };
  }
  /** Block and pool under which the walk meets a pool object first. */
  visitedAs(home: number): { readonly block: number; readonly pool: number } {
    const { maxPools } = this.version;
    const block = Math.floor(home / maxPools);
    const pool = home % maxPools;
    const before = this.blocks[block - 1];
    if (pool === 0 && before && this.#visited(before) > maxPools)
      return { block: block - 1, pool: maxPools };
    return { block, pool };
  }
  /** Loading is over: find the first pool object that the walks visit though nobody set it up. */
  settle(): void {
    for (const [block, row] of this.blocks.entries())
      for (let pool = 0; pool < this.#visited(row); pool += 1) {
        const { ready, home } = this.pool(block, pool);
        if (!ready) this.#hole ??= home;
      }
  }

  /** open(). */
  open(file: CmemFile): void {
    this.files.add(file);
  }

  /** A buffer found its first user, who asked for so many bytes. */
  taken(buffer: PoolBuffer, asked: Bytes, file: CmemFile): void {
    this.busy.add(buffer);
    enlist(buffer, file);
    buffer.asked = asked;
    buffer.taken = this.op;
    this.changed?.add(buffer);
  }

  /** Nobody uses a buffer any more: to the heap's list of chunks or to the free list. */
  giveBack({ buffer, block, pool }: Found, toHeap: boolean, sink: Listener): Stop | undefined {
    const { list, size, phys } = buffer;
    if (toHeap) {
      // 2.x hands HeapMem_free() the kernel address in the record, which only heap records have.
      if (this.version.virtual && buffer.kvirt === undefined)
        return stop('wild', 'cmem.poolToHeap', { phys });
      const stopped = this.blocks[block]!.heap!.free(phys, size, heapTold(sink, block));
      if (stopped) return stopped;
    }
    list!.remove(buffer);
    this.busy.remove(buffer);
    buffer.asked = buffer.taken = 0;
    this.changed?.add(buffer);
    if (!toHeap) this.pool(block, pool).free.addHead(buffer);
    sink?.fact({ is: 'freed', block, pool, phys, size });
    if (!toHeap) sink?.fact({ is: 'head', block, pool, id: buffer.id });
    return undefined;
  }

  /** release(): the last reference to a file is gone, and with it everything only it used. */
  release(file: CmemFile, sink: Listener): Stop | undefined {
    this.files.delete(file);
    const everybody = this.files.size === 0;
    const buffers = everybody
      ? [...this.busy.all()]
      : [...new Set(file.uses.map(({ buffer }) => buffer))];
    const hole = this.#hole;
    for (const buffer of buffers.sort(byWalk)) {
      const { home } = buffer.list!;
      if (hole !== undefined && home >= hole) break;
      strikeAll(buffer, everybody ? undefined : file);
      this.changed?.add(buffer);
      if (buffer.users.length > 0) continue;
      const { block, pool } = this.visitedAs(home);
      const { heapPool } = this.blocks[block]!;
      const isHeap = heapPool !== -1 && pool === heapPool;
      const stopped = this.giveBack({ buffer, block, pool }, isHeap, sink);
      if (stopped) return stopped;
    }
    return hole === undefined ? undefined : nullList(hole, this);
  }

  /**
   * mmap(): whether the range may be mapped, and how. 2.x wants exactly a buffer's address and any
   * length; 4.x wants a range inside one buffer. EINVAL otherwise.
   */
  mmap(phys: PhysAddr, length: Bytes, sink: Listener): Answer<{ readonly cached: boolean }> {
    const exact = this.version.virtual;
    const found = exact ? this.find(phys) : this.#findRange(phys, length);
    if (found && 'stopped' in found) return found;
    if (found) return done({ cached: found.buffer.cached });
    const shown = exact ? hexLower(phys) : hashHex(phys);
    kernelError(sink, `mmap: can't find allocated buffer with physp ${shown}`);
    const id = exact ? 'cmem.mapNotBusy' : 'cmem.mapNotInside';
    return failed('EINVAL', id, { phys, length });
  }

  /**
   * Throws unless lists, index and users agree. `died`: the driver went down in the middle of a call,
   * and the buffer it was giving back has no users any more but still stands among the busy ones.
   */
  check(died: boolean): void {
    let busy = 0;
    const seen = new Set<PoolObject>();
    for (const [block, row] of this.blocks.entries()) {
      row.heap?.check();
      for (let pool = 0; pool < this.#visited(row); pool += 1) {
        const at = this.pool(block, pool);
        if (seen.has(at)) continue;
        seen.add(at);
        busy += checkPool(at, this.busy, died);
      }
    }
    if (busy !== this.busy.size) throw new Error(`${busy} busy buffers, ${this.busy.size} indexed`);
    for (const file of this.files)
      for (const [place, use] of file.uses.entries())
        if (use.place !== place || !use.buffer.users.includes(use))
          throw new Error(`file ${file.id} uses what does not know it`);
  }
}

const nullList = (home: number, { version }: CmemModule): Stop =>
  stop('oops', 'cmem.nullList', {
    block: Math.floor(home / version.maxPools),
    pool: home % version.maxPools,
  });

/** Busy buffers of a pool; throws if its lists are not what they should be. */
function checkPool(pool: PoolObject, index: BusyIndex, died: boolean): number {
  let unused = 0;
  for (const buffer of pool.free)
    if (buffer.list !== pool.free || buffer.users.length > 0)
      throw new Error(`buffer ${buffer.id} is free and is not`);
  for (const buffer of pool.busy) {
    if (buffer.users.length === 0) unused += 1;
    if (buffer.list !== pool.busy || !index.at(buffer.phys) || unused > (died ? 1 : 0))
      throw new Error(`buffer ${buffer.id} is busy and is not`);
  }
  return pool.busy.count;
}
