/**
 * Who holds what. CMA itself keeps no record of its callers (a bitmap is all it has); this ledger
 * follows the bitmap so that the map can show names, sizes and ages. A block is a slot in the block
 * columns; `owner` says for every page which slot holds it.
 */
import type { Columns } from './columns.ts';
import type { Bytes, OpId, Order, PageCount, Pfn } from './units.ts';
import { PAGE_SIZE } from './units.ts';
import { MAX_BLOCKS, MAX_NAME } from './limits.ts';
import { BlockKind, HEADER, NAME_BYTES, PageState, type BlockKindName } from './view.ts';

export interface NewBlock {
  readonly pfn: Pfn;
  readonly pages: PageCount;
  readonly bytes: Bytes;
  readonly op: OpId;
  readonly kind: BlockKindName;
  readonly align: Order;
  /** Byte string; cut to MAX_NAME. */
  readonly name: string;
}

/** A range of page indexes (see RegionLayout.firstPage). */
export interface PageSpan {
  readonly from: number;
  readonly to: number;
}

/** Owner families: digits do not count, so emac0_buff and emac1_buff share a colour. */
export const familyOf = (name: string): string => name.replace(/[0-9]+/g, '');
const COLOURS = 8;

export class Blocks {
  #columns: Columns;
  readonly #grow: (slots: number) => Columns;
  #freeSlots: number[] = [];
  #high = 0;
  #live = 0;
  readonly #families = new Map<string, number>();

  /** `grow` gives columns with more block slots, contents kept. */
  constructor(columns: Columns, grow: (slots: number) => Columns) {
    this.#columns = columns;
    this.#grow = grow;
  }

  /** After the columns were reallocated (a region was declared). */
  rebind(columns: Columns): void {
    this.#columns = columns;
  }

