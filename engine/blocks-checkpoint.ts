/** The ledger of blocks in a checkpoint. */
import type { Blocks } from './blocks.ts';
import type { ColumnArrays, RegionLayout } from './view.ts';

const SAVED_COLUMNS = [
  'blockPages',
  'blockBytes',
  'blockOp',
  'blockKind',
  'blockAlign',
  'blockColour',
] as const;
type SavedColumn = (typeof SAVED_COLUMNS)[number];
type Numbers = Uint8Array | Uint32Array | Float64Array;

/** What makes two ledgers the same: one entry a live block, in slot order. */
export interface SavedBlocks {
  /** Slots ever used, and which of them are free, the last to be taken first. */
  readonly high: number;
  readonly freeSlots: Uint32Array;
  readonly slots: Uint32Array;
  /** Pages held; what was asked for begins where they do. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly columns: { readonly [K in SavedColumn]: ColumnArrays[K] };
  readonly names: readonly string[];
  readonly families: readonly (readonly [family: string, colour: number])[];
}

export function saveBlocks(blocks: Blocks): SavedBlocks {
  const all = blocks.columns.columns;
  const { high, freeSlots, from, to, names, families } = blocks.ledger;
  const slots = Uint32Array.from(blocks.slots());
  const columns = Object.fromEntries(SAVED_COLUMNS.map((name) => [name, picked(all[name], slots)]));
  return {
    high,
    freeSlots: Uint32Array.from(freeSlots),
    slots,
    from: picked(from, slots),
    to: picked(to, slots),
    columns: columns as SavedBlocks['columns'],
    names: Array.from(slots, (slot) => names[slot]!),
    families: [...families],
  };
}

/** On a board with the same regions; the page states are their owners'. */
export function restoreBlocks(blocks: Blocks, saved: SavedBlocks): void {
  const { high, slots, from, to } = saved;
  blocks.roomFor(high);
  const { ledger } = blocks;
  const { columns } = blocks;
  const end = Math.max(ledger.high, high);
  for (const name of SAVED_COLUMNS)
    columns.replace(name, scattered(saved.columns[name], slots, end), end);
  const pfns = scattered(pfnsOf(from, columns.layout.regions), slots, end);
  columns.replace('blockPfn', pfns, end);
  restoreNames(blocks, saved, end);
  const owner = new Uint32Array(columns.layout.pages);
  for (let i = 0; i < slots.length; i++) {
    ledger.from[slots[i]!] = from[i]!;
    ledger.to[slots[i]!] = to[i]!;
    owner.fill(slots[i]! + 1, from[i], to[i]);
  }
  columns.replace('owner', owner, owner.length);
  const { freeSlots, families } = saved;
  blocks.become({
    freeSlots: [...freeSlots],
    high,
    live: slots.length,
    families: new Map(families),
  });
}

function restoreNames(blocks: Blocks, { slots, names }: SavedBlocks, end: number): void {
  const known = blocks.ledger.names;
  for (let slot = 0, i = 0; slot < end; slot++) {
    const name = slots[i] === slot ? names[i++]! : '';
    if ((known[slot] ?? '') !== name) blocks.writeName(slot, name);
  }
}

/** The elements of a column in these slots. */
function picked<T extends Numbers>(column: T, slots: Uint32Array): T {
  const values = column.slice(0, slots.length) as T;
  for (let i = 0; i < slots.length; i++) values[i] = column[slots[i]!]!;
  return values;
}

/** A column of `end` slots with these values in these slots. */
function scattered<T extends Numbers>(values: T, slots: Uint32Array, end: number): T {
  const column = new (values.constructor as new (length: number) => T)(end);
  for (let i = 0; i < slots.length; i++) column[slots[i]!] = values[i]!;
  return column;
}

/** The frames of pages given by their index. */
function pfnsOf(pages: Uint32Array, regions: readonly RegionLayout[]): Float64Array {
  const ranges = regions.flatMap((region) => region.ranges);
  return Float64Array.from(pages, (page) => {
    const { basePfn, firstPage } = ranges.findLast((range) => range.firstPage <= page)!;
    return basePfn + (page - firstPage);
  });
}
