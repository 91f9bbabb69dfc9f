import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countFreeRuns, eachFreeRun } from './free-runs.ts';

const word = fc.oneof(fc.constantFrom(0, -1, 1, -2, 1 << 31, ~(1 << 31)), fc.integer());

test('runs are those that a walk over the bits finds', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (list) => {
      const words = Int32Array.from(list);
      const bits = [...words].flatMap((one) =>
        Array.from({ length: 32 }, (_, i) => (one >>> i) & 1),
      );
      const slow: [number, number][] = [];
      for (const [at, taken] of bits.entries())
        if (taken === 0 && bits[at - 1] === 0) slow.at(-1)![1] += 1;
        else if (taken === 0) slow.push([at, 1]);
      const runs: [number, number][] = [];
      eachFreeRun(words, (start, length) => runs.push([start, length]));
      expect(runs).toEqual(slow);
      expect(countFreeRuns(words)).toBe(slow.length);
    }),
  );
});
