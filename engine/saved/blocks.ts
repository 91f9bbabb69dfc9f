/**
 * The ledger of blocks in a checkpoint: every slot as it was at some earlier checkpoint, which many
 * share, and those that have changed since. When what has been written down of changes weighs as much
 * as everything would, everything is written down anew; no other rule is cheaper by more than half.
 */
import type { BlocksBase, Blocks } from '../board/blocks.ts';
import {
  freeRows,
  pack,
  packedBytes,
  unpack,
  type BlockRows,
  type PackedRows,
} from '../board/block-rows.ts';
import type { RegionLayout } from '../contract/view.ts';
import { PageState } from '../contract/view.ts';

/** What makes two ledgers the same. */
export interface SavedBlocks {
  readonly base: BlocksBase;
  /** Slots ever used. */
  readonly high: number;
  /** Slots that are not as in the base, ascending, and how they are. */
  readonly slots: Uint32Array;
  readonly rows: PackedRows;
  /** So many of the base's free slots, and these after them. */
  readonly freeKept: number;
  readonly freeSlots: Uint32Array;
  /** By number. */
  readonly names: readonly string[];
}

/** It moves the ledger's base when changes have become too many. */
export function saveBlocks(blocks: Blocks): SavedBlocks {
  const { high, names } = blocks.ledger;
  const { base, slots } = baseOf(blocks);
  const { freeSlots } = blocks.ledger;
  let freeKept = 0;
  while (freeKept < base.freeSlots.length && base.freeSlots[freeKept] === freeSlots[freeKept])
    freeKept++;
  return {
    base,
    high,
    slots,
    rows: pack(rowsOf(blocks), slots.length, slots),
    freeKept,
    freeSlots: Uint32Array.from(freeSlots.slice(freeKept)),
    names: names.save(),
  };
}

const NONE = new Uint32Array(0);

/** The base of the next checkpoint, and the slots that are not as in it. */
function baseOf(blocks: Blocks): { readonly base: BlocksBase; readonly slots: Uint32Array } {
  const { high, changed, base, owed, freeSlots } = blocks.ledger;
  if (base) {
    const slots = marked(changed);
    const owes = owed + packedBytes(slots.length);
    if (owes < packedBytes(high)) {
      blocks.stand(base, owes);
      return { base, slots };
    }
  }
  const rows = pack(rowsOf(blocks), high);
  const fresh = { rows, freeSlots: Uint32Array.from(freeSlots) };
  changed.fill(0);
  blocks.stand(fresh, 0);
  return { base: fresh, slots: NONE };
}
/** Slots that changed since the base, ascending. */
function marked(changed: Uint8Array): Uint32Array {
  const slots: number[] = [];
  for (let slot = changed.indexOf(1); slot >= 0; slot = changed.indexOf(1, slot + 1))
    slots.push(slot);
  return Uint32Array.from(slots);
}

/** The ledger where it lies. */
function rowsOf(blocks: Blocks): BlockRows {
  const { from, to, name } = blocks.ledger;
  const { blockPages, blockBytes, blockOp, blockKind, blockAlign } = blocks.columns.columns;
  const columns = { pages: blockPages, bytes: blockBytes, op: blockOp };
  return { from, to, name, ...columns, kind: blockKind, align: blockAlign };
}

/**
 * On a board with the same regions. `page`: PageState of every page as far as it does not come from
 * who holds it; it is used up.
 */
export function restoreBlocks(blocks: Blocks, saved: SavedBlocks, page: Uint8Array): void {
  const { base, high, slots, names } = saved;
  blocks.roomFor(high);
  const { ledger, columns } = blocks;
  const sameNames = ledger.names.restore(names);
  const end = Math.max(ledger.high, high);
  const rows = freeRows(end);
  unpack(base.rows, rows);
  unpack(saved.rows, rows, slots);
  const colours = Uint8Array.from(names, (_, number) => ledger.names.colour(number));
  const colour = new Uint8Array(end);
  for (let slot = 0; slot < end; slot++) colour[slot] = colours[rows.name[slot]!]!;
  const owner = new Uint32Array(page.length);
  const live = paint(rows, colour, page, owner);
  columns.replace('page', page, page.length);
  columns.replace('owner', owner, owner.length);
  columns.replace('blockPfn', pfnsOf(rows, columns.layout.regions), end);
  columns.replace('blockPages', rows.pages, end);
  columns.replace('blockBytes', rows.bytes, end);
  columns.replace('blockOp', rows.op, end);
  columns.replace('blockKind', rows.kind, end);
  columns.replace('blockAlign', rows.align, end);
  columns.replace('blockColour', colour, end);
  for (let slot = 0; slot < end; slot++) {
    const name = rows.name[slot]!;
    if (ledger.name[slot] !== name || name >= sameNames) blocks.writeName(slot, name);
  }
  ledger.from.set(rows.from);
  ledger.to.set(rows.to);
  ledger.changed.fill(0);
  for (const slot of slots) ledger.changed[slot] = 1;
  const freeSlots = [...base.freeSlots.subarray(0, saved.freeKept), ...saved.freeSlots];
  blocks.become({ freeSlots, high, live });
  blocks.stand(base, 0);
}

/** Who holds each page, and in what colour; how many blocks there are. */
function paint(rows: BlockRows, colour: Uint8Array, page: Uint8Array, owner: Uint32Array): number {
  const { from, to, pages } = rows;
  let live = 0;
  for (let slot = 0; slot < pages.length; slot++) {
    if (pages[slot] === 0) continue;
    live++;
    const state = PageState.ALLOCATED | colour[slot]!;
    const end = to[slot]!;
    for (let i = from[slot]!; i < end; i++) {
      page[i]! |= state;
      owner[i] = slot + 1;
    }
  }
  return live;
}

/** The first frame of every block. */
function pfnsOf({ from, pages }: BlockRows, regions: readonly RegionLayout[]): Float64Array {
  const ranges = regions.flatMap((region) => region.ranges);
  const pfns = new Float64Array(from.length);
  let range = ranges[0];
  for (let slot = 0; slot < from.length; slot++) {
    if (pages[slot] === 0) continue;
    const first = from[slot]!;
    if (!range || first < range.firstPage || first >= range.firstPage + range.pages)
      range = ranges.findLast(({ firstPage }) => firstPage <= first)!;
    pfns[slot] = range.basePfn + (first - range.firstPage);
  }
  return pfns;
}
