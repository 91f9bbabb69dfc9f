/**
 * Source text → statements and errors. Line by line, so that an error stays on its line and the
 * good lines around it are still statements. Never throws; takes no more than limits.ts allows.
 */
import type { Command, Message } from '../command.ts';
import { MAX_LINE_CHARS, MAX_SOURCE_CHARS, MAX_SYNTAX_ERRORS } from '../limits.ts';
import { bind } from './bind.ts';
import { parser } from './parser.ts';
import { readLine, type Problem } from './syntax.ts';

export interface Statement {
  readonly command: Command;
  /** From 1. */
  readonly line: number;
  /** Offsets in the source, without blanks and comment around it. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
export interface SyntaxError_ {
  /** From 1, both. */
  readonly line: number;
  readonly column: number;
  /** Offsets in the source; equal where something is missing. */
  readonly from: number;
  readonly to: number;
  readonly message: Message;
}
export interface Parsed {
  readonly statements: readonly Statement[];
  readonly errors: readonly SyntaxError_[];
}

/** A line that holds nothing, without asking the parser. */
const isIdle = (line: string): boolean => /^[ \t\r]*(?:#|$)/.test(line);

type LineResult = { readonly command: Command; readonly from: number; readonly to: number };

function parseLine(line: string): LineResult | readonly Problem[] {
  if (line.length > MAX_LINE_CHARS) {
    const args = { length: line.length, most: MAX_LINE_CHARS };
    return [{ from: 0, to: line.length, message: { id: 'language.lineTooLong', args } }];
  }
  const statement = readLine(parser.parse(line), line);
  if (!statement) return [];
  if ('wrong' in statement) return [statement.wrong];
  const bound = bind(statement);
  return 'command' in bound
    ? { command: bound.command, from: statement.from, to: statement.to }
    : bound;
}

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

/** Every statement that can be read, and every error (up to MAX_SYNTAX_ERRORS, then it stops). */
export function parse(source: string): Parsed {
  if (source.length > MAX_SOURCE_CHARS) return tooLong(source.length);
  const statements: Statement[] = [];
  const errors: SyntaxError_[] = [];
  let line = 0;
  for (let start = 0; start <= source.length;) {
    line += 1;
    const newline = source.indexOf('\n', start);
    const end = newline < 0 ? source.length : newline;
    const text = source.slice(start, end);
    const result = isIdle(text) ? [] : parseLine(text);
    if ('command' in result) {
      const [from, to] = [start + result.from, start + result.to];
      statements.push({ command: result.command, line, from, to, text: source.slice(from, to) });
    } else {
      for (const { from, to, message } of result.slice(0, MAX_SYNTAX_ERRORS - errors.length))
        errors.push({ line, column: from + 1, from: start + from, to: start + to, message });
      if (errors.length >= MAX_SYNTAX_ERRORS) {
        const args = { line };
        errors.push({
          line,
          column: 1,
          from: start,
          to: end,
          message: { id: 'language.tooManyErrors', args },
        });
        break;
      }
    }
    start = end + 1;
  }
  return { statements, errors };
}
