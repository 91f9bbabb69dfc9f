/**
 * Up to 2.6.23: a bitmap beside each page, a set bit is a free block. Nothing of it lies in the blocks,
 * so nothing a driver writes can harm it, and the lowest free block of a page comes first.
 *
 * Source of truth: the description of drivers/base/dmapool.c of that time; no golden trace exists.
 */
import { IndexSet } from '../../../memory/bitmap/index-set.ts';
import type { OpId, PhysAddr } from '../../../contract/units.ts';
import { PoolBlock, POOL_END } from '../../../contract/view.ts';
import {
  otherGeneration,
  type FreeError,
  type Mechanism,
  type SavedMechanism,
  type Taken,
} from './mechanism.ts';
import { OpenPages } from './open-pages.ts';
import { dmaOf, uint, type PoolPage, type PoolPages } from './pages.ts';

/** Slots and blocks are the same here: nothing is dropped when a page is carved. */
export class BitmapPool implements Mechanism {
  readonly #pages: PoolPages;
  readonly #open = new OpenPages();
  /** Sum of page->in_use. */
  active = 0;

  constructor(pages: PoolPages) {
    this.#pages = pages;
  }

  /** Pages times the blocks of a page. */
  get total(): number {
    return this.#pages.all.length * this.#pages.geometry.blocks;
  }

  /** The lowest free block of the newest page that has one. */
  take(): Taken | undefined {
    const page = this.#open.newest(this.#pages.all);
    if (!page) return undefined;
    const bits = page.bits!;
    const slot = bits.next(0, this.#pages.geometry.blocks);
    bits.delete(slot);
    if (bits.size === 0) this.#open.delete(page.index);
    this.#count(page, 1);
    this.#showHead(page);
    const offset = this.#pages.geometry.slots[slot]!;
    return { vaddr: dmaOf(page) + offset, dma: dmaOf(page) + offset };
  }

  /** Sets every bit of a new page: all its blocks are free. */
  addPage(dma: PhysAddr, op: OpId): PoolPage {
    const { blocks } = this.#pages.geometry;
    const bits = new IndexSet(blocks);
    for (let block = 0; block < blocks; block += 1) bits.add(block);
    const page = this.#pages.add(dma, op, bits);
    this.#open.add(page.index);
    this.#showHead(page);
    return page;
  }

  /** A debug build compares both addresses and looks at the bit. */
  refuses(vaddr: PhysAddr, dma: PhysAddr): FreeError | undefined {
    const page = this.#pages.find(dma);
    if (!page) return 'badDma';
    if (!this.#pages.build.debug) return undefined;
    if (vaddr !== dma) return 'badVaddr';
    return this.#isFree(page, dma) ? 'alreadyFree' : undefined;
  }
  /** Bits after the last block are set from the beginning. */
  #isFree(page: PoolPage, dma: PhysAddr): boolean {
    const { size, blocks } = this.#pages.geometry;
    const block = Math.floor((dma - dmaOf(page)) / size);
    return block >= blocks || page.bits!.has(block);
  }

  /** The address of the device alone decides; an address inside a block is that block's. */
  give(_vaddr: PhysAddr, dma: PhysAddr): undefined {
    const page = this.#pages.find(dma)!;
    const { size, blocks } = this.#pages.geometry;
    const block = Math.floor((dma - dmaOf(page)) / size);
    this.#count(page, -1);
    if (block >= blocks) return;
    page.bits!.add(block);
    this.#open.add(page.index);
    this.#showHead(page);
  }

  /** The lowest free block; undefined where the page is full. */
  head(page: PoolPage): PhysAddr | undefined {
    const { blocks, slots } = this.#pages.geometry;
    const low = page.bits!.next(0, blocks);
    return low < 0 ? undefined : dmaOf(page) + slots[low]!;
  }

  /** page->in_use, an unsigned int. */
  #count(page: PoolPage, by: 1 | -1): void {
    page.inUse = uint(page.inUse + by);
    this.active = uint(this.active + by);
    this.#pages.ground.table.pageUsed(page.row, page.inUse);
  }
  /** The lowest free block; the others follow in address order. */
  #showHead(page: PoolPage): void {
    const low = page.bits!.next(0, this.#pages.geometry.blocks);
    this.#pages.ground.table.pageHead(page.row, low < 0 ? POOL_END : page.first + low);
  }

  /** No list lies in the blocks: nothing of it is lost. */
  share(page: PoolPage): void {
    page.shared = true;
  }

  /** is_page_busy(): a bit is clear. */
  busy(page: PoolPage): boolean {
    return page.bits!.size !== this.#pages.geometry.blocks;
  }
  /** Nothing that is written can harm the bits. */
  sure(): boolean {
    return true;
  }
  /** Nothing is to be done: no link lies in the bytes. */
  wrote(): void {}

  dump(tag: string): string {
    const { geometry, all } = this.#pages;
    const { size, allocation, boundary, slots, blocks } = geometry;
    let text = `${tag};${size};${allocation};${boundary}\n`;
    for (let at = all.length - 1; at >= 0; at -= 1) {
      const page = all[at]!;
      text += `${dmaOf(page).toString(16)}:${page.inUse}:`;
      for (let bit = page.bits!.next(0, blocks); bit >= 0; bit = page.bits!.next(bit + 1, blocks))
        text += `${slots[bit]},`;
      text += '\n';
    }
    return text;
  }

  save(): SavedMechanism {
    return { is: 'bitmap', active: this.active };
  }
  /** The bits are what the rows of the slots say. */
  restore(rows: readonly number[], saved: SavedMechanism): void {
    if (saved.is !== 'bitmap') throw otherGeneration(saved.is);
    this.active = saved.active;
    const { geometry, ground } = this.#pages;
    for (const row of rows) {
      const bits = new IndexSet(geometry.blocks);
      const page = this.#pages.adopt(row, bits);
      for (let slot = 0; slot < geometry.blocks; slot += 1)
        if ((ground.table.state(page.first + slot) & PoolBlock.KIND) === PoolBlock.FREE)
          bits.add(slot);
      if (bits.size > 0) this.#open.add(page.index);
    }
  }

  check(): void {
    const { all, geometry, ground } = this.#pages;
    for (const page of all) {
      if (this.#open.has(page.index) !== page.bits!.size > 0)
        throw new Error(`page ${page.index} and the index of open pages disagree`);
      for (let slot = 0; slot < geometry.blocks; slot += 1) {
        const kind = ground.table.state(page.first + slot) & PoolBlock.KIND;
        if (page.bits!.has(slot) !== (kind === PoolBlock.FREE))
          throw new Error(`bit ${slot} of page ${page.index} and its row disagree`);
      }
    }
  }
}
