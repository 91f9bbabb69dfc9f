import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CmemFile } from './buffers.ts';
import { AddressSpace } from './vm.ts';

const PAGE = 4096;
const BASE = 0x4000_0000;
const fileOf = (id: number): CmemFile => ({ id, process: 0, references: 0, uses: [] });
/** A space with mappings of so many pages, one after the other. */
function space(...pages: number[]) {
  const made = new AddressSpace(32);
  const file = fileOf(0);
  pages.forEach((count, i) => made.map(0x8000_0000 + i * 0x10_0000, count * PAGE, false, file));
  const shown = () =>
    made
      .mappings()
      .map(({ start, length, phys }) => [(start - BASE) / PAGE, length / PAGE, phys.toString(16)]);
  return { made, file, shown };
}

describe('munmap', () => {
  it.each([
    ['a whole mapping', 0, 2, [[2, 3, '80100000']]],
    [
      'its beginning',
      0,
      1,
      [
        [1, 1, '80001000'],
        [2, 3, '80100000'],
      ],
    ],
    [
      'its end',
      1,
      1,
      [
        [0, 1, '80000000'],
        [2, 3, '80100000'],
      ],
    ],
    [
      'the middle of one',
      3,
      1,
      [
        [0, 2, '80000000'],
        [2, 1, '80100000'],
        [4, 1, '80102000'],
      ],
    ],
    [
      'across two',
      1,
      2,
      [
        [0, 1, '80000000'],
        [3, 2, '80101000'],
      ],
    ],
    ['everything', 0, 100, []],
    [
      'a hole',
      50,
      1,
      [
        [0, 2, '80000000'],
        [2, 3, '80100000'],
      ],
    ],
  ])('%s', (_, page, pages, left) => {
    const { made, file, shown } = space(2, 3);
    for (const dropped of made.unmap(BASE + page * PAGE, pages * PAGE)!) dropped.references -= 1;
    expect(shown()).toEqual(left);
    expect(file.references).toBe(left.length);
    made.check();
  });
  it.each([
    [BASE + 1, PAGE],
    [BASE, 0],
    [0xbf00_0000, PAGE],
    [0xc000_0000, PAGE],
  ])('%i, %i is EINVAL', (start, length) =>
    expect(space(1).made.unmap(start, length)).toBeUndefined(),
  );
});

describe('room', () => {
  it('is taken at the lowest hole that is large enough', () => {
    const { made, file } = space(2, 3, 1);
    made.unmap(BASE, 2 * PAGE);
    expect(made.map(0, 3 * PAGE, false, file).start).toBe(BASE + 6 * PAGE);
    expect(made.map(0, 2 * PAGE, false, file).start).toBe(BASE);
  });
  it('ends', () => {
    const { made, file } = space();
    expect(made.hasRoom(0x7f00_0000)).toBe(true);
    made.map(0, PAGE, false, file);
    expect(made.hasRoom(0x7f00_0000)).toBe(false);
  });
});

describe('find_vma', () => {
  it('finds the next mapping above a hole, and the lowest for a NULL pointer', () => {
    const { made } = space(1, 1);
    made.unmap(BASE, PAGE);
    expect(made.findVma(BASE)?.start).toBe(BASE + PAGE);
    expect(made.at(BASE)).toBeUndefined();
    expect(made.at(BASE + 2 * PAGE - 1)?.start).toBe(BASE + PAGE);
    expect(made.findVma(BASE + 2 * PAGE)).toBeUndefined();
    expect(made.findVma(0)?.start).toBe(BASE + PAGE);
    expect(made.at(0)).toBeUndefined();
  });
});

it('mappings and holes stay apart, whatever is mapped and unmapped', () => {
  const step = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 9 }), fc.nat({ max: 40 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { made, file } = space();
      for (const [maps, pages, page] of steps) {
        if (maps) made.map(page * PAGE, pages * PAGE, false, file);
        else for (const one of made.unmap(BASE + page * PAGE, pages * PAGE)!) one.references -= 1;
        made.check();
        expect(file.references).toBe(made.mappings().length);
      }
      const again = new AddressSpace(32);
      again.restore(made.mappings());
      again.check();
      expect(again.mappings()).toEqual(made.mappings());
    }),
  );
});
