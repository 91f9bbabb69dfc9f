/**
 * The pages of one pool: in list order (the newest is the head), by address, and as rows of the table.
 * What the generations have in common; how free blocks are found stands in bitmap.ts, list.ts, stack.ts.
 */
import { AddressMap } from '../../../memory/bytes/address-map.ts';
import type { IndexSet } from '../../../memory/bitmap/index-set.ts';
import type { PagedBytes } from '../../../memory/bytes/paged-bytes.ts';
import type { OpId, PhysAddr } from '../../../contract/units.ts';
import { POOL_CORRUPT, PoolBlock } from '../../../contract/view.ts';
import { slotAt, type Geometry } from './geometry.ts';
import type { PoolTable } from './table.ts';
import type { PoolBuild } from './version.ts';

/** What every call reads stands first: with luck one line of the cache. */
export interface PoolPage {
  /** Its first byte divided by FRAME: chunks are page aligned, and V8 would box a larger number. */
  readonly frame: number;
  /** The row of its first slot, and its own, in the table. */
  readonly first: number;
  readonly row: number;
  /** 0 the oldest. The list is pushed at its head, so a higher index lies further in front. */
  readonly index: number;
  /** Blocks in use as page->in_use counts them: an unsigned int. */
  inUse: number;
  /** List: offset of the first free block; the page is full when it is not below `allocation`. */
  head: number;
  /** List: the slots marked LISTED and `strays` are exactly what the links lead to. */
  sound: boolean;
  /**
   * Memory of another page lies under it too: somebody freed what a pool held. Two lists are then
   * written into the same bytes, and no marks are ever sound.
   */
  shared: boolean;
  /** List: listed offsets at which no slot begins. */
  strays: Set<number> | undefined;
  /** Bitmap: a set bit is a free block. */
  readonly bits: IndexSet | undefined;
}

/** What a pool lives on: memory that is real bytes, and where chunks come from. */
export interface PoolGround {
  readonly memory: PagedBytes;
  readonly table: PoolTable;
  readonly pointers: Pointers;
  /** dma_alloc_coherent(): the address of zeroed memory for so many slots, or undefined. */
  fetch(size: number, slots: number): PhysAddr | undefined;
  /** dma_free_coherent(). */
  giveBack(address: PhysAddr, size: number): void;
  /** Whether another page lay on some of these bytes when one was fetched there. */
  shared(address: PhysAddr, size: number): boolean;
  /** Bytes somewhere changed and not in a slot that the writer knows: every list may be another. */
  wrote(address: PhysAddr, length: number): void;
}

/** Kernel pointers as numbers: a pointer is named by the physical address it stands for. */
export interface Pointers {
  /** Words of the pointer to an address, low first; one word on a 32-bit kernel. */
  words(address: PhysAddr): { readonly low: number; readonly high: number };
  /** What a pointer read from memory stands for; undefined if it leads nowhere. NULL is not asked. */
  address(low: number, high: number): PhysAddr | undefined;
  /** Whether the CPU can touch `length` bytes there. */
  mapped(address: PhysAddr, length: number): boolean;
  /** %p. */
  text(address: PhysAddr): string;
}

const FRAME = 4096;
/** Where a page begins. */
export const dmaOf = ({ frame }: PoolPage): PhysAddr => frame * FRAME;

const GROUP = 32;

/** Addresses are the device's; they equal physical ones here. */
export class PoolPages {
  readonly geometry: Geometry;
  readonly build: PoolBuild;
  readonly ground: PoolGround;
  /** Row of the pool in the table. */
  readonly row: number;
  /** Oldest first: the kernel's list read from its end. */
  readonly all: PoolPage[] = [];
  /**
   * By the multiple of `allocation` at or below the first byte: no two pages share one. In groups of
   * neighbours, so that the table stays in the cache however many pages there are.
   */
  readonly #byAddress = new AddressMap<(PoolPage | undefined)[]>();
  readonly #uniform: boolean;

  constructor(geometry: Geometry, build: PoolBuild, ground: PoolGround, row: number) {
    this.geometry = geometry;
    this.build = build;
    this.ground = ground;
    this.row = row;
    this.#uniform = geometry.slots.every((offset, at) => offset === at * geometry.size);
  }

