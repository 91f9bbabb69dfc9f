/**
 * node tools/npm.cjs NAME [ARGUMENT…]: where every npm script begins. It says in one sentence that Node
 * is too old, which only a file can that an old Node reads: CommonJS, nothing newer than Node 12, and the
 * tool itself, whose imports an old Node may not know, is fetched afterwards.
 */
'use strict';

const TOOLS = {
  start: () => import('./start.mjs'),
  test: () => import('./test.mjs'),
  browsers: () => import('./browsers.mjs'),
  build: () => import('./build.mjs'),
  bench: () => import('./bench.mjs'),
  budget: () => import('./budget.mjs'),
  typecheck: () => import('./typecheck.mjs'),
  mutants: () => import('./mutants.mjs'),
  'with-deps': () => import('./with-deps.mjs'),
};

/** @param {string} version @returns {[number, number]} its first two numbers */
const numbers = (version) => {
  const [major, minor] = version.replace(/^\D+/, '').split('.');
  return [Number(major), Number(minor)];
};

const [major, minor] = numbers(require('../package.json').engines.node);
const [ourMajor, ourMinor] = numbers(process.versions.node);
if (ourMajor < major || (ourMajor === major && ourMinor < minor)) {
  console.error(
    `Carveout needs Node ${major}.${minor} or newer; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

const [name = 'start'] = process.argv.splice(2, 1);
void TOOLS[/** @type {keyof typeof TOOLS} */ (name)]();
