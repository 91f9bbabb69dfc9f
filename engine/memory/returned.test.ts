import { describe, expect, it } from 'vitest';
import { Returned } from './returned.ts';

const of = (...given: readonly (readonly [place: number, size: number])[]): Returned => {
  const returned = new Returned();
  for (const [place, size] of given) returned.give(place, size);
  return returned;
};
const saved = (returned: Returned) => returned.save((places) => [...places]);

describe('what came back', () => {
  it('of a size is taken in reverse', () => {
    const returned = of([10, 1], [20, 2], [30, 1]);
    expect([1, 1, 1, 2, 3].map((size) => returned.take(size))).toEqual([
      30,
      10,
      undefined,
      20,
      undefined,
    ]);
  });
  it('is nothing after it was cleared', () => {
    const returned = of([10, 1]);
    returned.clear();
    expect([returned.take(1), saved(returned)]).toEqual([undefined, []]);
  });
  it('is saved the same, in whatever order sizes came, ran out and came again', () => {
    const plain = of([10, 1], [20, 2]);
    const late = of([20, 2], [10, 1]);
    const again = of([40, 1], [20, 2]);
    again.take(1);
    again.give(10, 1);
    for (const other of [late, again]) expect(saved(other)).toEqual(saved(plain));
  });
  it('is restored with the order within a size', () => {
    const back = of([99, 9]);
    back.restore(saved(of([10, 1], [20, 2], [30, 1])));
    expect([9, 1, 1, 2].map((size) => back.take(size))).toEqual([undefined, 30, 10, 20]);
  });
});
