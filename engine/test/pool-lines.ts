/** DMA pools for tests: an arena, and one line a call. */
import { Arena } from '../systems/dma-pool/model/arena.ts';
import { LinearPointers } from '../systems/dma-pool/model/pointers.ts';
import type { DmaPool } from '../systems/dma-pool/model/pool.ts';
import { DmaPools } from '../systems/dma-pool/model/pools.ts';
import { PrivateStore } from '../systems/dma-pool/model/table.ts';
import {
  POOL_VERSIONS,
  type PoolBuild,
  type PoolKernel,
} from '../systems/dma-pool/model/version.ts';
import { PagedBytes } from '../memory/bytes/paged-bytes.ts';

export const POOL_BASE = 0x8000_0000;

interface Setting {
  readonly debug?: boolean;
  readonly pointerBytes?: 4 | 8;
  readonly dmaAddrBytes?: 4 | 8;
  readonly pages?: number;
}

export const poolBuild = (kernel: PoolKernel, setting: Setting = {}): PoolBuild => ({
  version: POOL_VERSIONS[kernel],
  debug: setting.debug ?? false,
  pointerBytes: setting.pointerBytes ?? 8,
  dmaAddrBytes: setting.dmaAddrBytes ?? 8,
  pageSize: 4096,
});

/** Pools of one device in an arena, what they said, and calls that check everything afterwards. */
export class PoolBench {
  readonly pools: DmaPools;
  readonly store = new PrivateStore();
  readonly memory = new PagedBytes();
  said: string[] = [];
  readonly #sink = {
    error: (text: string) => void this.said.push(text),
    line: (text: string) => void this.said.push(text),
  };

  constructor(kernel: PoolKernel, setting: Setting = {}) {
    const build = poolBuild(kernel, setting);
    const pages = setting.pages ?? 64;
    const virt =
      build.pointerBytes === 8 ? { low: 0, high: 0x1000 } : { low: 0x1000_0000, high: 0 };
    this.pools = new DmaPools({
      build,
      memory: this.memory,
      chunks: new Arena({ base: POOL_BASE, pages, pageSize: 4096 }),
      pointers: new LinearPointers(virt, POOL_BASE, pages * 4096, {
        pointerBytes: build.pointerBytes,
        hashed: false,
      }),
      store: this.store,
    });
  }

  create(size: number, align = 0, boundary = 0, name = 'test'): DmaPool {
    const made = this.pools.create(name, 'dev', { size, align, boundary }, 1);
    if (typeof made === 'string') throw new Error(made);
    return made;
  }
  /** What create answers: the rule that says no, or the effective sizes. */
  rule(size: number, align = 0, boundary = 0): string {
    const made = this.pools.create('test', 'dev', { size, align, boundary }, 1);
    if (typeof made === 'string') return made;
    const { geometry } = made;
    return `${geometry.size} in ${geometry.allocation} by ${geometry.boundary}`;
  }

  /** Offset from the arena's base, or what came instead. */
  alloc(pool: DmaPool, { zero = false, wait = true } = {}): number | string {
    const got = pool.alloc({ zero, wait }, 1, this.#sink);
    this.pools.check();
    if ('stopped' in got) return `${got.stopped}: ${got.why.id}`;
    return 'failed' in got ? got.failed : got.vaddr - POOL_BASE;
  }
  free(pool: DmaPool, offset: number, dmaOffset = offset): string {
    const freed = pool.free(POOL_BASE + offset, POOL_BASE + dmaOffset, this.#sink);
    this.pools.check();
    if ('stopped' in freed) return `${freed.stopped}: ${freed.why.id}`;
    return freed.freed ? 'freed' : freed.error;
  }
  destroy(pool: DmaPool): { returned: number[]; leaked: number[] } {
    const { returned, leaked } = this.pools.destroy(pool, this.#sink);
    this.pools.check();
    const relative = (addresses: readonly number[]) => addresses.map((at) => at - POOL_BASE);
    return { returned: relative(returned), leaked: relative(leaked) };
  }
  write(offset: number, ...bytes: number[]): void {
    this.pools.write(POOL_BASE + offset, Uint8Array.from(bytes));
    this.pools.check();
  }
  word(offset: number): number {
    return this.memory.word(POOL_BASE + offset);
  }
  /** The free list as the page sees it: rows from the head on, each with its state. */
  shown(pool: DmaPool): (number | string)[] {
    const { columns } = this.store;
    const stack = pool.build.version.mechanism === 'stack';
    const page = pool.pages.at(-1);
    let at = stack ? columns.poolHead[pool.row]! : columns.poolPageHead[page!.row]!;
    const rows: (number | string)[] = [];
    while (at < 0xffff_fffe && rows.length < 8) {
      rows.push(at);
      at = columns.poolBlockNext[at]!;
    }
    if (rows.length < 8) rows.push(at === 0xffff_ffff ? 'end' : 'corrupt');
    return rows;
  }
}
