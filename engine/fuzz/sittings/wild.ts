/** What should not stand in a line: numbers at the edges, handles of other kinds, names of no buffer. */
import fc from 'fast-check';

/**
 * Numbers at the edges of pages, of words and of what a number holds exactly, and some in between.
 */
export const wildNumber = fc.oneof(
  fc.constantFrom('0', '1', '-1', '4095', '4097', '-4096', '65536', '1M', '4G', '-4G', '64G'),
  fc.constantFrom('0x7fffffff', '0x80000000', '0xffffffff', '0x100000000', '0x100000001'),
  fc.constantFrom('9007199254740991', '-9007199254740991', '9007199254740992', '1e9', '-0'),
  fc.nat(70_000).map(String),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map(String),
);
/** Handles of every kind, those that nothing was given to, and names that objects have anyway. */
export const wildHandle = fc.oneof(
  fc.tuple(fc.constantFrom('h', 'b', 'p', 'm'), fc.nat(5)).map(([kind, n]) => `${kind}${n}`),
  fc.constantFrom('nobody', 'x', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'NULL'),
  wildNumber,
);
/** Names that are empty, too long, no ASCII, or mean something to C or to JavaScript. */
export const wildName = fc.constantFrom(
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
