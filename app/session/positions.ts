/**
 * Positions in what was executed: which line lies at one, which board runs there. Lines lie in the order
 * of their positions, and a position counts the steps before it. Whoever has the session asks its
 * record (record.svelte.ts); who has lines alone asks here, or lines.ts, whose questions nobody has while
 * the page begins. Nobody searches by himself.
 */
import type { Capped } from '../page/capped.ts';
import type { ScriptLine } from './transcript/transcript.ts';

/** A line that was executed, as it stood in the script then. */
export interface Executed {
  /** Id of the script's line. */
  readonly lineId: number;
  /** Position after it. */
  readonly at: number;
}

/** A line that booted a board: what was executed after it, until the next boot, is that board's. */
export interface Boot extends Executed {
  /** Of the first line that console and log have of it; those of earlier lines are another board's. */
  readonly firstId: number;
  /** The board line alone: without what was expected of it, without a comment. */
  readonly text: string;
}

/** What was executed, and where in it the machine stands. */
export interface ExecutedScript {
  readonly script: Capped<ScriptLine>;
  /** Boots among the lines, oldest first; a board line that was refused is none. */
  readonly boots: readonly Boot[];
  /** Steps in all, and those after which the machine stands. */
  readonly length: number;
  readonly position: number;
}

/** What of a line says where it lies. */
export type Placed = Pick<ScriptLine, 'at' | 'steps'>;

/** Index of the first item that `is` holds for, of items for which it holds from some place on. */
export function firstOf<T>(items: readonly T[], is: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (is(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Boots of the board that runs at a position, and of the one after it. */
export function bootsAround(
  boots: readonly Boot[],
  position: number,
): readonly [Boot | undefined, Boot | undefined] {
  const next = firstOf(boots, ({ at }) => at > position);
  return [boots[next - 1], boots[next]];
}

/** What booted the board that runs at a position; undefined: nothing did, it is the default board. */
export const boardAt = (boots: readonly Boot[], position: number): Boot | undefined =>
  bootsAround(boots, position)[0];

/** Whether a line of console or log was said by the board that runs at a position. */
export function isOfBoardAt(boots: readonly Boot[], position: number, id: number): boolean {
  const [boot, next] = bootsAround(boots, position);
  return id >= (boot?.firstId ?? 0) && id < (next?.firstId ?? Infinity);
}

/** Index of the first line after the one with this id, whether that is still there or not. */
export const lineAfter = (items: readonly { readonly id: number }[], lineId: number): number =>
  firstOf(items, ({ id }) => id > lineId);

/** How many lines lie before a position or at it: those that took no step after it are among them. */
export const linesUntil = (items: readonly Placed[], position: number): number =>
  firstOf(items, ({ at }) => at > position);

/** The line whose step, the last or one inside it, is the one before the position; undefined at 0. */
export function lineOfStep<L extends Placed>(items: readonly L[], position: number): L | undefined {
  const line = items[firstOf(items, ({ at }) => at >= position)];
  return line && line.at - line.steps < position ? line : undefined;
}
