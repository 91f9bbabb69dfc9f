import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endAt, KIND_NAMES, nextDifferent, placeOf, rowsOf } from './rows.ts';
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

test('where either side stands after each row: a line that it does not have changes nothing', () => {
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

/** Lines of so many steps each, named in turn. */
function long(names: readonly string[], steps: readonly number[]): readonly Line[] {
  let end = 0;
  return lines(...names.map((name) => `${name}=1`)).map((line, i) => ({
    ...line,
    end: (end += steps[i]!),
  }));
}

test('the present position of one side, also in the middle of a workload', () => {
  const rows = rowsOf(long(['a', 'w', 'b'], [1, 20, 1]), long(['a', 'x', 'w', 'y'], [1, 1, 20, 1]));
  const at = (left?: number, right?: number) => placeOf(rows, { left, right });
  expect([0, 1, 6, 21, 22, 99].map((left) => at(left))).toEqual([
    { row: 0, within: 0 },
    // The line that only the other side has is executed there.
    { row: 2, within: 0 },
    { row: 2, within: 5 },
    { row: 3, within: 0 },
    { row: 5, within: 0 },
    { row: 5, within: 0 },
  ]);
  expect(endAt(rows.rightEnds, at(6))).toBe(7);
  expect(at()).toEqual({ row: 5, within: 0 });
  expect(at(1, 1)).toEqual({ row: 1, within: 0 });
});

const sides = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 3 })), {
  maxLength: 12,
});
test('where both stand is found again by the steps of either', () => {
  fc.assert(
    fc.property(sides, sides, fc.nat({ max: 24 }), fc.nat({ max: 3 }), (a, b, row, within) => {
      const side = (of: typeof a) =>
        long(
          of.map(([name]) => name),
          of.map(([, steps]) => steps),
        );
      const rows = rowsOf(side(a), side(b));
      const place = { row: Math.min(row, rows.count), within };
      const ends = (at: typeof place) => ({
        left: endAt(rows.leftEnds, at),
        right: endAt(rows.rightEnds, at),
      });
      expect(ends(placeOf(rows, ends(place)))).toEqual(ends(place));
    }),
    { numRuns: 300 },
  );
});
