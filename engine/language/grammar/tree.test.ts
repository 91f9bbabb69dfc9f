import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tree } from '@lezer/common';
import { MAX_LINE_CHARS, MAX_SYNTAX_ERRORS } from '../../contract/limits.ts';
import { session } from '../../test/sessions.ts';
import { bind } from '../bind.ts';
import { parser } from './parser.ts';
import { readLine } from '../syntax.ts';
import { RECOVERY_CHARS, treeOf } from './tree.ts';

const nodesIn = (tree: Tree): number => {
  let nodes = 0;
  tree.iterate({ enter: () => void (nodes += 1) });
  return nodes;
};
/** As many of these as a line takes. */
const lineOf = (piece: string, before = ''): string =>
  before + piece.repeat(Math.floor((MAX_LINE_CHARS - before.length) / piece.length));

describe('of a line that does not fit the grammar', () => {
  test.each(['(', 'a(', ')', ';', 'a=', 'a;', '`', '$', '\ud800', '>', '[    0.000000] x '])(
    'no more is read than a little after the first mistake: %j',
    (piece) => {
      // A node and a mistake for every character that recovery may look at.
      expect(nodesIn(treeOf(lineOf(piece)))).toBeLessThan(3 * RECOVERY_CHARS);
    },
  );
  test('what fits before the mistake is there', () => {
    const line = lineOf('a ', 'echo ') + '(';
    expect(nodesIn(treeOf(line))).toBeGreaterThan(MAX_LINE_CHARS / 2 - 10);
  });
  test('what is said is what reading all of it says', () => {
    const good = [...session('cma', 60, 1).split('\n'), ...session('msys', 60, 1).split('\n')];
    const marks = [...'()[],=-@;"\'\\$`#>|&< \t', '0x', '1.5', 'a', 'expect ', '\ud800', 'é', '\0'];
    const slip = fc.record({
      at: fc.nat(80),
      gone: fc.nat(3),
      mark: fc.constantFrom('', ...marks),
      times: fc.integer({ min: 1, max: 2 * RECOVERY_CHARS }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...good),
        fc.array(slip, { minLength: 1, maxLength: 6 }),
        (line, slips) => {
          const bent = slips.reduce(
            (text, { at, gone, mark, times }) =>
              text.slice(0, at) + mark.repeat(times) + text.slice(at + gone),
            line,
          );
          expect(readLine(treeOf(bent), bent)).toEqual(readLine(parser.parse(bent), bent));
        },
      ),
    );
  });
});

test.each([
  ['positions', `cma_alloc(${'1.5,'.repeat(1_000)}1)`],
  ['names', `cma_alloc(${'nosuch=1,'.repeat(800)}1)`],
  ['redirections', `echo a${' > /a'.repeat(1_000)}`],
])('of a line with thousands of mistakes only the first are looked for: %s', (_, line) => {
  const statement = readLine(treeOf(line), line);
  if (!statement || 'wrong' in statement) throw new Error('its shape is right');
  const problems = bind(statement);
  if ('command' in problems) throw new Error('it has mistakes');
  expect(problems.length).toBeGreaterThanOrEqual(MAX_SYNTAX_ERRORS);
  // Values that cannot be read are found after that, one a parameter at most.
  expect(problems.length).toBeLessThan(MAX_SYNTAX_ERRORS + 10);
});
