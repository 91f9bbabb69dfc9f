/**
 * Who holds what. CMA itself keeps no record of its callers (a bitmap is all it has); this ledger
 * follows the bitmap so that the map can show names, sizes and ages. A block is a slot in the block
 * columns; `owner` says for every page which slot holds it.
 */
import { BlockNames } from './block-names.ts';
import type { PackedRows } from './block-rows.ts';
import type { Columns } from './columns.ts';
import type { Bytes, OpId, Order, PageCount, Pfn } from '../contract/units.ts';
import { PAGE_SIZE } from '../contract/units.ts';
import { MAX_BLOCKS } from '../contract/limits.ts';
import {
  BlockKind,
  CHUNK,
  HEADER,
  NAME_BYTES,
  PageState,
  type BlockKindName,
} from '../contract/view.ts';

/** What a block is when it is made; pages as asked for, not whole bits. */
export interface NewBlock {
  /** The first frame. */
  readonly pfn: Pfn;
  readonly pages: PageCount;
  /** Bytes that were asked for. */
  readonly bytes: Bytes;
  /** The operation that took it. */
  readonly op: OpId;
  /** Which call took it. */
  readonly kind: BlockKindName;
  /** The order of alignment that was asked for. */
  readonly align: Order;
  /** Byte string; cut to MAX_NAME. */
  readonly name: string;
}

/** A range of page indexes (see RegionLayout.firstPage). */
export interface PageSpan {
  readonly from: number;
  readonly to: number;
}

/** Names of BlockKind by number. */
const KINDS = Object.keys(BlockKind) as BlockKindName[];

/** What of the ledger is not in the columns; the arrays are by slot. */
export interface Ledger {
  /** Pages that every live slot holds, from the first up to, not including, the last of `to`. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Its name's number; 0 in a free slot. */
  readonly name: Uint32Array;
  /** 1: the slot has changed since the base. */
  readonly changed: Uint8Array;
  readonly names: BlockNames;
  /** The last is the next to be taken. */
  readonly freeSlots: readonly number[];
  /** Slots ever used. */
  readonly high: number;
  /** Slots whose `changed` is 0 are as in here. */
  readonly base: BlocksBase | undefined;
  /** Bytes that checkpoints have spent on what is not as in the base. */
  readonly owed: number;
}

/** A ledger that checkpoints refer to. */
export interface BlocksBase {
  readonly rows: PackedRows;
  readonly freeSlots: Uint32Array;
}

/** What a checkpoint brings back besides the arrays of the ledger. */
export interface BlocksToRestore extends Pick<Ledger, 'high'> {
  readonly live: number;
  readonly freeSlots: number[];
}

/** Slots of blocks that ended are used again, the last one first. */
export class Blocks {
  #columns: Columns;
  readonly #grow: (slots: number) => Columns;
  /** First page and end of what every live slot holds; what was asked for is its first `blockPages`. */
  #from: Uint32Array = new Uint32Array(0);
  #to: Uint32Array = new Uint32Array(0);
  #name: Uint32Array = new Uint32Array(0);
  #changed: Uint8Array = new Uint8Array(0);
  #nameWords: Uint32Array = new Uint32Array(0);
  /** The generations of the columns that hold one element a slot. */
  #generations: readonly Uint32Array[] = [];
  readonly #names = new BlockNames();
  #freeSlots: number[] = [];
  #high = 0;
  #live = 0;
  #base: BlocksBase | undefined;
  #owed = 0;

  /** `grow` gives columns with more block slots, contents kept. */
  constructor(columns: Columns, grow: (slots: number) => Columns) {
    this.#columns = columns;
    this.#grow = grow;
    this.rebind(columns);
  }

  /** The ledger writes to these columns. */
  get columns(): Columns {
    return this.#columns;
  }
  /** For blocks-checkpoint.ts. */
  get ledger(): Ledger {
    return {
      from: this.#from,
      to: this.#to,
      name: this.#name,
      changed: this.#changed,
      names: this.#names,
      freeSlots: this.#freeSlots,
      high: this.#high,
      base: this.#base,
      owed: this.#owed,
    };
  }
  /** Another ledger, whose arrays are written in place. */
  become({ freeSlots, high, live }: BlocksToRestore): void {
    this.#freeSlots = freeSlots;
    this.#high = high;
    this.#live = live;
  }
  /** `changed` refers to this base from now on. */
  stand(base: BlocksBase, owed: number): void {
    this.#base = base;
    this.#owed = owed;
  }
  /** After the columns were reallocated (a region was declared). */
  rebind(columns: Columns): void {
    this.#columns = columns;
    const { buffer, byteOffset, length } = columns.columns.blockName;
    this.#nameWords = new Uint32Array(buffer, byteOffset, length / Uint32Array.BYTES_PER_ELEMENT);
    this.#generations = BLOCK_COLUMNS.map((name) => columns.generations[name]);
  }

