/** Lines as nobody should write them: a good one with a wrong number, handle, name or argument. */
import fc from 'fast-check';
import { wildHandle, wildName, wildNumber } from './wild.ts';

const NUMBER = /(?<![\w.])-?(?:0x[0-9a-fA-F]+|\d+)[KMG]?\b/g;
const HANDLE = /\b[hbpmx]\d\b/g;
const NAME = /"[^"]*"/g;
const ARGUMENT = /(?:, )?[^(),]+(?=[,)])/g;

/** The n-th match, counted round, is another text. */
function replaced(line: string, what: RegExp, nth: number, by: string): string {
  const found = [...line.matchAll(what)];
  const one = found[nth % Math.max(1, found.length)];
  if (!one) return line;
  return line.slice(0, one.index) + by + line.slice(one.index + one[0].length);
}

/** What is left of it may be no line of the language: whoever uses it parses it first. */
export const bent = (lines: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      lines.filter((line) => !line.startsWith('workload')),
      fc.array(
        fc.oneof(
          fc.tuple(fc.constant(NUMBER), fc.nat(7), wildNumber),
          fc.tuple(fc.constant(HANDLE), fc.nat(7), wildHandle),
          fc.tuple(fc.constant(NAME), fc.nat(3), wildName),
          fc.tuple(fc.constant(ARGUMENT), fc.nat(7), fc.constant('')),
        ),
        { minLength: 1, maxLength: 2 },
      ),
    )
    .map(([line, bends]) =>
      bends.reduce((so, [what, nth, by]) => replaced(so, what, nth, by), line),
    );
