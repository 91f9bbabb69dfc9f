/**
 * The state of a machine as JSON, and its digest: sha256 over everything that makes two machines the
 * same. Two people who see the same digest see the same memory.
 */
import type { Area } from './area.ts';
import type { Board } from './board.ts';
import { saveCmem } from './cmem/checkpoint.ts';
import type { Cmem } from './cmem/cmem.ts';
import { fromByteString } from './memory/cstring.ts';
import { sha256Hex } from './memory/digest.ts';
import type { NewBlock } from './blocks.ts';

export interface RegionState {
  readonly name: string;
  readonly orderPerBit: number;
  readonly ranges: readonly { readonly basePfn: number; readonly pages: number }[];
  readonly used: number;
  readonly lent: number;
  readonly pinned: number;
  readonly maxchunk: number;
  /** sha256 over the bitmap as little-endian 32-bit words, ranges one behind the other. */
  readonly bitmapSha256: string;
}

interface BlockState extends Omit<NewBlock, 'name'> {
  readonly name: string;
}

export interface DmemState {
  /** Head first. */
  readonly kept: readonly {
    readonly name: string;
    readonly length: number;
    readonly phys: number;
    readonly kvirt: number;
    readonly born: number;
  }[];
  readonly fixed: readonly string[];
  readonly fixedEnabled: boolean;
  readonly reallocEnabled: boolean;
  readonly retryCount: number;
}

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

export interface PoolState {
  readonly id: number;
  readonly name: string;
  /** Undefined: made without a device. */
  readonly device: string | undefined;
  readonly size: number;
  readonly allocation: number;
  readonly boundary: number;
  readonly active: number;
  readonly total: number;
  readonly pages: number;
}

export interface MachineState {
  readonly format: 'carveout-state/1';
  readonly digest: string;
  readonly board: string;
  readonly release: string;
  readonly op: number;
  readonly uptimeMs: number;
  readonly cmaTotalKiB: number;
  readonly cmaFreeKiB: number;
  readonly regions: readonly RegionState[];
  /** Ascending by address. */
  readonly blocks: readonly BlockState[];
  readonly handles: readonly {
    readonly name: string;
    readonly kind: string;
    readonly pfn: number;
    readonly pages: number;
    readonly released: number | undefined;
  }[];
  readonly dmem: DmemState | undefined;
  readonly cmem: CmemState | undefined;
  /** Oldest first. */
  readonly dmaPools: readonly PoolState[];
}

function regionState({ region }: Area): RegionState {
  const { lent, pinned } = region.pageStates;
  return {
    name: region.name,
    orderPerBit: region.orderPerBit,
    ranges: region.ranges.map(({ basePfn, pages }) => ({ basePfn, pages })),
    used: region.used,
    lent,
    pinned,
    maxchunk: region.maxchunk,
    bitmapSha256: sha256Hex(littleEndian(region.ranges.map(({ map }) => map.toWords()))),
  };
}
/** Words as bytes, lowest first, one bitmap behind the other. */
function littleEndian(bitmaps: readonly Uint32Array[]): Uint8Array {
  const words = bitmaps.reduce((sum, bitmap) => sum + bitmap.length, 0);
  const view = new DataView(new ArrayBuffer(words * 4));
  let at = 0;
  for (const bitmap of bitmaps)
    for (const word of bitmap) {
      view.setUint32(at, word, true);
      at += 4;
    }
  return new Uint8Array(view.buffer);
}

function dmemState(board: Board): DmemState | undefined {
  const dmem = board.dmem;
  if (!dmem) return undefined;
  const kept = [...dmem.kept.newestFirst()].map(({ name, length, phys, kvirt, born }) => ({
    name: fromByteString(name),
    length,
    phys,
    kvirt,
    born,
  }));
  const { fixedEnabled, reallocEnabled, retryCount } = dmem;
  const fixed = dmem.fixed.map(fromByteString);
  return { kept, fixed, fixedEnabled, reallocEnabled, retryCount };
}

function cmemState({ cmem, process: current }: Board): CmemState | undefined {
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

function blockStates(board: Board): readonly BlockState[] {
  return [...board.blocks.slots()]
    .map((slot) => board.blocks.describe(slot))
    .map((block) => ({ ...block, name: fromByteString(block.name) }))
    .sort((a, b) => a.pfn - b.pfn);
}

/** Lists in their order, users, descriptors, and every byte that was written. */
function cmemHidden(cmem: Cmem): object {
  // What somebody wrote over is in the bytes; what stood there before changes no answer.
  const { memory, overwritten: _shown, ...saved } = saveCmem(cmem);
  return { ...saved, at: sha256Hex(memory.at.join()), bytes: sha256Hex(memory.bytes) };
}

function poolStates({ pools }: Board): readonly PoolState[] {
  return [...(pools?.pools.all() ?? [])].map(({ id, name, device, geometry, figures }) => ({
    id,
    name: fromByteString(name),
    device: device === '' ? undefined : fromByteString(device),
    size: geometry.size,
    allocation: geometry.allocation,
    boundary: geometry.boundary,
    active: figures.active,
    total: figures.total,
    pages: figures.pages,
  }));
}

/** As JSON, numbers by the thousand as their sha256. */
const hashed = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) =>
    ArrayBuffer.isView(part)
      ? sha256Hex(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
      : part,
  );

/** Every byte in memory, free lists in their order, rows, and what pointers stand for. */
function dmaHidden({ pools, dmaDebug, handles }: Board): object {
  const pointers = handles
    .entries()
    .filter(({ dma }) => dma !== undefined)
    .map(({ name, pool, phys, dma }) => [name, pool, phys, dma]);
  return {
    ...(pools && { pools: sha256Hex(hashed(pools.save())) }),
    ...(dmaDebug && { dmaDebug: sha256Hex(hashed(dmaDebug.debug.save())) }),
    ...(pointers.length > 0 && { pointers }),
  };
}

export function machineState(board: Board): MachineState {
  const { cmaTotal, cmaFree } = board.meminfo();
  const state = {
    format: 'carveout-state/1',
    board: board.profile.id,
    release: board.profile.release,
    op: board.op,
    uptimeMs: board.uptimeMs,
    cmaTotalKiB: cmaTotal * 4,
    cmaFreeKiB: cmaFree * 4,
    regions: board.areas.map(regionState),
    blocks: blockStates(board),
    handles: board.handles
      .entries()
      .map(({ name, kind, pfn, pages, released }) => ({ name, kind, pfn, pages, released })),
    dmem: dmemState(board),
    cmem: cmemState(board),
    dmaPools: poolStates(board),
  } as const;
  // Not shown, but part of what makes two machines the same.
  const hidden = {
    profile: board.profile,
    pages: board.areas.map(({ region }) => sha256Hex(region.pageStates.states.slice())),
    atomicPool: board.atomicPool?.bits(),
    ...(board.booting && board.op > 0 && { booting: true }),
    ...dmaHidden(board),
    ...(board.cmem && { cmem: cmemHidden(board.cmem) }),
  };
  return { ...state, digest: sha256Hex(JSON.stringify([state, hidden])) };
}
