/**
 * The two tokens of carveout.grammar that a regular expression cannot tell: how a statement
 * begins (what stands after its first name decides) and an option without a value.
 */
import { ExternalTokenizer } from '@lezer/lr';
import type { InputStream } from '@lezer/lr';
import { CallName, ExpectKeyword, HandleName, Verb, noValue } from './parser.terms.ts';

const code = (text: string): number => text.charCodeAt(0);
const TAB = code('\t');
const CR = code('\r');
const BLANK = code(' ');
const NEWLINE = code('\n');
const BACKSLASH = code('\\');
const OPEN = code('(');
const EQUALS = code('=');
/** `InputStream.next` at the end of the text. */
const END = -1;

const isBlank = (at: number): boolean => at === BLANK || at === TAB || at === CR;
const isLetter = (at: number): boolean =>
  (at >= code('a') && at <= code('z')) || (at >= code('A') && at <= code('Z')) || at === code('_');
const isNamePart = (at: number): boolean => isLetter(at) || (at >= code('0') && at <= code('9'));

/** Reads one name and leaves the stream after it; undefined if there is none. */
const readName = (input: InputStream): string | undefined => {
  if (!isLetter(input.next)) return undefined;
  let name = '';
  while (isNamePart(input.next)) {
    name += String.fromCharCode(input.next);
    input.advance();
  }
  return name;
};

/** How many characters a backslash with its newline takes at an offset; 0 where there is none. */
const continuationAt = (input: InputStream, ahead: number): number => {
  if (input.peek(ahead) !== BACKSLASH) return 0;
  const after = input.peek(ahead + 1);
  if (after === NEWLINE) return 2;
  return after === CR && input.peek(ahead + 2) === NEWLINE ? 3 : 0;
};

/** The first character after the blanks that follow the stream's position. */
const peekBehindBlanks = (input: InputStream): number => {
  let ahead = 0;
  for (;;) {
    const taken = isBlank(input.peek(ahead)) ? 1 : continuationAt(input, ahead);
    if (taken === 0) return input.peek(ahead);
    ahead += taken;
  }
};

/**
 * `x (` calls, `x =` names, `expect` demands, anything else is a shell line. `echo = …` is a shell
 * line all the same: echo takes any words. Where only a call can follow (`a = x`), every name is
 * one, so that the error can be about the missing parenthesis.
 */
export const statementStart = new ExternalTokenizer(
  (input, stack) => {
    const name = readName(input);
    if (name === undefined) return;
    if (!stack.canShift(Verb)) {
      input.acceptToken(CallName);
      return;
    }
    const after = peekBehindBlanks(input);
    if (after === EQUALS && name !== 'echo') input.acceptToken(HandleName);
    else if (name === 'expect') input.acceptToken(ExpectKeyword);
    else if (after === OPEN) input.acceptToken(CallName);
    else input.acceptToken(Verb);
  },
  { contextual: true },
);

/** `cma=` followed by a blank, the end, `>` or `;`: an option whose value is empty. */
export const optionEnd = new ExternalTokenizer((input) => {
  const { next } = input;
  const ends = next === END || next === NEWLINE || isBlank(next) || continuationAt(input, 0) > 0;
  if (ends || next === code('>') || next === code(';')) input.acceptToken(noValue);
});
