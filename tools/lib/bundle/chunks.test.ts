import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entryImporters, unlistedImports } from './chunks.mjs';

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

test.each([
  ['import(`./a.js`)', []],
  ['()=>import("./b.js").then(x)', ['c.js imports b.js, which is not in parts.json']],
  ['import(x)', []],
  ['import("../a.js")', ['c.js imports "../a.js", which is not in parts.json']],
])('dynamic imports are listed: %s', (text, faults) => {
  writeFileSync(join(dir, 'assets', 'c.js'), text);
  writeFileSync(join(dir, 'assets', 'a.js'), '');
  const list = { files: ['a.js'], parts: { 'a.js': [0] } };
  writeFileSync(join(dir, 'parts.json'), JSON.stringify(list));
  expect(unlistedImports(dir)).toEqual(faults);
  writeFileSync(join(dir, 'parts.json'), JSON.stringify({ ...list, files: ['a.js', 'z.js'] }));
  expect(unlistedImports(dir)).toContain('parts.json names z.js, which was not built');
});
