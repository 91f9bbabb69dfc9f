/**
 * The table's rows without an object for each: a block row, or the row of a page and PAGE_ROW. In
 * natural order pools come newest first, their pages as in the kernel's list, blocks by address.
 */
import { PoolBlock } from '../../../../engine/contract/view.ts';
import type { DmaPoolLayout, MachineView } from '../../../../engine/contract/view.ts';
import type { PageIndex } from '../draw/pages.ts';
import { placeOfBlock } from '../draw/place.ts';
import type { PoolPlace } from '../draw/place.ts';

/** Added to the row of a page: rows of blocks lie far below it. */
export const PAGE_ROW = 2 ** 31;

export const COLUMNS = ['pool', 'slot', 'page', 'phys', 'size', 'state'] as const;
export type Column = (typeof COLUMNS)[number];
export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

/** Blocks in use of every pool, and pages before theirs if they are asked for. */
export const liveRows = (
  view: MachineView,
  pages: PageIndex,
  pools: readonly DmaPoolLayout[],
  withPages: boolean,
  keeps: (pool: DmaPoolLayout, page: number, slot: number) => boolean,
): Uint32Array => {
  const { poolBlockState, poolPageFirst } = view.columns;
  const rows = new Uint32Array(poolBlockState.length + poolPageFirst.length);
  let count = 0;
  for (const pool of [...pools].reverse())
    for (const page of pages.of(pool)) {
      if (withPages && keeps(pool, page, -1)) rows[count++] = page + PAGE_ROW;
      const first = poolPageFirst[page]!;
      for (let slot = 0; slot < pool.slots.length; slot += 1) {
        const kind = poolBlockState[first + slot]! & PoolBlock.KIND;
        if (kind === PoolBlock.IN_USE && keeps(pool, page, slot)) rows[count++] = first + slot;
      }
    }
  return rows.slice(0, count);
};

/** A filter as an address: 0x…, or at least five hexadecimal digits with a digit among them. */
export const parseAddress = (text: string): number | undefined => {
  const digits = /^0x([0-9a-f]{1,13})$/i.exec(text)?.[1];
  const bare = /^(?=.*[0-9])[0-9a-f]{5,13}$/i.test(text) ? text : undefined;
  const found = digits ?? bare;
  return found === undefined ? undefined : Number.parseInt(found, 16);
};

/** What a filter lets through: what holds the address, or what is in a pool of that name. */
export const filterOf = (
  view: MachineView,
  filter: string,
): ((pool: DmaPoolLayout, page: number, slot: number) => boolean) => {
  const text = filter.trim().toLowerCase();
  if (text === '') return () => true;
  const address = parseAddress(text);
  const { poolPageAddress } = view.columns;
  return (pool, page, slot) => {
    if (pool.name.toLowerCase().includes(text)) return true;
    if (address === undefined) return false;
    const from = poolPageAddress[page]! + (slot < 0 ? 0 : pool.slots[slot]!);
    return address >= from && address < from + (slot < 0 ? pool.allocation : pool.size);
  };
};

/** Rows are sorted with their place in the natural order after the key, in whole numbers. */
const SPREAD = 2 ** 23;

/** What a column sorts by: below 2^30. */
const keyOf = (view: MachineView, pages: PageIndex, column: Column): ((row: number) => number) => {
  const { poolBlockState, poolPagePool, poolPageAddress, poolPageFirst } = view.columns;
  const byRow = new Map(view.layout.dmaPools.map((pool) => [pool.row + 1, pool]));
  // Blocks of a page follow each other: the last page found is mostly the next one too.
  let page = -1;
  let [from, to] = [0, 0];
  const pageOf = (row: number): number => {
    if (row >= PAGE_ROW) return row - PAGE_ROW;
    if (row >= from && row < to) return page;
    page = pages.pageOfBlock(view, row) ?? 0;
    from = poolPageFirst[page]!;
    to = from + (byRow.get(poolPagePool[page]!)?.slots.length ?? 0);
    return page;
  };
  const poolOf = (row: number): DmaPoolLayout | undefined => byRow.get(poolPagePool[pageOf(row)]!);
  switch (column) {
    case 'pool':
      return (row) => poolOf(row)?.id ?? 0;
    // Pages lie on whole 4 KiB: the blocks of one are in order by nature.
    case 'page':
    case 'phys':
      return (row) => Math.floor(poolPageAddress[pageOf(row)]! / 4096);
    case 'slot':
      return (row) => (row >= PAGE_ROW ? 0 : row - poolPageFirst[pageOf(row)]! + 1);
    case 'size':
      return (row) => {
        const pool = poolOf(row);
        return (row >= PAGE_ROW ? pool?.allocation : pool?.size) ?? 0;
      };
    case 'state':
      return (row) => (row >= PAGE_ROW ? 0 : poolBlockState[row]!);
  }
};

/** A new array in order; equal rows stay in the natural order. */
export const sortRows = (
  view: MachineView,
  pages: PageIndex,
  rows: Uint32Array,
  { column, descending }: Sorting,
): Uint32Array => {
  if (column === 'pool' && descending) return rows;
  const key = keyOf(view, pages, column);
  const sign = descending ? -1 : 1;
  const keys = new Float64Array(rows.length);
  rows.forEach((row, at) => (keys[at] = sign * key(row) * SPREAD + at));
  keys.sort();
  return Uint32Array.from(keys, (one) => rows[((one % SPREAD) + SPREAD) % SPREAD]!);
};

export const placeOfRow = (
  view: MachineView,
  pages: PageIndex,
  row: number,
): PoolPlace | undefined => {
  if (row < PAGE_ROW) return placeOfBlock(view, pages, row);
  const { poolPagePool, poolPageIndex } = view.columns;
  const page = row - PAGE_ROW;
  const pool = view.layout.dmaPools.find((one) => one.row === poolPagePool[page]! - 1);
  return pool && { pool: pool.id, page: poolPageIndex[page]!, slot: -1 };
};

/** The row of a place, if the table could hold it. */
export const rowOfPlace = (
  view: MachineView,
  pages: PageIndex,
  place: PoolPlace,
): number | undefined => {
  const pool = view.layout.dmaPools.find((one) => one.id === place.pool);
  const page = pool && pages.rowOf(pool, place.page);
  if (page === undefined) return undefined;
  return place.slot < 0 ? page + PAGE_ROW : view.columns.poolPageFirst[page]! + place.slot;
};
