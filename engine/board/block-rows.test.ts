import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeRows, pack, unpack, type BlockRows } from './block-rows.ts';

const SLOTS = 12;
const block = fc.record({
  from: fc.nat(4_000_000),
  pages: fc.nat(3),
  more: fc.constantFrom(0, 0, 0, 1, 63),
  bytes: fc.constantFrom(undefined, undefined, 0, 5, 4096, 2 ** 33),
  op: fc.nat(2_000_000),
  name: fc.nat(5),
  kind: fc.nat(9),
  align: fc.nat(52),
});
const rowsOf = (
  blocks: readonly (typeof block extends fc.Arbitrary<infer B> ? B : never)[],
): BlockRows => {
  const rows = freeRows(SLOTS);
  for (const [slot, { from, pages, more, bytes, op, name, kind, align }] of blocks.entries()) {
    if (pages === 0) continue;
    rows.from[slot] = from;
    rows.to[slot] = from + pages + more;
    rows.pages[slot] = pages;
    rows.bytes[slot] = bytes ?? pages * 4096;
    for (const [column, value] of [
      [rows.op, op],
      [rows.name, name],
      [rows.kind, kind],
      [rows.align, align],
    ] as const)
      column[slot] = value;
  }
  return rows;
};
const ledger = fc.array(block, { minLength: SLOTS, maxLength: SLOTS }).map(rowsOf);

test('rows are the same after packing, all of them or those that changed', () => {
  fc.assert(
    fc.property(ledger, ledger, fc.uniqueArray(fc.nat(SLOTS - 1)), (before, after, changed) => {
      const rows = freeRows(SLOTS);
      unpack(pack(before, SLOTS), rows);
      expect(rows).toEqual(before);
      const slots = Uint32Array.from(changed).sort((a, b) => a - b);
      unpack(pack(after, slots.length, slots), rows, slots);
      for (const name of Object.keys(rows) as (keyof BlockRows)[])
        expect([...rows[name]]).toEqual(
          Array.from(
            rows[name],
            (_, slot) => (changed.includes(slot) ? after : before)[name][slot],
          ),
        );
    }),
  );
});
