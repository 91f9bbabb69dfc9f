import { expect, test } from 'vitest';
import { paintDifferences } from './layers/differences.ts';
import type { Marked } from './layers/differences.ts';
import { createSpace } from './geometry/space.ts';
import type { Space } from './geometry/space.ts';
import { record } from './test/recording.ts';

const STYLE = { bar: 'bar', halo: 'halo' };
/** 64 pages from page frame 0 on, 16 a row, 20 pixels each; or as many as order says. */
const spaceOf = (pages: number, order: number): Space =>
  createSpace({
    ranges: [{ basePfn: 0, pages, firstPage: 0 }],
    order,
    room: 380,
    maxHeight: 400,
    scale: 1,
  });
const marked = (
  ...runs: readonly (readonly [start: number, count: number, mark: number])[]
): Marked => ({
  starts: Int32Array.from(runs, ([start]) => start),
  counts: Int32Array.from(runs, ([, count]) => count),
  marks: Int32Array.from(runs, ([, , mark]) => mark),
  length: runs.length,
});
function bars(space: Space, marks: Marked, rows: readonly [number, number] = [0, space.rows - 1]) {
  const recording = record();
  paintDifferences(recording.ctx, space, marks, STYLE, rows);
  return recording.rects('bar');
}

test('a bar at the foot of the row, over the pages that differ and no others', () => {
  const space = spaceOf(64, 4);
  const painted = bars(space, marked([2, 3, 0]));
  expect(painted.length).toBe(1);
  const [x, y, width, height] = painted[0]!;
  expect([x, width]).toEqual([space.left + 2 * space.cell, 3 * space.cell]);
  expect(y! + height!).toBe(space.rowHeight);
});

test('a run over three rows is a bar in each; rows that are not seen are left out', () => {
  const space = spaceOf(64, 4);
  const run = marked([12, 24, 0]);
  expect(bars(space, run).map(([, , width]) => width! / space.cell)).toEqual([4, 16, 4]);
  expect(bars(space, run, [1, 1]).length).toBe(1);
});

test('the shape tells how pages differ: whole, broken, dotted', () => {
  const space = spaceOf(64, 4);
  const pieces = [0, 1, 2].map((mark) => bars(space, marked([0, 8, mark])).length);
  expect(pieces[0]).toBe(1);
  expect(pieces[1]).toBeGreaterThan(5);
  expect(pieces[2]).toBeGreaterThan(pieces[1]!);
});

test('pages that share pixels share a bar: never more than there are pixels', () => {
  const space = spaceOf(65_536, 14);
  const runs = Array.from({ length: 8_192 }, (_, i) => [i * 2, 1, 0] as const);
  const painted = bars(space, marked(...runs), [0, 0]);
  expect(painted.length).toBeGreaterThan(0);
  expect(painted.length).toBeLessThanOrEqual(space.width);
  for (const [x, , width] of painted)
    expect(x! + width!).toBeLessThanOrEqual(space.left + space.width + 2);
});
