import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CMA_RANGES, MAX_PAGES } from '../../../contract/limits.ts';
import { KERNELS } from '../../../contract/profile.ts';
import { answers, bits, cma, region, step } from '../../../test/cma-lines.ts';
import { SlowCma } from '../../../test/slow-cma.ts';
import { PageState } from '../../../contract/view.ts';
import { CmaRegion } from './region.ts';

describe('the bitmap, one rule a line', () => {
  it.each([
    ['first fit', cma('8p', 'alloc 4'), '####....'],
    ['lowest address first', cma('8p', 'alloc 4', 'alloc 2', 'release 0 4', 'alloc 1'), '#...##..'],
    ['alignment leaves a gap', cma('8p', 'alloc 1', 'alloc 4 @2'), '#...####'],
    ['alignment is to the absolute pfn', cma('8p@0x8003', 'alloc 4 @2'), '.####...'],
    ['whole bits are taken', cma('16p o2', 'alloc 5'), '##..'],
    ['align below order_per_bit is no alignment', cma('16p@0x8004 o2', 'alloc 4 @2'), '#...'],
    ['align above it counts in bits', cma('16p@0x8004 o2', 'alloc 4 @3'), '.#..'],
    ['an odd base: the offset is cut to bits', cma('16p@0x8003 o1', 'alloc 2 @2'), '.#......'],
    ['pages past the last whole bit are not used', cma('7p o2', 'alloc 4', 'alloc 1'), '#'],
    ['partial release', cma('8p', 'alloc 6', 'release 2 2'), '##..##..'],
    ['release ignores the place within a bit', cma('16p o2', 'alloc 8', 'release 3 3'), '.#..'],
    ['release past the end, up to 6.14', cma('8p', 'alloc 8', 'release 6 5'), '######..'],
    ['release past the end, 6.17', cma('8p 6.17', 'alloc 8', 'release 6 5'), '########'],
    ['double release', cma('8p', 'alloc 2', 'release 0 2', 'release 0 2'), '........'],
    ['ranges in order', cma('4p+8p@0x8040 6.17', 'alloc 5', 'alloc 4'), '####|#####...'],
    ['each range has its base', cma('4p@3+8p@65 6.17', 'alloc 3 @2'), '.###|........'],
    ['pinned: one step on', cma('8p', 'pin 1 1', 'alloc 2'), '..##....'],
    ['pinned: one alignment step on', cma('16p', 'pin 1 1', 'alloc 2 @2'), '....##..........'],
  ])('%s', (_, got, want) => expect(got).toBe(want));
});

describe('answers, one rule a line', () => {
  it.each([
    ['0 pages', answers('8p', 'alloc 0'), ['NULL']],
    ['0 pages, 6.17', answers('8p 6.17', 'alloc 0'), ['NULL']],
    ['more than the region', answers('8p 6.14', 'alloc 9'), ['NULL']],
    ['more than the region, 6.17', answers('8p 6.17', 'alloc 9'), ['EBUSY']],
    ['as many as the region', answers('8p', 'alloc 8'), ['+0']],
    ['full', answers('8p', 'alloc 8', 'alloc 1'), ['+0', 'ENOMEM']],
    ['full, 6.17', answers('8p 6.17', 'alloc 8', 'alloc 1'), ['+0', 'EBUSY']],
    ['all pinned', answers('8p', 'pin 0 8', 'alloc 1'), ['8', 'EBUSY after 8']],
    ['busy for this call only', answers('8p', 'alloc 1 busy 0', 'alloc 1'), ['+1 after 1', '+0']],
    ['the error of the last attempt', answers('8p', 'alloc 8 busy 3'), ['EBUSY after 1']],
    ['fatal stops', answers('8p', 'alloc 4 fatal 2 EINTR', 'alloc 1'), ['EINTR after 1', '+0']],
    ['fatal before busy', answers('8p', 'alloc 4 busy 1 fatal 2 EINTR'), ['EINTR after 1']],
    ['busy, then fatal', answers('8p', 'alloc 2 busy 0 fatal 2 EINTR'), ['EINTR after 2']],
    ['fatal not met', answers('8p', 'alloc 2 fatal 5 EINTR'), ['+0']],
    ['fatal, 6.17', answers('8p 6.17', 'alloc 2 fatal 1 ENOMEM'), ['ENOMEM after 1']],
    ['a fatal EBUSY is a busy page', answers('8p', 'alloc 2 fatal 1 EBUSY'), ['+2 after 2']],
    [
      'fatal in one range spares the next',
      answers('4p+4p@0x8040 6.17', 'alloc 2 fatal 1 EINTR'),
      ['EINTR after 1'],
    ],
    [
      'busy goes on in the next range',
      answers('2p+4p@0x8040 6.17', 'alloc 2 busy 1'),
      ['+64 after 1'],
    ],
    ['pins count once', answers('8p', 'pin 2 4', 'pin 4 8', 'unpin 0 3'), ['4', '2', '1']],
    ['pins over two ranges', answers('4p+4p@0x8040 6.17', 'pin 2 64'), ['4']],
    ['lends what is free', answers('8p', 'alloc 2', 'lend 0 4', 'lend 3 9'), ['+0', '2', '4']],
    ['nothing outside', answers('8p', 'pin 8 2', 'lend 9 1', 'release 8 1'), ['0', '0', 'false']],
    ['below', answers('8p', 'release -1 2'), ['false']],
    ['no pages are released', answers('8p', 'alloc 2', 'release 0 0'), ['+0', 'true']],
    [
      'available_count holds back what the bitmap has (6.17)',
      answers('16p o2 6.17', 'alloc 16', 'release 0 5', 'alloc 6', 'alloc 5'),
      ['+0', 'true', 'EBUSY', '+0'],
    ],
  ])('%s', (_, got, want) => expect(got).toEqual(want));
});

