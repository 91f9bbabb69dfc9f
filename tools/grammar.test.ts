import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generate } from './grammar.mjs';

test(
  'the parser that is checked in is the one its grammar gives',
  { timeout: 30_000 },
  async () => {
    const files = await generate();
    expect(Object.keys(files)).toEqual(['parser.ts', 'parser.terms.ts']);
    for (const [name, text] of Object.entries(files)) {
      const checkedIn = new URL(`../engine/language/grammar/${name}`, import.meta.url);
      expect(await readFile(checkedIn, 'utf8'), `${name}: run node tools/grammar.mjs`).toBe(text);
    }
  },
);
