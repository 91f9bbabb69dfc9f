/** Texts longer than what is parsed at once: piece by piece, so that others may work in between. */
import { MAX_EXPERIMENT_CHARS, MAX_SYNTAX_ERRORS } from '../contract/limits.ts';
import { pushAll } from '../contract/long-lists.ts';
import { lineEnd } from './continuation.ts';
import { parse, type Parsed, type Statement, type SyntaxError_ } from './parse.ts';

/** Characters parsed in one step, and the rest of their last line: about a millisecond. */
const STEP_CHARS = 1_024;

/** The end of a step that starts at `from`: after a newline that no backslash takes away, so that no line is cut. */
function stepEnd(source: string, from: number): number {
  if (from + STEP_CHARS >= source.length) return source.length;
  const start = source.lastIndexOf('\n', from + STEP_CHARS - 1) + 1;
  return Math.min(source.length, lineEnd(source, Math.max(from, start)) + 1);
}

const newlines = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

/**
 * What `parse` answers for the whole text, and that for texts of up to `most` characters. With
 * MAX_SYNTAX_ERRORS errors the rest is not read.
 *
 * @param most characters that are accepted, at most MAX_EXPERIMENT_CHARS
 */
export function* parseInSteps(
  source: string,
  most = MAX_EXPERIMENT_CHARS,
): Generator<void, Parsed> {
  if (source.length > Math.min(most, MAX_EXPERIMENT_CHARS)) return tooLong(source.length, most);
  const statements: Statement[] = [];
  const errors: SyntaxError_[] = [];
  let line = 0;
  for (let from = 0; from < source.length && errors.length < MAX_SYNTAX_ERRORS;) {
    const end = stepEnd(source, from);
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
    yield;
  }
  return { statements, errors };
}

const tooLong = (length: number, most: number): Parsed => {
  const message = { id: 'language.sourceTooLong', args: { length, most } };
  return { statements: [], errors: [{ line: 1, column: 1, from: 0, to: length, message }] };
};
