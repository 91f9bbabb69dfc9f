import { describe, expect, test } from 'vitest';
import { parse } from '../language/index.ts';
import { FetchedSystems } from '../machine/systems.ts';
import { createMachine } from '../machine/machine.ts';
import { sha256Hex } from '../memory/digest.ts';
import { typed } from '../test/typed.ts';

const stateOf = (...lines: string[]) => typed(...lines).machine.state();
/** As it is shown. */
const shownOf = (...lines: string[]): object => ({ ...stateOf(...lines), digest: '' });

/** A bitmap of so many bits, of which these are set, as its bytes lie in little-endian words. */
const bitmap = (bits: number, ...set: number[]): string => {
  const bytes = new Uint8Array(bits / 8);
  for (const bit of set) bytes[Math.floor(bit / 8)]! |= 1 << (bit % 8);
  return sha256Hex(bytes);
};
const DMEM = {
  kept: [],
  fixed: [],
  fixedEnabled: false,
  reallocEnabled: false,
  retryCount: 16,
} as const;
const SSD202 = {
  format: 'carveout-state/1',
  digest: '',
  board: 'ssd202',
  release: '4.9.84',
  op: 0,
  uptimeMs: 0,
  cmaTotalKiB: 2048,
  cmaFreeKiB: 2048,
  regions: [
    {
      name: 'reserved',
      orderPerBit: 0,
      ranges: [{ basePfn: 0x26400, pages: 512 }],
      used: 0,
      lent: 0,
      pinned: 0,
      maxchunk: 512,
      bitmapSha256: bitmap(512),
    },
  ],
  blocks: [],
  handles: [],
  dmem: DMEM,
  dmaPools: [],
} as const;
const [REGION] = SSD202.regions;

describe('the state of', () => {
  test('a board without a call', () => expect(shownOf('board ssd202')).toEqual(SSD202));

  test('blocks and handles, by address and by name, whichever slot they have', () =>
    expect(
      shownOf(
        'board ssd202',
        'z = cma_alloc(5)',
        'b = cma_alloc(1, align=3)',
        'cma_release(z)',
        'a = cma_alloc(40)',
      ),
    ).toEqual({
      ...SSD202,
      op: 4,
      cmaFreeKiB: 2048 - 41 * 4,
      regions: [
        {
          ...REGION,
          used: 41,
          maxchunk: 512 - 49,
          bitmapSha256: bitmap(512, 8, ...Array.from({ length: 40 }, (_, i) => 9 + i)),
        },
      ],
      blocks: [
        { pfn: 0x26408, pages: 1, bytes: 4096, op: 2, kind: 'cma', align: 3, name: 'b' },
        { pfn: 0x26409, pages: 40, bytes: 40 * 4096, op: 4, kind: 'cma', align: 0, name: 'a' },
      ],
      handles: [
        { name: 'a', kind: 'cma', pfn: 0x26409, pages: 40, released: undefined },
        { name: 'b', kind: 'cma', pfn: 0x26408, pages: 1, released: undefined },
        { name: 'z', kind: 'cma', pfn: 0x26400, pages: 5, released: 3 },
      ],
    }));

  test('pages lent and pinned', () =>
    expect(shownOf('board ssd202', 'lend 0x26440-0x26450', 'pin 0x26401')).toEqual({
      ...SSD202,
      op: 2,
      cmaFreeKiB: 2048 - 18 * 4,
      regions: [{ ...REGION, lent: 17, pinned: 1 }],
    }));

  test('bits that stand for several pages', () =>
    expect(shownOf('board ssd202 order_per_bit=2', 'cma_alloc(5)')).toEqual({
      ...SSD202,
      op: 1,
      cmaFreeKiB: 2048 - 5 * 4,
      regions: [
        { ...REGION, orderPerBit: 2, used: 8, maxchunk: 504, bitmapSha256: bitmap(128, 0, 1) },
      ],
      blocks: [{ pfn: 0x26400, pages: 5, bytes: 20480, op: 1, kind: 'cma', align: 0, name: '' }],
    }));

  test('two regions', () =>
    expect(
      shownOf('board ssd202', 'cma_declare_contiguous(size=1M, name="late")', 'cma_alloc(3)'),
    ).toMatchObject({
      cmaTotalKiB: 4096,
      regions: [
        { ...REGION, used: 3, maxchunk: 509, bitmapSha256: bitmap(512, 0, 1, 2) },
        { ...REGION, name: 'late', ranges: [{ pages: 512 }] },
      ],
    }));

  test('a name of a buffer in characters, not bytes', () =>
    expect(stateOf('board ssd202', 'msys_request_dmem("环", 4K)')).toMatchObject({
      blocks: [{ name: '环' }],
      uptimeMs: 0,
    }));

  test('systems that nobody has fetched is what it is once they are there', async () => {
    const systems = new FetchedSystems();
    await systems.fetch(['state']);
    expect(systems.loaded.has('cmem')).toBe(false);
    const machine = createMachine(systems);
    machine.exec(parse('a = cma_alloc(3)').statements[0]!.command);
    expect(machine.state()).toEqual(stateOf('board ssd202', 'a = cma_alloc(3)'));
  });
});

const POOL = ['board ssd202', 'p = dma_pool_create("a", 64)'];
/** What is seen is the same, and yet they are two machines. */
const DIFFER: readonly (readonly [why: string, one: string[], other: string[]])[] = [
  ['what its board was asked for', ['board ssd202'], ['board ssd202 cma=1M']],
  ['which page is pinned', ['board ssd202', 'pin 0x26401'], ['board ssd202', 'pin 0x26402']],
  [
    'whether the kernel still boots',
    ['board ssd202', 'cma_declare_contiguous(size=0, name="none")'],
    ['board ssd202', 'cma_alloc(0)'],
  ],
  [
    'which block of a pool a pointer means',
    [...POOL, 'q = dma_pool_alloc(p)', 'r = dma_pool_alloc(p)'],
    [...POOL, 'r = dma_pool_alloc(p)', 'q = dma_pool_alloc(p)'],
  ],
];
test.each(DIFFER)('the digest tells %s, which the state does not show', (_, one, other) => {
  expect(shownOf(...one)).toEqual(shownOf(...other));
  expect(stateOf(...one).digest).not.toBe(stateOf(...other).digest);
});

/** People have written digests down: with a fact more or less, or in another order, they are others. */
test.each([
  ['f6db80110ad6', []],
  ['5e3dcf17d485', ['board ssd202', 'cma_declare_contiguous(size=0, name="none")']],
  ['a99b5be1cb3d', ['board generic cma=4M', 'a = cma_alloc(40)', 'pin 0x102000']],
  [
    'b913c232b11a',
    ['board ssd202 CONFIG_DMA_API_DEBUG=y', 'dma_map_single(0x20001000, 64, DMA_NONE)'],
  ],
  ['f8c8259c84f0', [...POOL, 'q = dma_pool_alloc(p)', 'dma_pool_free(p, q)', 'poke(q, 7)']],
  [
    'efc5b12d6364',
    ['board dm365', 'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x83D00000', 'proc p1'],
  ],
] as const)('the digest begins with %s after %j', (digest, lines) =>
  expect(stateOf(...lines).digest.slice(0, 12)).toBe(digest),
);
