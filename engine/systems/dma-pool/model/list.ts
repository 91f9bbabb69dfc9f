/**
 * 2.6.24 to 6.3: every free block holds, in its first four bytes, the offset of the next free block of
 * its page; page->offset is the first. Whoever writes to a freed block changes the list.
 *
 * Source of truth: mm/dmapool.c of 2.6.32, 4.4–4.11, 5.9: pool_initialise_page(), dma_pool_alloc(),
 * dma_pool_free(). Pages are looked up by the device's address, offsets come from the CPU's.
 */
import type { OpId, PhysAddr } from '../../../contract/units.ts';
import { POOL_END, PoolBlock } from '../../../contract/view.ts';
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
import { OpenPages } from './open-pages.ts';
import { dmaOf, uint, type PoolPage, type PoolPages } from './pages.ts';

/** Bytes of the link: an int. */
const LINK = 4;

/**
 * A mark at each slot says whether it is listed, so that no look-up walks while the links are
 * sound.
 */
export class ListPool implements Mechanism {
  readonly #pages: PoolPages;
  readonly #open = new OpenPages();
  /** Sum of page->in_use: an unsigned int as `pools` adds it up. */
  active = 0;

  constructor(pages: PoolPages) {
    this.#pages = pages;
  }

  /** The kernel multiplies pages by floor(allocation / size), whatever the carving lost. */
  get total(): number {
    const { all, geometry } = this.#pages;
    return all.length * Math.floor(geometry.allocation / geometry.size);
  }