  get live(): number {
    return this.#live;
  }
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
    const colour = this.#colourOf(block.name);
    c.blockPfn[slot] = block.pfn;
    c.blockPages[slot] = block.pages;
    c.blockBytes[slot] = block.bytes;
    c.blockOp[slot] = block.op;
    c.blockKind[slot] = BlockKind[block.kind];
    c.blockAlign[slot] = block.align;
    c.blockColour[slot] = colour;
    this.#writeName(slot, block.name);
    this.#touchSlot(slot);
    this.#live++;
    this.#paint(held, slot, PageState.ALLOCATED | PageState.SLACK | colour);
    this.#paint(asked, slot, PageState.ALLOCATED | colour);
    return slot;
  }

  /** The pages of `span` are held by `slot` again (or by nobody, slot -1), with these state bits. */
  #paint(span: PageSpan, slot: number, state: number): void {
    const { page, owner } = this.#columns.columns;
    const kept = PageState.LENT | PageState.PINNED;
    owner.fill(slot + 1, span.from, span.to);
    for (let i = span.from; i < span.to; i++) page[i] = (page[i]! & kept) | state;
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
      let end = i + 1;
      while (end < span.to && owner[end]! - 1 === slot) end++;
      if (slot >= 0) this.#cut(slot, { from: i, to: end });
      i = end;
    }
    this.#paint(span, -1, 0);
  }

  /** Take pages [cut) away from a block that owned them all. */
  #cut(slot: number, cut: PageSpan): void {
    const { page, owner } = this.#columns.columns;
    let from = cut.from;
    let to = cut.to;
    while (from > 0 && owner[from - 1]! - 1 === slot) from--;
    while (to < owner.length && owner[to]! - 1 === slot) to++;
    let asked = from;
    while (asked < to && (page[asked]! & PageState.SLACK) === 0) asked++;
    const head: PageSpan = { from, to: Math.min(cut.from, asked) };
    const tail: PageSpan = { from: cut.to, to: Math.max(asked, cut.to) };
    const tailHeld = to - cut.to;
    const before = this.#read(slot);
    if (head.to > head.from) {
      this.#resize(slot, before.pfn, head.to - head.from, before.bytes, false);
      if (tailHeld > 0) this.#split(before, head, tail, to, from);
    } else if (tailHeld > 0) {
      const lost = cut.to - from;
      this.#resize(
        slot,
        before.pfn + lost,
        tail.to - tail.from,
        before.bytes - lost * PAGE_SIZE,
        true,
      );
    } else this.#free(slot);
  }

  #split(before: NewBlock, _head: PageSpan, tail: PageSpan, heldTo: number, from: number): void {
    const lost = tail.from - from;
    const pages = tail.to - tail.from;
    this.create(
      {
        ...before,
        pfn: before.pfn + lost,
        pages,
        bytes: Math.max(0, Math.min(before.bytes - lost * PAGE_SIZE, pages * PAGE_SIZE)),
      },
      tail,
      { from: tail.from, to: heldTo },
    );
  }

  /** A block of which only slack is left keeps 0 bytes and counts one page, so that it stays visible. */
  #resize(slot: number, pfn: Pfn, pages: PageCount, bytes: Bytes, tail: boolean): void {
    const c = this.#columns.columns;
    c.blockPfn[slot] = pfn;
    c.blockPages[slot] = Math.max(1, pages);
    c.blockBytes[slot] = tail
      ? Math.max(0, Math.min(bytes, pages * PAGE_SIZE))
      : Math.min(bytes, pages * PAGE_SIZE);
    this.#touchSlot(slot);
  }

  #free(slot: number): void {
    const c = this.#columns.columns;
    c.blockPages[slot] = 0;
    c.blockBytes[slot] = 0;
    this.#writeName(slot, '');
    this.#touchSlot(slot);
    this.#freeSlots.push(slot);
    this.#live--;
  }

  /** What a live slot says. */
  #read(slot: number): NewBlock {
    const c = this.#columns.columns;
    const kinds = Object.keys(BlockKind) as BlockKindName[];
    return {
      pfn: c.blockPfn[slot]!,
      pages: c.blockPages[slot]!,
      bytes: c.blockBytes[slot]!,
      op: c.blockOp[slot]!,
      kind: kinds.find((kind) => BlockKind[kind] === c.blockKind[slot]) ?? 'none',
      align: c.blockAlign[slot]!,
      name: this.#readName(slot),
    };
  }

  #takeSlot(): number {
    const free = this.#freeSlots.pop();
    if (free !== undefined) return free;
    if (this.#high === this.#columns.layout.blockSlots)
      this.#columns = this.#grow(Math.min(MAX_BLOCKS, this.#high * 2));
    return this.#high++;
  }

  #colourOf(name: string): number {
    if (name === '') return 0;
    const family = familyOf(name);
    const known = this.#families.get(family);
    if (known !== undefined) return known;
    const colour = (this.#families.size % COLOURS) + 1;
    this.#families.set(family, colour);
    return colour;
  }

  #writeName(slot: number, name: string): void {
    const { blockName } = this.#columns.columns;
    const start = slot * NAME_BYTES;
    for (let i = 0; i < NAME_BYTES; i++)
      blockName[start + i] = i < MAX_NAME && i < name.length ? name.charCodeAt(i) : 0;
  }

  #readName(slot: number): string {
    const { blockName } = this.#columns.columns;
    let name = '';
    for (let i = slot * NAME_BYTES; blockName[i]! !== 0; i++)
      name += String.fromCharCode(blockName[i]!);
    return name;
  }

  #touchSlot(slot: number): void {
    for (const name of BLOCK_COLUMNS) this.#columns.touch(name, slot, slot + 1);
    this.#columns.touch('blockName', slot * NAME_BYTES, (slot + 1) * NAME_BYTES);
  }

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

  describe(slot: number): NewBlock {
    return this.#read(slot);
  }

  check(): void {
    const { page, owner, blockPages } = this.#columns.columns;
    const live = [...this.slots()].length;
    if (live !== this.#live) throw new Error(`blocks: ${live} live, ${this.#live} counted`);
    for (let i = 0; i < owner.length; i++) {
      const slot = owner[i]! - 1;
      const allocated = (page[i]! & PageState.ALLOCATED) !== 0;
      if (allocated !== slot >= 0)
        throw new Error(`page ${i}: allocated ${allocated}, slot ${slot}`);
      if (slot >= 0 && blockPages[slot] === 0) throw new Error(`page ${i}: owner ${slot} is free`);
    }
  }
}

const BLOCK_COLUMNS = [
  'blockPfn',
  'blockPages',
  'blockBytes',
  'blockOp',
  'blockKind',
  'blockAlign',
  'blockColour',
] as const;
