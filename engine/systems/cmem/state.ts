/** CMEM in the state of a machine, and what else makes two of them differ. */
import type { Board } from '../../board/board.ts';
import { fromByteString } from '../../memory/bytes/cstring.ts';
import { sha256Hex } from '../../memory/digest.ts';
import { saveCmem } from './checkpoint.ts';
import type { Cmem } from './model/cmem.ts';

/** One pool; sizes in bytes, `free` and `busy` in buffers. */
export interface CmemPoolState {
  readonly pool: number;
  /** Bytes of each buffer, rounded up to pages. */
  readonly size: number;
  /** Bytes that the module's line asked for. */
  readonly asked: number;
  readonly free: number;
  readonly busy: number;
}
/** A block that was configured: `start` is its first byte, `end` the byte after its last. */
export interface CmemBlockState {
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly pools: readonly CmemPoolState[];
  /** `free` and `largest` are missing when the list of free chunks in memory has no end. */
  readonly heap:
    | {
        readonly base: number;
        /** Bytes from `base` to the end of the heap. */
        readonly size: number;
        /** Buffers that are handed out. */
        readonly busy: number;
        /** Entries of the list of free chunks. */
        readonly chunks?: number;
        /** Bytes of those chunks together. */
        readonly free?: number;
        /** Bytes of the longest one. */
        readonly largest?: number;
      }
    | undefined;
}
/** What `state` prints of CMEM. */
export interface CmemState {
  /** The release of the driver, for instance 2.26. */
  readonly version: string;
  /** Arguments of the module; undefined when it is not loaded. */
  readonly loadedWith: string | undefined;
  /** How the driver died, if it did. */
  readonly stopped: 'hang' | 'oops' | 'wild' | undefined;
  readonly blocks: readonly CmemBlockState[];
  readonly processes: readonly {
    readonly process: number;
    readonly fds: readonly number[];
    readonly mappings: readonly {
      readonly virt: number;
      readonly bytes: number;
      readonly phys: number;
      readonly cached: boolean;
    }[];
  }[];
  /** The process that calls. */
  readonly current: number;
  /** sha256 of the driver's own state, as the traces have it. */
  readonly digest: string | undefined;
}

/** Undefined: the board has no CMEM. */
export function cmemState({ parts, process: current }: Board): CmemState | undefined {
  const cmem = parts.cmem?.cmem;
  if (!cmem) return undefined;
  const processes = [...cmem.processes.values()]
    .sort((a, b) => a.id - b.id)
    .map((process) => ({
      process: process.id,
      fds: process.fds(),
      mappings: process.space
        .mappings()
        .map(({ start: virt, length: bytes, phys, cached }) => ({ virt, bytes, phys, cached })),
    }));
  return {
    version: cmem.profile.version,
    loadedWith: cmem.loadedWith === undefined ? undefined : fromByteString(cmem.loadedWith),
    stopped: cmem.system.stopped?.stopped,
    blocks: cmemBlocks(cmem),
    processes,
    current,
    digest: cmem.digest(),
  };
}

/** Blocks in the order of their numbers, whether they have pools, a heap or both. */
function cmemBlocks(cmem: Cmem): readonly CmemBlockState[] {
  const { module } = cmem.system;
  if (!module) return [];
  const pools = cmem.pools();
  const heaps = cmem.heaps();
  return [...new Set([...pools, ...heaps].map(({ block }) => block))]
    .sort((a, b) => a - b)
    .map((block) => {
      const { start, end, heap } = module.blocks[block]!;
      const found = heaps.find((one) => one.block === block);
      return {
        block,
        start,
        end,
        pools: pools
          .filter((one) => one.block === block)
          .map(({ pool, free, busy }) => {
            const { size, asked } = module.pool(block, pool);
            return { pool, size: Number(size), asked: Number(asked), free, busy };
          }),
        heap: heap &&
          found && {
            base: heap.base,
            size: heap.end - heap.base,
            busy: found.busy,
            ...found.figures,
          },
      };
    });
}

/** Lists in their order, users, descriptors, and every byte that was written. */
export function cmemHidden(cmem: Cmem): object {
  // What somebody wrote over is in the bytes; what stood there before changes no answer.
  const { memory, overwritten: _shown, ...saved } = saveCmem(cmem);
  return { ...saved, at: sha256Hex(memory.at.join()), bytes: sha256Hex(memory.bytes) };
}
