import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CMEM_HEAP_POOL, CmemRow } from '../../../../engine/contract/view.ts';
import { cmemFrame, nextCmemFrame, seedCmem } from '../test/cmem-frames.ts';
import { HeapIndex } from './heap-index.ts';
import { poolFigures } from './pools.ts';
import { cmemRecord, ownerColour, processName, wasteIn } from './rows.ts';

test.each([
  // size, asked, up to the page, beyond it
  [4096, 512, 3584, 0],
  [4096, 4096, 0, 0],
  [4096, 1, 4095, 0],
  [4_096_000, 53_248, 0, 4_042_752],
  [4_096_000, 53_000, 248, 4_042_752],
  [53_248, 51_200, 2048, 0],
  [4096, 0, 0, 4096],
  [0, 0, 0, 0],
  // 32-bit sizes may ask more than the buffer holds: nothing is wasted then.
  [4096, 5000, 0, 0],
])('a buffer of %i for %i: %i to the page, %i unused', (size, asked, rounding, unused) => {
  expect(wasteIn(size, asked)).toEqual({ rounding, unused });
});

test('asked and both wastes fill a buffer exactly', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(5_000_000), (pages, bytes) => {
      const size = pages * 4096;
      const asked = Math.min(size, bytes);
      const { rounding, unused } = wasteIn(size, asked);
      expect(asked + rounding + unused).toBe(size);
      expect(rounding).toBeLessThan(4096);
    }),
  );
});

describe('rows', () => {
  const frame = seedCmem();
  const pools = frame.layout.cmem!.blocks[0]!.pools;

  it('the seed is carved from the top down', () => {
    expect(pools.map((pool) => [pool.id0, pool.low])).toEqual([
      [0x87fff000, 0x87fce000],
      [0x87fcd000, 0x87fcc000],
      [0x87fca000, 0x87fc8000],
      [0x87fc4000, 0x87fc0000],
      [0x87fb8000, 0x87fb8000],
      [0x87fab000, 0x87fab000],
      [0x87f92000, 0x87f92000],
      [0x87baa000, 0x87baa000],
    ]);
    expect(frame.layout.cmem!.blocks[0]!.heap).toMatchObject({ base: 0x83c00000, size: 0x3faa000 });
  });

  it('a busy buffer', () => {
    expect(cmemRecord(frame, pools[0]!.firstRow + 1)).toMatchObject({
      kind: 'buffer',
      phys: 0x87ffe000,
      asked: 300,
      rounding: 3796,
      unused: 0,
      busy: true,
      cached: true,
      next: false,
      id: 1,
      owner: 1,
    });
  });
  it('the buffer that comes next is free', () => {
    expect(cmemRecord(frame, pools[0]!.firstRow + 2)).toMatchObject({
      busy: false,
      next: true,
      asked: 0,
      rounding: 0,
    });
  });
  it('a row that is not in use is nothing', () => {
    expect(cmemRecord(frame, frame.layout.cmemRows - 1)).toBeUndefined();
    expect(cmemRecord(frame, frame.layout.cmemRows)).toBeUndefined();
  });

  it('a pool in figures', () => {
    expect(poolFigures(frame, pools[0]!)).toEqual({
      busy: 3,
      free: 47,
      asked: 4908,
      rounding: 3584 + 3796,
      unused: 0,
      next: 2,
    });
    expect(poolFigures(frame, pools[7]!)).toMatchObject({ busy: 1, free: 0, next: undefined });
  });
  it('a pool of minus one buffer has none', () => {
    const odd = cmemFrame({ blocks: [{ pools: [[-1, 4096]] }] });
    const [pool] = odd.layout.cmem!.blocks[0]!.pools;
    expect(poolFigures(odd, pool!)).toMatchObject({ busy: 0, free: 0 });
  });
});

test.each([
  [0, 0],
  [1, 1],
  [8, 8],
  [9, 1],
  [17, 1],
])('process %i has colour %i', (owner, colour) => expect(ownerColour(owner)).toBe(colour));

test('names of processes', () => {
  expect([0, 1, 2, 7].map((owner) => processName(owner))).toEqual(['', 'p1', 'p2', 'p7']);
});

