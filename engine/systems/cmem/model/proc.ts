/**
 * /proc/cmem to the byte, with its misplaced banners.
 *
 * Source of truth: find_buffer_n and cmem_seq_show of cmemk.c. The driver looks for the n-th buffer
 * anew for every line; here one pass keeps what that search would have found out on its way.
 */
import type { PoolBuffer } from './buffers.ts';
import type { CmemModule } from './module.ts';
import { hashHex } from './number.ts';

/** The count of lines is the sum of the first two blocks' buffers, as an int. */
function totalLines({ blocks }: CmemModule): number {
  return ((blocks[0]?.buffers ?? 0) + (blocks[1]?.buffers ?? 0)) | 0;
}

/** The whole text; blocks without pools have no line. */
export function procCmem(module: CmemModule): string {
  const writer = new Writer(module);
  for (const [b, block] of module.blocks.entries())
    for (let pool = 0; pool < block.pools; pool += 1)
      if (!module.pool(b, pool).ready || !writer.pool(b, pool)) return writer.text;
  return writer.text;
}

/** One pass; a pool object that was never set up ends it. */
class Writer {
  text = '';
  readonly #module: CmemModule;
  readonly #total: number;
  #count = 0;
  /** free_empty as the search left it after the free list of the pool before. */
  #emptyBefore = false;

  constructor(module: CmemModule) {
    this.#module = module;
    this.#total = totalLines(module);
  }

  /** The lines of one pool; false when the last line there is has been written. */
  pool(b: number, pool: number): boolean {
    const { busy, free } = this.#module.pool(b, pool);
    let first = true;
    for (const buffer of busy) {
      if (this.#count >= this.#total) return false;
      if (first) {
        if (this.#emptyBefore) this.#freeBanner(pool - 1);
        this.#busyBanner(b, pool);
        first = false;
      }
      this.#busyLine(b, buffer);
    }
    // Whether the pool before (of the same block) had nothing free.
    const before = pool > 0 && this.#module.pool(b, pool - 1).free.count === 0;
    first = true;
    for (const { id, phys } of free) {
      if (this.#count >= this.#total) return false;
      if (first) {
        if (before) this.#freeBanner(pool - 1);
        if (busy.count === 0) this.#busyBanner(b, pool);
        this.#freeBanner(pool);
        first = false;
      }
      this.text += `id ${id}: phys addr ${hashHex(phys)}\n`;
      this.#count += 1;
    }
    this.#emptyBefore = before || free.count === 0;
    return true;
  }

  #busyLine(b: number, { id, phys, cached }: PoolBuffer): void {
    const attribute = cached ? '(cached)' : '(noncached)';
    this.text += `id ${id}: phys addr ${hashHex(phys)} ${attribute}\n`;
    const { blocks, profile, version } = this.#module;
    // "The last one" is judged by the running count over both blocks and the count of this one.
    if (this.#count === blocks[b]!.buffers - 1)
      this.#freeBanner(version.virtual ? profile.outOfBounds : blocks[0]!.pools - 1);
    this.#count += 1;
  }

  #busyBanner(b: number, pool: number): void {
    const { version } = this.#module;
    const { count, size, asked } = this.#module.pool(b, pool);
    const show = (value: bigint): string =>
      version.virtual ? String(BigInt.asIntN(32, value)) : `0x${value.toString(16)}`;
    this.text += `\nBlock ${b}: Pool ${pool}: ${count} bufs size ${show(size)} (${show(asked)} requested)\n`;
    this.text += `\nPool ${pool} busy bufs:\n`;
  }
  #freeBanner(pool: number | string): void {
    this.text += `\nPool ${pool} free bufs:\n`;
  }
}
