/**
 * Lines that go on in the next one, as a shell and the C preprocessor let them: a backslash right
 * before the newline. In a comment it means nothing (POSIX shell, 2.2.1 and 2.3).
 */
import { MAX_LINE_CHARS } from '../contract/limits.ts';
import { treeOf } from './grammar/tree.ts';

/** Whether the comment of a line, if there is one, reaches its end. After a mistake every `#` begins one. */
function endsInComment(line: string): boolean {
  if (!line.includes('#')) return false;
  const tree = treeOf(line);
  return tree.length < line.length || tree.resolveInner(line.length, -1).name === 'Comment';
}

/** Whether a line, given without its newline, goes on in the next one. */
export function continues(line: string): boolean {
  let end = line.length;
  if (line[end - 1] === '\r') end -= 1;
  let start = end;
  while (line[start - 1] === '\\') start -= 1;
  // Of an even number each second one is escaped by the one before it.
  if ((end - start) % 2 === 0) return false;
  return line.length > MAX_LINE_CHARS || !endsInComment(line);
}

/**
 * Where the statement line that begins at offset `start` of a text ends: the offset of the first
 * newline that no backslash takes away, or the text's length.
 */
export function lineEnd(source: string, start: number): number {
  for (let from = start; ;) {
    const newline = source.indexOf('\n', from);
    if (newline < 0) return source.length;
    if (!continues(source.slice(from, newline))) return newline;
    from = newline + 1;
  }
}

/** A statement that may stand on several lines, on one: each continuation is a blank. */
export const onOneLine = (text: string): string =>
  text.includes('\n') ? text.replace(/[ \t]*\\\r?\n[ \t]*/g, ' ') : text;
