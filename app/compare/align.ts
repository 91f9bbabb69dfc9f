/**
 * Two lists of lines side by side: the longest common sequence by Myers' greedy search (An O(ND)
 * Difference Algorithm, 1986), what both begin and end with taken off first.
 */
import { COMPARE_EDITS } from '../page/limits.ts';

/** Index of a line on either side, -1 where a row has none. Rows ascend on both sides. */
export interface Aligned {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly rows: number;
  /** They differ in more lines than are searched: the middle stands one after the other. */
  readonly cut: boolean;
}

class Rows {
  readonly left: number[] = [];
  readonly right: number[] = [];

  pair(left: number, right: number, count = 1): void {
    for (let i = 0; i < count; i += 1) this.#add(left + i, right + i);
  }
  leftOnly(from: number, to: number): void {
    for (let i = from; i < to; i += 1) this.#add(i, -1);
  }
  rightOnly(from: number, to: number): void {
    for (let i = from; i < to; i += 1) this.#add(-1, i);
  }
  #add(left: number, right: number): void {
    this.left.push(left);
    this.right.push(right);
  }
}

type Keys = readonly (string | number)[];

/** How far each diagonal got after each number of edits; undefined: more than `most` are needed. */
function search(a: Keys, b: Keys, most: number): readonly Int32Array[] | undefined {
  const trace: Int32Array[] = [];
  const furthest = new Int32Array(2 * most + 3);
  const middle = most + 1;
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(furthest.slice(middle - edits - 1, middle + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k < edits && reach(k - 1) < reach(k + 1));
      let x = down ? reach(k + 1) : reach(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return undefined;

  function reach(k: number): number {
    return furthest[middle + k]!;
  }
}

/** Pairs of equal lines, last first, walked back from the end of both. */
function pairs(
  a: Keys,
  b: Keys,
  trace: readonly Int32Array[],
): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const before = trace[edits]!;
    const reach = (k: number): number => before[k + edits + 1]!;
    const k = x - y;
    const down = k === -edits || (k < edits && reach(k - 1) < reach(k + 1));
    const fromX = edits === 0 ? 0 : down ? reach(k + 1) : reach(k - 1);
    const fromY = edits === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    const stop = edits === 0 ? 0 : fromX + (down ? 0 : 1);
    while (x > stop) {
      x -= 1;
      y -= 1;
      found.push([x, y]);
    }
    [x, y] = [fromX, fromY];
  }
  return found;
}

/** Lines are the same when their keys are. */
export function align(a: Keys, b: Keys, most = COMPARE_EDITS): Aligned {
  let head = 0;
  const shorter = Math.min(a.length, b.length);
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [endA, endB] = [a.length - tail, b.length - tail];
  const [inA, inB] = [a.slice(head, endA), b.slice(head, endB)];
  const trace = search(inA, inB, Math.min(most, inA.length + inB.length));
  const rows = new Rows();
  rows.pair(0, 0, head);
  let [x, y] = [head, head];
  for (const [left, right] of trace ? [...pairs(inA, inB, trace)].reverse() : []) {
    rows.leftOnly(x, head + left);
    rows.rightOnly(y, head + right);
    rows.pair(head + left, head + right);
    [x, y] = [head + left + 1, head + right + 1];
  }
  rows.leftOnly(x, endA);
  rows.rightOnly(y, endB);
  rows.pair(endA, endB, tail);
  return {
    left: Int32Array.from(rows.left),
    right: Int32Array.from(rows.right),
    rows: rows.left.length,
    cut: trace === undefined,
  };
}
