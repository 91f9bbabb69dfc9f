/** Reading a long text without keeping the page from answering: piece by piece, with a breath between. */
import type { Parsed, Statement, SyntaxError_ } from '../../engine/language/index.ts';
import { MAX_SOURCE_CHARS, MAX_SYNTAX_ERRORS } from '../../engine/limits.ts';
import { pushAll } from '../../engine/long-lists.ts';

/** Characters read in one go: a few milliseconds. */
const PIECE_CHARS = 8_192;

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The end of a piece that starts at `from`: behind a newline, so that no line is cut. */
function pieceEnd(source: string, from: number): number {
  if (from + PIECE_CHARS >= source.length) return source.length;
  const newline = source.indexOf('\n', from + PIECE_CHARS);
  return newline < 0 ? source.length : newline + 1;
}

const newlines = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

/**
 * What `parse` answers for the whole text; undefined once `goesOn` says no. Texts beyond the limit
 * are refused whole by `parse` itself, and with so many errors the rest is not read.
 */
export async function readGently(
  parse: (source: string) => Parsed,
  source: string,
  goesOn: () => boolean,
): Promise<Parsed | undefined> {
  if (source.length <= 2 * PIECE_CHARS || source.length > MAX_SOURCE_CHARS) return parse(source);
  const statements: Statement[] = [];
  const errors: SyntaxError_[] = [];
  let line = 0;
  for (let from = 0; from < source.length && errors.length < MAX_SYNTAX_ERRORS;) {
    const end = pieceEnd(source, from);
    const piece = source.slice(from, end);
    const parsed = parse(piece);
    const moved = <T extends Statement | SyntaxError_>(one: T): T => ({
      ...one,
      line: one.line + line,
      from: one.from + from,
      to: one.to + from,
    });
    pushAll(statements, parsed.statements.map(moved));
    pushAll(errors, parsed.errors.map(moved));
    line += newlines(piece);
    from = end;
    await breath();
    if (!goesOn()) return undefined;
  }
  return { statements, errors };
}
