/**
 * From 6.4 on: one stack for the whole pool. A free block holds a pointer to the one below and its own
 * address for the device; dma_pool_alloc() believes both. No page is looked up, so nothing is checked.
 *
 * Source of truth: mm/dmapool.c of 6.4 and later: pool_block_pop(), pool_block_push(),
 * pool_initialise_page(), pool_block_err(), dma_pool_free().
 */
import type { OpId, PhysAddr } from '../../../contract/units.ts';
import { POOL_CORRUPT, POOL_END, PoolBlock } from '../../../contract/view.ts';
import { slotBefore } from './geometry.ts';
import {
  otherGeneration,
  wildWrite,
  type FreeError,
  type Mechanism,
  type PoolStop,
  type SavedMechanism,
  type Taken,
} from './mechanism.ts';
import { dmaOf, uint, type PoolPage, type PoolPages } from './pages.ts';
import { stackBlockBytes } from './version.ts';

/** NULL, and a pointer that leads nowhere. */
const NULL = -1;
const WILD = -2;
const HIGH = 0x1_0000_0000;

/** As in list.ts marks spare the walk; here one flag holds for the whole pool. */
export class StackPool implements Mechanism {
  readonly #pages: PoolPages;
  readonly #link: number;
  /** Block on top: its address, NULL or WILD. */
  #top = NULL;
  /** The pointer that is WILD, as it was read. */
  #wild = { low: 0, high: 0 };
  /** pool->nr_active, a size_t: shown modulo its width. */
  active = 0;
  /** The slots marked LISTED and #strays are exactly what the pointers lead to. */
  #sound = true;
  #strays = new Set<PhysAddr>();

  constructor(pages: PoolPages) {
    this.#pages = pages;
    this.#link = stackBlockBytes(pages.build);
  }

  /** nr_blocks: what was really carved. */
  get total(): number {
    return this.#pages.all.length * this.#pages.geometry.blocks;
  }

  /** The device's address is read from the block; a wild pointer on top is an oops. */
  take(): Taken | PoolStop | undefined {
    const block = this.#top;
    if (block === NULL) return undefined;
    if (block === WILD) return { stopped: 'oops', why: { id: 'dmaPool.oops.follow', args: {} } };
    const dma = this.#readDma(block);
    const page = this.#pages.find(block);
    const slot = page ? this.#pages.slot(block - dmaOf(page)) : -1;
    const next = this.#readNext(block);
    if (next === WILD) this.#wild = this.#words(block);
    this.#setTop(next);
    this.active += 1;
    if (page) this.#count(page, 1);
    if (page && slot >= 0) {
      const { table } = this.#pages.ground;
      table.setState(page.first + slot, table.state(page.first + slot) & ~PoolBlock.LISTED);
    } else {
      this.#strays.delete(block);
      this.#follow(block);
    }
    return { vaddr: block, dma };
  }

