/** Reads the reports of test runners into counts. A runner that broke counts as one failure. */
import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ status: string, assertionResults: unknown[] }} VitestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number,
 *   numTodoTests: number, testResults: VitestFile[] }} VitestReport
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number },
 *   errors: unknown[] }} PlaywrightReport
 */

/** @type {Counts} */
export const FAILED_CHECK = { passed: 0, failed: 1, skipped: 0 };
/** @type {Counts} */
export const PASSED_CHECK = { passed: 1, failed: 0, skipped: 0 };

/** @param {VitestReport} report @returns {Counts} */
export function vitestCounts(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A test that passed only at a second try did fail. @param {PlaywrightReport} report @returns {Counts} */
export function playwrightCounts({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * The counts of a runner that ended with `code` and should have left a report in `file`. A bad exit
 * without a failed test (a crash, an unhandled error) and a run without any test count as failed.
 * @template R
 * @param {string} file
 * @param {(report: R) => Counts} read
 * @param {number} code
 * @returns {Counts}
 */
export function countReport(file, read, code) {
  if (!existsSync(file)) return FAILED_CHECK;
  const counts = readOrUndefined(file, read);
  if (counts === undefined) return FAILED_CHECK;
  const unexplained = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return unexplained ? { ...counts, failed: 1 } : counts;
}

/** @template R @param {string} file @param {(report: R) => Counts} read */
function readOrUndefined(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

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
