/**
 * Source text → statements and errors. Line by line (a backslash at its end makes the next one
 * part of it), so that an error stays on its line and the good lines around it are still
 * statements. Never throws; takes no more than limits.ts allows.
 */
import type { Command, Message } from '../contract/command.ts';
import { MAX_LINE_CHARS, MAX_SOURCE_CHARS, MAX_SYNTAX_ERRORS } from '../contract/limits.ts';
import { bind } from './bind.ts';
import { lineEnd, onOneLine } from './continuation.ts';
import { readLine, type Problem } from './syntax.ts';
import { treeOf } from './grammar/tree.ts';

/** A line, or several joined by backslashes, that means one command. */
export interface Statement {
  readonly command: Command;
  /** The line it begins on, from 1. */
  readonly line: number;
  /** Offsets in the source, without blanks and comment around it. */
  readonly from: number;
  readonly to: number;
  /** As it was written, on one line. */
  readonly text: string;
}
/** What is wrong, where, in a message that is said in the reader's language. */
export interface SyntaxError_ {
  /** From 1, both. */
  readonly line: number;
  readonly column: number;
  /** Offsets in the source; equal where something is missing. */
  readonly from: number;
  readonly to: number;
  readonly message: Message;
}
/** Both lists go by the order of the source. */
export interface Parsed {
  readonly statements: readonly Statement[];
  readonly errors: readonly SyntaxError_[];
}

/** A line that holds nothing, without asking the parser. */
const isIdle = (line: string): boolean => /^[ \t\r]*(?:#|$)/.test(line);

/** A command and where it stands in its line. */
type LineResult = { readonly command: Command; readonly from: number; readonly to: number };

/** No problems and no command: the line is blank or a comment. */
function parseLine(line: string): LineResult | readonly Problem[] {
  if (line.length > MAX_LINE_CHARS) {
    const args = { length: line.length, most: MAX_LINE_CHARS };
    return [{ from: 0, to: line.length, message: { id: 'language.lineTooLong', args } }];
  }
  const statement = readLine(treeOf(line), line);
  if (!statement) return [];
  if ('wrong' in statement) return [statement.wrong];
  const bound = bind(statement);
  return 'command' in bound
    ? { command: bound.command, from: statement.from, to: statement.to }
    : bound;
}

/** The only error of a source that is not read at all. */
const tooLong = (length: number): Parsed => ({
  statements: [],
  errors: [
    {
      line: 1,
      column: 1,
      from: 0,
      to: length,
      message: { id: 'language.sourceTooLong', args: { length, most: MAX_SOURCE_CHARS } },
    },
  ],
});

/** Line and column of an offset in a line that begins at `start` and may go on over several. */
function placeOf(source: string, start: number, offset: number, line: number) {
  let [at, lines] = [start, line];
  for (let newline = source.indexOf('\n', at); newline >= 0 && newline < offset;) {
    at = newline + 1;
    lines += 1;
    newline = source.indexOf('\n', at);
  }
  return { line: lines, column: offset - at + 1 };
}

/** Every statement that can be read, and every error (up to MAX_SYNTAX_ERRORS, then it stops). */
export function parse(source: string): Parsed {
  if (source.length > MAX_SOURCE_CHARS) return tooLong(source.length);
  const statements: Statement[] = [];
  const errors: SyntaxError_[] = [];
  let line = 1;
  for (let start = 0; start <= source.length;) {
    const first = source.indexOf('\n', start);
    const idle = isIdle(source.slice(start, first < 0 ? source.length : first));
    const end = first < 0 ? source.length : idle ? first : lineEnd(source, start);
    const result = idle ? [] : parseLine(source.slice(start, end));
    if ('command' in result) {
      const [from, to] = [start + result.from, start + result.to];
      const text = onOneLine(source.slice(from, to));
      statements.push({ command: result.command, line, from, to, text });
    } else {
      for (const { from, to, message } of result.slice(0, MAX_SYNTAX_ERRORS - errors.length)) {
        const at = placeOf(source, start, start + from, line);
        errors.push({ ...at, from: start + from, to: start + to, message });
      }
      if (errors.length >= MAX_SYNTAX_ERRORS) {
        const message = { id: 'language.tooManyErrors', args: { line } };
        errors.push({ line, column: 1, from: start, to: end, message });
        break;
      }
    }
    for (let at = first; at >= 0 && at <= end; at = source.indexOf('\n', at + 1)) line += 1;
    start = end + 1;
  }
  return { statements, errors };
}
