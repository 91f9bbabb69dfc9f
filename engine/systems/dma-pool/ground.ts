/**
 * What a board gives its DMA pools to stand on: coherent memory with a name on it, pointers as this
 * kernel has them, columns to be seen in. Chunks come as dma_alloc_coherent gives them: from CMA, from
 * the atomic pool, or from the page allocator.
 */
import type { Board } from '../../board/board.ts';
import type { Columns } from '../../board/columns.ts';
import type { Refusal } from '../../contract/command.ts';
import { OrdinaryPages, without, type SavedPages } from '../dma/model/ordinary-pages.ts';
import { LinearPointers } from './model/pointers.ts';
import { DmaPools, type Chunks, type SavedPools } from './model/pools.ts';
import type { DmaPool } from './model/pool.ts';
import type { PoolColumnName, PoolColumns, PoolShape, PoolStore } from './model/table.ts';
import { POOL_VERSIONS, type PoolBuild } from './model/version.ts';
import { mostOf } from '../../contract/long-lists.ts';
import { fromByteString } from '../../memory/bytes/cstring.ts';
import { PagedBytes } from '../../memory/bytes/paged-bytes.ts';
import { poolKernelOf, type BoardProfile } from '../../contract/profile.ts';
import type { Recorder } from '../../board/recorder.ts';
import {
  bytesToPages,
  MiB,
  PAGE_SIZE,
  pfnToPhys,
  physToPfn,
  type Bytes,
  type PhysAddr,
} from '../../contract/units.ts';
import type { DmaPoolLayout } from '../../contract/view.ts';
import { allocCoherent } from '../dma/model/coherent.ts';
import { freeFrames } from '../dma/exec.ts';

/** arm64 with 48-bit addresses from 5.4 on: PAGE_OFFSET is 0xffff000000000000. */
const ARM64_LINEAR = { low: 0, high: 0xffff_0000 };
/** PAGE_OFFSET of an ARM board that does not say another. */
const ARM_PAGE_OFFSET = 0xc000_0000;
/** What a kernel takes at the bottom of memory where a board does not say. */
const KERNEL_BYTES = 8 * MiB;

/** dma_addr_t is as wide as a pointer on every board there is. */
export function poolBuildOf(board: BoardProfile): PoolBuild {
  const bytes = board.arch === 'arm' ? 4 : 8;
  return {
    version: POOL_VERSIONS[board.poolKernel ?? poolKernelOf(board.release)],
    debug: board.slubDebug ?? false,
    pointerBytes: bytes,
    dmaAddrBytes: bytes,
    pageSize: PAGE_SIZE,
  };
}

/** Memory that Linux has. */
function linuxSpans(board: BoardProfile): { base: PhysAddr; end: PhysAddr }[] {
  return board.banks.map(({ base, size }, bank) => ({
    base,
    end: base + (bank === 0 && board.noCma && board.cmem ? Math.min(board.cmem.mem, size) : size),
  }));
}

/** Pointers of the linear map over all of Linux's memory. */
function pointersOf(board: BoardProfile): LinearPointers {
  const spans = linuxSpans(board);
  const bytes = mostOf(spans.map(({ end }) => end)) - board.physOffset;
  const pageOffset = board.virtual?.pageOffset ?? ARM_PAGE_OFFSET;
  const virt = board.arch === 'arm' ? { low: pageOffset, high: 0 } : ARM64_LINEAR;
  // Pointers are hashed from 4.15 on.
  const hashed = /^(?:4\.1[5-9]|[5-9]\.)/.test(board.release);
  const pointerBytes = board.arch === 'arm' ? 4 : 8;
  return new LinearPointers(virt, board.physOffset, bytes, { pointerBytes, hashed });
}

/** dma_alloc_coherent of whatever device asks. */
class CoherentChunks implements Chunks {
  readonly #board: Board;
  #ordinary: OrdinaryPages | undefined;
  /** Whose call it is. */
  sink: Recorder | undefined;
  /** The caller may not sleep: on ARM the atomic pool alone can serve it. */
  atomic = false;
  /** Why the last chunk was not there. */
  refusal: Refusal | undefined;

