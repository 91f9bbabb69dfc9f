/** Questions of position that come after the first paint; what they ask is positions.ts'. */
import type { ScriptLine } from './transcript.ts';
import { boardAt, bootsAround, firstOf, lineAfter, linesUntil } from '../positions.ts';
import type { Boot, Executed, ExecutedScript, Placed } from '../positions.ts';

/** Whether a line of the script was executed on the board that runs at a position; its boot was not. */
export function isOnBoardAt(boots: readonly Boot[], position: number, lineId: number): boolean {
  const [boot, next] = bootsAround(boots, position);
  return lineId > (boot?.lineId ?? 0) && lineId < (next?.lineId ?? Infinity);
}

/** What was executed on the board that runs at the position, comments left out; undefined if nothing booted it. */
export function linesOfBoard({
  boots,
  position,
  script,
}: ExecutedScript): readonly string[] | undefined {
  const board = boardAt(boots, position);
  const { items } = script;
  return (
    board &&
    items
      .slice(lineAfter(items, board.lineId), linesUntil(items, position))
      .flatMap(({ comment, text }) => (comment ? [] : [text]))
  );
}

/** Whether what was executed is still part of the script, as long as it was then. */
export function isKept(items: readonly ScriptLine[], { lineId, at }: Executed): boolean {
  const line = items[lineAfter(items, lineId) - 1];
  return line?.id === lineId && line.at === at;
}

/** How many lines, counted from the first, are needed for the first `position` steps. */
export const linesFor = (items: readonly Placed[], position: number): number =>
  position <= 0 ? 0 : Math.min(items.length, firstOf(items, ({ at }) => at >= position) + 1);

/** Lines that are looked at for a narration. */
const NARRATED = 100;

/** What the script says of a position: the last comment before its line, on the same board; undefined: nothing. */
export function narrationAt(items: readonly ScriptLine[], position: number): string | undefined {
  const of = firstOf(items, ({ at }) => at >= position);
  if (position <= 0 || of >= items.length || items[of]!.boots) return undefined;
  for (let i = of - 1; i >= 0 && i >= of - NARRATED && !items[i]!.boots; i -= 1)
    if (items[i]!.comment) return items[i]!.text.replace(/^#+\s*/, '');
  return undefined;
}

/** The line that the position lies inside of. */
function lineAround<L extends Placed>(items: readonly L[], position: number): L | undefined {
  const line = items[linesUntil(items, position)];
  return line && line.at - line.steps < position ? line : undefined;
}

/**
 * Index of the last line that was executed when the machine stood at the position, a line that is half
 * done and one that took no step among them; -1: none. Comments are not executed.
 */
export function lastLineAt(items: readonly ScriptLine[], position: number): number {
  const next = linesUntil(items, position);
  if (lineAround(items, position)) return next;
  let found = next - 1;
  while (found >= 0 && items[found]!.comment) found -= 1;
  return found;
}

/**
 * The last line at a position or before it that took an operation, on the board that runs there; the
 * workload that the position lies inside of, if it does.
 */
export function lastOpAt(
  { script: { items }, boots }: Pick<ExecutedScript, 'script' | 'boots'>,
  position: number,
): ScriptLine | undefined {
  const inside = lineAround(items, position);
  if (inside) return inside;
  const first = boardAt(boots, position)?.lineId ?? 0;
  for (let line = linesUntil(items, position) - 1; line >= 0 && items[line]!.id > first; line -= 1)
    if (items[line]!.op !== undefined) return items[line];
  return undefined;
}
