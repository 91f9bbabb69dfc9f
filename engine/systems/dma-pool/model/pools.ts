/**
 * All DMA pools of a machine: each device has its list, the newest first, and the file `pools` that is
 * there while the list is not empty. dma_pool_create() with its checks.
 */
import { MAX_DMA_POOLS, MAX_POOL_BLOCKS } from '../../../contract/limits.ts';
import type { PagedBytes, SavedPiece } from '../../../memory/bytes/paged-bytes.ts';
import type { OpId, PhysAddr } from '../../../contract/units.ts';
import {
  planPool,
  type CreateLimit,
  type CreateRule,
  type Geometry,
  type PoolRequest,
} from './geometry.ts';
import type { Pointers, PoolGround } from './pages.ts';
import { DmaPool, type Destroyed, type PoolSink, type SavedPool } from './pool.ts';
import { PoolTable, type PoolStore, type SavedTable } from './table.ts';
import { poolsText } from './text.ts';
import type { PoolBuild } from './version.ts';

/** dma_alloc_coherent() and dma_free_coherent() of a device. */
export interface Chunks {
  /** Zeroed memory for a pool, or undefined. */
  fetch(
    size: number,
    owner: { readonly pool: string; readonly device: string },
  ): PhysAddr | undefined;
  giveBack(address: PhysAddr, size: number, device: string): void;
}

/** What a machine gives its pools: one kernel, one memory, one place for rows. */
export interface PoolsSetup {
  /** Version, debug build, widths of pointers. */
  readonly build: PoolBuild;
  /** The bytes of all pages, by physical address. */
  readonly memory: PagedBytes;
  /** Where pages come from. */
  readonly chunks: Chunks;
  /** How pointers look in memory and in texts. */
  readonly pointers: Pointers;
  /** Who owns the columns. */
  readonly store: PoolStore;
}

/** What makes two sets of pools of the same build the same. */
export interface SavedPools {
  readonly lastId: number;
  /** Oldest first. */
  readonly pools: readonly SavedPool[];
  readonly table: SavedTable;
  readonly memory: readonly SavedPiece[];
  /** Memory that was fetched while a page lay there; undefined: none ever was. */
  readonly shared?: readonly Span[] | undefined;
}
type Span = readonly [address: PhysAddr, size: number];

/** Pools of all devices share memory and table; each device lists its own. */
export class DmaPools {
  readonly build: PoolBuild;
  readonly memory: PagedBytes;
  readonly #setup: PoolsSetup;
  readonly #table: PoolTable;
  /** By number, oldest first. */
  readonly #pools = new Map<number, DmaPool>();
  #lastId = 0;
  #shared: readonly Span[] = [];
  /** The last chunk was not asked for because there is no room to show its blocks. */
  overLimit = false;

  constructor(setup: PoolsSetup) {
    this.#setup = setup;
    this.build = setup.build;
    this.memory = setup.memory;
    this.#table = new PoolTable(setup.store);
  }

  /** Oldest first. */
  all(): Iterable<DmaPool> {
    return this.#pools.values();
  }
  /** The number of pools that live. */
  get size(): number {
    return this.#pools.size;
  }
  /** A pool that still lives. */
  find(id: number): DmaPool | undefined {
    return this.#pools.get(id);
  }

