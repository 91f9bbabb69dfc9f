/** For Vitest: a line a test into the file that CARVEOUT_REPORT names, the moment it is over. */
import { reportTo } from './counts.mjs';

/** @typedef {import('vitest/reporters').Reporter} Reporter */

/** @implements {Reporter} */
export default class LineReporter {
  #note = reportTo(process.env['CARVEOUT_REPORT'] ?? '/dev/null');

  /** @param {import('vitest/node').TestCase} test */
  onTestCaseResult(test) {
    const { state } = test.result();
    const name = `${test.module.relativeModuleId} ${test.fullName}`;
    this.#note(state === 'pending' ? 'skipped' : state, name);
  }

  /** A file that did not load is a failure of its own. @param {import('vitest/node').TestModule} file */
  onTestModuleEnd(file) {
    if (file.errors().length > 0) this.#note('failed', file.relativeModuleId);
  }
}
