import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { countReport, countsText, reportTo, retried, sum } from './counts.mjs';
import { binScript } from './process.mjs';
import { cacheDir, inRepo } from './repo.mjs';

describe('counts', () => {
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

  test.each([
    ['a good run', 'passed a\npassed b\nskipped c\n', 0, [2, 0, 1]],
    ['a failed test', 'passed a\nfailed b\n', 1, [1, 1, 0]],
    ['a bad exit without a failed test', 'passed a\n', 1, [1, 1, 0]],
    ['no test at all', '', 0, [0, 1, 0]],
    ['a time-out over the third test', 'passed a\npassed b\npas', 124, [2, 1, 0]],
  ])('%s', (_, text, code, [passed, failed, skipped]) => {
    const file = join(dir, 'report');
    writeFileSync(file, text);
    expect(countReport(file, code)).toEqual({ passed, failed, skipped });
  });

  test('no report', () => {
    expect(countReport(join(dir, 'none'), 0)).toMatchObject({ failed: 1 });
  });

  test('what passed at a second try passed, and is named', () => {
    const file = join(dir, 'retried');
    const note = reportTo(file);
    note('passed', 'one');
    note('retried', 'two\nlines');
    expect(countReport(file, 0)).toEqual({ passed: 2, failed: 0, skipped: 0 });
    expect(retried(file)).toEqual(['two lines']);
    expect(retried(join(dir, 'none'))).toEqual([]);
  });

  test('what a reporter notes is counted', () => {
    const file = join(dir, 'noted');
    const note = reportTo(file);
    note('passed', 'one');
    note('failed', 'two\nlines');
    expect(countReport(file, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});

// Both runners for real: what they had when they were killed is counted.
describe('reporters', () => {
  let dir = '';
  beforeAll(() => {
    mkdirSync(cacheDir, { recursive: true });
    dir = mkdtempSync(join(cacheDir, 'reporters-'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));
  const UNIT = `import { expect, test } from 'vitest';
    test('a', () => {}); test.skip('b', () => {}); test('c', () => expect(1).toBe(2));
    test('hangs', () => new Promise(() => {}), 1e6);`;
  const E2E = `import { expect, test } from '@playwright/test';
    test('a', () => {}); test.skip('b', () => {}); test('c', () => expect(1).toBe(2));
    test('hangs', () => new Promise(() => {}));`;
  const CONFIG = `export default { testMatch: 'x.spec.mjs', workers: 1, timeout: 0, outputDir: './out', reporter: ${JSON.stringify(inRepo('tools/lib/e2e-reporter.mjs'))} };`;

  test.each([
    ['unit', { 'x.test.mjs': UNIT, 'vitest.config.mjs': 'export default {};' }, 'vitest', 'run'],
    [
      'e2e',
      { 'x.spec.mjs': E2E, 'playwright.config.mjs': CONFIG },
      '@playwright/test#playwright',
      'test',
    ],
  ])('%s', { timeout: 60_000 }, async (name, files, script, verb) => {
    const cwd = join(dir, name);
    mkdirSync(cwd);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, file), text);
    const report = join(cwd, 'report');
    const reporter = name === 'unit' ? [`--reporter=${inRepo('tools/lib/unit-reporter.mjs')}`] : [];
    const child = spawn(process.execPath, [binScript(script), verb, ...reporter], {
      cwd,
      env: { ...process.env, CARVEOUT_REPORT: report },
      stdio: 'ignore',
      detached: true,
    });
    try {
      await vi.waitFor(
        () => expect(countReport(report, 137)).toEqual({ passed: 1, failed: 1, skipped: 1 }),
        { timeout: 55_000, interval: 200 },
      );
    } finally {
      if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
    }
  });
});
