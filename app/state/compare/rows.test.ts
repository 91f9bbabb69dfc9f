import { expect, test } from 'vitest';
import { KIND_NAMES, nextDifferent, rowsOf } from './rows.ts';
import type { Line } from './side.svelte.ts';

/** `a=1`: a line whose answer is 1. `board=x` is a boot with the option x. */
function lines(...texts: readonly string[]): readonly Line[] {
  return texts.map((text, i) => {
    const [key, answer] = text.split('=') as [string, string];
    const said = key === 'board' ? '' : answer;
    const shown = { lines: [], more: 0, key: said, failed: false };
    return { text, plain: text, key, answer: shown, end: i + 1 };
  });
}
const kinds = (a: readonly Line[], b: readonly Line[]): readonly string[] =>
  Array.from(rowsOf(a, b).kinds, (kind) => KIND_NAMES[kind]!);

test.each([
  [
    ['board=8', 'a=1'],
    ['board=8', 'a=1'],
    ['same', 'same'],
  ],
  [
    ['board=8', 'a=1'],
    ['board=4', 'a=2'],
    ['setting', 'answer'],
  ],
  [['a=1', 'b=1'], ['a=1'], ['same', 'onlyLeft']],
  [['a=1'], ['a=1', 'b=1'], ['same', 'onlyRight']],
  [
    ['a=1', 'x=1', 'b=1'],
    ['a=1', 'y=1', 'b=2'],
    ['same', 'onlyLeft', 'onlyRight', 'answer'],
  ],
  [[], ['a=1'], ['onlyRight']],
])('%j beside %j', (a, b, expected) => expect(kinds(lines(...a), lines(...b))).toEqual(expected));

test('where either side stands behind each row: a line that it does not have changes nothing', () => {
  const { leftEnds, rightEnds, tally } = rowsOf(lines('a=1', 'x=1', 'b=1'), lines('a=1', 'b=2'));
  expect([...leftEnds]).toEqual([0, 1, 2, 3]);
  expect([...rightEnds]).toEqual([0, 1, 1, 2]);
  expect(tally).toEqual({ same: 1, answer: 1, setting: 0, onlyLeft: 1, onlyRight: 0 });
});

test('from one difference to the next, around the ends', () => {
  const rows = rowsOf(lines('a=1', 'b=1', 'c=1', 'd=1'), lines('a=1', 'b=2', 'c=1', 'd=2'));
  expect([-1, 0, 1, 2, 3].map((row) => nextDifferent(rows, row, 1))).toEqual([1, 1, 3, 3, 1]);
  expect([-1, 0, 1, 2, 3].map((row) => nextDifferent(rows, row, -1))).toEqual([3, 3, 3, 1, 1]);
  expect(nextDifferent(rowsOf(lines('a=1'), lines('a=1')), 0, 1)).toBeUndefined();
});
