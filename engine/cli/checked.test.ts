import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkedRun, type CheckedRun } from '../check/checked-run.ts';
import { main } from './main.ts';

vi.mock(import('../check/checked-run.ts'), async (original) => {
  const real = await original();
  return { ...real, checkedRun: vi.fn(real.checkedRun) };
});

let file = '';
const write = (text: string): void => writeFileSync(file, text);
beforeAll(() => {
  file = join(mkdtempSync(join(tmpdir(), 'carveout-')), 'script');
});
afterAll(() => rmSync(join(file, '..'), { recursive: true }));

test('the transcript of a plain run, and that nothing broke', () => {
  write('board ssd202\na = cma_alloc(3)\nworkload cma ops=10 seed=1 mix=small\n');
  const plain = main(['run', file]);
  expect(main(['run', file, '--check'])).toEqual({
    ...plain,
    err: 'Checked: 3 commands, 7 restored machines compared, nothing broken.\n',
  });
  expect(main(['run', '--check', file, '--lang', 'zh']).err).toMatch('3 条命令');
});
test('ends with 1 when an expectation failed and nothing broke', () => {
  write('board ssd202\nexpect ENOMEM cma_alloc(3)\n');
  expect(main(['run', file, '--check']).exit).toBe(1);
});
test('ends with 3 when something broke, and says what and where', () => {
  write('board ssd202\n\nexpect ENOMEM cma_alloc(3)\n');
  vi.mocked(checkedRun).mockImplementationOnce((commands): CheckedRun => {
    const real = checkedRun(commands);
    const what = {
      promise: 'throws',
      at: 1,
      restoredAt: undefined,
      path: '',
      expected: '',
    } as const;
    return { ...real, broken: { ...what, got: 'RangeError' } };
  });
  const { out, err, exit } = main(['run', file, '--check']);
  expect(exit).toBe(3);
  expect(out).toBe(main(['run', file]).out);
  expect(err).toBe(
    `${file}:3: expect ENOMEM cma_alloc(3)\n  the engine throws an exception\n  expected: an outcome\n  got: RangeError\n`,
  );
});
test('only run takes it', () => {
  expect(main(['state', file, '--check']).err).toMatch('state takes no --check');
});