  /** A chunk becomes a page at the head of the list. */
  add(dma: PhysAddr, op: OpId, bits: IndexSet | undefined): PoolPage {
    const { table, memory } = this.ground;
    const { geometry, build } = this;
    const listed = bits ? 0 : PoolBlock.LISTED;
    const state = PoolBlock.FREE | listed | (build.debug ? PoolBlock.POISONED : 0);
    const index = this.all.length;
    const { row, first } = table.addPage(this.row, index, dma, geometry, op, state);
    if (build.debug) memory.fill(dma, geometry.allocation, POISON_FREED);
    return this.#enter({ frame: dma / FRAME, first, row, index, inUse: 0, bits });
  }
  /** A page that a checkpoint speaks of: its row is there, and its bytes. */
  adopt(row: number, bits: IndexSet | undefined): PoolPage {
    const { columns } = this.ground.table;
    const frame = columns.poolPageAddress[row]! / FRAME;
    const first = columns.poolPageFirst[row]!;
    const inUse = columns.poolPageUsed[row]!;
    return this.#enter({ frame, first, row, index: this.all.length, inUse, bits });
  }
  #enter(known: Omit<PoolPage, 'head' | 'sound' | 'shared' | 'strays'>): PoolPage {
    const { frame, first, row, index, inUse, bits } = known;
    const shared = this.ground.shared(frame * FRAME, this.geometry.allocation);
    const list = { head: 0, sound: !shared, shared, strays: undefined };
    const page = { frame, first, row, index, inUse, ...list, bits };
    this.all.push(page);
    const at = Math.floor(dmaOf(page) / this.geometry.allocation);
    const group = this.#byAddress.get(Math.floor(at / GROUP));
    if (group) group[at % GROUP] = page;
    else {
      const fresh = new Array<PoolPage | undefined>(GROUP).fill(undefined);
      fresh[at % GROUP] = page;
      this.#byAddress.set(Math.floor(at / GROUP), fresh);
    }
    return page;
  }

  /** pool_find_page(): the page that holds an address of the device. */
  find(dma: PhysAddr): PoolPage | undefined {
    const { allocation } = this.geometry;
    const at = Math.floor(dma / allocation);
    const here = this.#at(at);
    if (here && dmaOf(here) <= dma) return here;
    const below = this.#at(at - 1);
    return below && dma < dmaOf(below) + allocation ? below : undefined;
  }

  /** The page whose first byte lies in that multiple of `allocation`. */
  #at(number: number): PoolPage | undefined {
    return this.#byAddress.get(Math.floor(number / GROUP))?.[number % GROUP];
  }

  /** Pages of which some bytes lie in a range. */
  overlapping(address: PhysAddr, size: number): readonly PoolPage[] {
    const found = new Set<PoolPage>();
    const step = Math.min(FRAME, this.geometry.allocation);
    for (let at = address; at < address + size; at += step) {
      const page = this.find(at);
      if (page) found.add(page);
    }
    const last = this.find(address + size - 1);
    if (last) found.add(last);
    return [...found];
  }

  /** Slot that begins at an offset, -1 if none does. */
  slot(offset: number): number {
    const { geometry } = this;
    if (!this.#uniform) return slotAt(geometry, offset);
    const slot = offset / geometry.size;
    return Number.isInteger(slot) && slot < geometry.slots.length ? slot : -1;
  }
  /** Block row of an offset in a page. */
  blockRow(page: PoolPage, offset: number): number {
    const slot = this.slot(offset);
    return slot < 0 ? POOL_CORRUPT : page.first + slot;
  }

  /** Forget the pages; rows go back to the table. */
  clear(): void {
    for (const page of this.all) this.ground.table.removePage(page.row, this.geometry.slots.length);
  }
}

/** POOL_POISON_FREED and POOL_POISON_ALLOCATED. */
export const POISON_FREED = 0xa7;
export const POISON_ALLOCATED = 0xa9;

/** An unsigned int. */
export const uint = (value: number): number => value >>> 0;
