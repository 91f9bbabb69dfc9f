/** The table's rows: rows of the cmem columns, filtered and sorted without an object for each. */
import { CmemRow, CmemState } from '../../../../engine/contract/view.ts';
import type { MachineView } from '../../../../engine/contract/view.ts';
import { processName, wasteIn } from '../draw/rows.ts';

export const COLUMNS = [
  'owner',
  'where',
  'phys',
  'size',
  'asked',
  'waste',
  'users',
  'cached',
  'op',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

/** Rows that are in use: those somebody holds, or the free ones too. */
export const liveRows = (view: MachineView, free: boolean): Uint32Array => {
  const { cmemKind, cmemState } = view.columns;
  const rows = new Uint32Array(cmemKind.length);
  let count = 0;
  for (let row = 0; row < cmemKind.length; row += 1) {
    const kind = cmemKind[row]!;
    if (kind === CmemRow.none) continue;
    const busy = kind !== CmemRow.hole && (cmemState[row]! & CmemState.BUSY) !== 0;
    if (busy || free) rows[count++] = row;
  }
  return rows.subarray(0, count);
};

const keyOf = (view: MachineView, column: Column): ((row: number) => number) => {
  const c = view.columns;
  switch (column) {
    case 'owner':
      return (row) => c.cmemOwner[row]!;
    case 'where':
      return (row) => c.cmemBlock[row]! * 2 ** 33 + c.cmemPool[row]! + c.cmemId[row]! / 2 ** 20;
    case 'phys':
      return (row) => c.cmemPhys[row]!;
    case 'size':
      return (row) => c.cmemSize[row]!;
    case 'asked':
      return (row) => c.cmemAsked[row]!;
    case 'waste':
      return (row) => wasteAt(view, row);
    case 'users':
      return (row) => c.cmemUsers[row]!;
    case 'cached':
      return (row) => c.cmemState[row]! & CmemState.CACHED;
    case 'op':
      return (row) => c.cmemOp[row]!;
  }
};

/** Bytes that a busy row holds and nobody asked for. */
const wasteAt = (view: MachineView, row: number): number => {
  const { cmemState, cmemSize, cmemAsked, cmemKind } = view.columns;
  if (cmemKind[row] === CmemRow.hole || !(cmemState[row]! & CmemState.BUSY)) return 0;
  const { rounding, unused } = wasteIn(cmemSize[row]!, cmemAsked[row]!);
  return rounding + unused;
};

/** A new array of rows in order; equal ones by address, so that the order is always the same. */
export const sortRows = (view: MachineView, rows: Uint32Array, sorting: Sorting): Uint32Array => {
  const key = keyOf(view, sorting.column);
  const { cmemPhys } = view.columns;
  const sign = sorting.descending ? -1 : 1;
  const keys = new Float64Array(view.columns.cmemKind.length);
  for (const row of rows) keys[row] = key(row);
  return rows
    .slice()
    .sort((a, b) => (keys[a]! - keys[b]!) * sign || cmemPhys[a]! - cmemPhys[b]! || a - b);
};

/** A filter as an address: 0x…, or at least five hexadecimal digits with a digit among them. */
export const parseAddress = (text: string): number | undefined => {
  const digits = /^0x([0-9a-f]{1,13})$/i.exec(text)?.[1];
  const bare = /^(?=.*[0-9])[0-9a-f]{5,13}$/i.test(text) ? text : undefined;
  const found = digits ?? bare;
  return found === undefined ? undefined : Number.parseInt(found, 16);
};

/** Rows that hold the address, or whose owner's name contains the text. */
export const filterRows = (view: MachineView, rows: Uint32Array, filter: string): Uint32Array => {
  const text = filter.trim().toLowerCase();
  if (text === '') return rows;
  const address = parseAddress(text);
  const { cmemPhys, cmemSize, cmemOwner } = view.columns;
  return rows.filter(
    (row) =>
      (address !== undefined &&
        address >= cmemPhys[row]! &&
        address < cmemPhys[row]! + Math.max(1, cmemSize[row]!)) ||
      (cmemOwner[row]! > 0 && processName(cmemOwner[row]!).toLowerCase().includes(text)),
  );
};
