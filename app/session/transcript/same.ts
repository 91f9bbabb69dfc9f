/** How much of a text was executed already, line by line from the first. Pure; fetched with the language. */
import { stepsOf } from '../../../engine/journal/index.ts';
import type { Capped } from '../../page/capped.ts';
import type { ScriptLine, ScriptPart } from './transcript.ts';

/** A statement is the same line if it says the same and all of it was done. */
function isSame(part: ScriptPart, { comment, steps, text }: ScriptLine): boolean {
  if ('comment' in part) return comment && part.comment === text;
  const { command, text: said } = part.statement;
  return !comment && said === text && stepsOf(command) === steps;
}

/** Parts of a text, counted from the first, that are the first lines of a script. */
export function sameParts(parts: readonly ScriptPart[], lines: readonly ScriptLine[]): number {
  const most = Math.min(parts.length, lines.length);
  let same = 0;
  while (same < most && isSame(parts[same]!, lines[same]!)) same += 1;
  return same;
}

/** What a text and a script begin with both. */
export interface Shared {
  /** Lines of the script, counted from the first, and the position after them. */
  readonly lines: number;
  readonly at: number;
  /** They have no step in common: the text is another experiment. */
  readonly isApart: boolean;
  /** Nothing is left to execute, and nothing to take back. */
  readonly isThere: boolean;
  /** The lines that were executed, each where it stands in the text. */
  readonly ran: readonly ScriptLine[];
}

/**
 * Compares a text with a script. `lead`: lines in front of the text that somebody wrote. `upTo`: the
 * script may go on where the text ends. A script that lost its oldest lines begins with none.
 */
export function sharedOf(
  parts: readonly ScriptPart[],
  { items, dropped }: Capped<ScriptLine>,
  lead: number,
  upTo: boolean,
): Shared {
  const lines = dropped > 0 ? 0 : sameParts(parts, items);
  const at = items[lines - 1]?.at ?? 0;
  const ran = parts.slice(0, lines).flatMap((part, i): readonly ScriptLine[] => {
    const line = 'statement' in part ? part.statement.line - lead : 0;
    return line > 0 ? [{ ...items[i]!, line, by: 'editor' }] : [];
  });
  return {
    lines,
    at,
    isApart: at === 0 && items.length > 0,
    isThere: lines === parts.length && (upTo || lines === items.length),
    ran,
  };
}
