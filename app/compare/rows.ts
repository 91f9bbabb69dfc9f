/** Two scripts side by side: which line stands beside which, what differs, and where either machine stands. */
import { align } from './align.ts';
import type { Line } from './side.svelte.ts';

/** setting: both boot, with other options. */
export const RowKind = { same: 0, answer: 1, setting: 2, onlyLeft: 3, onlyRight: 4 } as const;
export type RowKindName = keyof typeof RowKind;

export interface Rows {
  readonly count: number;
  /** Index of the line on either side, -1: none. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** RowKind. */
  readonly kinds: Uint8Array;
  /** Rows that differ, ascending. */
  readonly different: Int32Array;
  /** How many rows of each kind there are. */
  readonly tally: Readonly<Record<RowKindName, number>>;
  /** Steps after which a side stands once the first `i` rows are executed. */
  readonly leftEnds: Float64Array;
  readonly rightEnds: Float64Array;
  /** The scripts differ in too many lines to be put side by side one by one. */
  readonly cut: boolean;
}

export const KIND_NAMES = Object.keys(RowKind) as readonly RowKindName[];

function kindOf(left: Line | undefined, right: Line | undefined): number {
  if (!left) return RowKind.onlyRight;
  if (!right) return RowKind.onlyLeft;
  if (left.answer.key !== right.answer.key) return RowKind.answer;
  // The same line with another text: a boot with other options, or other things expected of it.
  return left.key === 'board' && left.text !== right.text ? RowKind.setting : RowKind.same;
}

const endsOf = (lines: readonly Line[], indices: Int32Array): Float64Array => {
  const ends = new Float64Array(indices.length + 1);
  for (const [row, index] of indices.entries())
    ends[row + 1] = index < 0 ? ends[row]! : lines[index]!.end;
  return ends;
};

export function rowsOf(a: readonly Line[], b: readonly Line[]): Rows {
  const keys = (lines: readonly Line[]): readonly string[] => lines.map(({ key }) => key);
  const { left, right, rows, cut } = align(keys(a), keys(b));
  const kinds = new Uint8Array(rows);
  const counts = KIND_NAMES.map(() => 0);
  for (let row = 0; row < rows; row += 1) {
    const kind = kindOf(a[left[row]!], b[right[row]!]);
    kinds[row] = kind;
    counts[kind]! += 1;
  }
  const different = Int32Array.from([...kinds.keys()].filter((row) => kinds[row] !== RowKind.same));
  const tally = Object.fromEntries(KIND_NAMES.map((name) => [name, counts[RowKind[name]]!]));
  return {
    count: rows,
    left,
    right,
    kinds,
    different,
    tally: tally as Record<RowKindName, number>,
    leftEnds: endsOf(a, left),
    rightEnds: endsOf(b, right),
    cut,
  };
}

/** The row that differs after (or before) `row`, around the ends; undefined: none does. */
export function nextDifferent({ different }: Rows, row: number, step: 1 | -1): number | undefined {
  const after = different.findIndex((at) => at > row);
  if (step > 0) return different[Math.max(0, after)];
  const before = different.findLastIndex((at) => at < row);
  return different.at(before);
}

/** Steps after which a side stands, where that is said. */
export interface Steps {
  readonly left: number | undefined;
  readonly right: number | undefined;
}
/** Rows that both have executed, and steps of the row after them: a workload has more than one. */
export interface Place {
  readonly row: number;
  readonly within: number;
}

/** Steps after which a side stands at a place, and not beyond the row in whose middle it is. */
export function endAt(ends: Float64Array, { row, within }: Place): number {
  const before = ends[row] ?? ends.at(-1)!;
  return Math.min(before + within, ends[row + 1] ?? before);
}

/** The last row whose end lies before a step or at it; ends never descend. */
function lastRow(ends: Float64Array, step: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! > step) high = middle;
    else low = middle + 1;
  }
  return Math.max(0, low - 1);
}

/**
 * Where sides stand after so many steps. Of one side alone: as far on as it may be without going
 * beyond, so that lines that only the other has are executed there. Of neither: at the end.
 */
export function placeOf(rows: Rows, { left, right }: Steps): Place {
  const row = Math.min(
    left === undefined ? rows.count : lastRow(rows.leftEnds, left),
    right === undefined ? rows.count : lastRow(rows.rightEnds, right),
  );
  const beyond = (ends: Float64Array, step: number | undefined): number =>
    step === undefined ? 0 : Math.min(step, ends[row + 1] ?? ends[row]!) - ends[row]!;
  return { row, within: Math.max(beyond(rows.leftEnds, left), beyond(rows.rightEnds, right)) };
}
