/** The short list of what is held, read from a frame: newest first, bounded; and the line that releases one. */
import { bytesAsText } from '../../engine/contract/long-lists.ts';
import { BlockKind, HEADER, NAME_BYTES } from '../../engine/contract/view.ts';
import type { BlockKindName, ColumnArrays } from '../../engine/contract/view.ts';
import { HELD_SCAN_SLOTS, HELD_SHOWN } from '../page/limits.ts';
import { releaseLine } from '../session/release-line.ts';

export interface HeldBlock {
  readonly slot: number;
  readonly op: number;
  readonly name: string;
  readonly pfn: number;
  readonly bytes: number;
  readonly colour: number;
  /** A page of a DMA pool: the pool gives it back, nobody else. */
  readonly ofPool: boolean;
}

type Columns = Pick<
  ColumnArrays,
  | 'header'
  | 'blockPages'
  | 'blockPfn'
  | 'blockBytes'
  | 'blockOp'
  | 'blockKind'
  | 'blockColour'
  | 'blockName'
>;

const KINDS = Object.keys(BlockKind) as BlockKindName[];
const kindOf = (value: number): BlockKindName =>
  KINDS.find((name) => BlockKind[name] === value) ?? 'none';

export function nameAt(columns: Pick<ColumnArrays, 'blockName'>, slot: number): string {
  const from = slot * NAME_BYTES;
  const bytes = columns.blockName.subarray(from, from + NAME_BYTES);
  const end = bytes.indexOf(0);
  return bytesAsText(bytes.subarray(0, end < 0 ? NAME_BYTES : end));
}

/** Slots in use among the newest HELD_SCAN_SLOTS, highest slot first. */
function liveSlots(columns: Columns): readonly number[] {
  const high = columns.header[HEADER.blockHigh] ?? 0;
  const slots: number[] = [];
  for (let slot = high - 1; slot >= Math.max(0, high - HELD_SCAN_SLOTS); slot -= 1)
    if ((columns.blockPages[slot] ?? 0) > 0) slots.push(slot);
  return slots;
}

export function heldBlocks(columns: Columns): readonly HeldBlock[] {
  const op = (slot: number): number => columns.blockOp[slot] ?? 0;
  const slots = [...liveSlots(columns)].sort((a, b) => op(b) - op(a) || b - a);
  return slots.slice(0, HELD_SHOWN).map((slot) => ({
    slot,
    op: op(slot),
    name: nameAt(columns, slot),
    pfn: columns.blockPfn[slot] ?? 0,
    bytes: columns.blockBytes[slot] ?? 0,
    colour: columns.blockColour[slot] ?? 0,
    ofPool: columns.blockKind[slot] === BlockKind.dma_pool,
  }));
}

/** The line that gives a slot's block back. Every other name counts: msys matches by prefix. */
export function releaseLineAt(columns: Columns, slot: number): string {
  const high = columns.header[HEADER.blockHigh] ?? 0;
  const others: string[] = [];
  for (let other = 0; other < high; other += 1)
    if (other !== slot && (columns.blockPages[other] ?? 0) > 0) others.push(nameAt(columns, other));
  const kind = kindOf(columns.blockKind[slot] ?? 0);
  const pages = columns.blockPages[slot] ?? 0;
  const pfn = columns.blockPfn[slot] ?? 0;
  return releaseLine({ kind, name: nameAt(columns, slot), pages, pfn }, others);
}

/** Names in use, for proposing one that is not. */
export const heldNames = (columns: Columns): ReadonlySet<string> =>
  new Set(liveSlots(columns).map((slot) => nameAt(columns, slot)));

/** Names of msys' buffers, newest slot first. */
export const msysNames = (columns: Columns): readonly string[] =>
  liveSlots(columns)
    .filter((slot) => columns.blockKind[slot] === BlockKind.msys)
    .map((slot) => nameAt(columns, slot));
