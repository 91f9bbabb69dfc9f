import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CMEM_SIZES } from '../../contract/limits.ts';
import { cmem } from '../../test/cmem-lines.ts';
import {
  formatPools,
  parsePools,
  planCmem,
  planPools,
  wasteOf,
  type PlanRequest,
} from './planner.ts';

const PAGE = 4096;
const MiB = 2 ** 20;
const DM365 = { base: 0x8000_0000, size: 128 * MiB };
const needs = (text: string) => parsePools(text)!.map(({ count, size }) => ({ count, size }));

describe('a plan', () => {
  it.each([
    ['one pool a page-rounded size, smallest first', '2x8192,50x512', '50x512,2x8192'],
    ['sizes that round to the same share one', '3x100,2x4096,1x4000', '6x4096'],
    ['nothing', '0x4096', ''],
    ['what is asked for, not its rounding', '1x51200', '1x51200'],
  ])('%s', (_, wanted, pools) => expect(formatPools(planPools(needs(wanted), '2.26'))).toBe(pools));

  it('groups sizes where the driver has not pools enough, and loses least', () => {
    const size = fc.integer({ min: 1, max: 60 }).map((pages) => pages * PAGE);
    const need = fc.record({ size, count: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(need, { minLength: 1, maxLength: 60 }), (wanted) => {
        const pools = planPools(wanted, '4.20');
        expect(pools.length).toBeLessThanOrEqual(31);
        const waste = wasteOf(pools, wanted);
        expect(waste.unserved).toEqual([]);
        expect(waste.idle).toBe(0);
        expect(waste.bytes).toBe(leastBytes(wanted, 31));
      }),
    );
  });
  it('takes as many sizes as the limit says', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ size: (i + 1) * PAGE, count: 1 }));
    expect(planPools(many(MAX_CMEM_SIZES), '2.26')).toHaveLength(127);
    expect(() => planPools(many(MAX_CMEM_SIZES + 1), '2.26')).toThrow(RangeError);
  });
});

/** The least that any grouping of sorted sizes into so many pools takes: every cut is tried. */
function leastBytes(wanted: readonly { size: number; count: number }[], most: number): number {
  const sizes = [...new Set(wanted.map(({ size }) => size))].sort((a, b) => a - b);
  const counts = sizes.map((size) =>
    wanted.filter((need) => need.size === size).reduce((sum, { count }) => sum + count, 0),
  );
  const known = new Map<string, number>();
  const least = (from: number, groups: number): number => {
    if (from === sizes.length) return 0;
    if (groups === 0) return Infinity;
    const key = `${from}/${groups}`;
    const there = known.get(key);
    if (there !== undefined) return there;
    let best = Infinity;
    let count = 0;
    for (let to = from; to < sizes.length; to++) {
      count += counts[to]!;
      best = Math.min(best, count * sizes[to]! + least(to + 1, groups - 1));
    }
    known.set(key, best);
    return best;
  };
  return least(0, most);
}

describe('the waste of a line', () => {
  const row = (pools: string, wanted: string) => {
    const { bytes, asked, rounding, oversize, idle, unserved } = wasteOf(
      needs(pools),
      needs(wanted),
    );
    expect(bytes).toBe(asked + rounding + oversize + idle);
    return [bytes, rounding, oversize, idle, unserved.length];
  };
  it.each([
    ['50x512', '50x512', [50 * PAGE, 50 * 3584, 0, 0, 0]],
    ['1x8192', '1x4000', [8192, 96, 4096, 0, 0]],
    ['2x4096', '1x4096', [8192, 0, 0, 4096, 0]],
    ['1x4096', '2x4096', [4096, 0, 0, 0, 1]],
    ['1x4096,1x4096000', '2x4096', [4100096, 0, 4091904, 0, 0]],
    ['1x8192,1x4096', '1x8192,1x100', [12288, 3996, 0, 0, 0]],
  ])('%s for %s', (pools, wanted, want) => expect(row(pools, wanted)).toEqual(want));

  it('of the seed: 181,248 bytes are page rounding', () => {
    const seed = needs('50x512,2x4096,2x8192,2x16384,1x32768,1x51200,1x102400,1x4096000');
    expect(wasteOf(seed, seed)).toMatchObject({ bytes: 4546560, rounding: 181248, oversize: 0 });
  });
});

