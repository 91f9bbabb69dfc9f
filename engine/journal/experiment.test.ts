import { describe, expect, test } from 'vitest';
import {
  MAX_BRANCHES,
  MAX_JOURNAL_OPS,
  MAX_EXPERIMENT_CHARS,
  MAX_TITLE,
  MAX_VIEW_FIELDS,
  MAX_VIEW_TEXT,
  MAX_WORKLOAD_OPS,
} from '../contract/limits.ts';
import type { Command } from '../contract/command.ts';
import { assertOutline } from './experiment.ts';
import { plainExperiment, plainName, scriptOf, writeFile, type Experiment } from './index.ts';
import { cutAt, totalSteps } from './time/steps-taken.ts';

const plain = plainExperiment('board ssd202');
const why = (change: Partial<Experiment>): string => {
  const answer = writeFile({ ...plain, ...change });
  return 'refused' in answer ? answer.refused.id : 'ok';
};
const branches = (count: number): Experiment['branches'] => [
  plain.branches[0]!,
  ...Array.from({ length: count - 1 }, (_, i) => ({
    name: `b${i}`,
    from: { branch: i, at: 1 },
    text: '',
  })),
];
const fields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, i]));
const leaving = (branch: number, at: number): Experiment['branches'] => [
  plain.branches[0]!,
  { name: 'b', from: { branch, at }, text: '' },
];

describe('limits, from both sides', () => {
  test.each([
    ['ok', { title: 'x'.repeat(MAX_TITLE) }],
    ['journal.nameTooLong', { title: 'x'.repeat(MAX_TITLE + 1) }],
    ['ok', { branches: branches(MAX_BRANCHES) }],
    ['journal.branches', { branches: branches(MAX_BRANCHES + 1) }],
    ['journal.branches', { branches: [] }],
    ['ok', { view: fields(MAX_VIEW_FIELDS) }],
    ['journal.viewFields', { view: fields(MAX_VIEW_FIELDS + 1) }],
    ['ok', { view: { a: 'x'.repeat(MAX_VIEW_TEXT) } }],
    ['journal.viewValue', { view: { a: 'x'.repeat(MAX_VIEW_TEXT + 1) } }],
    ['ok', { view: { [`a${'b'.repeat(31)}`]: 1 } }],
    ['journal.viewName', { view: { [`a${'b'.repeat(32)}`]: 1 } }],
    ['ok', { position: MAX_JOURNAL_OPS }],
    ['journal.position', { position: MAX_JOURNAL_OPS + 1 }],
    ['journal.position', { position: -1 }],
    ['journal.position', { position: 1.5 }],
  ] as const)('%s: %.60j', (id, change) => expect(why(change)).toBe(id));
});

test('MAX_EXPERIMENT_CHARS', () => {
  const outline = (chars: number) => () =>
    assertOutline({ ...plain, branches: [{ name: 'main', from: undefined, chars }] });
  expect(outline(MAX_EXPERIMENT_CHARS)).not.toThrow();
  expect(outline(MAX_EXPERIMENT_CHARS + 1)).toThrow('journal.tooLong');
});

describe('what no experiment is', () => {
  test.each([
    ['journal.nameCharacter', { title: 'a<b' }],
    ['journal.nameCharacter', { title: 'a\u2028b' }],
    ['journal.nameCharacter', { title: '\ud800' }],
    ['journal.viewValue', { view: { a: NaN } }],
    ['journal.viewValue', { view: { a: {} as never } }],
    ['journal.viewValue', { view: { a: 'x\ny' } }],
    ['journal.viewName', { view: { 'a b': 1 } }],
    ['journal.shown', { shown: 1 }],
    ['journal.branchFrom', { branches: leaving(1, 0) }],
    ['journal.branchFrom', { branches: leaving(-1, 0) }],
    ['journal.branchFrom', { branches: [leaving(0, 0)[1]!] }],
    ['journal.branchFrom', { branches: [plain.branches[0]!, plain.branches[0]!] }],
    ['journal.position', { branches: leaving(0, -1) }],
    ['ok', { branches: leaving(0, 0), shown: 1 }],
  ] as const)('%s: %j', (id, change) => expect(why(change)).toBe(id));
});

test('any text has a name that is near it', () => {
  expect(plainName(' <b>a\n\tb</b>\u0000 ')).toBe('b a b /b');
  expect(why({ title: plainName('<'.repeat(900) + '页'.repeat(900)) })).toBe('ok');
});

describe('the commands of a branch', () => {
  const kinds = (experiment: Experiment, branch?: number): unknown => {
    const script = scriptOf(experiment, branch);
    if ('refused' in script) return script.refused;
    return script.commands.map((command) =>
      command.kind === 'workload' ? command.ops : command.kind,
    );
  };
  const experiment: Experiment = {
    ...plain,
    branches: [
      { name: 'main', from: undefined, text: 'board ssd202\nworkload cma ops=10\ndmesg' },
      { name: 'a', from: { branch: 0, at: 4 }, text: '# from inside the workload\nls /\n?' },
      { name: 'b', from: { branch: 1, at: 5 }, text: 'cat /proc/meminfo' },
      { name: 'c', from: { branch: 2, at: 99 }, text: 'rmmod' },
    ],
    shown: 3,
  };
  test('are those of its parents up to where it leaves them, and its own', () => {
    expect(kinds(experiment, 0)).toEqual(['board', 10, 'dmesg']);
    expect(kinds(experiment, 1)).toEqual(['board', 3, 'ls']);
    expect(kinds(experiment, 2)).toEqual(['board', 3, 'ls', 'cat']);
    expect(kinds(experiment)).toEqual(['board', 3, 'ls', 'cat', 'rmmod']);
  });
  test('lines that cannot be read are told', () => {
    expect(scriptOf(experiment, 1)).toMatchObject({ inherited: 2, errors: [{ line: 3 }] });
  });
  test('a billion operations are refused', () => {
    const line = `workload cma ops=${MAX_WORKLOAD_OPS}\n`;
    const times = MAX_JOURNAL_OPS / MAX_WORKLOAD_OPS;
    expect(kinds(plainExperiment(line.repeat(times)))).toHaveLength(times);
    const ops = MAX_JOURNAL_OPS + 1;
    const args = { ops, most: MAX_JOURNAL_OPS };
    expect(kinds(plainExperiment(`${line.repeat(times)}dmesg`))).toEqual({
      id: 'journal.tooManyOps',
      args,
    });
    expect(kinds(plainExperiment(line.repeat(1_000)))).toMatchObject({ args: { ops: 1e9 } });
  });
});

test('a journal is cut at any step', () => {
  const work = { kind: 'workload', system: 'cma', ops: 5, seed: 1, mix: 'dma', fill: 80 } as const;
  const commands: Command[] = [
    { kind: 'board', board: 'ssd202', options: {} },
    { kind: 'expect', what: { is: 'ok' }, command: work },
    { kind: 'dmesg' },
  ];
  expect(totalSteps(commands)).toBe(7);
  for (let at = 0; at <= 9; at += 1) expect(totalSteps(cutAt(commands, at))).toBe(Math.min(at, 7));
  expect(cutAt(commands, 3)).toEqual([
    commands[0],
    { kind: 'expect', what: { is: 'ok' }, command: { ...work, ops: 2 } },
  ]);
  expect(cutAt(commands, 6)).toEqual(commands.slice(0, 2));
});
