/**
 * Everything a CMEM machine is, as plain data that survives structured clone and JSON (but for the
 * typed array of its bytes). A restored machine answers as the saved one would have.
 */
import type { SavedBytes } from '../../memory/bytes/sparse-bytes.ts';
import type { Bytes, OpId, PhysAddr, VirtAddr } from '../../contract/units.ts';
import type { Stop } from './model/answer.ts';
import { enlist, PoolBuffer, type BufferList, type CmemFile } from './model/buffers.ts';
import type { Cmem } from './model/cmem.ts';
import { CmemModule, type Block } from './model/module.ts';

/** struct pool_buffer with the numbers of its users' files. */
interface SavedBuffer {
  readonly id: number;
  readonly phys: PhysAddr;
  /** The kernel's address; undefined where the driver never wrote one. */
  readonly kvirt: VirtAddr | undefined;
  readonly size: Bytes;
  readonly cached: boolean;
  /** Bytes that the holder asked for; 0 while the buffer is free. */
  readonly asked: Bytes;
  /** The operation that took it; 0 while it is free. */
  readonly taken: OpId;
  /** Numbers of files, oldest first. */
  readonly users: readonly number[];
}
/** struct pool_object; sizes are decimal text, as they may pass 2^53. */
interface SavedPool {
  /** Its place in p_objs, rows one after the other. */
  readonly home: number;
  readonly count: number;
  readonly size: string;
  readonly asked: string;
  /** From the head. */
  readonly free: readonly SavedBuffer[];
  readonly busy: readonly SavedBuffer[];
}
interface SavedBlock extends Omit<Block, 'heap'> {
  /** Base and size of the heap, and the pointer its list begins with. */
  readonly heap:
    { readonly base: PhysAddr; readonly size: Bytes; readonly head: string } | undefined;
}
/** A process with its descriptors and mappings; files stand by their numbers. */
interface SavedProcess {
  readonly id: number;
  readonly libraryFd: number;
  readonly libraryCount: number;
  readonly fds: readonly (readonly [fd: number, file: number])[];
  readonly mappings: readonly {
    readonly start: VirtAddr;
    readonly length: Bytes;
    readonly phys: PhysAddr;
    readonly cached: boolean;
    readonly file: number;
  }[];
}
/** The whole of it: module, processes, memory, and the driver's death if it died. */
export interface SavedCmem {
  readonly loadedWith: string | undefined;
  readonly stopped: Stop | undefined;
  /** Files that were ever opened: the next one gets this number. */
  readonly filesEver: number;
  readonly memory: SavedBytes;
  /** Ranges of /proc/iomem that are taken. */
  readonly iomem: readonly { readonly base: PhysAddr; readonly end: PhysAddr }[];
  readonly module:
    | {
        readonly fallback: boolean;
        readonly readyBlocks: number;
        readonly blocks: readonly SavedBlock[];
        readonly pools: readonly SavedPool[];
        readonly files: readonly Omit<CmemFile, 'uses'>[];
      }
    | undefined;
  readonly processes: readonly SavedProcess[];
  /** Headers that somebody wrote over, and what the driver had left there; undefined: none. */
  readonly overwritten?: readonly SavedHeader[] | undefined;
}
/** `next` and `size` as the driver left them, in decimal text. */
interface SavedHeader {
  readonly block: number;
  readonly header: PhysAddr;
  readonly next: string;
  readonly size: string;
}

/** Plain data that does not change with the machine. */
export function saveCmem(cmem: Cmem): SavedCmem {
  const { system } = cmem;
  return {
    loadedWith: cmem.loadedWith,
    stopped: system.stopped,
    filesEver: system.filesEver,
    memory: cmem.memory.save(),
    iomem: cmem.iomem.save(),
    module: system.module && saveModule(system.module),
    processes: [...cmem.processes.values()].map((process) => ({
      id: process.id,
      libraryFd: process.libraryFd,
      libraryCount: process.libraryCount,
      fds: process.fds().map((fd) => [fd, process.file(fd)!.id] as const),
      mappings: process.space.mappings().map((mapping) => ({ ...mapping, file: mapping.file.id })),
    })),
    overwritten: system.module && overwrittenOf(system.module),
  };
}