  /** pool_initialise_page(): blocks linked ascending, the last one to what was on top. */
  addPage(dma: PhysAddr, op: OpId): PoolPage {
    const { geometry, ground } = this.#pages;
    const page = this.#pages.add(dma, op, undefined);
    if (page.shared) this.#sound = false;
    const { slots } = geometry;
    // The stack is empty when a page is fetched; were it not, it would lie below the new page.
    for (let slot = 0; slot < slots.length; slot += 1) {
      const block = dma + slots[slot]!;
      const below = slot + 1 < slots.length ? dma + slots[slot + 1]! : this.#top;
      this.#writeLink(block, below, block);
      ground.table.setNext(page.first + slot, this.#rowOf(below));
    }
    this.#setTop(dma);
    return page;
  }

  /** pool_block_err(): only a debug build looks at all. */
  refuses(vaddr: PhysAddr, dma: PhysAddr): FreeError | PoolStop | undefined {
    if (!this.#pages.build.debug) return undefined;
    if (!this.#pages.find(dma)) return 'badDma';
    if (!this.#sound) {
      const walked = this.#walk();
      if (walked.blocks.has(vaddr)) return 'alreadyFree';
      if (walked.end === 'cycle')
        return { stopped: 'hang', why: { id: 'dmaPool.hang.stack', args: {} } };
      if (walked.end === 'wild')
        return { stopped: 'oops', why: { id: 'dmaPool.oops.follow', args: {} } };
      this.#remark(walked.blocks);
    }
    return this.#isListed(vaddr) ? 'alreadyFree' : undefined;
  }

  /**
   * pool_block_push(): the block keeps the device's address that the caller said, right or wrong.
   */
  give(vaddr: PhysAddr, dma: PhysAddr): PoolStop | undefined {
    const { ground, geometry } = this.#pages;
    if (!ground.pointers.mapped(vaddr, this.#link)) return wildWrite(vaddr);
    const page = this.#pages.find(vaddr);
    const slot = page ? this.#pages.slot(vaddr - dmaOf(page)) : -1;
    const below = this.#top;
    this.#mark(vaddr, page, slot);
    this.#writeLink(vaddr, below, dma);
    if (page && slot >= 0) ground.table.setNext(page.first + slot, this.#rowOf(below));
    this.#setTop(vaddr);
    this.active -= 1;
    if (page) this.#count(page, -1);
    const inside = page && slot >= 0 && geometry.slots[slot]! + this.#link <= geometry.allocation;
    if (!inside || !this.sure()) ground.wrote(vaddr, this.#link);
    return undefined;
  }

  /** The top; 'astray': the pointer leads to no memory. */
  head(): PhysAddr | 'astray' | undefined {
    if (this.#top === NULL) return undefined;
    return this.#top === WILD ? 'astray' : this.#top;
  }

  /** The pointer in a block: an address, NULL or WILD. */
  #readNext(block: PhysAddr): number {
    const { pointers } = this.#pages.ground;
    const { low, high } = this.#words(block);
    if (low === 0 && high === 0) return NULL;
    const address = pointers.address(low, high);
    return address !== undefined && pointers.mapped(address, this.#link) ? address : WILD;
  }
  /** The pointer as it lies in memory. */
  #words(block: PhysAddr): { readonly low: number; readonly high: number } {
    const { memory } = this.#pages.ground;
    const high = this.#pages.build.pointerBytes === 8 ? memory.word(block + 4) : 0;
    return { low: memory.word(block), high };
  }
  /** The second member, at its own alignment. */
  get #dmaAt(): number {
    return this.#link / 2;
  }
  /** The block's own address for the device, as memory has it. */
  #readDma(block: PhysAddr): PhysAddr {
    const { memory } = this.#pages.ground;
    const low = memory.word(block + this.#dmaAt);
    if (this.#pages.build.dmaAddrBytes === 4) return low;
    return low + memory.word(block + this.#dmaAt + 4) * HIGH;
  }
  /** Writes both members of struct dma_block. */
  #writeLink(block: PhysAddr, below: number, dma: PhysAddr): void {
    const { memory, pointers } = this.#pages.ground;
    const { pointerBytes, dmaAddrBytes } = this.#pages.build;
    const { low, high } = below < 0 ? this.#odd(below) : pointers.words(below);
    memory.setWord(block, low);
    if (pointerBytes === 8) memory.setWord(block + 4, high);
    memory.setWord(block + this.#dmaAt, dma % HIGH);
    if (dmaAddrBytes === 8) memory.setWord(block + this.#dmaAt + 4, Math.floor(dma / HIGH));
  }
  /** The words of NULL, or of the wild pointer as it was read. */
  #odd(below: number): { readonly low: number; readonly high: number } {
    return below === NULL ? { low: 0, high: 0 } : this.#wild;
  }

  /** Pages count for the view alone: the kernel keeps no such number here. */
  #count(page: PoolPage, by: 1 | -1): void {
    page.inUse = uint(page.inUse + by);
    this.#pages.ground.table.pageUsed(page.row, page.inUse);
  }
  /** What a pointer shows as: a row, the end, or POOL_CORRUPT. */
  #rowOf(block: number): number {
    if (block === NULL) return POOL_END;
    const page = block === WILD ? undefined : this.#pages.find(block);
    return page ? this.#pages.blockRow(page, block - dmaOf(page)) : POOL_CORRUPT;
  }
  /** Puts a block on top: next_block of the pool. */
  #setTop(block: number): void {
    this.#top = block;
    this.#pages.ground.table.poolHead(this.#pages.row, this.#rowOf(block));
  }

  /** A block that is marked already was freed twice: the stack bites its own tail. */
  #mark(vaddr: PhysAddr, page: PoolPage | undefined, slot: number): void {
    const { table } = this.#pages.ground;
    if (!page || slot < 0) {
      if (this.#strays.has(vaddr)) this.#sound = false;
      this.#strays.add(vaddr);
      return;
    }
    const state = table.state(page.first + slot);
    if ((state & PoolBlock.LISTED) !== 0) this.#sound = false;
    table.setState(page.first + slot, state | PoolBlock.LISTED);
  }
  /** Whether the mark says so; the marks must be sound. */
  #isListed(vaddr: PhysAddr): boolean {
    const page = this.#pages.find(vaddr);
    const slot = page ? this.#pages.slot(vaddr - dmaOf(page)) : -1;
    if (!page || slot < 0) return this.#strays.has(vaddr);
    return (this.#pages.ground.table.state(page.first + slot) & PoolBlock.LISTED) !== 0;
  }
  /** Walks from the top down, and says where the stack ends, or that it does not end. */
  #walk(): { readonly blocks: Set<PhysAddr>; readonly end: 'null' | 'wild' | 'cycle' } {
    const blocks = new Set<PhysAddr>();
    for (let at = this.#top; ; at = this.#readNext(at)) {
      if (at === NULL) return { blocks, end: 'null' };
      if (at === WILD) return { blocks, end: 'wild' };
      if (blocks.has(at)) return { blocks, end: 'cycle' };
      blocks.add(at);
    }
  }
  /** A pointer may lead to blocks that were not on the stack: their first bytes are links from now on. */
  #follow(from: PhysAddr): void {
    const { table } = this.#pages.ground;
    const seen = new Set<number>();
    for (let at = this.#readNext(from); at >= 0 && !seen.has(at);) {
      const page = this.#pages.find(at);
      const slot = page ? this.#pages.slot(at - dmaOf(page)) : -1;
      if (!page || slot < 0) return;
      const row = page.first + slot;
      if ((table.state(row) & PoolBlock.LISTED) !== 0) return;
      seen.add(at);
      at = this.#readNext(at);
      table.setNext(row, this.#rowOf(at));
    }
  }
  /** Sets every mark of the pool to what a walk has found. */
  #remark(listed: ReadonlySet<PhysAddr>): void {
    const { all, geometry, ground } = this.#pages;
    const strays = new Set(listed);
    for (const page of all)
      geometry.slots.forEach((offset, slot) => {
        const row = page.first + slot;
        const bare = ground.table.state(row) & ~PoolBlock.LISTED;
        const is = strays.delete(dmaOf(page) + offset);
        ground.table.setState(row, is ? bare | PoolBlock.LISTED : bare);
        if (is) ground.table.setNext(row, this.#rowOf(this.#readNext(dmaOf(page) + offset)));
      });
    this.#strays = strays;
    this.#sound = !all.some(({ shared }) => shared);
  }

  /** Two pools in the same bytes: the marks are never believed again. */
  share(page: PoolPage): void {
    page.shared = true;
    this.#sound = false;
  }

  /** destroy() asks for the pool, not for a page. */
  busy(): boolean {
    return this.active !== 0;
  }

  /** No stray block is listed and the marks hold. */
  sure(): boolean {
    return this.#sound && this.#strays.size === 0;
  }

  /** Pointers under the bytes are read again; blocks are no shorter than a pointer. */
  wrote(address: PhysAddr, length: number): void {
    const { allocation } = this.#pages.geometry;
    const end = address + length;
    for (let at = Math.max(0, address - this.#link + 1); at < end - 1; at += allocation)
      this.#reread(at, address, end);
    this.#reread(end - 1, address, end);
    if (this.#strays.size > 0) this.#sound = false;
  }
  /** Pointers of one page that lie in [from, end); `at` is an address of the page. */
  #reread(at: PhysAddr, from: PhysAddr, end: PhysAddr): void {
    const page = this.#pages.find(at);
    if (!page) return;
    const { geometry, ground } = this.#pages;
    let harmed = false;
    const first = slotBefore(geometry, from - dmaOf(page) - this.#link + 1);
    for (let slot = first; slot < geometry.slots.length; slot += 1) {
      const block = dmaOf(page) + geometry.slots[slot]!;
      if (block >= end) break;
      const row = page.first + slot;
      if (block + this.#link <= from) continue;
      if (this.#sound && (ground.table.state(row) & PoolBlock.LISTED) === 0) continue;
      ground.table.setNext(row, this.#rowOf(this.#readNext(block)));
      this.#follow(block);
      harmed = true;
    }
    if (harmed) this.#sound = false;
  }
  /** The stack is shown by the devices' addresses in it, from the top. */
  dump(tag: string): string {
    const { geometry, all } = this.#pages;
    const { size, allocation, boundary } = geometry;
    const active = BigInt.asUintN(8 * this.#pages.build.pointerBytes, BigInt(this.active));
    let text = `${tag};${size};${allocation};${boundary};${active};${this.total};${all.length}\n`;
    for (let at = all.length - 1; at >= 0; at -= 1) text += `${dmaOf(all[at]!).toString(16)}\n`;
    text += 'free:';
    let count = 0;
    for (let at = this.#top; at >= 0; at = this.#readNext(at)) {
      text += `${this.#readDma(at).toString(16)},`;
      count += 1;
      if (count > this.total + 2) {
        text += 'CYCLE';
        break;
      }
    }
    return `${text}\n`;
  }

  /** Pointers are in memory and marks in the table. */
  save(): SavedMechanism {
    return {
      is: 'stack',
      active: this.active,
      top: this.#top,
      wild: this.#wild,
      sound: this.#sound,
      strays: Float64Array.from(this.#strays),
    };
  }
  restore(rows: readonly number[], saved: SavedMechanism): void {
    if (saved.is !== 'stack') throw otherGeneration(saved.is);
    this.active = saved.active;
    for (const row of rows) this.#pages.adopt(row, undefined);
    this.#top = saved.top;
    this.#wild = { ...saved.wild };
    this.#sound = saved.sound;
    this.#strays = new Set(saved.strays);
  }

  check(): void {
    const { all, geometry, ground } = this.#pages;
    if (ground.table.columns.poolHead[this.#pages.row] !== this.#rowOf(this.#top))
      throw new Error('the top of the stack and its row disagree');
    if (!this.#sound) return;
    const { blocks, end } = this.#walk();
    if (end !== 'null') throw new Error('the stack is said to end and does not');
    let listed = this.#strays.size;
    for (const page of all)
      geometry.slots.forEach((offset, slot) => {
        const row = page.first + slot;
        if ((ground.table.state(row) & PoolBlock.LISTED) === 0) return;
        listed += 1;
        const block = dmaOf(page) + offset;
        if (!blocks.has(block)) throw new Error(`slot ${slot} of page ${page.index} is not listed`);
        if (ground.table.next(row) !== this.#rowOf(this.#readNext(block)))
          throw new Error(`pointer of slot ${slot} of page ${page.index} and its row disagree`);
      });
    if (listed !== blocks.size) throw new Error('the stack holds blocks that are not marked');
  }
}
