/** Reading the cmem columns: one row a pool buffer, heap allocation or free chunk of a heap. */
import { PAGE_SIZE, roundUp } from '../../../../engine/contract/units.ts';
import { CmemRow, CmemState } from '../../../../engine/contract/view.ts';
import type { MachineView } from '../../../../engine/contract/view.ts';
import { OWNER_CLASSES } from '../../../render/palette.ts';

export type CmemRowKind = 'buffer' | 'heap' | 'hole';

export interface CmemRecord {
  readonly row: number;
  readonly kind: CmemRowKind;
  readonly phys: number;
  /** Bytes held, and bytes asked by whoever holds it (0 when free). */
  readonly size: number;
  readonly asked: number;
  /** Bytes from what was asked up to the page. */
  readonly rounding: number;
  /** Bytes from there to the end of a buffer that is too large. */
  readonly unused: number;
  readonly busy: boolean;
  readonly cached: boolean;
  readonly corrupt: boolean;
  readonly next: boolean;
  readonly block: number;
  /** CMEM_HEAP_POOL for rows of a heap. */
  readonly pool: number;
  /** Buffer id, or place of a hole in the free chain. */
  readonly id: number;
  readonly owner: number;
  readonly users: number;
  readonly op: number;
}

const KINDS: Readonly<Record<number, CmemRowKind>> = {
  [CmemRow.buffer]: 'buffer',
  [CmemRow.heap]: 'heap',
  [CmemRow.hole]: 'hole',
};

/** What of `size` bytes nobody asked for: up to the page, and beyond it. */
export const wasteIn = (
  size: number,
  asked: number,
): { readonly rounding: number; readonly unused: number } => {
  const rounded = Math.min(size, Math.max(roundUp(asked, PAGE_SIZE), asked));
  return { rounding: Math.max(0, rounded - asked), unused: Math.max(0, size - rounded) };
};

/** The record of a row; undefined when the row is not in use. */
export const cmemRecord = (view: MachineView, row: number): CmemRecord | undefined => {
  const c = view.columns;
  const kind = KINDS[c.cmemKind[row] ?? CmemRow.none];
  if (kind === undefined) return undefined;
  const state = c.cmemState[row]!;
  const size = c.cmemSize[row]!;
  const asked = c.cmemAsked[row]!;
  const busy = kind !== 'hole' && (state & CmemState.BUSY) !== 0;
  const waste = busy ? wasteIn(size, asked) : { rounding: 0, unused: 0 };
  return {
    row,
    kind,
    phys: c.cmemPhys[row]!,
    size,
    asked: busy ? asked : 0,
    ...waste,
    busy,
    cached: busy && (state & CmemState.CACHED) !== 0,
    corrupt: (state & CmemState.CORRUPT) !== 0,
    next: (state & CmemState.NEXT) !== 0,
    block: c.cmemBlock[row]!,
    pool: c.cmemPool[row]!,
    id: c.cmemId[row]!,
    owner: c.cmemOwner[row]!,
    users: c.cmemUsers[row]!,
    op: c.cmemOp[row]!,
  };
};

/** Colour class of a process: nobody is neutral, the others go round the palette by number. */
export const ownerColour = (owner: number): number =>
  owner <= 0 ? 0 : ((owner - 1) % (OWNER_CLASSES - 1)) + 1;

/** Name of a process by number, empty for nobody. */
export const processName = (owner: number): string => (owner <= 0 ? '' : `p${owner}`);
