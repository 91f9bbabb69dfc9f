/**
 * One DMA pool: dma_pool_alloc(), dma_pool_free(), dma_pool_destroy() with their checks, poison and
 * messages. How free blocks are linked is the generation's business (bitmap.ts, list.ts, stack.ts).
 *
 * Source of truth: see version.ts. A refused call is data; a kernel that dies is a PoolStop.
 */
import type { OpId, PhysAddr } from '../../../contract/units.ts';
import { PoolBlock } from '../../../contract/view.ts';
import { BitmapPool } from './bitmap.ts';
import { slotBefore, type Geometry, type PoolRequest } from './geometry.ts';
import { ListPool } from './list.ts';
import {
  wildWrite,
  type FreeError,
  type Mechanism,
  type PoolStop,
  type SavedMechanism,
  type Taken,
} from './mechanism.ts';
import {
  dmaOf,
  POISON_ALLOCATED,
  POISON_FREED,
  PoolPages,
  type PoolGround,
  type PoolPage,
} from './pages.ts';
import { StackPool } from './stack.ts';
import { PoolText, hexDump, type PoolFigures } from './text.ts';
import { linkBytes, type PoolBuild } from './version.ts';

/** Where dev_err() goes: `error` with the device in front, `line` without. */
export interface PoolSink {
  /** A line with driver and device in front. */
  error(text: string): void;
  /** A line as it is: rows of a hex dump. */
  line(text: string): void;
}

/** What an address is to a pool. */
export interface Place {
  readonly page: PoolPage | undefined;
  /** Slot that begins there, -1 if none does. */
  readonly slot: number;
  /** Its state before the call; PoolBlock. */
  readonly state: number;
}

/** A block with its two addresses and what is worth telling of it, or why there is none. */
export type PoolAlloc =
  | (Taken & {
      readonly place: Place;
      readonly newPage: PoolPage | undefined;
      readonly corrupt: boolean;
    })
  /** No memory: NULL, or a caller who may sleep and sleeps for ever. */
  | { readonly failed: 'NULL' | 'BLOCKS' }
  | PoolStop;

/** Freed, or the error that the kernel prints and whose block stays where it is. */
export type PoolFree =
  | { readonly freed: true; readonly place: Place }
  | { readonly freed: false; readonly error: FreeError; readonly place: Place }
  | PoolStop;

/** What became of the pages. */
export interface Destroyed {
  /** Chunks that went back, in order, and those that nobody will ever give back. */
  readonly returned: readonly PhysAddr[];
  readonly leaked: readonly PhysAddr[];
}

/** A pool as plain data; its pages and slots are rows of the table. */
export interface SavedPool {
  readonly id: number;
  /** As it was asked for. */
  readonly name: string;
  readonly device: string;
  readonly op: OpId;
  readonly asked: PoolRequest;
  readonly row: number;
  readonly blocks: SavedMechanism;
}

/** strlcpy into char name[32]. */
const NAME_CHARS = 31;

/** Addresses are physical; `vaddr` stands for the pointer, `dma` for what the device is told. */
export class DmaPool {
  /** The number by which Carveout knows the pool. */
  readonly id: number;
  /** Byte strings; a device of '' is NULL. */
  readonly name: string;
  readonly device: string;
  /** The name was longer than a pool holds. */
  readonly cutName: boolean;
  /** The arguments of create(), before any rounding. */
  readonly asked: PoolRequest;
  /** How each page is carved. */
  readonly geometry: Geometry;
  /** The kernel's version and configuration. */
  readonly build: PoolBuild;
  /** The operation that created it. */
  readonly op: OpId;
  /** Its row of the table. */
  readonly row: number;
  readonly #pages: PoolPages;
  readonly #mechanism: Mechanism;
  readonly #ground: PoolGround;
  readonly #text: PoolText;
  readonly #wholeName: string;

  /** `row`: that of a pool which a checkpoint speaks of. */
  constructor(
    who: { readonly id: number; readonly name: string; readonly device: string; readonly op: OpId },
    asked: PoolRequest,
    geometry: Geometry,
    build: PoolBuild,
    ground: PoolGround,
    row = ground.table.addPool(),
  ) {
    this.id = who.id;
    this.#wholeName = who.name;
    this.name = who.name.slice(0, NAME_CHARS);
    this.cutName = this.name !== who.name;
    this.device = who.device;
    this.op = who.op;
    this.asked = asked;
    this.geometry = geometry;
    this.build = build;
    this.#ground = ground;
    this.row = row;
    this.#pages = new PoolPages(geometry, build, ground, this.row);
    this.#mechanism = mechanismOf(this.#pages);
    this.#text = new PoolText(build, ground.pointers, this.name);
  }