  /** Blocks that hold something. */
  get live(): number {
    return this.#live;
  }
  /** Slots that were ever used. */
  get high(): number {
    return this.#high;
  }
  /** True when one more block would break MAX_BLOCKS. */
  get full(): boolean {
    return this.#live >= MAX_BLOCKS;
  }

  /** Record a block over `asked`; pages of `held` beyond it are there for the bitmap's granularity. */
  create(block: NewBlock, asked: PageSpan, held: PageSpan): number {
    const slot = this.#takeSlot();
    const c = this.#columns.columns;
    const name = this.#names.numberOf(block.name);
    const colour = this.#names.colour(name);
    c.blockPfn[slot] = block.pfn;
    c.blockPages[slot] = block.pages;
    c.blockBytes[slot] = block.bytes;
    c.blockOp[slot] = block.op;
    c.blockKind[slot] = BlockKind[block.kind];
    c.blockAlign[slot] = block.align;
    c.blockColour[slot] = colour;
    this.writeName(slot, name);
    this.#touchSlot(slot);
    this.#live++;
    this.#setHeld(slot, held);
    this.#paint(asked, slot, PageState.ALLOCATED | colour);
    const slack = { from: asked.to, to: held.to };
    if (slack.to > slack.from)
      this.#paint(slack, slot, PageState.ALLOCATED | PageState.SLACK | colour);
    return slot;
  }

