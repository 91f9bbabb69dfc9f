import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlockNames } from './block-names.ts';
import { MAX_NAME } from '../contract/limits.ts';
import { NAME_BYTES } from '../contract/view.ts';

const name = fc.oneof(
  fc.constantFrom('', 'emac0', 'emac1', 'emac', 'a', 'a\0b', '\xe9', 'x'.repeat(MAX_NAME + 3)),
  fc.string({ maxLength: 3, unit: fc.constantFrom('p', 'q', '0', '1') }),
);
const of = (names: readonly string[]): BlockNames => {
  const table = new BlockNames();
  for (const one of names) table.numberOf(one);
  return table;
};
const told = (table: BlockNames, known: readonly string[]): unknown =>
  known.map((one) => {
    const number = table.numberOf(one);
    const column = new Uint32Array(NAME_BYTES / 2);
    table.write(column, 1, number);
    return [number, table.shown(number), table.colour(number), ...new Uint8Array(column.buffer)];
  });

test('a family of names has one colour, no name has none', () => {
  const table = of(['emac0', 'usb']);
  const colour = (one: string) => table.colour(table.numberOf(one));
  expect(['emac0', 'emac17', 'usb', '', 'aes'].map(colour)).toEqual([1, 1, 2, 0, 3]);
});

test('what is shown ends where C would end it', () => {
  const table = new BlockNames();
  const shown = (one: string) => table.shown(table.numberOf(one));
  expect(shown('a\0b')).toBe('a');
  expect(shown('x'.repeat(MAX_NAME + 3))).toBe('x'.repeat(MAX_NAME));
});

test('a table that was restored goes on as the one that was saved', () => {
  fc.assert(
    fc.property(
      fc.array(name, { maxLength: 8 }),
      fc.array(name, { maxLength: 8 }),
      fc.array(name, { maxLength: 8 }),
      (first, more, other) => {
        const one = of(first);
        const saved = one.save();
        const fresh = told(of(first), [...first, ...more]);
        expect(told(one, [...first, ...more])).toEqual(fresh);
        // Back in time, and from another line.
        for (const table of [one, of(other)]) {
          const before = table.save();
          const same = table.restore(saved);
          expect(saved.slice(0, same)).toEqual(before.slice(0, same));
          expect(table.save()).toBe(saved);
          expect(told(table, [...first, ...more])).toEqual(fresh);
        }
      },
    ),
  );
});
