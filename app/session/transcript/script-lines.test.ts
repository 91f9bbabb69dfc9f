import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SOURCE_CHARS } from '../../../engine/contract/limits.ts';
import {
  bootsFirst,
  keptCurrent,
  keptRuns,
  lastRun,
  linesOf,
  nextStatement,
  padded,
  previousStatement,
  written,
} from './script-lines.ts';
import type { LineRun } from './script-lines.ts';
import type { ScriptLine } from './transcript.ts';

const TEXT = linesOf('# first\nboard ssd202\n\n  # second\ncma_alloc(1)\n\t\ncma_alloc(2)');
const run = (op: number): LineRun => ({ op, failed: false, id: op });
const line = (id: number, text: string, op?: number): ScriptLine => ({
  id,
  op,
  at: id,
  steps: 1,
  text,
  comment: text.startsWith('#'),
  failed: false,
  line: undefined,
  by: undefined,
});

describe('statements', () => {
  it.each([
    [0, 2],
    [1, 2],
    [2, 5],
    [5, 7],
    [7, undefined],
  ])('after line %d comes line %j', (after, next) => {
    expect(nextStatement(TEXT, after)).toBe(next);
  });
  it.each([
    [8, 7],
    [7, 5],
    [5, 2],
    [2, undefined],
    [100, 7],
  ])('before line %d stands line %j', (before, previous) => {
    expect(previousStatement(TEXT, before)).toBe(previous);
  });
  it.each([
    ['board ssd202', true],
    ['# a\n\n\tboard generic cma=16M', true],
    ['board', false],
    ['board nosuch', false],
    ['expect ok board imx6', true],
    ['boards = cma_alloc(1)', false],
    ['cma_alloc(1)\nboard ssd202', false],
    ['', false],
  ])('%j boots first: %j', (text, boots) => {
    expect(bootsFirst(linesOf(text))).toBe(boots);
  });
  it('keeps a part at its place', () => {
    expect(padded(TEXT, 5, 7)).toBe('\n\n\n\ncma_alloc(1)\n\t\ncma_alloc(2)');
    expect(padded(TEXT, 1, 2)).toBe('# first\nboard ssd202');
  });
});

describe('what an edit leaves', () => {
  const kept = (before: string, after: string, lines: readonly number[]) =>
    [
      ...keptRuns(before.split(''), after.split(''), new Map(lines.map((one) => [one, run(one)]))),
    ].map(([at, { op }]) => `${op}@${at}`);

  it.each([
    ['abc', 'abc', ['1@1', '2@2', '3@3']],
    ['abc', 'abxc', ['1@1', '2@2', '3@4']],
    ['abc', 'axc', ['1@1', '3@3']],
    ['abc', 'ac', ['1@1', '3@2']],
    ['abc', 'xyz', []],
    ['abc', '', []],
    ['aab', 'ab', ['1@1', '3@2']],
  ])('%s → %s', (before, after, expected) => {
    expect(kept(before, after, [1, 2, 3])).toEqual(expected);
  });

  it('marks a line only with what that very line did', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const runs = new Map(before.map((_, at) => [at + 1, run(at + 1)]));
        const found = keptRuns(before, after, runs);
        for (const [at, { op }] of found) expect(after[at - 1]).toBe(before[op - 1]);
        const ops = [...found.values()].map(({ op }) => op);
        expect(ops).toEqual([...new Set(ops)]);
      }),
    );
  });

  it.each([
    ['abc', 'abxc', 3, 4],
    ['abc', 'abx', 3, 2],
    ['abc', 'xbc', 3, 3],
    ['abc', 'xyz', 3, undefined],
    ['abc', 'abcd', 2, 2],
    ['abc', 'abc', undefined, undefined],
  ])('%s → %s moves the mark from %j to %j', (before, after, from, to) => {
    const [one, two] = [before.split(''), after.split('')];
    const runs = new Map(one.map((_, at) => [at + 1, run(at + 1)]));
    expect(keptCurrent(one, two, keptRuns(one, two, runs), from)).toBe(to);
  });
});

describe('written', () => {
  it('puts a blank line before a comment that follows commands', () => {
    const made = written([
      line(1, '# a'),
      line(2, '# b'),
      line(3, 'board ssd202'),
      line(4, '# c'),
      line(5, 'cma_alloc(1)', 1),
    ]);
    expect(made.lines).toEqual(['# a', '# b', 'board ssd202', '', '# c', 'cma_alloc(1)']);
    expect([...made.runs].map(([at, { op, id }]) => [at, op, id])).toEqual([
      [3, 0, 3],
      [6, 1, 5],
    ]);
    expect(made).toMatchObject({ current: 6, missing: 0 });
  });
  it('goes on after what is there', () => {
    const made = written([line(7, '# d'), line(8, 'x', 2)], ['board ssd202']);
    expect(made.lines).toEqual(['board ssd202', '', '# d', 'x']);
    expect([...made.runs.keys()]).toEqual([4]);
  });
  it('leaves out the oldest lines when it would be too long', () => {
    const long = 'x'.repeat(MAX_SOURCE_CHARS / 4 - 2);
    const made = written([1, 2, 3, 4, 5].map((id) => line(id, long, id)));
    expect(made.missing).toBe(1);
    expect([...made.runs.values()].map(({ id }) => id)).toEqual([2, 3, 4, 5]);
    expect(made.lines.join('\n').length).toBeLessThanOrEqual(MAX_SOURCE_CHARS);
  });
});

describe('a statement on several lines', () => {
  const lines = linesOf('# a \\\nboard ssd202 \\\n  cma=4M\ncma_alloc(1, \\\n  # none\n');
  it('begins on its first', () => {
    expect([0, 1, 2, 3, 4].map((after) => nextStatement(lines, after))).toEqual([
      2,
      2,
      4,
      4,
      undefined,
    ]);
    expect([7, 4, 3].map((before) => previousStatement(lines, before))).toEqual([4, 2, 2]);
  });
  it('is run whole', () => {
    expect(padded(lines, 2, 2)).toBe('\nboard ssd202 \\\n  cma=4M');
  });
});

it.each([
  [0, undefined],
  [4, undefined],
  [5, 9],
  [6, 9],
  [7, 2],
  [99, 3],
])('of the lines executed up to %d the last is %j', (lastId, line) => {
  const runs = new Map(
    [
      [9, 5],
      [2, 7],
      [3, 12],
    ].map(([at, id]) => [at!, run(id!)]),
  );
  expect(lastRun(runs, lastId)).toBe(line);
});
it.each([
  ['a\\ b', 2],
  ['cma_alloc(1) \\', undefined],
  ['cma_alloc(1) \\\r', undefined],
  ['# \\', 2],
])('after %j the next statement begins on line %j', (before, next) =>
  expect(nextStatement([before, 'x'], 1)).toBe(next),
);
it('what is there already takes of the room', () => {
  const half = 'x'.repeat(MAX_SOURCE_CHARS / 2 - 2);
  const items = [1, 2].map((id) => line(id, half, id));
  expect(written(items).missing).toBe(0);
  expect(written(items, ['']).missing).toBe(1);
  expect(written(items, ['x'.repeat(MAX_SOURCE_CHARS / 2)]).missing).toBe(2);
});
