import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_LINE_HOLES } from '../../contract/limits.ts';
import { BitReader, BitWriter } from './coder.ts';
import { marksIn, kindsOf, type HoleKind } from './holes.ts';
import { fill, tabulate, Template } from './lines.ts';
import { CHOICES, RowModel } from './rows.ts';
import { Work } from './work.ts';

/** What holes take, as it was once found: expressions over all text before every hole. */
function slowKinds(template: string, names: readonly string[]): readonly HoleKind[] {
  const defines = /^([A-Za-z_]+)[\u0001]( = )/;
  const marks = [...template.matchAll(/\u0005[\s\S]|[\u0001-\u0004]/g)];
  const holes = marks.filter(([mark]) => mark.length === 1);
  return holes.map(({ index }, i): HoleKind => {
    const before = template.slice(0, index);
    const prefix = /(?<![A-Za-z0-9_])([A-Za-z_]+)$/.exec(before)?.[1] ?? '';
    if (!names.includes(prefix))
      return { is: 'number', around: before.slice(-10) + template.slice(index + 1).slice(0, 1) };
    if (i === 0 && defines.test(template)) return { is: 'definition', prefix };
    const ends = /free|release|unmap|unregister|destroy/i.test(template);
    return { is: ends ? 'end' : 'use', prefix };
  });
}

const TEMPLATE = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'aZ_9 =(,\u0001\u0002\u0004\u0005'),
    maxLength: 40,
  }),
  fc
    .array(fc.constantFrom('op', 'a', '\u0001', ' = ', 'free(', '\u0005', '7', ', x='), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
);

test('what a hole takes is what the slow expressions find', () => {
  const names = ['a', 'op', 'Z'];
  fc.assert(
    fc.property(TEMPLATE, (template) => {
      const kinds = kindsOf(template, marksIn(template).holes, (prefix) => names.includes(prefix));
      expect(kinds).toEqual(slowKinds(template, names));
    }),
    { numRuns: 5_000 },
  );
});

const LINE = fc.oneof(
  fc.tuple(fc.nat(9), fc.nat(99)).map(([n, v]) => `op${n} = cma_alloc(${v}, align=${v % 4})`),
  fc.nat(9).map((n) => `cma_release(op${n})`),
  fc.nat(9).map((n) => `cat op${n}`),
  fc.tuple(fc.string({ maxLength: 6 }), fc.nat()).map(([word, n]) => `echo ${word} ${n} > /x`),
  fc.string({ maxLength: 20 }).filter((text) => !text.includes('\n')),
);

test.each(CHOICES)('rows come back as they were written: %o', (choice) => {
  fc.assert(
    fc.property(fc.array(LINE, { maxLength: 60 }), (lines) => {
      const { templates, words, rows } = tabulate(lines);
      const shapes = templates.map((text) => new Template(text));
      const out = new BitWriter();
      const writer = new RowModel(shapes, choice);
      for (const row of rows) writer.code(out, row);
      const from = new BitReader(out.finish(), new Work(Infinity));
      const reader = new RowModel(shapes, choice);
      const back = rows.map(() => {
        const row = reader.code(from, undefined)!;
        return fill(shapes[row.template]!, row.values, words, Infinity);
      });
      expect(back).toEqual(lines);
    }),
  );
});

describe('bounds stand before the work', () => {
  test('a line ends where it is longer than it may be', () => {
    const word = 'x'.repeat(100);
    const template = new Template('\u0004'.repeat(5));
    const values = [0, 0, 0, 0, 0];
    expect(fill(template, values, [word], 500)).toBe(word.repeat(5));
    expect(fill(template, values, [word], 399)).toBe(word.repeat(4));
    expect(fill(template, [0, 7, 0, 0, 0], [word], 500)).toBeUndefined();
  });
  test('a template has as many holes as a line that was written, and one more', () => {
    expect(marksIn('\u0001'.repeat(MAX_LINE_HOLES)).holes).toHaveLength(MAX_LINE_HOLES);
    expect(() => marksIn('\u0001'.repeat(MAX_LINE_HOLES + 1))).toThrow('link.malformed');
  });
});