/** undefined where no header was written over, so that older checkpoints read alike. */
function overwrittenOf(module: CmemModule): readonly SavedHeader[] | undefined {
  const headers = module.blocks.flatMap(({ heap }, block) =>
    [...(heap?.changes.left ?? [])].map(([header, { next, size }]) => ({
      block,
      header,
      next: String(next),
      size: String(size),
    })),
  );
  return headers.length > 0 ? headers : undefined;
}

/** Pool objects that were never set up are left out: they are empty anyway. */
function saveModule(module: CmemModule): SavedCmem['module'] {
  const list = (buffers: BufferList): SavedBuffer[] =>
    [...buffers].map(({ id, phys, kvirt, size, cached, asked, taken, users }) => ({
      id,
      phys,
      kvirt,
      size,
      cached,
      asked,
      taken,
      users: users.map(({ file }) => file.id),
    }));
  return {
    fallback: module.fallback,
    readyBlocks: module.readyBlocks,
    blocks: module.blocks.map(({ heap, ...block }) => ({
      ...block,
      heap: heap && { base: heap.base, size: heap.end - heap.base, head: String(heap.save()) },
    })),
    pools: module.pools
      .filter(({ ready }) => ready)
      .map(({ home, count, size, asked, free, busy }) => ({
        home,
        count,
        size: String(size),
        asked: String(asked),
        free: list(free),
        busy: list(busy),
      })),
    files: [...module.files].map(({ id, process, references }) => ({ id, process, references })),
  };
}

/**
 * Bring a machine with the same profile into a saved state. What the machine was before is gone.
 * Rows that show it are made anew, as they notice another module.
 */
export function restoreCmem(cmem: Cmem, saved: SavedCmem): void {
  const { system } = cmem;
  cmem.memory.restore(saved.memory);
  cmem.iomem.restore(saved.iomem);
  cmem.loadedWith = saved.loadedWith;
  system.stopped = saved.stopped;
  system.filesEver = saved.filesEver;
  const files = new Map<number, CmemFile>();
  for (const file of saved.module?.files ?? []) files.set(file.id, { ...file, uses: [] });
  system.module = saved.module && restoreModule(cmem, saved.module, files);
  restoreOverwritten(system.module, saved.overwritten ?? []);
  cmem.processes.clear();
  for (const { id, libraryFd, libraryCount, fds, mappings } of saved.processes) {
    const process = cmem.process(id);
    process.libraryFd = libraryFd;
    process.libraryCount = libraryCount;
    for (const [fd, file] of fds) {
      process.put(fd, files.get(file)!);
      files.get(file)!.references -= 1;
    }
    process.space.restore(
      mappings.map((mapping) => ({ ...mapping, file: files.get(mapping.file)! })),
    );
  }
}

function restoreOverwritten(module: CmemModule | undefined, headers: readonly SavedHeader[]): void {
  for (const [block, { heap }] of module?.blocks.entries() ?? [])
    heap?.changes.restoreLeft(
      headers
        .filter((one) => one.block === block)
        .map(({ header, next, size }) => [header, { next: BigInt(next), size: BigInt(size) }]),
    );
}

/** A heap is built from its head and the bytes in memory, which were restored before. */
function restoreModule(
  cmem: Cmem,
  saved: NonNullable<SavedCmem['module']>,
  files: ReadonlyMap<number, CmemFile>,
): CmemModule {
  const module = new CmemModule(cmem.profile, cmem.memory, saved.fallback);
  module.readyBlocks = saved.readyBlocks;
  for (const [b, { heap, ...block }] of saved.blocks.entries()) {
    Object.assign(module.blocks[b]!, block);
    if (!heap) continue;
    const made = module.makeHeap(b, heap.base, heap.size);
    made.restore(BigInt(heap.head));
    module.blocks[b]!.heap = made;
  }
  for (const { home, count, size, asked, free, busy } of saved.pools) {
    const pool = module.pools[home]!;
    Object.assign(pool, { count, size: BigInt(size), asked: BigInt(asked) });
    module.fillPool(pool, free.map(bufferFrom));
    for (const one of busy) {
      const buffer = bufferFrom(one);
      pool.busy.addTail(buffer);
      module.busy.add(buffer);
      for (const user of one.users) enlist(buffer, files.get(user)!);
    }
  }
  for (const file of files.values()) module.open(file);
  module.settle();
  return module;
}

function bufferFrom(saved: SavedBuffer): PoolBuffer {
  const { id, phys, kvirt, size, cached, asked, taken } = saved;
  return Object.assign(new PoolBuffer(id, phys, kvirt, size), { cached, asked, taken });
}
