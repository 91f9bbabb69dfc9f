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
const familyOf = (name: string): string => name.replace(/[0-9]+/g, '');
const COLOURS = 8;
/** Names of BlockKind by number. */
const KINDS = Object.keys(BlockKind) as BlockKindName[];

/** What of the ledger is not in the columns. */
export interface Ledger {
  /** Pages that every live slot holds, from the first up to, not including, the last of `to`. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** By slot. */
  readonly names: readonly string[];
  /** The last is the next to be taken. */
  readonly freeSlots: readonly number[];
  /** Slots ever used. */
  readonly high: number;
  readonly live: number;
  /** Colour of every family of names. */
  readonly families: ReadonlyMap<string, number>;
}

export interface Becoming extends Pick<Ledger, 'high' | 'live'> {
  readonly freeSlots: number[];
  readonly families: Map<string, number>;
}

export class Blocks {
  #columns: Columns;
  readonly #grow: (slots: number) => Columns;
  /** First page and end of what every live slot holds; what was asked for is its first `blockPages`. */
  #from = new Uint32Array(0);
  #to = new Uint32Array(0);
  /** The names as the name column has them, by slot. */
  #names: string[] = [];
  #freeSlots: number[] = [];
  #high = 0;
  #live = 0;
  #families = new Map<string, number>();

  /** `grow` gives columns with more block slots, contents kept. */
  constructor(columns: Columns, grow: (slots: number) => Columns) {
    this.#columns = columns;
    this.#grow = grow;
  }

  get columns(): Columns {
    return this.#columns;
  }
  /** For blocks-checkpoint.ts. */
  get ledger(): Ledger {
    return {
      from: this.#from,
      to: this.#to,
      names: this.#names,
      freeSlots: this.#freeSlots,
      high: this.#high,
      live: this.#live,
      families: this.#families,
    };
  }
  /** Another ledger; `from` and `to` are written in place, names with writeName(). */
  become({ freeSlots, high, live, families }: Becoming): void {
    this.#freeSlots = freeSlots;
    this.#high = high;
    this.#live = live;
    this.#families = families;
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
    this.writeName(slot, block.name);
    this.#touchSlot(slot);
    this.#live++;
    this.#setHeld(slot, held);
    this.#paint(asked, slot, PageState.ALLOCATED | colour);
    const slack = { from: asked.to, to: held.to };
    if (slack.to > slack.from)
      this.#paint(slack, slot, PageState.ALLOCATED | PageState.SLACK | colour);
    return slot;
  }

  #askedOf(slot: number): PageSpan {
    const from = this.#from[slot]!;
    return { from, to: from + this.#columns.columns.blockPages[slot]! };
  }
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
    if (room > this.#columns.layout.blockSlots) this.#columns = this.#grow(room);
    if (this.#from.length >= room) return;
    this.#from = widened(this.#from, room);
    this.#to = widened(this.#to, room);
  }

  /** These pages are held by `slot` (-1: by nobody); what lies below the bitmap stays as it is. */
  #paint(span: PageSpan, slot: number, state: number): void {
    const { page, owner } = this.#columns.columns;
    const below = PageState.LENT | PageState.PINNED;
    owner.fill(slot + 1, span.from, span.to);
    for (let i = span.from; i < span.to; i++) page[i] = (page[i]! & below) | state;
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
    const asked = this.#askedOf(slot);
    const held = this.#heldOf(slot);
    const tail = held.to > cut.to ? { from: cut.to, to: held.to } : undefined;
    const before = this.describe(slot);
    if (held.from < cut.from) {
      this.#shrink(slot, before, asked, { from: held.from, to: cut.from });
      if (tail) this.#split(before, asked, tail);
    } else if (tail) this.#shrink(slot, before, asked, tail);
    else this.#free(slot);
  }

  /** What is left of a block in `held`: its frame, pages and bytes. Slack alone counts one page. */
  #remainder(before: NewBlock, asked: PageSpan, held: PageSpan): NewBlock {
    const lost = held.from - asked.from;
    const pages = Math.max(0, Math.min(asked.to, held.to) - held.from);
    const bytes = Math.max(0, Math.min(before.bytes - lost * PAGE_SIZE, pages * PAGE_SIZE));
    return { ...before, pfn: before.pfn + lost, pages: Math.max(1, pages), bytes };
  }

  #shrink(slot: number, before: NewBlock, asked: PageSpan, held: PageSpan): void {
    const c = this.#columns.columns;
    const { pfn, pages, bytes } = this.#remainder(before, asked, held);
    c.blockPfn[slot] = pfn;
    c.blockPages[slot] = pages;
    c.blockBytes[slot] = bytes;
    this.#setHeld(slot, held);
    this.#touchSlot(slot);
  }

  #split(before: NewBlock, asked: PageSpan, held: PageSpan): void {
    const rest = this.#remainder(before, asked, held);
    const shown = { from: held.from, to: Math.min(held.to, held.from + rest.pages) };
    this.create(rest, shown, held);
  }

  #free(slot: number): void {
    const c = this.#columns.columns;
    for (const name of BLOCK_COLUMNS) c[name][slot] = 0;
    this.writeName(slot, '');
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
      name: this.#readName(slot),
    };
  }

  #takeSlot(): number {
    const free = this.#freeSlots.pop();
    if (free !== undefined) return free;
    this.roomFor(this.#high + 1);
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

  writeName(slot: number, name: string): void {
    const { blockName } = this.#columns.columns;
    this.#names[slot] = name;
    const start = slot * NAME_BYTES;
    for (let i = 0; i < NAME_BYTES; i++)
      blockName[start + i] = i < MAX_NAME && i < name.length ? name.charCodeAt(i) : 0;
    this.#columns.touch('blockName', start, start + NAME_BYTES);
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

function widened(numbers: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(length);
  wider.set(numbers);
  return wider;
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
