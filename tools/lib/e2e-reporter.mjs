/** For Playwright: a line a test, and how long it took, into the file that CARVEOUT_REPORT names, the moment it is over. */
import { reportTo } from './counts.mjs';

/** A test that passed only at a second try passed, and its name is said. */
const STATES = /** @type {const} */ ({
  expected: 'passed',
  unexpected: 'failed',
  flaky: 'retried',
  skipped: 'skipped',
});

/** @typedef {import('@playwright/test/reporter').Reporter} Reporter */

/** @implements {Reporter} */
export default class LineReporter {
  #note = reportTo(process.env['CARVEOUT_REPORT'] ?? '/dev/null');

  /** @param {import('@playwright/test/reporter').TestCase} test @param {import('@playwright/test/reporter').TestResult} result */
  onTestEnd(test, result) {
    if (result.retry < test.retries && result.status !== test.expectedStatus) return;
    const took = `(${(result.duration / 1000).toFixed(1)} s)`;
    this.#note(STATES[test.outcome()], `${test.titlePath().join(' ')} ${took}`);
  }

  /** Outside of any test. @param {import('@playwright/test/reporter').TestError} error */
  onError(error) {
    this.#note('failed', error.message ?? 'error');
  }
}