describe('counters', () => {
  const after = (description: string, ...steps: string[]) => {
    const on = region(description);
    for (const line of steps) step(on, line);
    on.check();
    return on;
  };
  it.each([
    ['popcount << order_per_bit', after('16p o2', 'alloc 5').used, 8],
    ['pages asked for (6.17)', after('16p o2 6.17', 'alloc 5').used, 5],
    ['drift down', after('16p o2 6.17', 'alloc 8', 'release 0 5').used, 3],
    ['more released than taken', after('8p 6.17', 'release 0 3').used, -3],
    ['maxchunk', after('16p o1', 'alloc 4').maxchunk, 12],
    ['maxchunk of the best range', after('4p+8p@0x8040 6.17', 'alloc 2').maxchunk, 8],
    ['maxchunk, full', after('8p', 'alloc 8').maxchunk, 0],
    ['CmaFree: allocated', after('16p', 'alloc 5').freePages, 11],
    ['CmaFree: rest of a bit is free', after('16p o2', 'alloc 5').freePages, 11],
    ['CmaFree: lent', after('16p', 'lend 2 3').freePages, 13],
    ['CmaFree: pinned', after('16p', 'pin 2 3').freePages, 13],
    ['CmaFree: lent and pinned once', after('16p', 'lend 2 3', 'pin 4 2').freePages, 12],
    ['CmaFree: pinned and allocated once', after('16p', 'alloc 4', 'pin 2 4').freePages, 10],
    ['CmaFree: double release', after('16p', 'release 0 4').freePages, 16],
  ])('%s', (_, got, want) => expect(got).toBe(want));

  it('sysfs counts pages', () => {
    const on = after('8p 6.17', 'alloc 3', 'alloc 9', 'alloc 0', 'release 0 2', 'release 9 1');
    expect(on.counters).toEqual({ allocSuccess: 3, allocFail: 9, releaseSuccess: 2 });
  });
});

describe('lent pages', () => {
  it('inside a claimed window move away, beside it they stay', () => {
    const on = region('8p');
    step(on, 'lend 1 5');
    expect(step(on, 'alloc 4')).toBe('+0');
    const flags = [...on.pageStates.states].map((state) => (state & PageState.LENT) !== 0);
    expect(flags).toEqual([false, false, false, false, true, true, false, false]);
    on.check();
  });
  it('in the rest of a bit nobody asked for they stay', () => {
    const on = region('8p o2');
    step(on, 'lend 0 8');
    step(on, 'alloc 2');
    expect([on.pageStates.lent, bits(on)]).toEqual([6, '#.']);
    on.check();
  });
  it('do not move when the attempt fails', () => {
    const on = region('4p');
    step(on, 'lend 0 2');
    expect(step(on, 'alloc 4 busy 3')).toBe('EBUSY after 1');
    expect(on.pageStates.lent).toBe(2);
  });
  it('are told of as runs', () => {
    const on = region('8p');
    step(on, 'lend 1 2');
    step(on, 'lend 4 1');
    const told: number[][] = [];
    on.pageStates.migrate(0, 8, (first, count) => told.push([first, count]));
    expect(told).toEqual([
      [1, 2],
      [4, 1],
    ]);
  });
});

describe('a caller’s page states are the storage', () => {
  it('flags appear there, other flags stay, and every change is told', () => {
    const column = new Uint8Array(24).fill(PageState.ALLOCATED | 3);
    const told: number[][] = [];
    const on = new CmaRegion({
      kernel: '4.9',
      ranges: [{ basePfn: 0x100, pages: 8 }],
      states: column.subarray(8, 16),
      touched: (first, count) => told.push([first, count]),
    });
    on.pin(0x102, 2);
    on.lend(0x100, 1);
    on.unpin(0x103, 1);
    expect(column[10]).toBe(PageState.ALLOCATED | 3 | PageState.PINNED);
    expect(column[8]).toBe(PageState.ALLOCATED | 3 | PageState.LENT);
    expect(column[11]).toBe(PageState.ALLOCATED | 3);
    expect(told).toEqual([
      [2, 2],
      [0, 1],
      [3, 1],
    ]);
  });
});

