import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { AtomicPool } from './atomic-pool.ts';
import { contiguousRequest, pageAllocatorServes } from './contiguous.ts';
import { cappedOrder, getOrder } from './order.ts';

describe('get_order', () => {
  it.each([
    [0, 20],
    [1, 0],
    [4096, 0],
    [4097, 1],
    [8192, 1],
    [12288, 2],
    [395282, 7],
    [2 ** 40, 28],
  ])('of %i bytes is %i', (size, order) => {
    expect(getOrder(size)).toBe(order);
  });
  it('is the least order that holds the size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 45 }), (size) => {
        const order = getOrder(size);
        expect(2 ** order * 4096).toBeGreaterThanOrEqual(size);
        if (order > 0) expect(2 ** (order - 1) * 4096).toBeLessThan(size);
      }),
    );
  });
  it('is capped by CONFIG_CMA_ALIGNMENT', () => {
    expect([cappedOrder(395282, 4), cappedOrder(8192, 4), cappedOrder(0, 4)]).toEqual([4, 1, 4]);
  });
});

describe('who serves dma_alloc_coherent', () => {
  it.each([
    ['arm', 4096, { count: 1, align: 0, cma: true, fallback: 'none' }],
    ['arm', 395282, { count: 97, align: 4, cma: true, fallback: 'none' }],
    ['arm64', 4096, { count: 1, align: 0, cma: false, fallback: 'page allocator' }],
    ['arm64', 8192, { count: 2, align: 1, cma: true, fallback: 'page allocator' }],
  ] as const)('%s for %i bytes', (arch, size, request) => {
    expect(contiguousRequest(size, { arch, cmaAlignment: 4 })).toEqual(request);
  });
  it.each(['arm', 'arm64'] as const)('%s without an area: the page allocator', (arch) => {
    const { cma, fallback } = contiguousRequest(8192, { arch, cmaAlignment: 4 }, false);
    expect([cma, fallback]).toEqual([false, 'page allocator']);
  });
  it('the page allocator ends at 4 MiB', () => {
    expect([pageAllocatorServes(4 << 20), pageAllocatorServes((4 << 20) + 1)]).toEqual([
      true,
      false,
    ]);
  });
});

describe('the atomic pool', () => {
  it('is first fit at multiples of the rounded size', () => {
    const pool = new AtomicPool(0x26400, 8);
    expect([pool.alloc(1), pool.alloc(3), pool.alloc(1), pool.alloc(2)]).toEqual([
      0x26400, 0x26404, 0x26401, 0x26402,
    ]);
    expect(pool.alloc(2)).toBeUndefined();
    expect(pool.alloc(0)).toBeUndefined();
    expect(pool.bits()).toBe('11111110');
    pool.check();
  });
  it('takes back what it gave, and knows what it did not give', () => {
    const pool = new AtomicPool(16, 4);
    const pfn = pool.alloc(2)!;
    expect([pool.holds(pfn, 2), pool.holds(pfn + 3, 2), pool.taken(pfn, 3)]).toEqual([
      true,
      false,
      false,
    ]);
    pool.free(pfn, 2);
    expect(pool.used).toBe(0);
    expect(() => pool.free(pfn, 2)).toThrow('not taken');
    pool.check();
  });
});
