/**
 * npm test [-- STAGE…]: every stage, or the named ones and what they need. The last line is the sum:
 * a static stage counts as one, unit and end-to-end tests one by one, and a stage that cannot run
 * as one failure. `npm test -- --list` names the stages.
 */
import { availableParallelism } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { countsText, FAILED_CHECK, sum } from './lib/counts.mjs';
import { ensurePackages, unwritable } from './lib/install.mjs';
import { endGroupsWithUs } from './lib/process.mjs';
import { schedule } from './lib/schedule.mjs';

/** @typedef {import('./lib/stages.mjs').TestStage} TestStage @typedef {import('./lib/stages.mjs').Result} Result */

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** @param {TestStage} stage @param {Result} result */
function report({ name, does }, { counts, output, ms, retried = [] }) {
  const good = counts.failed === 0;
  const tests = counts.passed + counts.failed + counts.skipped > 1 ? `  ${countsText(counts)}` : '';
  if (!good) console.log(`\n──── ${name} ────\n${stripVTControlCharacters(output).trim()}\n────`);
  console.log(
    `${good ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${seconds(ms).padStart(8)}  ${does}${tests ? `:${tests}` : ''}`,
  );
  for (const test of retried) console.log(`       at a second try: ${test}`);
}

/** @param {readonly TestStage[]} stages @param {readonly string[]} names */
function select(stages, names) {
  if (names.length === 0) return stages;
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(
      `no stage ${unknown.join(', ')}; there are ${stages.map((s) => s.name).join(', ')}`,
    );
    process.exit(2);
  }
  const wanted = new Set(names);
  for (const stage of stages) {
    if (wanted.has(stage.name)) for (const need of stage.needs ?? []) wanted.add(need);
  }
  return stages.filter((stage) => wanted.has(stage.name));
}

/** @param {TestStage} stage @returns {Promise<Result>} */
async function runStage(stage) {
  const result = await stage.run().catch((/** @type {unknown} */ error) => ({
    counts: FAILED_CHECK,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    ms: 0,
  }));
  report(stage, result);
  return result;
}

/** @param {TestStage} stage @param {string} need @returns {Result} */
function cannotRun(stage, need) {
  const result = { counts: FAILED_CHECK, output: `not run, because ${need} failed`, ms: 0 };
  report(stage, result);
  return result;
}

async function main() {
  const start = performance.now();
  if (!(await ensurePackages())) return FAILED_CHECK;
  // Only now: the stages look up the tools that they run.
  const { stages } = await import('./lib/stages.mjs').catch((/** @type {unknown} */ error) => {
    const why = unwritable(error);
    if (why === undefined) throw error;
    console.error(
      `The tests need to write into this folder, and it cannot be written to (${why}).`,
    );
    return { stages: undefined };
  });
  if (!stages) return FAILED_CHECK;
  const names = process.argv.slice(2);
  if (names.includes('--list')) {
    for (const { name, does } of stages) console.log(`${name.padEnd(8)} ${does}`);
    process.exit(0);
  }
  const places = Math.min(4, Math.max(2, availableParallelism()));
  const passed = (/** @type {Result} */ result) => result.counts.failed === 0;
  const results = await schedule(select(stages, names), places, runStage, passed, cannotRun);
  console.log(`\n${seconds(performance.now() - start)} in all`);
  return sum(results.map((result) => result.counts));
}

endGroupsWithUs();
const total = await main();
console.log(countsText(total));
process.exitCode = total.failed === 0 ? 0 : 1;
