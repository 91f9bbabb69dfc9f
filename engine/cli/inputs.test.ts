import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_FILE_CHARS, MAX_INPUT_BYTES } from '../contract/limits.ts';
import { readSource } from './inputs.ts';

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'carveout-inputs-'))));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (bytes: Buffer): string => {
  const path = join(folder, String(bytes.length));
  writeFileSync(path, bytes);
  return path;
};

test('the longest text is read, in the widest characters there are', () => {
  const text = '页'.repeat(MAX_FILE_CHARS);
  expect(readSource(fileOf(Buffer.from(text))) === text).toBe(true);
});

test('one byte more is refused', () => {
  const path = fileOf(Buffer.alloc(MAX_INPUT_BYTES + 1, 'a'));
  expect(() => readSource(path)).toThrow('it goes on after');
});

test('a standard input without an end is refused with a sentence and 2', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'engine/cli.ts', 'run', '-'],
    { stdio: [openSync('/dev/zero', 'r'), 'pipe', 'pipe'], encoding: 'utf8' },
  );
  expect(stderr).toMatch(/^carveout: cannot read standard input: it goes on after/);
  expect(status).toBe(2);
});
