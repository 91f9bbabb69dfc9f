import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align } from './align.ts';
import type { Aligned } from './align.ts';

/** `a` both, `a-` left only, `a+` right only. */
const shown = (a: string, b: string, { left, right, rows }: Aligned): string =>
  Array.from({ length: rows }, (_, i) =>
    left[i]! < 0 ? `${b[right[i]!]}+` : right[i]! < 0 ? `${a[left[i]!]}-` : a[left[i]!],
  ).join(' ');
const side = (a: string, b: string, most?: number): string =>
  shown(a, b, align([...a], [...b], most));

/** Length of the longest common sequence, by the table of the textbook. */
function common(a: readonly number[], b: readonly number[]): number {
  let before = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const now = [0];
    for (const [j, other] of b.entries())
      now.push(one === other ? before[j]! + 1 : Math.max(before[j + 1]!, now[j]!));
    before = now;
  }
  return before.at(-1)!;
}

describe('two lists side by side', () => {
  test.each([
    ['', '', ''],
    ['ab', 'ab', 'a b'],
    ['abc', 'ac', 'a b- c'],
    ['ac', 'abc', 'a b+ c'],
    ['abc', 'axc', 'a b- x+ c'],
    ['', 'ab', 'a+ b+'],
    ['ab', '', 'a- b-'],
    ['abcabba', 'cbabac', 'a- b- c b+ a b b- a c+'],
  ])('%s and %s', (a, b, rows) => expect(side(a, b)).toBe(rows));

  test('beyond the limit what differs stands one after the other', () => {
    expect(side('xabcy', 'xdefy', 5)).toBe('x a- b- c- d+ e+ f+ y');
    expect(align([...'xabcy'], [...'xdefy'], 5).cut).toBe(true);
    expect(align([...'xabcy'], [...'xdefy'], 6).cut).toBe(false);
  });

  test('as many pairs as can be, each line once and in order', () => {
    const lines = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const { left, right, rows } = align(a, b);
        const [inLeft, inRight] = [left, right].map((side) => [...side].filter((i) => i >= 0));
        expect(inLeft).toEqual([...a.keys()]);
        expect(inRight).toEqual([...b.keys()]);
        let pairs = 0;
        for (let row = 0; row < rows; row += 1) {
          if (left[row]! < 0 || right[row]! < 0) continue;
          expect(a[left[row]!]).toBe(b[right[row]!]);
          pairs += 1;
        }
        expect(pairs).toBe(common(a, b));
      }),
    );
  });
});
