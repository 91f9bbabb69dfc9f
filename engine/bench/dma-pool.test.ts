import { expect, it } from 'vitest';
import { createRng } from '../memory/rng.ts';
import { SlowPool } from '../test/slow-pool.ts';
import { benchPools, formatPoolRow } from './dma-pool.ts';
import { PoolWalk } from './pool-walk.ts';

it('the walk gives the answers of the kernel’s list', () => {
  const walk = new PoolWalk(5, 31);
  const slow = new SlowPool({ kernel: '4.x', size: 128, allocation: 4096, boundary: 4096 });
  for (let i = 0; i < 5 * 31; i += 1) slow.alloc();
  const rng = createRng(3);
  const addressOf = (name: number) => Math.floor(name / 31) * 4096 + (name % 31) * 128;
  for (let step = 0; step < 400; step += 1) {
    const name = rng.below(5 * 31);
    const address = addressOf(name);
    if (slow.inUse(address)) {
      walk.free(name);
      slow.free(address);
    } else {
      expect(addressOf(walk.alloc())).toBe(slow.alloc());
    }
  }
});
it('rows hold what they say', () => {
  const told: unknown[] = [];
  const rows = benchPools((row) => told.push(row), [2, 5]);
  expect(told).toEqual(rows);
  expect(rows.map(({ pages }) => pages)).toEqual([2, 5]);
  const [first] = rows;
  expect([first!.listRatio, first!.stackRatio, first!.walkRatio]).toEqual([1, 1, 1]);
  for (const row of rows) {
    expect(Math.min(row.listNs, row.stackNs, row.walkNs)).toBeGreaterThan(0);
    expect(formatPoolRow(row)).toMatch(/^ +(2|5) /);
  }
}, 60_000);