  constructor(board: Board) {
    this.#board = board;
  }

  /** undefined: `refusal` says why. dma-debug writes the chunk down as a mapping of the device. */
  fetch(
    size: Bytes,
    { pool, device }: { readonly pool: string; readonly device: string },
  ): PhysAddr | undefined {
    this.refusal = undefined;
    const phys = this.#fetch(size, pool);
    if (phys !== undefined)
      this.#board.parts.dma?.debug?.coherent('mapped', { device, phys, size }, this.sink!);
    return phys;
  }
  #fetch(size: Bytes, pool: string): PhysAddr | undefined {
    const { profile, parts } = this.#board;
    const atomicPool = parts.dma?.atomicPool;
    if (this.atomic && atomicPool && !profile.noCma) return this.#fromAtomicPool(size);
    if (this.atomic && profile.arch === 'arm' && !profile.noCma)
      return this.#no({ errno: 'ENOMEM', why: { id: 'dma.noAtomicPool' } });
    if (profile.noCma) return this.#fromPages(size);
    const label = { name: pool, kind: 'dma_pool', bytes: size } as const;
    const got = allocCoherent(this.#board, size, label, this.sink!);
    if ('pfn' in got) return pfnToPhys(got.pfn);
    return 'why' in got ? this.#no(got) : this.#fromPages(size);
  }
  #no(refusal: Refusal): undefined {
    this.refusal = refusal;
    return undefined;
  }
  #fromAtomicPool(size: Bytes): PhysAddr | undefined {
    const pool = this.#board.parts.dma!.atomicPool!;
    const count = bytesToPages(size);
    const pfn = pool.alloc(count);
    if (pfn !== undefined) return pfnToPhys(pfn);
    const args = { count, used: pool.used, pages: pool.pages };
    return this.#no({ errno: 'ENOMEM', why: { id: 'dma.atomicFull', args } });
  }
  /**
   * Addresses of the page allocator are modelled for DMA pools alone, as their blocks hold bytes.
   */
  #fromPages(size: Bytes): PhysAddr | undefined {
    this.#ordinary ??= new OrdinaryPages(ordinarySpans(this.#board));
    const address = this.#ordinary.alloc(size);
    return address ?? this.#no({ errno: 'ENOMEM', why: { id: 'dmaPool.noPages' } });
  }

  /** Whose call it is and how the last one ended is forgotten: every call says it anew. */
  save(): SavedPages | undefined {
    return this.#ordinary?.save();
  }
  restore(saved: SavedPages | undefined): void {
    this.#ordinary = saved && OrdinaryPages.restored(saved);
  }

  /** Whoever gave the chunk takes it back, found by its address. */
  giveBack(address: PhysAddr, size: Bytes, device: string): void {
    this.#board.parts.dma?.debug?.coherent('unmapped', { device, phys: address, size }, this.sink!);
    const pfn = physToPfn(address);
    const count = bytesToPages(size);
    const elsewhere =
      !this.#board.parts.dma?.atomicPool?.holds(pfn, count) && !this.#board.areaOf(pfn);
    if (elsewhere) this.#ordinary?.free(address, size);
    else freeFrames(this.#board, pfn, count, this.sink!);
  }
}

/** What is neither the kernel's, nor reserved, nor of a CMA region. */
function ordinarySpans({ profile, areas }: Board): { base: PhysAddr; end: PhysAddr }[] {
  const { physOffset, reserved } = profile;
  const kernel = { base: physOffset, end: physOffset + KERNEL_BYTES };
  const taken = reserved.map(({ base, size }) => ({ base, end: base + size }));
  const cma = areas.flatMap(({ layout }) =>
    layout.ranges.map(({ basePfn, pages }) => ({
      base: pfnToPhys(basePfn),
      end: pfnToPhys(basePfn + pages),
    })),
  );
  return without(linuxSpans(profile), [...(taken.length > 0 ? taken : [kernel]), ...cma]);
}

/** The columns of the board, which is told when they need more room. */
class BoardStore implements PoolStore {
  readonly #board: Board;
  readonly #layouts: () => readonly DmaPoolLayout[];

