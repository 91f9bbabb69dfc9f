import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SlowHeap } from '../test/slow-heap.ts';
import { benchCmem, formatCmemRow } from './cmem.ts';
import { ListWalk } from './list-walk.ts';

it('the list walk gives the answers of the heap', () => {
  const step = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 6 }), fc.nat());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const walk = new ListWalk(40);
      const size = 40 * 4096;
      const plan = { base: 0x1000, size, offset: 0, pointerBits: 64, sizeBits: 64, mapped: true };
      const heap = new SlowHeap(plan);
      const alive: [page: number, pages: number][] = [];
      for (const [allocates, pages, pick] of steps) {
        if (allocates) {
          const got = walk.alloc(pages);
          expect(heap.alloc(pages * 4096, 1)).toBe(got < 0 ? 'NULL' : 0x1000 + got * 4096);
          if (got >= 0) alive.push([got, pages]);
        } else {
          const [gone] = alive.splice(pick % Math.max(1, alive.length), 1);
          if (!gone) continue;
          walk.free(...gone);
          heap.free(0x1000 + gone[0] * 4096, gone[1] * 4096);
        }
      }
    }),
  );
});
it('rows hold what they say', () => {
  const told: unknown[] = [];
  const rows = benchCmem((row) => told.push(row), [9, 17]);
  expect(told).toEqual(rows);
  expect(rows.map(({ chunks }) => chunks)).toEqual([9, 17]);
  const [first] = rows;
  expect([first!.tailRatio, first!.churnRatio, first!.alignedRatio]).toEqual([1, 1, 1]);
  for (const row of rows) {
    expect(Math.min(row.tailNs, row.churnNs, row.alignedNs, row.walkNs)).toBeGreaterThan(0);
    expect(formatCmemRow(row)).toMatch(/^ +(9|17) /);
  }
}, 60_000);
