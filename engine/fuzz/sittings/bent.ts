/** Lines as nobody should write them: a good one with a wrong number, handle, name or argument. */
import fc from 'fast-check';

const NUMBER = /(?<![\w.])-?(?:0x[0-9a-fA-F]+|\d+)[KMG]?\b/g;
const HANDLE = /\b[hbpmx]\d\b/g;
const NAME = /"[^"]*"/g;
const ARGUMENT = /(?:, )?[^(),]+(?=[,)])/g;

const wildNumber = fc.oneof(
  fc.constantFrom('0', '1', '-1', '4095', '4097', '-4096', '65536', '1M', '4G', '-4G', '64G'),
  fc.constantFrom('0x7fffffff', '0x80000000', '0xffffffff', '0x100000000', '0x100000001'),
  fc.constantFrom('9007199254740991', '-9007199254740991', '9007199254740992', '1e9', '-0'),
  fc.nat(70_000).map(String),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map(String),
);
/** Handles of every kind, those that nothing was given to, and names that objects have anyway. */
const wildHandle = fc.oneof(
  fc.tuple(fc.constantFrom('h', 'b', 'p', 'm'), fc.nat(5)).map(([kind, n]) => `${kind}${n}`),
  fc.constantFrom('nobody', 'x', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'NULL'),
  wildNumber,
);
const wildName = fc.constantFrom(
  '"__proto__"',
  '"toString"',
  '""',
  '" "',
  '"ring"',
  '"a b"',
  '"%s%n"',
  `"${'n'.repeat(40)}"`,
  '"\\0"',
  '"中文"',
);

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