  constructor(board: Board, layouts: () => readonly DmaPoolLayout[]) {
    this.#board = board;
    this.#layouts = layouts;
  }

  /** Rows that the columns have room for. */
  get shape(): PoolShape {
    const { poolRows, poolPageRows, poolBlockRows } = this.#board.columns.layout;
    return { pools: poolRows, pages: poolPageRows, blocks: poolBlockRows };
  }
  get columns(): PoolColumns {
    return this.#board.columns.columns;
  }
  touch(name: PoolColumnName, from: number, to: number): void {
    this.#board.columns.touch(name, from, to);
  }
  resize({ pools, pages, blocks }: PoolShape): void {
    const rows = { poolRows: pools, poolPageRows: pages, poolBlockRows: blocks };
    this.#board.adopt(this.#board.columns.with({ ...rows, dmaPools: this.#layouts() }));
  }
}

/** What makes the DMA pools of two boards of one profile the same. */
export interface SavedBoardPools {
  readonly pools: SavedPools;
  /** Undefined: the page allocator was never asked. */
  readonly ordinary: SavedPages | undefined;
  readonly stopped: 'oops' | 'hang' | undefined;
}

/** The DMA pools of a board. */
export class BoardPools {
  /** All pools with their tables and bytes. */
  readonly pools: DmaPools;
  /** Where their memory comes from. */
  readonly chunks: CoherentChunks;
  /** How the kernel died in a call of these, if it did. */
  stopped: 'oops' | 'hang' | undefined;
  #layouts: readonly DmaPoolLayout[] = [];
  /** Whether #layouts is what the columns' layout says. */
  #shown = true;

  constructor(board: Board) {
    this.chunks = new CoherentChunks(board);
    this.pools = new DmaPools({
      build: poolBuildOf(board.profile),
      memory: new PagedBytes(),
      chunks: this.chunks,
      pointers: pointersOf(board.profile),
      store: new BoardStore(board, () => this.#layouts),
    });
  }

  /** Plain data; chunks that nobody changed are shared with older checkpoints. */
  save(): SavedBoardPools {
    return { pools: this.pools.save(), ordinary: this.chunks.save(), stopped: this.stopped };
  }
  /** The layouts of the columns are made again only where other pools are there. */
  restore({ pools, ordinary, stopped }: SavedBoardPools): void {
    const before = this.#identities();
    this.pools.restore(pools);
    this.chunks.restore(ordinary);
    this.stopped = stopped;
    if (this.#identities() !== before) this.changed();
  }
  /** What the layouts are made of. */
  #identities(): string {
    const pools = [...this.pools.all()];
    return JSON.stringify(
      pools.map(({ id, row, name, device, asked, op }) => [id, row, name, device, asked, op]),
    );
  }

  /** A pool came or went. */
  changed(): void {
    this.#layouts = [...this.pools.all()].map(layoutOf);
    this.#shown = false;
  }
  /** The columns with the pools there are in their layout. */
  follow(columns: Columns): Columns {
    if (this.#shown) return columns;
    this.#shown = true;
    return columns.with({ dmaPools: this.#layouts });
  }

  /** Whether some pool has a page at an address. */
  holds(address: PhysAddr): boolean {
    for (const pool of this.pools.all()) if (pool.place(address).page) return true;
    return false;
  }
}

/** The DMA pools of a board: there from the first call on. */
export const poolsOf = (board: Board): BoardPools =>
  (board.parts['dma-pool'] ??= new BoardPools(board));

/** What plates and tables know of a pool without asking the model. */
function layoutOf(pool: DmaPool): DmaPoolLayout {
  const { id, row, name, device, asked, geometry, op, build } = pool;
  const { size, allocation, boundary, slots, blocks, lost, overrun } = geometry;
  return {
    id,
    row,
    name: fromByteString(name),
    device: fromByteString(device),
    asked,
    size,
    allocation,
    boundary,
    mechanism: build.version.mechanism,
    slots,
    blocks,
    lost,
    wasted: Math.max(0, allocation - blocks * size),
    overrun,
    op,
  };
}
