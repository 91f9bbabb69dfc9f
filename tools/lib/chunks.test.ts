import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entryImporters } from './chunks.mjs';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'carveout-chunks-'));
  mkdirSync(join(dir, 'assets'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const SPAWNS = 'new Worker(new URL(`w.js`,import.meta.url),{type:`module`})';

test.each([
  ['the entry imports the rest', { 'w.js': 'import"./m.js"', 'c.js': 'import"./m.js"' }, []],
  [
    'a chunk imports the entry',
    { 'w.js': 'const a=1;export{a}', 'c.js': 'import{a}from"./w.js";a' },
    ['c.js imports w.js, the entry of a worker'],
  ],
])('%s', (_, files, faults) => {
  const all = { 'page.js': SPAWNS, 'm.js': '', ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(dir, 'assets', name), text);
  expect(entryImporters(dir)).toEqual(faults);
});
