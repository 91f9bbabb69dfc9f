import { expect, test } from 'vitest';
import { nextRow } from './walk-rows.ts';

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 4, 4],
  ['ArrowUp', 2, 1],
  ['ArrowUp', 0, 0],
  ['Home', 3, 0],
  ['End', 0, 4],
  ['a', 0, undefined],
])('%s from row %i leads to row %s', (key, place, to) => {
  expect(nextRow(key, place, 5)).toBe(to);
});

test.each([
  ['ArrowDown', 1.5, 2],
  ['ArrowUp', 1.5, 1],
  ['ArrowDown', -0.5, 0],
  ['ArrowUp', -0.5, 0],
  ['Home', 1.5, undefined],
  ['End', 1.5, undefined],
])('%s in a field at %d leads to %s', (key, place, to) => {
  expect(nextRow(key, place, 5)).toBe(to);
});