describe('the heap', () => {
  const frame = seedCmem();
  const heaps = new HeapIndex();
  heaps.update(frame);
  const base = 0x83c00000;
  const at = (phys: number): string | undefined => {
    const row = heaps.rowAt(frame, 0, phys);
    return row === undefined ? undefined : cmemRecord(frame, row)?.kind;
  };

  it.each([
    ['below it', base - 1, undefined],
    ['its first byte', base, 'heap'],
    ['the last byte of an allocation', base + 0x100000 - 1, 'heap'],
    ['the hole after it', base + 0x100000, 'hole'],
    ['its last byte', 0x87baa000 - 1, 'hole'],
    ['after it', 0x87baa000, undefined],
  ])('%s', (_what, phys, kind) => expect(at(phys)).toBe(kind));

  it('in figures', () => {
    const { figures, rows, chain } = heaps.of(0);
    expect(figures).toMatchObject({ busy: 3, chunks: 3, corrupt: 0, held: 21 * 2 ** 20 });
    expect(figures.free + figures.held).toBe(0x3faa000);
    expect(figures.largest).toBe(0x3faa000 - 30 * 2 ** 20);
    expect(figures.asked).toBe(figures.held - 1000);
    expect([rows.length, chain.length]).toEqual([6, 3]);
  });

  it('of a block without one is empty', () => expect(heaps.of(1).rows.length).toBe(0));

  it('is read again only when something moved', () => {
    const own = new HeapIndex();
    const one = seedCmem();
    expect(own.update(one)).toBe(true);
    expect(own.update(one)).toBe(false);
    const row = own.of(0).rows[0]!;
    const next = nextCmemFrame(one, [row], (f) => (f.columns.cmemKind[row] = CmemRow.hole));
    expect(own.update(next)).toBe(true);
    expect(own.of(0).figures.chunks).toBe(4);
  });

  it('finds the same row as looking at all of them', () => {
    const pieces = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(pieces, fc.nat(2500), (spec, page) => {
        let offset = 0;
        const heap: { at: number; size: number }[] = [];
        for (const [pages, taken] of spec) {
          if (taken) heap.push({ at: offset, size: pages * 4096 });
          offset += pages * 4096;
        }
        const view = cmemFrame({ blocks: [{ pools: [], heap }] });
        const index = new HeapIndex();
        index.update(view);
        const phys = 0x83c00000 + page * 4096 + 17;
        const { cmemPhys, cmemSize, cmemPool, cmemKind } = view.columns;
        const slow = [...cmemKind.keys()].find(
          (row) =>
            cmemKind[row] !== 0 &&
            cmemPool[row] === CMEM_HEAP_POOL &&
            phys >= cmemPhys[row]! &&
            phys < cmemPhys[row]! + cmemSize[row]!,
        );
        expect(index.rowAt(view, 0, phys)).toBe(slow);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a broken list lost', () => {
  const lostOf = (mend: (frame: ReturnType<typeof seedCmem>) => void): readonly number[][] => {
    const frame = seedCmem();
    mend(frame);
    const heaps = new HeapIndex();
    heaps.update({ ...frame, epoch: 1 });
    const { base } = frame.layout.cmem!.blocks[0]!.heap!;
    return heaps.of(0).lost.map(({ from, to }) => [from - base, to - from]);
  };
  it('is nothing while every byte is held or listed', () =>
    expect(lostOf(() => undefined)).toEqual([]));
  it('is a chunk that no row speaks of, and no more when its neighbour claims too much', () => {
    const whole = seedCmem();
    const holes = [...whole.columns.cmemKind.keys()].filter(
      (row) => whole.columns.cmemKind[row] === CmemRow.hole,
    );
    const last = holes.at(-1)!;
    const { base } = whole.layout.cmem!.blocks[0]!.heap!;
    const size = whole.columns.cmemSize[last]!;
    const at = whole.columns.cmemPhys[last]! - base;
    expect(lostOf(({ columns }) => (columns.cmemKind[last] = CmemRow.none))).toEqual([[at, size]]);
    expect(lostOf(({ columns }) => (columns.cmemSize[last] = size - 4096))).toEqual([
      [at + size - 4096, 4096],
    ]);
    expect(lostOf(({ columns }) => (columns.cmemSize[last] = 2 ** 40))).toEqual([]);
  });
});
