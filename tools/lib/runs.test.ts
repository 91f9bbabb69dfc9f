import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newRun } from './runs.mjs';

test('a run has a folder of its own; old ones go, those under way stay', () => {
  const dir = mkdtempSync(join(tmpdir(), 'carveout-runs-'));
  const over = ['1-999999991', '2-999999992', '3-999999993', '4-999999994'];
  const alive = `0-${process.ppid}`;
  for (const name of [...over, alive]) mkdirSync(join(dir, name));
  const mine = newRun(dir);
  expect(readdirSync(dir).map((name) => join(dir, name))).toEqual(
    [alive, ...over.slice(2), mine.slice(dir.length + 1)].sort().map((name) => join(dir, name)),
  );
  rmSync(dir, { recursive: true });
});