describe('save and restore', () => {
  it('give a region that answers the same', () => {
    const on = region('64p o1 6.17');
    for (const line of ['pin 9 1', 'alloc 5', 'lend 40 3', 'alloc 3 @2', 'release 0 2'])
      step(on, line);
    const copy = new CmaRegion({
      kernel: '6.17',
      orderPerBit: 1,
      ranges: on.ranges,
      states: on.pageStates.states.slice(),
    });
    copy.restore(structuredClone(on.save()));
    copy.check();
    expect(copy.save()).toEqual(on.save());
    for (const line of ['alloc 4', 'alloc 2 @3', 'alloc 40'])
      expect(step(copy, line)).toBe(step(on, line));
    expect([copy.used, copy.maxchunk, copy.freePages]).toEqual([
      on.used,
      on.maxchunk,
      on.freePages,
    ]);
  });
});

describe('limits', () => {
  const make = (kernel: '4.9' | '6.17', ranges: number, pages = 8, orderPerBit = 0) =>
    new CmaRegion({
      kernel,
      orderPerBit,
      ranges: Array.from({ length: ranges }, (_, at) => ({ basePfn: at * pages * 2, pages })),
    });
  it.each([
    ['one range up to 6.14', () => make('4.9', 1), true],
    ['two', () => make('4.9', 2), false],
    ['none', () => make('6.17', 0), false],
    ['as many ranges as there may be', () => make('6.17', MAX_CMA_RANGES), true],
    ['one more', () => make('6.17', MAX_CMA_RANGES + 1), false],
    ['as many pages as there may be', () => make('4.9', 1, MAX_PAGES, 10), true],
    ['one more', () => make('4.9', 1, MAX_PAGES + 1, 10), false],
    ['no pages', () => make('4.9', 1, 0), false],
    ['a negative order_per_bit', () => make('4.9', 1, 8, -1), false],
    ['a fractional count', () => make('4.9', 1).alloc({ count: 1.5, align: 0 }), false],
    ['a negative count', () => make('4.9', 1).release(0, -1), false],
    ['a negative align', () => make('4.9', 1).alloc({ count: 1, align: -1 }), false],
    ['a huge align', () => make('4.9', 1).alloc({ count: 1, align: 50 }), true],
  ])('%s', (_, act, possible) => {
    if (possible) expect(act).not.toThrow();
    else expect(act).toThrow(RangeError);
  });
});

const layout = fc.record({
  kernel: fc.constantFrom(...KERNELS),
  order: fc.nat({ max: 4 }),
  base: fc.nat({ max: 5000 }),
  sizes: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 }),
});
const action = fc.record({
  what: fc.constantFrom('alloc', 'alloc', 'alloc', 'free', 'free', 'pin', 'unpin', 'lend'),
  count: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 320 })),
  align: fc.nat({ max: 11 }),
  at: fc.nat(),
  trouble: fc.constantFrom('none', 'none', 'busy', 'fatal', 'both'),
  errno: fc.constantFrom('EINTR', 'ENOMEM'),
});

describe('CmaRegion answers as the slow twin', () => {
  it('whatever the kernel, ranges, order_per_bit, base, pins and trouble', () => {
    fc.assert(
      fc.property(layout, fc.array(action, { maxLength: 40 }), (shape, actions) => {
        const { kernel, order, base, sizes } = shape;
        const multi = kernel === '6.17';
        let next = base;
        const ranges = (multi ? sizes : sizes.slice(0, 1)).map((pages) => {
          const range = { basePfn: next, pages };
          next += pages + 37;
          return range;
        });
        const on = new CmaRegion({ kernel, orderPerBit: order, ranges });
        const slow = new SlowCma(multi, order, ranges);
        const pfnAt = (at: number) => base - 2 + (at % (next - base + 4));
        for (const { what, count, align, at, trouble, errno } of actions) {
          const pfn = Math.max(0, pfnAt(at));
          if (what === 'alloc') {
            const busy =
              trouble === 'busy' || trouble === 'both' ? [{ pfn, count: 1 + (at % 3) }] : undefined;
            const fatal =
              trouble === 'fatal' || trouble === 'both'
                ? ({ pfn: pfn + 3, errno } as const)
                : undefined;
            const request = { count, align, busy, fatal };
            const { result, retries, tried } = on.alloc(request);
            const want = slow.alloc(request);
            expect({ result, retries, tried }).toEqual({
              ...want,
              retries: want.tried.length,
              tried: want.tried.slice(0, 256),
            });
          } else if (what === 'free') expect(on.release(pfn, count)).toBe(slow.release(pfn, count));
          else if (what === 'lend') on.lend(pfn, count % 9);
          else
            for (let page = pfn; page < pfn + (count % 9); page += 1) {
              on[what](page, 1);
              if (what === 'pin') slow.pinned.add(page);
              else slow.pinned.delete(page);
            }
          on.check();
          expect(bits(on)).toBe(
            slow.maps.map(({ taken }) => taken.map((t) => (t ? '#' : '.')).join('')).join('|'),
          );
          const taken = slow.maps.reduce((sum, map) => sum + map.count(), 0) * 2 ** order;
          expect(on.used).toBe(multi ? on.pages - slow.available : taken);
          expect(on.maxchunk).toBe(Math.max(...slow.maps.map((map) => map.longest())) * 2 ** order);
        }
      }),
      { numRuns: 150 },
    );
  });
});
