/**
 * Builds the parser tables from engine/language/grammar/carveout.grammar.
 *
 *   node tools/grammar.mjs           writes parser.ts and parser.terms.ts
 *   node tools/grammar.mjs --check   exit 1 if what is checked in differs
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildParserFile } from '@lezer/generator';
import { format, resolveConfig } from 'prettier';

const folder = fileURLToPath(new URL('../engine/language/grammar/', import.meta.url));
const NOTE = '/* Written by tools/grammar.mjs from carveout.grammar. Do not edit. */\n';

/** @returns {Promise<Record<string, string>>} file name → text, as it should stand in engine/language/grammar/ */
export const generate = async () => {
  const grammar = await readFile(`${folder}carveout.grammar`, 'utf8');
  const { parser, terms } = buildParserFile(grammar, {
    fileName: 'carveout.grammar',
    moduleStyle: 'es',
    typeScript: true,
    warn: (message) => {
      throw new Error(message);
    },
  });
  /** @type {Record<string, string>} */
  const files = {};
  for (const [name, text] of Object.entries({ 'parser.ts': parser, 'parser.terms.ts': terms })) {
    const options = await resolveConfig(`${folder}${name}`);
    const body = text.replace(/^\/\/.*\n/, '');
    files[name] = await format(NOTE + body, { ...options, parser: 'typescript', plugins: [] });
  }
  return files;
};

const main = async () => {
  const check = process.argv.includes('--check');
  let stale = false;
  for (const [name, text] of Object.entries(await generate())) {
    const old = await readFile(folder + name, 'utf8').catch(() => '');
    if (old === text) continue;
    stale = true;
    if (!check) await writeFile(folder + name, text);
    console.log(`${check ? 'out of date' : 'written'}: engine/language/grammar/${name}`);
  }
  if (check && stale) process.exitCode = 1;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
