/** What a branch is called: by what makes it another one. */
import { plainName } from '../../engine/journal/index.ts';
import type { ScriptPart } from '../session/transcript/transcript.ts';

/** Characters of a name: as many as a list of branches shows. */
const NAME_CHARS = 40;

/** A line as a name, cut after a word if it is long. */
export function nameOfLine(text: string): string {
  const plain = plainName(text);
  if (plain.length <= NAME_CHARS) return plain;
  const cut = plain.slice(0, NAME_CHARS);
  const space = cut.lastIndexOf(' ');
  return `${(space > NAME_CHARS / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/**
 * The name of a branch that begins with a line: its narration, or the line itself; `otherwise` where
 * there is none. A name that is taken gets a number.
 */
export function branchName(
  first: ScriptPart | undefined,
  taken: readonly string[],
  otherwise: string,
): string {
  const line = first && ('comment' in first ? first.comment : first.statement.text);
  const said = nameOfLine(line?.replace(/^#+\s*/, '') ?? '');
  const name = said === '' ? otherwise : said;
  let free = name;
  for (let number = 2; taken.includes(free); number += 1) free = `${name} (${number})`;
  return free;
}
