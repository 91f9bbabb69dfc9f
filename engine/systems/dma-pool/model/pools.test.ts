import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PoolBench, POOL_BASE } from '../../../test/pool-lines.ts';
import { SlowPool } from '../../../test/slow-pool.ts';
import { PoolBlock } from '../../../contract/view.ts';
import { POOL_KERNELS } from './version.ts';

const plans = fc.record({
  kernel: fc.constantFrom(...POOL_KERNELS),
  debug: fc.boolean(),
  size: fc.oneof(fc.integer({ min: 16, max: 1500 }), fc.constantFrom(64, 512, 1024, 2048, 5000)),
  align: fc.constantFrom(0, 4, 64),
  boundary: fc.constantFrom(0, 0, 256, 2048, 4096),
  steps: fc.array(fc.tuple(fc.boolean(), fc.nat()), { maxLength: 120 }),
});

describe('against the slow twin', () => {
  it('hands out the same blocks, whatever is taken and freed', () => {
    fc.assert(
      fc.property(plans, ({ kernel, debug, size, align, boundary, steps }) => {
        const bench = new PoolBench(kernel, { debug, pages: 512 });
        const request = { size, align, boundary: kernel === '2.6.18' ? 0 : boundary };
        const made = bench.pools.create('p', 'dev', request, 1);
        if (typeof made === 'string') return;
        const twin = new SlowPool({ kernel, ...made.geometry }, POOL_BASE);
        const slots = [...made.geometry.slots].filter((_, at) => made.geometry.carved[at] === 1);
        expect(slots).toEqual(twin.offsets());
        const held: number[] = [];
        for (const [takes, pick] of steps) {
          if (takes || held.length === 0) {
            const got = bench.alloc(made);
            expect(got).toBe(twin.alloc() - POOL_BASE);
            held.push(got as number);
          } else {
            const [gone] = held.splice(pick % held.length, 1);
            expect(bench.free(made, gone!)).toBe('freed');
            twin.free(POOL_BASE + gone!);
          }
          expect(made.pages.length).toBe(twin.pages);
          expect(made.figures.active).toBe(held.length);
        }
        expect(bench.said).toEqual([]);
        const used = [...bench.store.columns.poolBlockState].filter(
          (state) => (state & PoolBlock.KIND) === PoolBlock.IN_USE,
        );
        expect(used.length).toBe(held.length);
      }),
      { numRuns: 150 },
    );
  });

  it('whatever a driver does, every invariant holds', () => {
    const address = fc.oneof(
      fc.integer({ min: 0, max: 40 }).map((block) => block * 64),
      fc.integer({ min: 0, max: 3 * 4096 }),
    );
    const act = fc.oneof(
      fc.tuple(fc.constant('alloc' as const), fc.boolean(), fc.constant(0)),
      fc.tuple(fc.constant('free' as const), address, fc.constant(undefined)),
      fc.tuple(fc.constant('free' as const), address, address),
      fc.tuple(fc.constant('write' as const), address, fc.constantFrom(0, 64, 100, 128, 4096)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...POOL_KERNELS),
        fc.boolean(),
        fc.constantFrom(64, 60, 1536),
        fc.constantFrom(0, 8192),
        fc.array(act, { maxLength: 60 }),
        (kernel, debug, size, boundary, acts) => {
          const bench = new PoolBench(kernel, { debug, pages: 32 });
          const pool = bench.create(size, 0, boundary);
          const other = bench.create(64);
          bench.alloc(pool);
          bench.alloc(other);
          for (const [what, a, b] of acts) {
            // Every call of the bench checks everything.
            if (what === 'write') bench.write(a, b % 256, b >> 8, 0, 0);
            else {
              const said =
                what === 'alloc' ? bench.alloc(pool, { zero: a }) : bench.free(pool, a, b ?? a);
              if (/^(?:oops|hang)/.test(String(said))) return;
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('rows come back when pools go', () => {
    const bench = new PoolBench('4.x');
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [bench.create(64), bench.create(1024)];
      for (let i = 0; i < 70; i += 1) bench.alloc(a);
      bench.alloc(b);
      bench.destroy(a);
      bench.destroy(b);
    }
    expect(bench.store.shape).toEqual({ pools: 2, pages: 4, blocks: 256 });
    expect(Math.max(...bench.store.columns.poolBlockState)).toBe(PoolBlock.NONE);
    expect(Math.max(...bench.store.columns.poolPagePool)).toBe(0);
  });
});

describe('create', () => {
  const rule = (kernel: Parameters<typeof make>[0], ...args: [number, number?, number?]) =>
    make(kernel).rule(...args);
  const make = (kernel: (typeof POOL_KERNELS)[number]) => new PoolBench(kernel);
  it.each([
    ['list: align first', rule('4.x', 0, 3, 3), 'align'],
    ['then size', rule('4.x', 0, 4, 3), 'size'],
    ['a boundary below the rounded size', rule('4.x', 1, 0, 2), 'boundarySmall'],
    ['a boundary of 3 blocks', rule('4.x', 4, 0, 12), 'boundaryPower'],
    ['four bytes at least', rule('4.x', 1), '4 in 4096 by 4096'],
    ['an alignment beyond the page', rule('4.x', 1, 8192), '8192 in 8192 by 8192'],
    ['more than a page', rule('5.9', 100_000), '100000 in 100000 by 100000'],
    ['a boundary after the page stays', rule('5.15', 64, 0, 8192), '64 in 4096 by 8192'],
    ['a boundary that wraps', rule('4.x', 64, 0, 2 ** 32), 'endless'],
    ['stack: 16 bytes at least', rule('6.4', 1), '16 in 4096 by 4096'],
    ['so a boundary of 8 is too small', rule('6.4', 1, 0, 8), 'boundarySmall'],
    ['a boundary after the page is cut', rule('6.4', 64, 0, 8192), '64 in 4096 by 4096'],
    ['more than INT_MAX', rule('6.4', 2 ** 31), 'sizeBeyondInt'],
    ['bitmap: rounding by hand', rule('2.6.18', 95, 32), '128 in 4096 by 4096'],
    ['one byte is a block', rule('2.6.18', 1), '1 in 4096 by 4096'],
    ['any alignment', rule('2.6.18', 2, 3), '3 in 4096 by 4096'],
    ['the last argument is the page', rule('2.6.18', 64, 0, 256), '64 in 256 by 256'],
    ['which must hold a block', rule('2.6.18', 64, 0, 32), 'allocationSmall'],
    ['more places than are shown', rule('2.6.18', 1, 0, 2 ** 20), 'slots'],
  ])('%s', (_, got, want) => expect(got).toBe(want));

  it('a size_t that wraps is declined', () => {
    const bench = new PoolBench('4.x', { pointerBytes: 4, dmaAddrBytes: 4 });
    expect(bench.rule(2 ** 32 - 8, 64)).toBe('wraps');
  });
  it.each([
    [4, 4, 8],
    [4, 8, 16],
    [8, 8, 16],
  ] as const)('pointers of %i and addresses of %i make blocks of %i', (pointer, dma, least) => {
    const bench = new PoolBench('6.4', { pointerBytes: pointer, dmaAddrBytes: dma });
    const pool = bench.create(1);
    expect(pool.geometry.size).toBe(least);
    const [a, b] = [bench.alloc(pool), bench.alloc(pool)];
    expect([a, b]).toEqual([0, least]);
    expect([bench.free(pool, 0), bench.alloc(pool), bench.alloc(pool)]).toEqual([
      'freed',
      0,
      2 * least,
    ]);
  });
});

describe('misuse of the list', () => {
  it('a double free bites its own tail', () => {
    const bench = new PoolBench('4.x');
    const pool = bench.create(64);
    bench.alloc(pool);
    expect([bench.free(pool, 0), bench.free(pool, 0)]).toEqual(['freed', 'freed']);
    expect(bench.shown(pool)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect([bench.alloc(pool), bench.alloc(pool), bench.alloc(pool)]).toEqual([0, 0, 0]);
    expect(bench.store.columns.poolBlockState[0]! & PoolBlock.TWICE).toBe(PoolBlock.TWICE);
  });
  it('zeros over a block that is still on the list end the list', () => {
    const bench = new PoolBench('4.x');
    const pool = bench.create(64);
    bench.alloc(pool);
    bench.free(pool, 0);
    bench.free(pool, 0);
    bench.alloc(pool, { zero: true });
    // The link is 0 now, which is block 0 again.
    expect([bench.word(0), bench.alloc(pool)]).toEqual([0, 0]);
  });
  it('the debug build hangs on a list that somebody closed', () => {
    const bench = new PoolBench('4.x', { debug: true });
    const pool = bench.create(64);
    for (let i = 0; i < 4; i += 1) bench.alloc(pool);
    bench.free(pool, 64);
    bench.free(pool, 128);
    bench.write(64, 128, 0, 0, 0);
    expect(bench.shown(pool)).toEqual([2, 1, 2, 1, 2, 1, 2, 1]);
    expect(bench.free(pool, 64)).toBe('alreadyFree');
    expect(bench.free(pool, 0)).toBe('hang: dmaPool.hang.list');
  });
  it('after a walk that ends the marks are good again', () => {
    const bench = new PoolBench('4.x', { debug: true });
    const pool = bench.create(64);
    for (let i = 0; i < 4; i += 1) bench.alloc(pool);
    bench.free(pool, 64);
    bench.write(64, 0xff, 0xff, 0, 0);
    expect(bench.shown(pool)).toEqual([1, 'end']);
    expect([bench.free(pool, 64), bench.free(pool, 0)]).toEqual(['alreadyFree', 'freed']);
    expect([bench.alloc(pool), bench.alloc(pool), bench.alloc(pool)]).toEqual([0, 64, 4096]);
    expect(bench.said).toEqual(['dma_pool_free test, dma 0x0000000080000040 already free']);
  });
  it('a link into the middle of a block is corrupt, and followed', () => {
    const bench = new PoolBench('5.9');
    const pool = bench.create(64);
    bench.alloc(pool);
    bench.free(pool, 0);
    bench.write(0, 100, 0, 0, 0);
    expect(bench.shown(pool)).toEqual([0, 'corrupt']);
    expect([bench.alloc(pool), bench.alloc(pool)]).toEqual([0, 100]);
  });
  it('a pointer from nowhere is written to, or not', () => {
    const bench = new PoolBench('4.x', { pages: 4 });
    const pool = bench.create(64);
    bench.alloc(pool);
    expect(bench.free(pool, 3 * 4096 + 8, 0)).toBe('freed');
    expect(bench.free(pool, 4 * 4096, 0)).toBe('oops: dmaPool.oops.write');
  });
  it('a block that runs past its page spoils the next one', () => {
    const bench = new PoolBench('4.x');
    const [a, b] = [bench.create(1536, 0, 8192), bench.create(64)];
    for (let i = 0; i < 3; i += 1) bench.alloc(a);
    bench.alloc(b);
    bench.free(b, 4096);
    expect(bench.shown(b).slice(0, 2)).toEqual([3, 4]);
    bench.write(3072 + 1024, 0xff, 0xff, 0xff, 0x7f);
    expect(bench.shown(b)).toEqual([3, 'end']);
    expect([bench.alloc(b), bench.alloc(b)]).toEqual([4096, 8192]);
  });
});

describe('misuse of the stack', () => {
  it('a double free bites its own tail, and the count wraps in the file only', () => {
    const bench = new PoolBench('6.4');
    const pool = bench.create(64);
    bench.alloc(pool);
    for (let i = 0; i < 3; i += 1) bench.free(pool, 0);
    expect(bench.shown(pool)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(bench.pools.show('dev')).toContain(' 18446744073709551614   64   64  1\n');
    expect([bench.alloc(pool), bench.alloc(pool)]).toEqual([0, 0]);
  });
  it('the debug build finds it, hangs or oopses as the pointers say', () => {
    const bench = new PoolBench('6.4', { debug: true });
    const pool = bench.create(64);
    for (let i = 0; i < 4; i += 1) bench.alloc(pool);
    bench.free(pool, 64);
    bench.free(pool, 128);
    // Block 1 points back to block 2.
    bench.write(64, 128, 0, 0, 0, 0, 0x10, 0, 0);
    expect(bench.free(pool, 128)).toBe('alreadyFree');
    expect(bench.free(pool, 0)).toBe('hang: dmaPool.hang.stack');
    bench.write(64, 1, 1, 1, 1, 1, 1, 1, 1);
    expect(bench.shown(pool)).toEqual([2, 1, 'corrupt']);
    expect(bench.free(pool, 0)).toBe('oops: dmaPool.oops.follow');
  });
  it('a pointer that leads nowhere is followed by the allocation after it', () => {
    const bench = new PoolBench('6.4');
    const pool = bench.create(64);
    bench.alloc(pool);
    bench.free(pool, 0);
    bench.write(0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0);
    expect(bench.alloc(pool)).toBe(0);
    expect(bench.alloc(pool)).toBe('oops: dmaPool.oops.follow');
  });
  it('a block freed over such a pointer keeps it', () => {
    const bench = new PoolBench('6.4');
    const pool = bench.create(64);
    bench.alloc(pool);
    bench.free(pool, 0);
    bench.write(0, 1, 2, 3, 4, 5, 6, 7, 8);
    bench.alloc(pool);
    bench.free(pool, 0);
    expect([bench.word(0), bench.word(4)]).toEqual([0x0403_0201, 0x0807_0605]);
  });
  it('no page is looked up: another pool’s block is taken in', () => {
    const bench = new PoolBench('6.4');
    const [a, b] = [bench.create(64), bench.create(64)];
    expect([bench.alloc(a), bench.alloc(b)]).toEqual([0, 4096]);
    expect(bench.free(a, 4096)).toBe('freed');
    expect([bench.alloc(a), bench.alloc(a)]).toEqual([4096, 64]);
  });
});

describe('the bitmap', () => {
  it('hands out the lowest, and what is written to a free block harms nothing', () => {
    const bench = new PoolBench('2.6.18');
    const pool = bench.create(64);
    expect([bench.alloc(pool), bench.alloc(pool), bench.alloc(pool)]).toEqual([0, 64, 128]);
    bench.free(pool, 64);
    bench.free(pool, 0);
    bench.write(0, 0xff, 0xff, 0xff, 0xff);
    expect([bench.alloc(pool), bench.alloc(pool), bench.alloc(pool)]).toEqual([0, 64, 192]);
  });
  it('an address inside a block frees that block', () => {
    const bench = new PoolBench('2.6.18');
    const pool = bench.create(64);
    bench.alloc(pool);
    expect([bench.free(pool, 70, 20), bench.alloc(pool)]).toEqual(['freed', 0]);
  });
  it('a double free is counted and nothing else', () => {
    const bench = new PoolBench('2.6.18');
    const pool = bench.create(64);
    bench.alloc(pool);
    bench.free(pool, 0);
    bench.free(pool, 0);
    expect(bench.pools.show('dev')).toContain(' 4294967295   64   64  1\n');
    expect([bench.alloc(pool), bench.alloc(pool)]).toEqual([0, 64]);
  });
  it('the debug build says what is wrong', () => {
    const bench = new PoolBench('2.6.18', { debug: true });
    const pool = bench.create(64);
    bench.alloc(pool);
    expect(bench.free(pool, 0, 1 << 20)).toBe('badDma');
    expect([bench.free(pool, 1, 0), bench.free(pool, 0), bench.free(pool, 0)]).toEqual([
      'badVaddr',
      'freed',
      'alreadyFree',
    ]);
    expect(bench.word(0)).toBe(0xa7a7_a7a7);
    expect(bench.said).toEqual([
      'dma_pool_free test, 0000100000000000/80100000 (bad dma)',
      'dma_pool_free test, 0000100000000001 (bad vaddr)/80000000',
      'dma_pool_free test, dma 80000000 already free',
    ]);
  });
  it('a page is busy while a block is in use, whatever the count says', () => {
    const bench = new PoolBench('2.6.18');
    const pool = bench.create(2048);
    for (let i = 0; i < 3; i += 1) bench.alloc(pool);
    bench.free(pool, 4096);
    bench.free(pool, 4096);
    bench.free(pool, 4096);
    expect(bench.destroy(pool)).toEqual({ returned: [4096], leaked: [0] });
    expect(bench.said).toEqual(['dma_pool_destroy test, 0000100000000000 busy']);
  });
  it('waits where it may', () => {
    const bench = new PoolBench('2.6.18', { pages: 1 });
    const pool = bench.create(4096);
    expect([0, 1].map(() => bench.alloc(pool))).toEqual([0, 'BLOCKS']);
    expect(bench.alloc(pool, { wait: false })).toBe('NULL');
  });
  it('dumps its free blocks in address order', () => {
    const bench = new PoolBench('2.6.18');
    const pool = bench.create(1024);
    bench.alloc(pool);
    expect(pool.dump('A')).toBe('A;1024;4096;4096\n80000000:1:1024,2048,3072,\n');
  });
});

it('destroy gives back idle pages up to 6.3, and all or nothing from 6.4 on', () => {
  const fill = (kernel: '4.x' | '6.4', keep: boolean) => {
    const bench = new PoolBench(kernel);
    const pool = bench.create(4096);
    for (let i = 0; i < 3; i += 1) bench.alloc(pool);
    bench.free(pool, 0);
    bench.free(pool, 8192);
    if (!keep) bench.free(pool, 4096);
    return [bench.destroy(pool), bench.said, bench.pools.show('dev')];
  };
  const all = { returned: [8192, 4096, 0], leaked: [] };
  expect(fill('4.x', false)).toEqual([all, [], undefined]);
  expect(fill('6.4', false)).toEqual([all, [], undefined]);
  expect(fill('4.x', true)).toEqual([
    { returned: [8192, 0], leaked: [4096] },
    ['dma_pool_destroy test, 0000100000001000 busy'],
    undefined,
  ]);
  expect(fill('6.4', true)).toEqual([
    { returned: [], leaked: [8192, 4096, 0] },
    ['dma_pool_destroy test busy'],
    undefined,
  ]);
});
