import { describe, expect, it } from 'vitest';
import { placeDigits } from './digits.ts';

const at = (...addresses: readonly (number | undefined)[]) =>
  addresses.map((address, i) => ({ digit: i + 1, address }));
const place = (...addresses: readonly (number | undefined)[]): [number, number][] =>
  placeDigits(at(...addresses), (address) => address, 100, 10).map(({ digit, x }) => [digit, x]);

describe('digits over the bar', () => {
  it('stand in the middle over their places', () => {
    expect(place(20, 60)).toEqual([
      [1, 15],
      [2, 55],
    ]);
  });
  it('make room for each other', () => {
    expect(place(20, 20, 22)).toEqual([
      [1, 15],
      [2, 25],
      [3, 35],
    ]);
  });
  it('stay inside', () => {
    expect(place(0, 100, 100)).toEqual([
      [1, 0],
      [2, 80],
      [3, 90],
    ]);
  });
  it('stand beside the first where they have no place', () => {
    expect(place(50, 20, undefined)).toEqual([
      [2, 15],
      [1, 45],
      [3, 55],
    ]);
    expect(place(undefined)).toEqual([[1, 0]]);
  });
});
