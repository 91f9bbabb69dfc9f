import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withLock } from './lock.mjs';

let dir = '';
let file = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'carveout-lock-'));
  file = join(dir, 'lock');
});
afterEach(() => rmSync(dir, { recursive: true }));
const nobody = (): void => undefined;

test('one after the other, and who waits hears of it once', async () => {
  const seen: string[] = [];
  const waits = vi.fn();
  const work = (name: string) => async (): Promise<void> => {
    seen.push(`${name} begins with ${readFileSync(file, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 400));
    seen.push(`${name} ends`);
  };
  await Promise.all([withLock(file, work('a'), nobody), withLock(file, work('b'), waits)]);
  const mine = `with ${process.pid}`;
  expect(seen).toEqual([`a begins ${mine}`, 'a ends', `b begins ${mine}`, 'b ends']);
  expect(waits.mock.calls).toEqual([[String(process.pid)]]);
  expect(existsSync(file)).toBe(false);
});

test('the lock is free again after work that throws', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('x')), nobody)).rejects.toThrow('x');
  expect(await withLock(file, () => Promise.resolve(1), nobody)).toBe(1);
});

test.each([
  ['whose holder is gone', '999999999', 60_000],
  ['whose number another process has by now', String(process.ppid), 600],
  ['that nobody wrote', '', 600],
])('a lock %s is taken over', async (_, holder, staleMs) => {
  writeFileSync(file, holder);
  expect(await withLock(file, () => Promise.resolve(2), nobody, staleMs)).toBe(2);
});

test('a lock that is touched is not taken over', async () => {
  let held = true;
  const long = withLock(
    file,
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      held = false;
    },
    nobody,
  );
  await withLock(file, () => Promise.resolve(expect(held).toBe(false)), nobody, 1_800);
  await long;
});

test('where nothing can be written it says so at once', async () => {
  const where = join(dir, 'nowhere', 'lock');
  await expect(withLock(where, () => Promise.resolve(), nobody)).rejects.toThrow('ENOENT');
});
