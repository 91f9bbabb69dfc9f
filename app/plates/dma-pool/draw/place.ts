/** A place in a pool that outlives a frame, and what is there now. */
import { PoolBlock } from '../../../../engine/contract/view.ts';
import type { DmaPoolLayout, MachineView } from '../../../../engine/contract/view.ts';
import type { PageIndex } from './pages.ts';

export interface PoolPlace {
  /** Number of the pool. */
  readonly pool: number;
  /** Number of the page in its pool, 0 the oldest. */
  readonly page: number;
  /** Place for a block in the page, -1 = the page as a whole. */
  readonly slot: number;
}

/** What a slot is to whoever allocates; `overrun` and `twice` are said besides. */
export type SlotKind = 'free' | 'used' | 'lost';

export interface SlotRecord {
  readonly row: number;
  readonly phys: number;
  readonly offset: number;
  readonly kind: SlotKind;
  readonly listed: boolean;
  readonly overrun: boolean;
  readonly poisoned: boolean;
  readonly twice: boolean;
}
export interface PageRecord {
  readonly row: number;
  readonly phys: number;
  /** Place in the kernel's list, 0 the first. */
  readonly at: number;
  readonly used: number;
  readonly op: number;
}

export const kindOf = (state: number): SlotKind => {
  const kind = state & PoolBlock.KIND;
  if (kind === PoolBlock.IN_USE) return 'used';
  return kind === PoolBlock.FREE ? 'free' : 'lost';
};

export const pageAt = (
  view: MachineView,
  pages: PageIndex,
  pool: DmaPoolLayout,
  page: number,
): PageRecord | undefined => {
  const rows = pages.of(pool);
  const at = rows.length - 1 - page;
  const row = rows[at];
  if (row === undefined) return undefined;
  const { poolPageAddress, poolPageUsed, poolPageOp } = view.columns;
  const phys = poolPageAddress[row]!;
  return { row, phys, at, used: poolPageUsed[row]!, op: poolPageOp[row]! };
};

export const slotRecord = (
  view: MachineView,
  pool: DmaPoolLayout,
  page: PageRecord,
  slot: number,
): SlotRecord | undefined => {
  const offset = pool.slots[slot];
  if (offset === undefined) return undefined;
  const row = view.columns.poolPageFirst[page.row]! + slot;
  const state = view.columns.poolBlockState[row]!;
  return {
    row,
    offset,
    phys: page.phys + offset,
    kind: kindOf(state),
    listed: (state & PoolBlock.LISTED) !== 0,
    overrun: (state & PoolBlock.OVERRUN) !== 0,
    poisoned: (state & PoolBlock.POISONED) !== 0,
    twice: (state & PoolBlock.TWICE) !== 0,
  };
};

/** The place of a block row. */
export const placeOfBlock = (
  view: MachineView,
  pages: PageIndex,
  block: number,
): PoolPlace | undefined => {
  const row = pages.pageOfBlock(view, block);
  if (row === undefined) return undefined;
  const { poolPagePool, poolPageIndex, poolPageFirst } = view.columns;
  const pool = view.layout.dmaPools.find((one) => one.row === poolPagePool[row]! - 1);
  if (pool === undefined) return undefined;
  return { pool: pool.id, page: poolPageIndex[row]!, slot: block - poolPageFirst[row]! };
};

/** Slot whose bytes an offset lies in; -1 if none. */
export const slotAround = ({ slots, size }: DmaPoolLayout, offset: number): number => {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (slots[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low > 0 && offset < slots[low - 1]! + size ? low - 1 : -1;
};