  /** Oldest first. */
  get pages(): readonly PoolPage[] {
    return this.#pages.all;
  }
  /** The memory of its pages, oldest first. */
  *chunks(): Generator<{ readonly base: PhysAddr; readonly bytes: number }, void> {
    for (const page of this.pages) yield { base: dmaOf(page), bytes: this.geometry.allocation };
  }
  get figures(): PoolFigures {
    const { active, total } = this.#mechanism;
    const { size } = this.geometry;
    return { name: this.name, active, total, size, pages: this.pages.length };
  }
  /** What lies at an address. */
  place(address: PhysAddr): Place {
    const page = this.#pages.find(address);
    const slot = page ? this.#pages.slot(address - dmaOf(page)) : -1;
    const state = page && slot >= 0 ? this.#ground.table.state(page.first + slot) : 0;
    return { page, slot, state };
  }

  /** What the free list that a page's blocks are on begins with. */
  head(page: PoolPage): PhysAddr | 'astray' | undefined {
    return this.#mechanism.head(page);
  }

  /** The slot whose bytes an address lies in. */
  blockAround(address: PhysAddr): { readonly phys: PhysAddr; readonly state: number } | undefined {
    const page = this.#pages.find(address);
    if (!page) return undefined;
    const slot = slotBefore(this.geometry, address - dmaOf(page));
    const phys = dmaOf(page) + this.geometry.slots[slot]!;
    if (address >= phys + this.geometry.size) return undefined;
    return { phys, state: this.#ground.table.state(page.first + slot) };
  }
  /** Bytes of the link at the beginning of a free block. */
  get linkBytes(): number {
    return linkBytes(this.build);
  }

  /**
   * `zero`: __GFP_ZERO; `wait`: the caller may sleep. dma_pool_alloc(): it fetches a page where no
   * block is free, and fills a block as the build asks.
   */
  alloc(
    flags: { readonly zero: boolean; readonly wait: boolean },
    op: OpId,
    sink: PoolSink,
  ): PoolAlloc {
    const { version, debug } = this.build;
    let newPage: PoolPage | undefined;
    let taken = this.#mechanism.take();
    if (taken === undefined) {
      const chunk = this.#ground.fetch(this.geometry.allocation, this.geometry.slots.length);
      if (chunk === undefined) return { failed: version.waits && flags.wait ? 'BLOCKS' : 'NULL' };
      newPage = this.#mechanism.addPage(chunk, op);
      taken = this.#mechanism.take()!;
    }
    if ('stopped' in taken) return taken;
    const place = this.place(taken.vaddr);
    const zero = flags.zero && version.zeroes;
    const corrupt = debug && version.checksPoison && this.#checkPoison(taken.vaddr, sink);
    // The slot is the caller's before anything is written to it: what runs past it is noticed.
    this.#hold(place);
    if (zero) this.#fill(taken.vaddr, 0, place);
    else if (debug) this.#fill(taken.vaddr, POISON_ALLOCATED, place);
    this.#show();
    const { vaddr, dma } = taken;
    return { vaddr, dma, place, newPage, corrupt };
  }

  /** The slot is in use; TWICE, if it was already. */
  #hold({ page, slot, state }: Place): void {
    if (!page || slot < 0) return;
    const twice = (state & PoolBlock.KIND) === PoolBlock.IN_USE ? PoolBlock.TWICE : 0;
    const { table } = this.#ground;
    const now = table.state(page.first + slot) & ~(PoolBlock.KIND | PoolBlock.POISONED);
    table.setState(page.first + slot, now | PoolBlock.IN_USE | twice);
  }

  /** The first byte after the link that is not poison: one message and the whole block. */
  #checkPoison(vaddr: PhysAddr, sink: PoolSink): boolean {
    const { memory } = this.#ground;
    const { size } = this.geometry;
    const link = linkBytes(this.build);
    if (memory.firstOther(vaddr + link, size - link, POISON_FREED) < 0) return false;
    sink.error(this.#text.corrupted(vaddr));
    for (const line of hexDump(memory.read(vaddr, size))) sink.line(line);
    return true;
  }

  /** memset() of a block. Beyond a slot, or after the page's end, others' links may lie. */
  #fill(vaddr: PhysAddr, value: number, { page, slot }: Place): void {
    const { size, allocation } = this.geometry;
    this.#ground.memory.fill(vaddr, size, value);
    const own = page && slot >= 0 && vaddr + size <= dmaOf(page) + allocation;
    // A block that was freed twice is still on a list, and has lost its link with this.
    if (own && this.#mechanism.sure(page) && !this.#isListed(page.first + slot)) return;
    this.#ground.wrote(vaddr, size);
  }
  #isListed(row: number): boolean {
    return (this.#ground.table.state(row) & PoolBlock.LISTED) !== 0;
  }

