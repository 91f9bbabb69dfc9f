import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expand, runsOf } from './runs.ts';

test('runs are the bytes again, and neighbours differ', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2), { maxLength: 40 }), (values) => {
      const bytes = Uint8Array.from(values);
      const runs = runsOf(bytes);
      expect(expand(runs)).toEqual(bytes);
      expect(runs.lengths.every((length) => length > 0)).toBe(true);
      expect(runs.values.every((value, i) => i === 0 || value !== runs.values[i - 1])).toBe(true);
    }),
  );
});