const plan = (over: Partial<PlanRequest> = {}) =>
  planCmem({ version: '2.26', needs: needs('2x1000000,4x4096'), ram: DM365, ...over });

describe('the whole plan', () => {
  it('puts the smallest block at the top of RAM, on a MiB', () => {
    expect(plan()).toMatchObject({
      insmod: 'insmod cmemk.ko phys_start=0x87E00000 phys_end=0x88000000 pools=4x4096,2x1000000',
      mem: 'mem=126M',
      needed: 2 * 1003520 + 4 * PAGE,
      problems: [],
    });
    expect(plan({ heap: 60 * MiB })).toMatchObject({ mem: 'mem=66M', problems: [] });
  });
  it.each<[string, Partial<PlanRequest>, object[]]>([
    [
      'a block that is too small',
      { block: { start: 0x87f0_0000, end: 0x8800_0000 } },
      [{ is: 'too small', missing: 974848 }],
    ],
    [
      'one that Linux has',
      { linux: 127 * MiB },
      [{ is: 'overlaps Linux', from: 0x87e0_0000, to: 0x87f0_0000 }],
    ],
    ['one that touches Linux', { linux: 126 * MiB }, []],
    [
      'one beyond RAM',
      { block: { start: 0x87f0_0000, end: 0x8820_0000 } },
      [{ is: 'outside RAM', from: 0x8800_0000, to: 0x8820_0000 }],
    ],
    [
      'one before it',
      { block: { start: 0x1000, end: 0x8000_0000 } },
      [{ is: 'outside RAM', from: 0x1000, to: 0x8000_0000 }],
    ],
    [
      'one at 0',
      { block: { start: 0, end: 0x8000_0000 } },
      [
        { is: 'bad block', start: 0, end: 0x8000_0000 },
        { is: 'outside RAM', from: 0, to: 0x8000_0000 },
      ],
    ],
    [
      'one on no page',
      { block: { start: 0x8700_0800, end: 0x8800_0000 } },
      [{ is: 'bad block', start: 0x8700_0800, end: 0x8800_0000 }],
    ],
    [
      'more than there is',
      { needs: needs('1x268435456') },
      [{ is: 'too small', missing: 129 * MiB }],
    ],
  ])('says of %s', (_, over, problems) => expect(plan(over).problems).toEqual(problems));

  it.each<[Partial<PlanRequest>, string | undefined]>([
    [{ block: { start: 0x8700_1000, end: 0x8800_0000 } }, 'mem=114692K'],
    [{ block: { start: 0x1000, end: 0x8000 } }, undefined],
  ])('%j needs %s', (over, mem) => expect(plan(over).mem).toBe(mem));

  it('loads as it says, and serves what it was made for', () => {
    const { insmod, needed, heap } = plan({ heap: 65536 });
    const made = cmem('2.26', insmod.replace('insmod cmemk.ko ', ''), { kernelRam: 120 * MiB });
    expect(
      made.do('0 init', '0 alloc 1000000', '0 alloc 1000000', '0 alloc 4000', '0 getPool 1000000'),
    ).toEqual(['0', '0x87f07000', '0x87e12000', '0x87fff000', '-1 ENOMEM']);
    expect(made.machine.heaps()[0]!.figures!.free).toBe(heap);
    expect(needed + heap).toBe(2 * MiB);
  });
});

describe('a pools= text', () => {
  it.each([
    [
      '50x512,2x4096',
      [
        { count: 50, size: 512 },
        { count: 2, size: 4096 },
      ],
    ],
    ['2x1q', [{ count: 2, size: 1 }]],
    ['-1x5', [{ count: 0, size: 5 }]],
    ['4096', undefined],
    ['', undefined],
    ['1x-1', undefined],
  ])('%j', (text, pools) => expect(parsePools(text)).toEqual(pools));
});
