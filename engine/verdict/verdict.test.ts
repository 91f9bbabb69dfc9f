import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import { createMachine } from '../machine/machine.ts';
import { parse } from '../language/index.ts';
import {
  externalFragmentation,
  heapRoom,
  longestShare,
  regionRooms,
  summed,
  usedShare,
  type Room,
} from './room.ts';
import { idlePages, innerWaste, slotUse } from './slots.ts';

/** Pages as a string, # taken and . free: counted one by one. */
const slowRoom = (pages: string): Room => ({
  total: pages.length,
  free: [...pages].filter((page) => page === '.').length,
  longest: Math.max(0, ...pages.split('#').map((run) => run.length)),
});

describe('room', () => {
  it.each([
    ['....', 0, 1, 0],
    ['####', 1, 0, 0],
    ['#..#', 0.5, 0.5, 0],
    ['.#.#', 0.5, 0.25, 0.5],
    ['.#.#.#.#', 0.5, 0.125, 0.75],
  ])('%s', (pages, used, longest, fragmentation) => {
    const room = slowRoom(pages);
    expect(usedShare(room.total, room.free)).toBe(used);
    expect(longestShare(room.total, room.longest)).toBe(longest);
    expect(externalFragmentation(room.free, room.longest)).toBe(fragmentation);
  });

  it('says nothing of nothing', () => {
    expect(usedShare(NaN, NaN)).toBeNaN();
    expect(longestShare(0, 0)).toBeNaN();
    expect(externalFragmentation(NaN, NaN)).toBeNaN();
  });

  it('of several pieces is that of all with a wall between them', () => {
    const pieces = fc.array(fc.stringMatching(/^[#.]{1,40}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(pieces, (each) => {
        const all = summed(each.map(slowRoom));
        expect(all.longest).toBe(slowRoom(each.join('#')).longest);
        expect(all.free).toBe(slowRoom(each.join('')).free);
        expect(all.total).toBe(each.join('').length);
        const share = externalFragmentation(all.free, all.longest);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThan(1);
      }),
    );
  });

  it('of a region is what its pages say', () => {
    const machine = createMachine(ALL_SYSTEMS);
    for (const { command } of parse('workload cma ops=400 seed=3').statements)
      machine.exec(command);
    const view = machine.view();
    for (const [i, region] of view.layout.regions.entries()) {
      const first = region.ranges[0]!.firstPage;
      const states = view.columns.page.subarray(first, first + region.pages);
      const pages = [...states].map((state) => (state & 0x10 ? '#' : '.')).join('');
      expect(regionRooms(view)[i]).toEqual(slowRoom(pages));
    }
  });

  it('of a heap whose list has no end is unknown', () => {
    expect(heapRoom(4096, undefined)).toBeUndefined();
    expect(heapRoom(8192, { free: 4096, largest: 4096 })).toEqual({
      total: 8192,
      free: 4096,
      longest: 4096,
    });
  });
});

describe('slots', () => {
  it.each([
    [{ active: 0, total: 0, pages: 0 }, 0, 0],
    [{ active: 0, total: 128, pages: 2 }, 0, 1],
    [{ active: 1, total: 128, pages: 2 }, 1 / 128, 0.5],
    [{ active: 64, total: 128, pages: 2 }, 0.5, 0.5],
    [{ active: 65, total: 128, pages: 2 }, 65 / 128, 0],
    [{ active: 128, total: 128, pages: 2 }, 1, 0],
  ])('%j: %d in use, %d of the pages idle', (counts, use, idle) => {
    expect(slotUse(counts)).toBe(use);
    expect(idlePages(counts)).toBe(idle);
  });

  it('what was not asked for is wasted', () => {
    expect(innerWaste(1024, 4096)).toBe(0.75);
    expect(innerWaste(4096, 4096)).toBe(0);
    expect(innerWaste(0, 0)).toBe(0);
  });
});
