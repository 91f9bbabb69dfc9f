/** Which lines of the console carry the way into an operation's steps: one line an operation. */
import type { ConsoleContent, ConsoleLine } from '../session/transcript/transcript.ts';

/** A refusal, also one that is hidden by a write that succeeded. */
export const isRefusal = (content: ConsoleContent): boolean =>
  content.kind === 'refusal' ||
  (content.kind === 'note' && content.message.id.startsWith('note.hidden'));

/**
 * Ids of the lines for the operations that end at the positions `told`: where the operation was
 * refused, the line that says so, because there the reader asks why; else the line that was typed.
 */
export function stepDoors(
  lines: readonly ConsoleLine[],
  told: { has(at: number): boolean },
): ReadonlySet<number> {
  const doors = new Map<number, ConsoleLine>();
  for (const line of lines) {
    if (!told.has(line.at)) continue;
    const before = doors.get(line.at);
    const refuses = isRefusal(line.content) && !(before && isRefusal(before.content));
    if (line.first || refuses) doors.set(line.at, line);
  }
  return new Set([...doors.values()].map(({ id }) => id));
}