  /** The link is believed: a written-over one leads where it says. */
  take(): Taken | PoolStop | undefined {
    const page = this.#open.newest(this.#pages.all);
    if (!page) return undefined;
    const offset = page.head;
    const next = this.#pages.ground.memory.word(dmaOf(page) + offset);
    this.#count(page, 1);
    this.#unmark(page, offset);
    if (this.#pages.slot(offset) < 0) this.#follow(page, offset);
    this.#setHead(page, next);
    return { vaddr: dmaOf(page) + offset, dma: dmaOf(page) + offset };
  }

  /** pool_initialise_page(): the links of the carved blocks, ascending; the head is offset 0. */
  addPage(dma: PhysAddr, op: OpId): PoolPage {
    const { geometry, ground } = this.#pages;
    const { memory, table } = ground;
    const page = this.#pages.add(dma, op, undefined);
    let before = -1;
    geometry.slots.forEach((offset, slot) => {
      if (geometry.carved[slot] === 0) return;
      if (before >= 0) {
        memory.setWord(dma + geometry.slots[before]!, offset);
        table.setNext(page.first + before, page.first + slot);
      }
      before = slot;
    });
    memory.setWord(dma + geometry.slots[before]!, geometry.end);
    this.#setHead(page, 0);
    return page;
  }

  /** A page is looked for in every build, the rest in a debug build only. */
  refuses(vaddr: PhysAddr, dma: PhysAddr): FreeError | PoolStop | undefined {
    const page = this.#pages.find(dma);
    if (!page) return 'badDma';
    if (!this.#pages.build.debug) return undefined;
    const offset = vaddr - dmaOf(page);
    if (dma - dmaOf(page) !== uint(offset)) return 'badVaddr';
    const listed = this.#isListed(page, offset);
    if (listed === 'endless')
      return {
        stopped: 'hang',
        why: { id: 'dmaPool.hang.list', args: { page: dmaOf(page) } },
      };
    return listed ? 'alreadyFree' : undefined;
  }

  /**
   * The offset comes from `vaddr`, the page from `dma`: where they disagree, the list gets a wrong
   * offset.
   */
  give(vaddr: PhysAddr, dma: PhysAddr): PoolStop | undefined {
    const { ground, geometry } = this.#pages;
    const page = this.#pages.find(dma)!;
    const offset = uint(vaddr - dmaOf(page));
    if (!ground.pointers.mapped(vaddr, LINK)) return wildWrite(vaddr);
    this.#count(page, -1);
    const slot = vaddr === dmaOf(page) + offset ? this.#pages.slot(offset) : -1;
    const inside = slot >= 0 && offset + LINK <= geometry.allocation;
    ground.memory.setWord(vaddr, page.head);
    this.#mark(page, offset, slot);
    if (slot >= 0) ground.table.setNext(page.first + slot, this.#rowOf(page, page.head));
    this.#setHead(page, offset);
    // What was on the list is cut off by a head that lies outside.
    if (offset >= geometry.allocation) page.sound = false;
    if (!inside || !this.sure(page)) ground.wrote(vaddr, LINK);
    return undefined;
  }

  /** undefined: the list of the page is empty, or its head lies outside. */
  head(page: PoolPage): PhysAddr | undefined {
    const { allocation } = this.#pages.geometry;
    return page.head < allocation ? dmaOf(page) + page.head : undefined;
  }

  /** page->in_use is unsigned: one free too many makes it very large. */
  #count(page: PoolPage, by: 1 | -1): void {
    page.inUse = uint(page.inUse + by);
    this.active = uint(this.active + by);
    this.#pages.ground.table.pageUsed(page.row, page.inUse);
  }
  /** What a link shows as: a row, the end, or POOL_CORRUPT where no block begins. */
  #rowOf(page: PoolPage, offset: number): number {
    return offset >= this.#pages.geometry.allocation
      ? POOL_END
      : this.#pages.blockRow(page, offset);
  }
  /** A page is open while its head is below the end of the page. */
  #setHead(page: PoolPage, offset: number): void {
    page.head = offset;
    if (offset < this.#pages.geometry.allocation) this.#open.add(page.index);
    else this.#open.delete(page.index);
    this.#pages.ground.table.pageHead(page.row, this.#rowOf(page, offset));
  }

  /** The block is on no list any more. */
  #unmark(page: PoolPage, offset: number): void {
    const { table } = this.#pages.ground;
    const slot = this.#pages.slot(offset);
    if (slot < 0) page.strays?.delete(offset);
    else table.setState(page.first + slot, table.state(page.first + slot) & ~PoolBlock.LISTED);
  }
  /** The block goes on the list; if it is there already the list bites its own tail. */
  #mark(page: PoolPage, offset: number, slot: number): void {
    const { table } = this.#pages.ground;
    if (slot < 0) {
      page.strays ??= new Set();
      if (page.strays.has(offset)) page.sound = false;
      page.strays.add(offset);
      return;
    }
    const state = table.state(page.first + slot);
    if ((state & PoolBlock.LISTED) !== 0) page.sound = false;
    table.setState(page.first + slot, state | PoolBlock.LISTED);
  }

  /** Whether the list of a page holds an offset: by the marks, after a walk where those are no good. */
  #isListed(page: PoolPage, offset: number): boolean | 'endless' {
    if (!page.sound) {
      const seen = this.#walk(page, Infinity);
      // A list that comes back to itself without meeting the block is never left.
      if (seen === undefined) return this.#meets(page, offset) ? true : 'endless';
      this.#remark(page, seen);
    }
    const slot = this.#pages.slot(offset);
    if (slot < 0) return page.strays?.has(offset) ?? false;
    return (this.#pages.ground.table.state(page.first + slot) & PoolBlock.LISTED) !== 0;
  }
  /** Offsets in list order; undefined if one comes twice. */
  #walk(page: PoolPage, most: number): Set<number> | undefined {
    const { geometry, ground } = this.#pages;
    const seen = new Set<number>();
    for (let at = page.head; at < geometry.allocation && seen.size < most;) {
      if (seen.has(at)) return undefined;
      seen.add(at);
      at = ground.memory.word(dmaOf(page) + at);
    }
    return seen;
  }
  /** Whether a list without end comes by an offset. */
  #meets(page: PoolPage, offset: number): boolean {
    const { memory } = this.#pages.ground;
    const seen = new Set<number>();
    for (let at = page.head; !seen.has(at); at = memory.word(dmaOf(page) + at)) {
      if (at === offset) return true;
      seen.add(at);
    }
    return false;
  }
  /** What the link of a free block holds. */
  #link(page: PoolPage, offset: number): number {
    return this.#pages.ground.memory.word(dmaOf(page) + offset);
  }
  /** A link may lead to blocks that were not on the list: their first bytes are links from now on. */
  #follow(page: PoolPage, from: number): void {
    const { table } = this.#pages.ground;
    const seen = new Set<number>();
    for (let at = this.#link(page, from); !seen.has(at);) {
      const slot = at < this.#pages.geometry.allocation ? this.#pages.slot(at) : -1;
      const row = page.first + slot;
      if (slot < 0 || (table.state(row) & PoolBlock.LISTED) !== 0) return;
      seen.add(at);
      at = this.#link(page, at);
      table.setNext(row, this.#rowOf(page, at));
    }
  }
  /** Sets the marks of a page to what a walk has found. */
  #remark(page: PoolPage, listed: ReadonlySet<number>): void {
    const { geometry, ground } = this.#pages;
    const { table } = ground;
    geometry.slots.forEach((offset, slot) => {
      const row = page.first + slot;
      const bare = table.state(row) & ~PoolBlock.LISTED;
      const is = listed.has(offset);
      table.setState(row, is ? bare | PoolBlock.LISTED : bare);
      if (is) table.setNext(row, this.#rowOf(page, this.#link(page, offset)));
    });
    const strays = [...listed].filter((offset) => this.#pages.slot(offset) < 0);
    page.strays = strays.length > 0 ? new Set(strays) : undefined;
    page.sound = !page.shared;
  }

  /** Two lists in the same bytes: the marks are never believed again. */
  share(page: PoolPage): void {
    page.shared = true;
    page.sound = false;
  }

  /** is_page_busy(): a block of the page is in use. */
  busy(page: PoolPage): boolean {
    return page.inUse !== 0;
  }

  /** No stray offset is listed and the marks hold. */
  sure(page: PoolPage): boolean {
    return page.sound && (page.strays?.size ?? 0) === 0;
  }

  /** Links under the bytes are read again. */
  wrote(address: PhysAddr, length: number): void {
    const { allocation } = this.#pages.geometry;
    const end = address + length;
    // A page is `allocation` long: it holds one of these, or the last byte.
    for (let at = Math.max(0, address - LINK + 1); at < end - 1; at += allocation)
      this.#reread(at, address, end);
    this.#reread(end - 1, address, end);
  }
  /** Links of one page that lie in [from, end); `at` is an address of the page. */
  #reread(at: PhysAddr, from: PhysAddr, end: PhysAddr): void {
    const page = this.#pages.find(at);
    if (!page) return;
    const { geometry, ground } = this.#pages;
    const { slots } = geometry;
    let harmed = (page.strays?.size ?? 0) > 0;
    for (let slot = slotBefore(geometry, from - dmaOf(page)); slot < slots.length; slot += 1) {
      const offset = slots[slot]!;
      if (dmaOf(page) + offset >= end) break;
      if (dmaOf(page) + offset + LINK <= from) continue;
      const row = page.first + slot;
      if (page.sound && (ground.table.state(row) & PoolBlock.LISTED) === 0) continue;
      ground.table.setNext(row, this.#rowOf(page, this.#link(page, offset)));
      this.#follow(page, offset);
      harmed = true;
    }
    if (harmed) page.sound = false;
  }
  /** A list without end is cut with the word CYCLE. */
  dump(tag: string): string {
    const { geometry, all, ground } = this.#pages;
    const { size, allocation, boundary } = geometry;
    const most = Math.floor(allocation / size) + 2;
    let text = `${tag};${size};${allocation};${boundary}\n`;
    for (let index = all.length - 1; index >= 0; index -= 1) {
      const page = all[index]!;
      text += `${dmaOf(page).toString(16)}:${page.inUse}:`;
      let count = 0;
      for (let at = page.head; at < allocation; at = ground.memory.word(dmaOf(page) + at)) {
        text += `${at},`;
        count += 1;
        if (count > most) {
          text += 'CYCLE';
          break;
        }
      }
      text += '\n';
    }
    return text;
  }

  /** Links are in memory and marks in the table: heads and exceptions are left. */
  save(): SavedMechanism {
    const { all } = this.#pages;
    const strayed = all.filter(({ strays }) => (strays?.size ?? 0) > 0);
    return {
      is: 'list',
      active: this.active,
      heads: Uint32Array.from(all, ({ head }) => head),
      unsound: Uint32Array.from(all.filter(({ sound }) => !sound).map(({ index }) => index)),
      strays: strayed.map(({ index, strays }) => [index, Uint32Array.from(strays!)]),
    };
  }
  restore(rows: readonly number[], saved: SavedMechanism): void {
    if (saved.is !== 'list') throw otherGeneration(saved.is);
    const { allocation } = this.#pages.geometry;
    this.active = saved.active;
    for (const [index, row] of rows.entries()) {
      const page = this.#pages.adopt(row, undefined);
      page.head = saved.heads[index]!;
      if (page.head < allocation) this.#open.add(index);
    }
    const { all } = this.#pages;
    for (const index of saved.unsound) all[index]!.sound = false;
    for (const [index, offsets] of saved.strays) all[index]!.strays = new Set(offsets);
  }

  check(): void {
    const { all, geometry, ground } = this.#pages;
    for (const page of all) {
      if (this.#open.has(page.index) !== page.head < geometry.allocation)
        throw new Error(`page ${page.index} and the index of open pages disagree`);
      if (ground.table.columns.poolPageHead[page.row] !== this.#rowOf(page, page.head))
        throw new Error(`head of page ${page.index} and its row disagree`);
      if (!page.sound) continue;
      const seen = this.#walk(page, Infinity);
      if (!seen) throw new Error(`the list of page ${page.index} is said to end and does not`);
      geometry.slots.forEach((offset, slot) => {
        const row = page.first + slot;
        const listed = (ground.table.state(row) & PoolBlock.LISTED) !== 0;
        if (listed !== seen.has(offset))
          throw new Error(`slot ${slot} of page ${page.index} is marked wrong`);
        if (!listed) return;
        const next = ground.memory.word(dmaOf(page) + offset);
        if (ground.table.next(row) !== this.#rowOf(page, next))
          throw new Error(`link of slot ${slot} of page ${page.index} and its row disagree`);
      });
    }
  }
}
