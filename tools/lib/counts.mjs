/**
 * Counts what test runners report. Each writes a line a test the moment it is over (unit-reporter.mjs,
 * e2e-reporter.mjs), so that a run that is ended keeps what it had. A runner that broke counts as one failure.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** `retried`: it passed, but only at a second try. @typedef {keyof Counts | 'retried'} State */

/** @type {Counts} */
export const FAILED_CHECK = { passed: 0, failed: 1, skipped: 0 };
/** @type {Counts} */
export const PASSED_CHECK = { passed: 1, failed: 0, skipped: 0 };

/**
 * Begins a report.
 * @param {string} file
 * @returns {(state: State, name: string) => void} notes one test
 */
export function reportTo(file) {
  writeFileSync(file, '');
  return (state, name) => appendFileSync(file, `${state} ${name.replaceAll(/\s+/g, ' ')}\n`);
}

/**
 * The counts of a runner that ended with `code` and should have left a report in `file`. A bad exit
 * without a failed test (a crash, an unhandled error, a time-out) and a run without any test count as failed.
 * @param {string} file
 * @param {number} code
 * @returns {Counts}
 */
export function countReport(file, code) {
  if (!existsSync(file)) return FAILED_CHECK;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  // After the last line break stands nothing, or a line that was being written.
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    const [state] = line.split(' ', 1);
    if (state === 'retried') counts.passed += 1;
    if (state === 'passed' || state === 'failed' || state === 'skipped') counts[state] += 1;
  }
  const unexplained = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return unexplained ? { ...counts, failed: 1 } : counts;
}

/** Names of the tests that passed at a second try. @param {string} file @returns {string[]} */
export const retried = (file) =>
  existsSync(file)
    ? [...readFileSync(file, 'utf8').matchAll(/^retried (.*)\n/gm)].map(([, name = '']) => name)
    : [];

/** @param {readonly Counts[]} all @returns {Counts} */
export const sum = (all) =>
  all.reduce(
    (total, counts) => ({
      passed: total.passed + counts.passed,
      failed: total.failed + counts.failed,
      skipped: total.skipped + counts.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/** `N passed, N failed`, and `, N skipped` where there are any. @param {Counts} counts */
export const countsText = ({ passed, failed, skipped }) =>
  `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;
