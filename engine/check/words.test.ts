import { expect, test } from 'vitest';
import { parse } from '../language/index.ts';
import type { Broken } from './checked-run.ts';
import { brokenText, cleanText } from './words.ts';

const { statements } = parse('\nboard ssd202\n\na = cma_alloc(3)\ndmesg');
const written = { commands: statements.map(({ command }) => command), inherited: 0, statements };
const answer: Broken = {
  promise: 'answer',
  at: 2,
  restoredAt: 1,
  path: 'result.ok',
  expected: 'true',
  got: 'false',
};
const own: Broken = {
  promise: 'unsound',
  at: 1,
  restoredAt: undefined,
  path: '',
  expected: '',
  got: 'x',
};

test.each([
  [
    'en',
    answer,
    'f:5: dmesg\n  on a machine restored from a checkpoint before f:4, the answer is another one: result.ok\n  expected: true\n  got: false\n',
  ],
  [
    'zh',
    answer,
    'f:5: dmesg\n  从检查点（f:4 之前）恢复的机器上，答复不同：result.ok\n  应为: true\n  实为: false\n',
  ],
  [
    'en',
    { ...answer, promise: 'state', restoredAt: 3 },
    'f:5: dmesg\n  on a machine restored from a checkpoint after it, the state is another one: result.ok\n  expected: true\n  got: false\n',
  ],
  [
    'en',
    own,
    'f:4: a = cma_alloc(3)\n  check() of a model fails\n  expected: every invariant holds\n  got: x\n',
  ],
  [
    'zh',
    own,
    'f:4: a = cma_alloc(3)\n  模型的 check() 未通过\n  应为: 所有不变式成立\n  实为: x\n',
  ],
] as const)('%s: what broke, where, what was expected, what came', (lang, broken, text) => {
  expect(brokenText('f', broken, written, lang)).toBe(text);
});

test('a command that a branch inherited has no line of its own', () => {
  const branch = { ...written, inherited: 2, statements: statements.slice(2) };
  expect(brokenText('f', answer, branch, 'en')).toMatch(
    /^f:5: dmesg\n.*before f:inherited command 2,/,
  );
  expect(brokenText('f', own, branch, 'zh')).toMatch(/^f:继承的第 2 条命令: a = cma_alloc\(3\)\n/);
});

test('nothing broke', () => {
  const run = { outcomes: [{}, {}], restores: 1_234 } as unknown as Parameters<typeof cleanText>[0];
  expect(cleanText(run, 'en')).toBe(
    'Checked: 2 commands, 1,234 restored machines compared, nothing broken.\n',
  );
  expect(cleanText(run, 'zh')).toMatch(/^已检查：2 条命令，比较了 1,234 台/);
});
