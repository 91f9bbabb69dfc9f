import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countReport, countsText, playwrightCounts, sum, vitestCounts } from './counts.mjs';

const vitest = (passed: number, failed: number, extra = {}) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...extra,
});
const playwright = (expected: number, unexpected: number, flaky = 0, skipped = 0) => ({
  stats: { expected, unexpected, flaky, skipped },
  errors: [] as unknown[],
});

describe('counts', () => {
  test('vitest: a file that did not load is a failure of its own', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ];
    expect(vitestCounts(vitest(3, 1, { testResults, numTodoTests: 2 }))).toEqual({
      passed: 3,
      failed: 2,
      skipped: 2,
    });
  });

  test('playwright: a test that passed only at the second try failed', () => {
    expect(playwrightCounts(playwright(4, 1, 1, 2))).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  test('playwright: an error outside the tests is a failure', () => {
    expect(playwrightCounts({ ...playwright(4, 0), errors: [{}] }).failed).toBe(1);
  });

  test('the line at the end', () => {
    expect(countsText({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(countsText({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });

  test('sum', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
    expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe('countReport', () => {
  let dir = '';
  beforeAll(() => (dir = mkdtempSync(join(tmpdir(), 'carveout-counts-'))));
  afterAll(() => rmSync(dir, { recursive: true }));
  const report = (text: string, code: number) => {
    writeFileSync(join(dir, 'report.json'), text);
    return countReport(join(dir, 'report.json'), vitestCounts, code);
  };
  const good = JSON.stringify(vitest(2, 0));

  test.each([
    ['a good run', good, 0, 2, 0],
    ['a failed test', JSON.stringify(vitest(2, 1)), 1, 2, 1],
    ['a bad exit without a failed test', good, 1, 2, 1],
    ['no test at all', JSON.stringify(vitest(0, 0)), 0, 0, 1],
    ['a report that is cut off', good.slice(0, 20), 0, 0, 1],
  ])('%s', (_, text, code, passed, failed) => {
    expect(report(text, code)).toMatchObject({ passed, failed });
  });

  test('no report', () => {
    expect(countReport(join(dir, 'none.json'), vitestCounts, 0)).toMatchObject({ failed: 1 });
  });
});