  /** dma_pool_create(): a pool, the rule that makes it NULL, or why Carveout declines. */
  create(
    name: string,
    device: string,
    asked: PoolRequest,
    op: OpId,
  ): DmaPool | CreateRule | CreateLimit | 'pools' {
    if (this.#pools.size >= MAX_DMA_POOLS) return 'pools';
    const geometry = planPool(asked, this.build);
    if (typeof geometry === 'string') return geometry;
    this.#lastId += 1;
    const who = { id: this.#lastId, name, device, op };
    const pool = new DmaPool(who, asked, geometry, this.build, this.#ground({ name, device }));
    this.#pools.set(pool.id, pool);
    return pool;
  }
  #ground({ name, device }: { readonly name: string; readonly device: string }): PoolGround {
    const { memory, chunks, pointers } = this.#setup;
    return {
      memory,
      pointers,
      table: this.#table,
      fetch: (size, slots) => {
        this.overLimit = this.#table.blocks + slots > MAX_POOL_BLOCKS;
        if (this.overLimit) return undefined;
        const address = chunks.fetch(size, { pool: name, device });
        if (address === undefined) return undefined;
        this.#share(address, size);
        memory.fill(address, size, 0);
        return address;
      },
      shared: (address, size) =>
        this.#shared.some(([from, bytes]) => address < from + bytes && from < address + size),
      giveBack: (address, size) => chunks.giveBack(address, size, device),
      wrote: (address, length) => this.wrote(address, length),
    };
  }

  /** What was fetched may lie under a page: then somebody released memory that a pool held. */
  #share(address: PhysAddr, size: number): void {
    let shared = false;
    for (const pool of this.#pools.values()) shared = pool.share(address, size) || shared;
    const known = ([from, bytes]: Span): boolean =>
      from <= address && address + size <= from + bytes;
    if (shared && !this.#shared.some(known)) this.#shared = [...this.#shared, [address, size]];
  }

  /** dma_pool_destroy(): the pool is forgotten whatever becomes of its pages. */
  destroy(pool: DmaPool, sink: PoolSink): Destroyed {
    this.#pools.delete(pool.id);
    return pool.destroy(sink);
  }

  /** Devices that have a file `pools`. */
  devices(): readonly string[] {
    const devices = [...this.#pools.values()].map(({ device }) => device);
    return [...new Set(devices)].filter((device) => device !== '');
  }
  /** The file `pools` of a device; undefined where there is none. */
  show(device: string): string | undefined {
    const own = [...this.#pools.values()].filter((pool) => pool.device === device);
    if (own.length === 0) return undefined;
    return poolsText(
      own.reverse().map(({ figures }) => figures),
      this.build,
    );
  }

  /** Whether the CPU can touch `length` bytes there. */
  mapped(address: PhysAddr, length: number): boolean {
    return this.#setup.pointers.mapped(address, length);
  }
  /** Bytes in memory changed: a CPU or a device wrote there. */
  write(address: PhysAddr, bytes: Uint8Array): void {
    this.memory.write(address, bytes);
    this.wrote(address, bytes.length);
  }
  /** Every pool looks whether a link of its own lay there. */
  wrote(address: PhysAddr, length: number): void {
    for (const pool of this.#pools.values()) pool.wrote(address, length);
  }

  /** Plain data; pieces of memory and chunks of columns that did not change are shared. */
  save(): SavedPools {
    const pools = [...this.#pools.values()].map((pool) => pool.save());
    return {
      lastId: this.#lastId,
      pools,
      table: this.#table.save(),
      memory: this.memory.save(),
      shared: this.#shared.length > 0 ? this.#shared : undefined,
    };
  }
  /** Geometries of pools that are still the same ones are not planned anew. */
  restore({ lastId, pools, table, memory, shared = [] }: SavedPools): void {
    this.#lastId = lastId;
    this.#shared = shared;
    this.memory.restore(memory);
    this.#table.restore(table);
    const known = new Map(this.#pools);
    this.#pools.clear();
    const pages = this.#table.pagesByPool();
    for (const saved of pools) {
      const { id, asked, row, blocks } = saved;
      const geometry = this.#geometryOf(asked, known.get(id));
      const pool = new DmaPool(saved, asked, geometry, this.build, this.#ground(saved), row);
      pool.restore(pages.get(row) ?? [], blocks);
      this.#pools.set(id, pool);
    }
  }
  /** Of a pool that there was; `known` may be it. */
  #geometryOf(asked: PoolRequest, known: DmaPool | undefined): Geometry {
    const same = (['size', 'align', 'boundary'] as const).every(
      (name) => known?.asked[name] === asked[name],
    );
    const geometry = known && same ? known.geometry : planPool(asked, this.build);
    if (typeof geometry === 'string') throw new Error('a pool that was there cannot be made');
    return geometry;
  }

  /** Throws on the first broken invariant of any pool. */
  check(): void {
    for (const pool of this.#pools.values()) pool.check();
  }
}