  /** The pages that were asked for. */
  #askedOf(slot: number): PageSpan {
    const from = this.#from[slot]!;
    return { from, to: from + this.#columns.columns.blockPages[slot]! };
  }
  /** The pages that the block holds, those of whole bits included. */
  #heldOf(slot: number): PageSpan {
    return { from: this.#from[slot]!, to: this.#to[slot]! };
  }
  #setHeld(slot: number, held: PageSpan): void {
    this.#from[slot] = held.from;
    this.#to[slot] = held.to;
  }
  /** Room for so many slots, contents kept. */
  roomFor(slots: number): void {
    let room = this.#columns.layout.blockSlots;
    while (room < slots) room = Math.min(MAX_BLOCKS, room * 2);
    if (room > this.#columns.layout.blockSlots) this.rebind(this.#grow(room));
    if (this.#from.length >= room) return;
    this.#from = widened(this.#from, new Uint32Array(room));
    this.#to = widened(this.#to, new Uint32Array(room));
    this.#name = widened(this.#name, new Uint32Array(room));
    this.#changed = widened(this.#changed, new Uint8Array(room));
  }

  /** These pages are held by `slot` (-1: by nobody); what lies below the bitmap stays as it is. */
  #paint(span: PageSpan, slot: number, state: number): void {
    const { page, owner } = this.#columns.columns;
    const below = PageState.LENT | PageState.PINNED;
    for (let i = span.from; i < span.to; i++) {
      owner[i] = slot + 1;
      page[i] = (page[i]! & below) | state;
    }
    this.#columns.touch('page', span.from, span.to);
    this.#columns.touch('owner', span.from, span.to);
  }

  /**
   * The bitmap cleared these pages. Blocks that lose all of them end; a block that loses an end
   * shrinks; a block that loses its middle becomes two.
   */
  release(span: PageSpan): void {
    const { owner } = this.#columns.columns;
    for (let i = span.from; i < span.to;) {
      const slot = owner[i]! - 1;
      const end = slot < 0 ? i + 1 : Math.min(span.to, this.#heldOf(slot).to);
      if (slot >= 0) this.#cut(slot, { from: i, to: end });
      i = end;
    }
    this.#paint(span, -1, 0);
  }

  /** Take pages away from a block that holds them all. */
  #cut(slot: number, cut: PageSpan): void {
    const held = this.#heldOf(slot);
    if (held.from >= cut.from && held.to <= cut.to) return this.#free(slot);
    const asked = this.#askedOf(slot);
    const before = this.describe(slot);
    const tail = { from: cut.to, to: held.to };
    if (held.from >= cut.from) return this.#shrink(slot, before, asked, tail);
    this.#shrink(slot, before, asked, { from: held.from, to: cut.from });
    if (tail.to > tail.from) this.#split(before, asked, tail);
  }

  /** What is left of a block in `held`: its frame, pages and bytes. Slack alone counts one page. */
  #remainder(before: NewBlock, asked: PageSpan, held: PageSpan): NewBlock {
    const lost = held.from - asked.from;
    const pages = Math.max(0, Math.min(asked.to, held.to) - held.from);
    const bytes = Math.max(0, Math.min(before.bytes - lost * PAGE_SIZE, pages * PAGE_SIZE));
    return { ...before, pfn: before.pfn + lost, pages: Math.max(1, pages), bytes };
  }

  /** The block goes on with what is left at one end. */
  #shrink(slot: number, before: NewBlock, asked: PageSpan, held: PageSpan): void {
    const c = this.#columns.columns;
    const { pfn, pages, bytes } = this.#remainder(before, asked, held);
    c.blockPfn[slot] = pfn;
    c.blockPages[slot] = pages;
    c.blockBytes[slot] = bytes;
    this.#setHeld(slot, held);
    this.#touchSlot(slot);
  }

  /** What lies after the cut becomes a block of its own. */
  #split(before: NewBlock, asked: PageSpan, held: PageSpan): void {
    const rest = this.#remainder(before, asked, held);
    const shown = { from: held.from, to: Math.min(held.to, held.from + rest.pages) };
    this.create(rest, shown, held);
  }

  /** The block ended; its slot holds nothing. */
  #free(slot: number): void {
    const c = this.#columns.columns;
    for (const name of BLOCK_COLUMNS) c[name][slot] = 0;
    this.writeName(slot, 0);
    this.#touchSlot(slot);
    this.#freeSlots.push(slot);
    this.#live--;
  }

  /** What a live slot says. */
  describe(slot: number): NewBlock {
    const c = this.#columns.columns;
    return {
      pfn: c.blockPfn[slot]!,
      pages: c.blockPages[slot]!,
      bytes: c.blockBytes[slot]!,
      op: c.blockOp[slot]!,
      kind: KINDS[c.blockKind[slot]!] ?? 'none',
      align: c.blockAlign[slot]!,
      name: this.#names.shown(this.#name[slot]!),
    };
  }

  /** Gives a slot that holds nothing: one that was freed, else the next new one. */
  #takeSlot(): number {
    const free = this.#freeSlots.pop();
    if (free !== undefined) return free;
    this.roomFor(this.#high + 1);
    return this.#high++;
  }

  /** `name`: its number. */
  writeName(slot: number, name: number): void {
    this.#name[slot] = name;
    this.#names.write(this.#nameWords, slot, name);
    this.#columns.touch('blockName', slot * NAME_BYTES, (slot + 1) * NAME_BYTES);
  }

  /** The slot changed in every column. */
  #touchSlot(slot: number): void {
    this.#changed[slot] = 1;
    const chunk = Math.floor(slot / CHUNK);
    for (const generations of this.#generations) generations[chunk]! += 1;
  }

  /** Writes the number of slots and of live blocks into the header. */
  writeHeader(): void {
    const { header } = this.#columns.columns;
    header[HEADER.blockHigh] = this.#high;
    header[HEADER.blocks] = this.#live;
  }

  /** Live slots in slot order. */
  *slots(): Generator<number> {
    const { blockPages } = this.#columns.columns;
    for (let slot = 0; slot < this.#high; slot++) if (blockPages[slot]! > 0) yield slot;
  }

  /** Throws unless pages, owners and slots agree. */
  check(): void {
    const { page, owner, blockPages } = this.#columns.columns;
    const live = [...this.slots()].length;
    if (live !== this.#live) throw new Error(`blocks: ${live} live, ${this.#live} counted`);
    for (let i = 0; i < owner.length; i++) {
      const slot = owner[i]! - 1;
      const allocated = (page[i]! & PageState.ALLOCATED) !== 0;
      if (allocated !== slot >= 0)
        throw new Error(`page ${i}: allocated ${allocated}, slot ${slot}`);
      if (slot < 0) continue;
      const held = this.#heldOf(slot);
      if (blockPages[slot] === 0 || i < held.from || i >= held.to)
        throw new Error(`page ${i}: slot ${slot} does not hold it`);
    }
  }
}

function widened<T extends Uint32Array | Uint8Array>(numbers: T, wider: T): T {
  wider.set(numbers);
  return wider;
}

/** These columns have one number for each slot. */
const BLOCK_COLUMNS = [
  'blockPfn',
  'blockPages',
  'blockBytes',
  'blockOp',
  'blockKind',
  'blockAlign',
  'blockColour',
] as const;
