import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  MAX_LINE_CHARS,
  MAX_EXPERIMENT_CHARS,
  MAX_SOURCE_CHARS,
  MAX_SYNTAX_ERRORS,
} from '../contract/limits.ts';
import { parse, parseInSteps, type Parsed } from './index.ts';
import * as parsing from './parse.ts';

const LINES = [
  'dmesg',
  '',
  '# words',
  'cma_alloc(4)',
  '  cat /proc/meminfo # why',
  'cma_alloc(4, \\\n  align=2)',
  'cma_alloc(0x)',
];
const inSteps = (source: string, most?: number): { parsed: Parsed; steps: number } => {
  const work = parseInSteps(source, most);
  for (let steps = 0; ; steps += 1) {
    const step = work.next();
    if (step.done === true) return { parsed: step.value, steps };
  }
};

test('in steps is what it is at once, wherever the steps end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(LINES.length - 2), { minLength: 500, maxLength: 1_500 }),
      fc.array(fc.nat(1_499), { maxLength: 5 }),
      (picks, wrong) => {
        const lines = picks.map((pick) => LINES[pick]!);
        for (const at of wrong) if (at < lines.length) lines[at] = LINES.at(-1)!;
        const source = lines.join('\n');
        const { parsed, steps } = inSteps(source);
        expect(parsed).toEqual(parse(source));
        expect(steps).toBeGreaterThan(1);
      },
    ),
    { numRuns: 10 },
  );
});
test('more than what is parsed at once is parsed', () => {
  const line = `# ${'x'.repeat(997)}\n`;
  const source = `${line.repeat(MAX_SOURCE_CHARS / 1_000)}dmesg`;
  expect(inSteps(source).parsed).toMatchObject({ statements: [{ line: 1_001 }], errors: [] });
  expect(inSteps(source, MAX_SOURCE_CHARS).parsed).toMatchObject({
    statements: [],
    errors: [{ message: { id: 'language.sourceTooLong' } }],
  });
});
test('MAX_EXPERIMENT_CHARS', () => {
  const source = `#${'\n'.repeat(MAX_EXPERIMENT_CHARS)}`;
  expect(inSteps(source)).toMatchObject({ parsed: { errors: [{ from: 0 }] }, steps: 0 });
  expect(parseInSteps(source.slice(1)).next()).toMatchObject({ done: false });
});
test('stops at the limit of errors', () => {
  const { parsed } = inSteps('nonsense\n'.repeat(50_000));
  expect(parsed.errors.length).toBeGreaterThanOrEqual(MAX_SYNTAX_ERRORS);
  expect(parsed.errors.length).toBeLessThan(2 * MAX_SYNTAX_ERRORS + 2);
});

test.each([
  ['garbage', '('.repeat(MAX_LINE_CHARS)],
  ['words', `echo ${'a '.repeat(4_000)}`],
  ['commands', 'cma_alloc(1)'],
  ['nothing', ''],
])('no step of 1 MB of %s parses more than a line and a little', (_, line) => {
  const text = `${line}\n`.repeat(Math.floor(MAX_SOURCE_CHARS / (line.length + 1)));
  const parsed = vi.spyOn(parsing, 'parse').mockReturnValue({ statements: [], errors: [] });
  inSteps(text);
  const lengths = parsed.mock.calls.map(([piece]) => piece.length);
  parsed.mockRestore();
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(text.length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(MAX_LINE_CHARS + 1_025);
});
