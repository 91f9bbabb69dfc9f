import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FreeBitmap } from '../memory/bitmap/bitmap.ts';
import { benchCma, formatCmaRow } from './cma.ts';
import { recordChurn } from './script.ts';
import { WordScan } from './word-scan.ts';

it('the word scan gives the same answers as the index', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(40, 512, 1000),
      fc.boolean(),
      fc.nat({ max: 1000 }),
      (bits, aligned, seed) => {
        const churn = recordChurn(bits, 0.9, 200, aligned, seed);
        const [index, scan] = [new FreeBitmap(bits), new WordScan(bits)];
        churn.startAt.forEach((at, i) => {
          index.set(at, churn.startLength[i]!);
          scan.set(at, churn.startLength[i]!);
        });
        churn.freeAt.forEach((at, i) => {
          const length = churn.freeLength[i]!;
          expect(scan.clear(at, length)).toBe(length);
          expect(index.clear(at, length)).toBe(length);
          const got = index.find(churn.fitLength[i]!, churn.fitMask[i]);
          expect(scan.find(churn.fitLength[i]!, churn.fitMask[i])).toBe(got);
          if (got < 0) return;
          expect(index.set(got, churn.fitLength[i]!)).toBe(churn.fitLength[i]);
          scan.set(got, churn.fitLength[i]!);
        });
        index.check();
      },
    ),
    { numRuns: 30 },
  );
});
it('recorded churn is the same for the same seed and about as full as asked', () => {
  const churn = recordChurn(4096, 0.5, 100, true);
  expect(recordChurn(4096, 0.5, 100, true)).toEqual(churn);
  const used = churn.startLength.reduce((sum, length) => sum + length, 0);
  expect(Math.abs(used - 2048)).toBeLessThan(400);
});
it('rows hold what they say', () => {
  const told: unknown[] = [];
  const rows = benchCma((row) => told.push(row), [512]);
  expect(rows).toHaveLength(4);
  expect(told).toEqual(rows);
  for (const row of rows) {
    expect([row.indexRatio, row.regionRatio]).toEqual([1, 1]);
    expect(Math.min(row.indexNs, row.scanNs, row.regionNs)).toBeGreaterThan(0);
    expect(formatCmaRow(row)).toMatch(/^ +512 +\d+% +(no|order) /);
  }
}, 60_000);
