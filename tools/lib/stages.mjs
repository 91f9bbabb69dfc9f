/** The stages of `npm test`, in the order in which they start. */
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { buildWith } from './bundle/build.mjs';
import { FAILED_CHECK, PASSED_CHECK, countReport, retried } from './counts.mjs';
import { binScript, run as runCommand } from './process.mjs';
import { newRun } from './runs.mjs';
import { SVELTE_PROJECT, tscProjects } from './tsconfigs.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 * @typedef {{ counts: Counts, output: string, ms: number, retried?: string[] }} Result
 * @typedef {import('./schedule.mjs').Stage & { does: string, run: () => Promise<Result> }} TestStage
 */

/** A hang ends; a busy machine may take long. */
const LONGEST_MS = 40 * 60_000;

/** What this run makes: another that goes on beside it in the same checkout has a folder of its own. */
const run = newRun();
const dist = join(run, 'dist');

/** Plain text, no prompts, the same everywhere. */
function environment() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, CI: 'true', NO_COLOR: '1', TZ: 'UTC', LC_ALL: 'C.UTF-8' };
  env['CARVEOUT_RUN'] = run;
  env['CARVEOUT_DIST'] = dist;
  delete env['FORCE_COLOR'];
  delete env['NODE_ENV'];
  return env;
}

/** @param {string} script @param {readonly string[]} args @param {NodeJS.ProcessEnv} [more] */
const node = (script, args, more) =>
  runCommand(process.execPath, [script, ...args], captured(more));

/** @param {import('./process.mjs').Ended} ended @returns {Result} */
const asCheck = ({ code, output, ms }) => ({
  counts: code === 0 ? PASSED_CHECK : FAILED_CHECK,
  output,
  ms,
});

/** What a command runs in: its output is shown when it failed. */
const captured = (/** @type {NodeJS.ProcessEnv} */ more = {}) => ({
  env: { ...environment(), ...more },
  capture: true,
  timeoutMs: LONGEST_MS,
});

const builds = async () => asCheck(await buildWith(captured(), dist));

/**
 * A stage that holds or does not hold: it counts as one.
 * @param {string} script @param {() => readonly string[]} args
 * @returns {() => Promise<Result>}
 */
const check = (script, args) => async () => asCheck(await node(script, args()));

/**
 * A test runner whose tests count one by one.
 * @param {string} name of its report
 * @param {string} script
 * @param {readonly string[]} args
 */
async function tests(name, script, args) {
  const report = join(run, name);
  const { code, output, ms } = await node(script, args, { CARVEOUT_REPORT: report });
  return { counts: countReport(report, code), output, ms, retried: retried(report) };
}

/** @returns {Promise<Result>} */
async function endToEnd() {
  const browser = await ensureBrowser();
  if ('missing' in browser) return { counts: FAILED_CHECK, output: browser.missing, ms: 0 };
  const args = ['test', '--config', 'e2e/playwright.config.ts'];
  return tests('e2e', binScript('@playwright/test#playwright'), args);
}

/** @param {string} name */
const tool = (name) => join('tools', name);

/** @type {readonly TestStage[]} */
export const stages = [
  { name: 'build', does: 'vite builds the page', run: builds },
  {
    name: 'unit',
    does: 'vitest',
    run: () =>
      tests('unit', binScript('vitest'), [
        'run',
        '--reporter=default',
        '--reporter=./tools/lib/unit-reporter.mjs',
      ]),
  },
  { name: 'types', does: 'tsc over every project', run: check(tool('typecheck.mjs'), tscProjects) },
  {
    name: 'svelte',
    does: 'svelte-check, warnings are errors',
    run: check(tool('typecheck.mjs'), () => [SVELTE_PROJECT]),
  },
  {
    name: 'lint',
    does: 'eslint, accessibility included, 0 warnings',
    run: check(binScript('eslint'), () => ['.', '--max-warnings=0', '--no-color']),
  },
  {
    name: 'typed',
    does: 'oxlint: the rules that need the types of TypeScript files',
    run: check(binScript('oxlint'), () => ['app', 'engine', 'e2e', 'tools']),
  },
  {
    name: 'imports',
    does: 'dependency-cruiser: who may import whom',
    run: check(binScript('dependency-cruiser#depcruise'), () => [
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err-long',
      'app',
      'engine',
      'e2e',
      'tools',
    ]),
  },
  {
    name: 'unused',
    does: 'knip: files, exports and packages nobody uses',
    run: check(binScript('knip'), () => ['--no-progress']),
  },
  {
    name: 'format',
    does: 'prettier',
    run: check(binScript('prettier'), () => ['--check', '.', '--log-level=warn']),
  },
  {
    name: 'budget',
    does: 'the first load is small enough',
    needs: ['build'],
    run: check(tool('budget.mjs'), () => []),
  },
  {
    name: 'chunks',
    does: 'what was built is made so that every browser can run it',
    needs: ['build'],
    run: check(tool('chunks.mjs'), () => []),
  },
  { name: 'e2e', does: 'the built page in Chromium', needs: ['build'], alone: true, run: endToEnd },
];