  /** dma_pool_free(): checks, poison, then the block goes back to its list. */
  free(vaddr: PhysAddr, dma: PhysAddr, sink: PoolSink): PoolFree {
    const bitmap = this.build.version.mechanism === 'bitmap';
    const place = this.place(bitmap ? this.#blockStart(dma) : vaddr);
    const error = this.#mechanism.refuses(vaddr, dma);
    if (typeof error === 'object') return error;
    if (error) {
      sink.error(this.#words(error, vaddr, dma));
      return { freed: false, error, place };
    }
    if (this.build.debug) {
      if (!this.#ground.pointers.mapped(vaddr, this.geometry.size)) return wildWrite(vaddr);
      this.#fill(vaddr, POISON_FREED, place);
    }
    const stop = this.#mechanism.give(vaddr, dma);
    if (stop) return stop;
    this.#letGo(place);
    this.#show();
    return { freed: true, place };
  }
  /** Up to 2.6.23 any address of the device inside a block stands for it. */
  #blockStart(dma: PhysAddr): PhysAddr {
    const page = this.#pages.find(dma);
    return page ? dma - ((dma - dmaOf(page)) % this.geometry.size) : dma;
  }
  /** Gives the line that free() prints for an error. */
  #words(error: FreeError, vaddr: PhysAddr, dma: PhysAddr): string {
    if (error === 'badDma') return this.#text.badDma(vaddr, dma);
    return error === 'badVaddr' ? this.#text.badVaddr(vaddr, dma) : this.#text.alreadyFree(dma);
  }
  /** The slot is free; TWICE, if it was already. */
  #letGo({ page, slot, state }: Place): void {
    if (!page || slot < 0) return;
    const was = state & PoolBlock.KIND;
    if (was === PoolBlock.LOST) return;
    const { table } = this.#ground;
    const now = table.state(page.first + slot) & ~(PoolBlock.KIND | PoolBlock.TWICE);
    const twice = was === PoolBlock.FREE ? PoolBlock.TWICE : 0;
    const poison = this.build.debug ? PoolBlock.POISONED : 0;
    table.setState(page.first + slot, now | PoolBlock.FREE | twice | poison);
  }

  /** Counters of the pool as the table shows them. */
  #show(): void {
    this.#ground.table.pool(this.row, this.#mechanism.active, this.pages.length);
  }

  /** Idle pages go back; a busy one is leaked by 6.3 and earlier, the whole pool from 6.4 on. */
  destroy(sink: PoolSink): Destroyed {
    const returned: PhysAddr[] = [];
    const leaked: PhysAddr[] = [];
    const { memory } = this.#ground;
    const { allocation } = this.geometry;
    const { debug, version } = this.build;
    const stack = version.mechanism === 'stack';
    if (stack && this.#mechanism.active !== 0) sink.error(this.#text.busy(undefined));
    for (let at = this.pages.length - 1; at >= 0; at -= 1) {
      const page = this.pages[at]!;
      if (this.#mechanism.busy(page)) {
        if (!stack) sink.error(this.#text.busy(dmaOf(page)));
        leaked.push(dmaOf(page));
        continue;
      }
      if (debug && !stack) memory.fill(dmaOf(page), allocation, POISON_FREED);
      this.#ground.giveBack(dmaOf(page), allocation);
      returned.push(dmaOf(page));
    }
    this.#pages.clear();
    this.#ground.table.removePool(this.row);
    return { returned, leaked };
  }

  /** Bytes were written by somebody who knows nothing of pools. */
  wrote(address: PhysAddr, length: number): void {
    this.#mechanism.wrote(address, length);
  }
  /** Another pool got memory: pages of this one that lie there are shared from now on. */
  share(address: PhysAddr, size: number): boolean {
    const pages = this.#pages.overlapping(address, size);
    for (const page of pages) this.#mechanism.share(page);
    return pages.length > 0;
  }
  save(): SavedPool {
    const { id, device, op, asked, row } = this;
    const blocks = this.#mechanism.save();
    return { id, name: this.#wholeName, device, op, asked, row, blocks };
  }
  /** Of a pool without pages: these rows are its pages, the oldest first. */
  restore(rows: readonly number[], blocks: SavedMechanism): void {
    this.#mechanism.restore(rows, blocks);
  }
  dump(tag: string): string {
    return this.#mechanism.dump(tag);
  }
  /** Throws unless the generation's lists, marks and counters agree. */
  check(): void {
    this.#mechanism.check();
  }
}

/** Makes the mechanism of the kernel's generation. */
function mechanismOf(pages: PoolPages): Mechanism {
  switch (pages.build.version.mechanism) {
    case 'bitmap':
      return new BitmapPool(pages);
    case 'list':
      return new ListPool(pages);
    case 'stack':
      return new StackPool(pages);
  }
}
