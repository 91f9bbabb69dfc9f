/**
 * What the files `alloc` and `free` below /sys/kernel/debug/cma/ do (mm/cma_debug.c): the only state
 * that debugfs has of its own. The text of all files is files.ts.
 */
import type { Errno } from '../../contract/command.ts';
import type { PageCount, Pfn } from '../../contract/units.ts';
import type { CmaObserver } from './model/observer.ts';
import type { CmaRegion } from './model/region.ts';

/** struct cma_mem: `count` pages from frame `pfn` on. */
interface DebugfsBlock {
  pfn: Pfn;
  count: PageCount;
}

/** What the write-only files `alloc` and `free` of one region remember: blocks, newest first. */
export class CmaDebugfs {
  /** The region that the two files belong to. */
  readonly region: CmaRegion;
  #blocks: DebugfsBlock[] = [];

  constructor(region: CmaRegion) {
    this.region = region;
  }

  /** What a checkpoint saves: the newest block comes first. */
  get blocks(): readonly Readonly<DebugfsBlock>[] {
    return this.#blocks;
  }
  /** Take over the blocks of a checkpoint. */
  restore(blocks: readonly Readonly<DebugfsBlock>[]): void {
    this.#blocks = blocks.map((block) => ({ ...block }));
  }

  /**
   * `echo N > alloc`: cma_alloc(N, align 0). The block, or the error that the write returns.
   * Whatever cma_alloc() said, the write fails with ENOMEM alone.
   */
  alloc(
    count: number,
    observer?: CmaObserver,
  ): { readonly pfn: Pfn; readonly count: PageCount } | { readonly errno: Errno } {
    const { result } = this.region.alloc({ count, align: 0 }, observer);
    if (result === 'NULL' || 'errno' in result) return { errno: 'ENOMEM' };
    const block = { pfn: result.pfn, count };
    this.#blocks.unshift({ ...block });
    return block;
  }

  /**
   * `echo N > free`: release the newest blocks until N pages are gone. A block is split only if
   * order_per_bit is 0; otherwise the write stops there, silently but for `cannotSplit`. A negative
   * number releases all of them: it compares as unsigned.
   */
  free(
    count: number,
    observer?: CmaObserver,
  ): {
    readonly released: readonly { readonly pfn: Pfn; readonly count: PageCount }[];
    readonly cannotSplit: boolean;
  } {
    const released: { pfn: Pfn; count: PageCount }[] = [];
    const give = (pfn: Pfn, pages: PageCount) => {
      this.region.release(pfn, pages, observer);
      released.push({ pfn, count: pages });
    };
    let left = count;
    while (left !== 0) {
      const newest = this.#blocks[0];
      if (!newest) break;
      if (left < 0 || newest.count <= left) {
        this.#blocks.shift();
        give(newest.pfn, newest.count);
        left -= newest.count;
      } else if (this.region.orderPerBit === 0) {
        give(newest.pfn, left);
        newest.pfn += left;
        newest.count -= left;
        left = 0;
      } else return { released, cannotSplit: true };
    }
    return { released, cannotSplit: false };
  }
}
