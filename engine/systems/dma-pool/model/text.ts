/**
 * The exact text of the DMA pool: dev_err() lines without their device, hex dumps, and the lines of the
 * sysfs file `pools`. Read in 2.6.32, 4.4–4.11, 5.9, 6.4+; version.ts says what differs.
 */
import type { Bytes, PhysAddr } from '../../../contract/units.ts';
import { hexLower } from '../../../contract/units.ts';
import type { Pointers } from './pages.ts';
import type { PoolBuild } from './version.ts';

const PRINTABLE = { from: 0x20, to: 0x7e };

/** Each method makes one line of a pool; `vaddr` is shown as the kernel's %p shows it. */
export class PoolText {
  readonly #build: PoolBuild;
  readonly #pointers: Pointers;
  readonly #name: string;

  constructor(build: PoolBuild, pointers: Pointers, name: string) {
    this.#build = build;
    this.#pointers = pointers;
    this.#name = name;
  }

  get #stack(): boolean {
    return this.#build.version.mechanism === 'stack';
  }
  /** %pad, or %Lx up to 3.x. */
  #dma(dma: PhysAddr): string {
    if (!this.#build.version.padded) return hexLower(dma);
    return `0x${hexLower(dma, 2 * this.#build.dmaAddrBytes)}`;
  }

  /** No page holds the device's address. %lx up to 5.9, %pad in later kernels. */
  badDma(vaddr: PhysAddr, dma: PhysAddr): string {
    const from = this.#stack ? 'pool_block_err' : 'dma_pool_free';
    const at = this.#build.version.padsBadDma ? this.#dma(dma) : hexLower(dma);
    return `${from} ${this.#name}, ${this.#pointers.text(vaddr)}/${at} (bad dma)`;
  }
  /** Pointer and device address do not belong together (debug builds up to 6.3). */
  badVaddr(vaddr: PhysAddr, dma: PhysAddr): string {
    return `dma_pool_free ${this.#name}, ${this.#pointers.text(vaddr)} (bad vaddr)/${this.#dma(dma)}`;
  }
  /** The block is on a list already (debug builds). */
  alreadyFree(dma: PhysAddr): string {
    const from = this.#stack ? 'pool_block_err' : 'dma_pool_free';
    return `${from} ${this.#name}, dma ${this.#dma(dma)} already free`;
  }
  /** A free block's poison was written over (debug builds). */
  corrupted(vaddr: PhysAddr): string {
    const from = this.#stack ? 'pool_check_block' : 'dma_pool_alloc';
    return `${from} ${this.#name}, ${this.#pointers.text(vaddr)} (corrupted)`;
  }
  /** `page`: the one that is busy; the stack has one line for the pool. */
  busy(page: PhysAddr | undefined): string {
    if (page === undefined) return `dma_pool_destroy ${this.#name} busy`;
    return `dma_pool_destroy ${this.#name}, ${this.#pointers.text(page)} busy`;
  }
}

/** print_hex_dump(…, DUMP_PREFIX_OFFSET, 16, 1, data, length, true). */
export function hexDump(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = Array.from(bytes.subarray(at, at + 16));
    const hex = row.map((byte) => hexLower(byte, 2)).join(' ');
    const ascii = row
      .map((byte) =>
        byte >= PRINTABLE.from && byte <= PRINTABLE.to ? String.fromCharCode(byte) : '.',
      )
      .join('');
    lines.push(`${hexLower(at, 8)}: ${hex.padEnd(49)}${ascii}`);
  }
  return lines;
}

/**
 * What one line of `pools` shows. `active` may be below 0, where more was freed than handed out.
 */
export interface PoolFigures {
  readonly name: string;
  readonly active: number;
  readonly total: number;
  readonly size: Bytes;
  readonly pages: number;
}

/** show_pools(): newest pool first, cut in the middle of a line at PAGE_SIZE - 1 characters. */
export function poolsText(pools: Iterable<PoolFigures>, build: PoolBuild): string {
  const most = build.pageSize - 1;
  let text = 'poolinfo - 0.1\n';
  for (const pool of pools) {
    if (text.length >= most) break;
    const { name, total, size, pages } = pool;
    const active = activeText(pool.active, build);
    text += `${name.padEnd(16)} ${active.padStart(4)} ${String(total).padStart(4)} ${String(size).padStart(4)} ${String(pages).padStart(2)}\n`;
  }
  return text.slice(0, most);
}

/** An unsigned int, a size_t from 6.4 on: below 0 it is very large. */
export function activeText(active: number, build: PoolBuild): string {
  if (active >= 0) return String(active);
  return BigInt.asUintN(8 * build.pointerBytes, BigInt(active)).toString();
}
