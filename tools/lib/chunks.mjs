/** What must hold of the files of a built page, whatever the bundler does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { staticImports, workerFiles } from './first-load.mjs';

/** @param {string} dist @returns {{ file: string, text: string }[]} */
const scripts = (dist) =>
  readdirSync(join(dist, 'assets'))
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, text: readFileSync(join(dist, 'assets', file), 'utf8') }));

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
