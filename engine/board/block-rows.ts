/**
 * Rows of the ledger of blocks, packed for checkpoints: what most blocks have from their other columns
 * (as many bytes as pages, nothing held beyond what was asked for) is written down only where a block
 * has it otherwise. 18 bytes a row.
 */
import { PAGE_SIZE } from '../contract/units.ts';

/** Blocks by slot; a free slot has no pages. */
export interface BlockRows {
  /** Pages held, as indexes of the page columns. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Pages and bytes asked for. */
  readonly pages: Uint32Array;
  readonly bytes: Float64Array;
  readonly op: Uint32Array;
  /** Number of the name (block-names.ts). */
  readonly name: Uint32Array;
  readonly kind: Uint8Array;
  readonly align: Uint8Array;
}

/** One element a row; `name` as in BlockRows. */
export interface PackedRows {
  readonly from: Uint32Array;
  readonly pages: Uint32Array;
  readonly op: Uint32Array;
  readonly name: Uint32Array;
  readonly kind: Uint8Array;
  readonly align: Uint8Array;
  /** Rows whose `to` or `bytes` are not what their pages say, ascending. */
  readonly odd: Uint32Array;
  readonly oddTo: Uint32Array;
  readonly oddBytes: Float64Array;
}
const ROW_BYTES = 18;

/** About the bytes of so many packed rows. */
export const packedBytes = (rows: number): number => rows * ROW_BYTES;

/** No block in `count` slots. */
export function freeRows(count: number): BlockRows {
  return {
    from: new Uint32Array(count),
    to: new Uint32Array(count),
    pages: new Uint32Array(count),
    bytes: new Float64Array(count),
    op: new Uint32Array(count),
    name: new Uint32Array(count),
    kind: new Uint8Array(count),
    align: new Uint8Array(count),
  };
}

/** The first `count` slots, or those named by `slots`. */
export function pack(rows: BlockRows, count: number, slots?: Uint32Array): PackedRows {
  const of = <T extends Uint32Array | Uint8Array>(column: T): T =>
    slots ? picked(column, slots) : (column.slice(0, count) as T);
  const odd: number[] = [];
  const { from, to, pages, bytes } = rows;
  for (let row = 0; row < count; row++) {
    const slot = slots ? slots[row]! : row;
    const asked = pages[slot]!;
    if (asked === 0) continue;
    if (to[slot] !== from[slot]! + asked || bytes[slot] !== asked * PAGE_SIZE) odd.push(row);
  }
  const slotOf = (row: number): number => slots?.[row] ?? row;
  return {
    from: of(from),
    pages: of(pages),
    op: of(rows.op),
    name: of(rows.name),
    kind: of(rows.kind),
    align: of(rows.align),
    odd: Uint32Array.from(odd),
    oddTo: Uint32Array.from(odd, (row) => to[slotOf(row)]!),
    oddBytes: Float64Array.from(odd, (row) => bytes[slotOf(row)]!),
  };
}
function picked<T extends Uint32Array | Uint8Array>(column: T, slots: Uint32Array): T {
  const values = column.slice(0, slots.length) as T;
  for (let i = 0; i < slots.length; i++) values[i] = column[slots[i]!]!;
  return values;
}

/** Into the first slots, or into those named by `slots`. */
export function unpack(packed: PackedRows, rows: BlockRows, slots?: Uint32Array): void {
  const { from, to, pages, bytes, op, name, kind, align } = rows;
  for (const [into, column] of [
    [from, packed.from],
    [pages, packed.pages],
    [op, packed.op],
    [name, packed.name],
    [kind, packed.kind],
    [align, packed.align],
  ] as const)
    if (slots) scatter(column, into, slots);
    else into.set(column);
  for (let row = 0; row < packed.pages.length; row++) {
    const slot = slots ? slots[row]! : row;
    const asked = pages[slot]!;
    to[slot] = from[slot]! + asked;
    bytes[slot] = asked * PAGE_SIZE;
  }
  for (let i = 0; i < packed.odd.length; i++) {
    const row = packed.odd[i]!;
    const slot = slots ? slots[row]! : row;
    to[slot] = packed.oddTo[i]!;
    bytes[slot] = packed.oddBytes[i]!;
  }
}
function scatter(
  values: Uint32Array | Uint8Array,
  column: Uint32Array | Uint8Array,
  slots: Uint32Array,
): void {
  for (let i = 0; i < slots.length; i++) column[slots[i]!] = values[i]!;
}
