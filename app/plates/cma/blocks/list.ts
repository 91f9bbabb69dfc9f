/** The table's rows: slots of live blocks, filtered and sorted without making an object for each. */
import { pfnToPage, physToVirt } from '../../../../engine/contract/profile.ts';
import type { BoardProfile } from '../../../../engine/contract/profile.ts';
import { PAGE_SIZE, pfnToPhys } from '../../../../engine/contract/units.ts';
import { HEADER, NAME_BYTES } from '../../../../engine/contract/view.ts';
import { blockName, wasteOf } from '../../../frame/frame.ts';
import type { Frame } from '../../../frame/frame.ts';

export const COLUMNS = [
  'name',
  'kind',
  'pfn',
  'phys',
  'pages',
  'bytes',
  'waste',
  'align',
  'op',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

export const liveSlots = (frame: Frame): Uint32Array => {
  const { blockPages, header } = frame.columns;
  const high = Math.min(header[HEADER.blockHigh] ?? 0, blockPages.length);
  const slots = new Uint32Array(high);
  let count = 0;
  for (let slot = 0; slot < high; slot += 1) {
    if (blockPages[slot]! > 0) slots[count++] = slot;
  }
  return slots.subarray(0, count);
};

/** First six bytes of a name as a number: enough to order most pairs without reading further. */
const nameKey = (frame: Frame, slot: number): number => {
  let key = 0;
  const from = slot * NAME_BYTES;
  for (let i = from; i < from + 6; i += 1) key = key * 256 + (frame.columns.blockName[i] ?? 0);
  return key;
};

const compareNames = (frame: Frame, a: number, b: number): number => {
  const bytes = frame.columns.blockName;
  for (let i = 6; i < NAME_BYTES; i += 1) {
    const by = (bytes[a * NAME_BYTES + i] ?? 0) - (bytes[b * NAME_BYTES + i] ?? 0);
    if (by !== 0) return by;
  }
  return 0;
};

const keyOf = (frame: Frame, column: Column): ((slot: number) => number) => {
  const c = frame.columns;
  switch (column) {
    case 'name':
      return (slot) => nameKey(frame, slot);
    case 'kind':
      return (slot) => c.blockKind[slot]!;
    case 'pfn':
    case 'phys':
      return (slot) => c.blockPfn[slot]!;
    case 'pages':
      return (slot) => c.blockPages[slot]!;
    case 'bytes':
      return (slot) => c.blockBytes[slot]!;
    case 'waste':
      return (slot) => wasteOf(frame, slot);
    case 'align':
      return (slot) => c.blockAlign[slot]!;
    case 'op':
      return (slot) => c.blockOp[slot]!;
  }
};

/** A new array of slots in order; equal ones by address, so that the order is always the same. */
export const sortSlots = (frame: Frame, slots: Uint32Array, sorting: Sorting): Uint32Array => {
  const key = keyOf(frame, sorting.column);
  const keys = new Float64Array(slots.length);
  for (const [i, slot] of slots.entries()) keys[i] = key(slot);
  const places = new Uint32Array(slots.length);
  for (let i = 0; i < places.length; i += 1) places[i] = i;
  const { blockPfn } = frame.columns;
  const sign = sorting.descending ? -1 : 1;
  const byName = sorting.column === 'name';
  places.sort((a, b) => {
    const by = keys[a]! - keys[b]!;
    if (by !== 0) return by * sign;
    const names = byName ? compareNames(frame, slots[a]!, slots[b]!) : 0;
    return names !== 0 ? names * sign : blockPfn[slots[a]!]! - blockPfn[slots[b]!]!;
  });
  return places.map((place) => slots[place]!);
};

/** A filter as an address: 0x…, decimal, or at least five hexadecimal digits with a digit among them. */
export const parseAddress = (text: string): number | undefined => {
  const hexadecimal = /^0x([0-9a-f]+)$/i.exec(text)?.[1];
  const bare = /^(?=.*[0-9])[0-9a-f]{5,}$/i.test(text) ? text : undefined;
  if (hexadecimal !== undefined) return Number.parseInt(hexadecimal, 16);
  if (/^[0-9]+$/.test(text)) return Number(text);
  return bare === undefined ? undefined : Number.parseInt(bare, 16);
};

/** Whether an address lies in a block: as page frame, physical, kernel virtual or struct page. */
export const holdsAddress = (
  board: BoardProfile,
  pfn: number,
  pages: number,
  address: number,
): boolean => {
  const within = (from: number | undefined, size: number): boolean =>
    from !== undefined && address >= from && address < from + size;
  const phys = pfnToPhys(pfn);
  return (
    within(pfn, pages) ||
    within(phys, pages * PAGE_SIZE) ||
    within(physToVirt(board, phys), pages * PAGE_SIZE) ||
    within(pfnToPage(board, pfn), pages * (board.virtual?.structPageBytes ?? 0))
  );
};

/** Blocks whose name contains the text, or that hold the address it is. */
export const filterSlots = (frame: Frame, slots: Uint32Array, filter: string): Uint32Array => {
  const text = filter.trim().toLowerCase();
  if (text === '') return slots;
  const address = parseAddress(text);
  const { blockPfn, blockPages } = frame.columns;
  const { board } = frame.layout;
  return slots.filter(
    (slot) =>
      (address !== undefined && holdsAddress(board, blockPfn[slot]!, blockPages[slot]!, address)) ||
      blockName(frame, slot).toLowerCase().includes(text),
  );
};
