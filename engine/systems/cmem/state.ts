/** CMEM in the state of a machine, and what else makes two of them differ. */
import type { Board } from '../../board/board.ts';
import { fromByteString } from '../../memory/bytes/cstring.ts';
import { sha256Hex } from '../../memory/digest.ts';
import { saveCmem } from './checkpoint.ts';
import type { Cmem } from './model/cmem.ts';

export interface CmemPoolState {
  readonly pool: number;
  readonly size: number;
  readonly asked: number;
  readonly free: number;
  readonly busy: number;
}
export interface CmemBlockState {
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly pools: readonly CmemPoolState[];
  /** `free` and `largest` are missing when the list of free chunks in memory has no end. */
  readonly heap:
    | {
        readonly base: number;
        readonly size: number;
        readonly busy: number;
        readonly chunks?: number;
        readonly free?: number;
        readonly largest?: number;
      }
    | undefined;
}
export interface CmemState {
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
