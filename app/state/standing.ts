/**
 * Where the machine stands among what was executed: the line of the script behind which it is, and the
 * board that line was executed on. The machine goes back and forth, and what lies beyond a position may
 * be forgotten; the script is what says what there is.
 */
import type { ScriptLine } from './transcript.ts';

/** A line that was executed, as it stood in the script then. */
export interface Executed {
  /** Of the script's line. */
  readonly lineId: number;
  /** Position in the journal behind it. */
  readonly at: number;
}

/** Index of the first item that `is` holds for, of items for which it holds from some place on. */
const firstOf = <T>(items: readonly T[], is: (item: T) => boolean): number => {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (is(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Whether what was executed is still part of the script, as long as it was then. */
export const isKept = (items: readonly ScriptLine[], { lineId, at }: Executed): boolean => {
  const line = items[firstOf(items, ({ id }) => id >= lineId)];
  return line?.id === lineId && line.at === at;
};

/** The last of these that lies at a position or before it. */
export const lastBehind = <T extends Executed>(
  list: readonly T[],
  position: number,
): T | undefined => list.findLast(({ at }) => at <= position);

/**
 * The last line at a position or before it that took an operation, and lies behind line `after`; the
 * workload that the position lies inside of, if it does.
 */
export const lineBehind = (
  items: readonly ScriptLine[],
  position: number,
  after: number,
): ScriptLine | undefined => {
  const next = firstOf(items, ({ at }) => at > position);
  const inside = items[next];
  if (inside !== undefined && inside.at - inside.steps < position) return inside;
  for (let line = next - 1; line >= 0 && items[line]!.id > after; line -= 1)
    if (items[line]!.op !== undefined) return items[line];
  return undefined;
};
