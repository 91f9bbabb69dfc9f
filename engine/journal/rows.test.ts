import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BitReader, BitWriter } from './coder.ts';
import { fill, holesOf, tabulate, TOO_LONG } from './lines.ts';
import { CHOICES, RowModel, wordBefore } from './rows.ts';

/** What a hole was once asked: a regular expression over all text before it. */
const slowWord = (template: string, end: number): string =>
  /(?<![A-Za-z0-9_])([A-Za-z_]+)$/.exec(template.slice(0, end))?.[1] ?? '';

const TEMPLATE = fc.string({
  unit: fc.constantFrom(...'aZ_9 =(,\u0001\u0002\u0004'),
  maxLength: 40,
});

test('the word before a hole is what the slow expression finds', () => {
  fc.assert(
    fc.property(TEMPLATE, (template) => {
      for (const at of holesOf(template))
        expect(wordBefore(template, at)).toBe(slowWord(template, at));
    }),
    { numRuns: 2_000 },
  );
});

const LINE = fc.oneof(
  fc.tuple(fc.nat(9), fc.nat(99)).map(([n, v]) => `op${n} = cma_alloc(${v}, align=${v % 4})`),
  fc.nat(9).map((n) => `cma_release(op${n})`),
  fc.tuple(fc.string({ maxLength: 6 }), fc.nat()).map(([word, n]) => `echo ${word} ${n} > /x`),
  fc.string({ maxLength: 20 }).filter((text) => !text.includes('\n')),
);

test.each(CHOICES)('rows come back as they were written: %o', (choice) => {
  fc.assert(
    fc.property(fc.array(LINE, { maxLength: 60 }), (lines) => {
      const { templates, words, rows } = tabulate(lines);
      const out = new BitWriter();
      const writer = new RowModel(templates, choice);
      for (const row of rows) writer.code(out, row);
      const from = new BitReader(out.finish());
      const reader = new RowModel(templates, choice);
      const back = rows.map(() => {
        const row = reader.code(from, undefined)!;
        return fill(templates[row.template]!, row.values, words, Infinity);
      });
      expect(back).toEqual(lines);
    }),
  );
});

describe('bounds stand before the work', () => {
  test('a line is no longer than it may be, and is not put together first', () => {
    const word = 'x'.repeat(100);
    const template = '\u0004'.repeat(5);
    const values = [0, 0, 0, 0, 0];
    expect(fill(template, values, [word], 500)).toBe(word.repeat(5));
    expect(fill(template, values, [word], 499)).toBe(TOO_LONG);
    // A million words of a million characters: refused at the second.
    const huge = 'y'.repeat(1_000_000);
    expect(fill('\u0004'.repeat(1_000_000), [0, 0, 0], [huge], 1_000_000)).toBe(TOO_LONG);
    expect(fill('\u0004', [7], [word], 500)).toBeUndefined();
  });

  test('numbers of all rows together are bounded', () => {
    const templates = ['\u0001,\u0001'];
    const row = { template: 0, values: [1, 2] };
    const model = new RowModel(templates, CHOICES[0]!, 4);
    const out = new BitWriter();
    expect(model.code(out, row)).toEqual(row);
    expect(model.code(out, row)).toEqual(row);
    expect(model.code(out, row)).toBeUndefined();
  });
});
