/** What must hold of the files of a built page, whatever the bundler does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { staticImports, workerFiles } from './first-load.mjs';

/** @param {string} dist @returns {{ file: string, text: string }[]} */
const scripts = (dist) =>
  readdirSync(join(dist, 'assets'))
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, text: readFileSync(join(dist, 'assets', file), 'utf8') }));

/** As app/link/parts.ts reads them. */
const DYNAMIC_IMPORT = /\bimport\(\s*([`"'][^)]*)\)/g;

/** @param {string} text @returns {string[]} what it names, or all of it where that is no plain name */
const dynamicImports = (text) =>
  [...text.matchAll(DYNAMIC_IMPORT)].map(
    ([, operand = '']) => /^.\.\/([^`'"]+)[`'"]$/.exec(operand)?.[1] ?? operand,
  );

/** @param {string} address */
const nameOf = (address) => address.replace(/^.*\//, '');

/**
 * Chunks that import a worker's entry. WebKit evaluates an entry a second time when it is imported:
 * two machines then answer every call.
 * @param {string} dist folder of the built page
 * @returns {string[]} one sentence each; none: it is well
 */
export function entryImporters(dist) {
  const all = scripts(dist);
  const entries = new Set(all.flatMap(({ text }) => workerFiles(text).map(nameOf)));
  return all.flatMap(({ file, text }) =>
    staticImports(text)
      .map(nameOf)
      .filter((name) => entries.has(name))
      .map((name) => `${file} imports ${name}, the entry of a worker`),
  );
}

/**
 * Dynamic imports that are not in parts.json, which is where app/link/parts.ts looks what to fetch first.
 * @param {string} dist folder of the built page
 * @returns {string[]} one sentence each; none: it is well
 */
export function unlistedImports(dist) {
  const { parts, files } = JSON.parse(readFileSync(join(dist, 'parts.json'), 'utf8'));
  const all = scripts(dist);
  const there = new Set(readdirSync(join(dist, 'assets')));
  const lost = files
    .filter((/** @type {string} */ file) => !there.has(file))
    .map((/** @type {string} */ file) => `parts.json names ${file}, which was not built`);
  const unlisted = all.flatMap(({ file, text }) =>
    dynamicImports(text)
      .filter((name) => !Object.hasOwn(parts, name))
      .map((name) => `${file} imports ${name}, which is not in parts.json`),
  );
  return [...lost, ...unlisted];
}
