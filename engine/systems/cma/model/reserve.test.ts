import { describe, expect, it } from 'vitest';
import { MAX_CMA_AREAS } from '../../../contract/limits.ts';
import type { BoardProfile, Kernel } from '../../../contract/profile.ts';
import { GiB, MiB } from '../../../contract/units.ts';
import { memparse, parseCmaCommandLine } from './cmdline.ts';
import { Memblock } from './memblock.ts';
import {
  declareContiguous,
  reserveDefault,
  type DeclareRequest,
  type RegionPlan,
} from './reserve.ts';
import { declareContiguousMulti } from './reserve-multi.ts';

describe('memparse', () => {
  it.each([
    ['16', 16n, ''],
    ['0x10', 16n, ''],
    ['010', 8n, ''],
    ['0x', 0n, 'x'],
    ['09', 0n, '9'],
    ['16k', 16384n, ''],
    ['16M@1', 16n << 20n, '@1'],
    ['1G', 1n << 30n, ''],
    ['2t', 2n << 40n, ''],
    ['1P', 1n << 50n, ''],
    ['1E', 1n << 60n, ''],
    ['16E', 0n, ''],
    ['', 0n, ''],
    ['junk', 0n, 'junk'],
    ['-1', 0n, '-1'],
    ['1MB', 1n << 20n, 'B'],
    ['0x1G', 1n << 30n, ''],
  ])('%s', (text, value, rest) => expect(memparse(text)).toEqual({ value, rest }));
});

describe('cma=', () => {
  const M = MiB;
  it.each([
    ['16M', { size: 16 * M, base: 0, limit: 0, fixed: false, ignored: '' }],
    ['16M@0x20000000', { size: 16 * M, base: 512 * M, limit: 528 * M, fixed: true, ignored: '' }],
    ['16M@256M-1G', { size: 16 * M, base: 256 * M, limit: 1024 * M, fixed: false, ignored: '' }],
    ['16M@256M-272M', { size: 16 * M, base: 256 * M, limit: 272 * M, fixed: true, ignored: '' }],
    ['16Mfoo', { size: 16 * M, base: 0, limit: 0, fixed: false, ignored: 'foo' }],
    ['4G', { size: 0, base: 0, limit: 0, fixed: true, ignored: '' }],
    ['0', { size: 0, base: 0, limit: 0, fixed: true, ignored: '' }],
    ['0xffffffff', undefined],
  ])('%s on 32 bits', (text, want) => expect(parseCmaCommandLine(text, 32)).toEqual(want));
  it('4G on 64 bits', () => expect(parseCmaCommandLine('4G', 64)?.size).toBe(4 * GiB));
});

/** 128 MiB at 0x20000000 with 26 MiB taken at the top and 8 at the bottom, 2 MiB granules. */
function board(
  cma: string,
  kernel: Kernel = '4.9',
  more: Partial<BoardProfile> = {},
): BoardProfile {
  return {
    id: 'test',
    title: 'test',
    kernel,
    release: kernel,
    arch: 'arm',
    banks: [{ base: 0x20000000, size: 128 * MiB }],
    reserved: [
      { base: 0x20000000, size: 8 * MiB, what: 'kernel' },
      { base: 0x26600000, size: 26 * MiB, what: 'heap' },
    ],
    cma,
    cmaAlignment: 4,
    orderPerBit: 0,
    coherentPool: 0,
    regionOrder: 9,
    physOffset: 0x20000000,
    virtual: { pageOffset: 0xc0000000, memMap: 0xc62f5000, structPageBytes: 32 },
    cmaPointer: 'c0435ef0',
    cmaDebug: true,
    msys: undefined,
    ...more,
  };
}
const told = (from: BoardProfile): string[] => {
  const { regions, log, refusal } = reserveDefault(from);
  const places = regions.flatMap(({ ranges }) =>
    ranges.map(({ basePfn, pages }) => `${pages}p@0x${basePfn.toString(16)}`),
  );
  return [...places, ...log, ...(refusal ? [`${refusal.errno}: ${refusal.why.id}`] : [])];
};
const ARM64: Partial<BoardProfile> = {
  arch: 'arm64',
  banks: [{ base: GiB, size: 8 * GiB }],
  reserved: [{ base: GiB, size: 64 * MiB, what: 'kernel' }],
  physOffset: GiB,
  virtual: undefined,
};
const HIGHMEM = { banks: [{ base: 0x20000000, size: GiB }], reserved: [] };

describe('the default area', () => {
  it.each([
    ['0', board('0'), []],
    ['nothing that reads as a number', board('junk'), []],
    ['the top of what is free', board('2M'), ['512p@0x26400', 'cma: Reserved 2 MiB at 0x26400000']],
    ['the size is rounded up', board('1M'), ['512p@0x26400', 'cma: Reserved 2 MiB at 0x26400000']],
    [
      'to the largest order, where that is larger',
      board('2M', '4.9', { regionOrder: 12 }),
      ['4096p@0x25000', 'cma: Reserved 16 MiB at 0x25000000'],
    ],
    [
      'with the node in 6.14',
      board('3M', '6.14'),
      ['1024p@0x26200', 'cma: Reserved 4 MiB at 0x26200000 on node -1'],
    ],
    [
      'without it in 6.17, and the size as it was asked for',
      board('3M', '6.17'),
      ['1024p@0x26200', 'cma: Reserved 3 MiB at 0x26200000'],
    ],
    ['fixed', board('2M@0x21000000'), ['512p@0x21000', 'cma: Reserved 2 MiB at 0x21000000']],
    [
      'fixed, taken',
      board('2M@0x20000000'),
      ['cma: Failed to reserve 2 MiB', 'EBUSY: reserve.taken'],
    ],
    [
      'fixed and misaligned: 4.9 moves it up',
      board('2M@0x21001000'),
      ['512p@0x21200', 'cma: Reserved 2 MiB at 0x21200000'],
    ],
    [
      'later kernels do not',
      board('2M@0x21001000', '4.14'),
      [
        'cma: Region at 0x21001000 must be aligned to 0x00200000 bytes',
        'cma: Failed to reserve 2 MiB',
        'EINVAL: reserve.baseAlignment',
      ],
    ],
    [
      'fixed, across the end of memory: taken for the end of low memory',
      board('4M@0x27e00000', '6.14'),
      [
        'cma: Region at 0x27e00000 defined on low/high memory boundary (0x28000000)',
        'cma: Failed to reserve 4 MiB on node -1',
        'EINVAL: reserve.highmem',
      ],
    ],
    [
      'fixed, past the end of memory',
      board('4M@0x30000000', '6.14'),
      [
        'cma: Size (0x00400000) of region at 0x30000000 exceeds limit (0x28000000)',
        'cma: Failed to reserve 4 MiB on node -1',
        'EINVAL: reserve.limit',
      ],
    ],
    [
      'where there is no memory, a kernel that does not look',
      board('2M@0x30000000'),
      ['undefined: reserve.notMemory'],
    ],
    [
      'between base and limit',
      board('2M@0x21000000-0x23000000'),
      ['512p@0x22e00', 'cma: Reserved 2 MiB at 0x22e00000'],
    ],
    [
      'the limit is rounded down',
      board('2M@0x21000000-0x22fff000'),
      ['512p@0x22c00', 'cma: Reserved 2 MiB at 0x22c00000'],
    ],
    ['no room', board('100M'), ['cma: Failed to reserve 100 MiB', 'ENOMEM: reserve.noRoom']],
    [
      'more than ends below the limit',
      board('1G', '6.17'),
      [
        'cma: Size (0x40000000) of region at 0x00000000 exceeds limit (0x28000000)',
        'cma: Failed to reserve 1024 MiB',
        'EINVAL: reserve.limit',
      ],
    ],
    [
      'high memory first',
      board('16M', '4.9', HIGHMEM),
      ['4096p@0x5f000', 'cma: Reserved 16 MiB at 0x5f000000'],
    ],
    [
      'low memory, if high memory has no room',
      board('300M', '4.9', HIGHMEM),
      ['76800p@0x3d400', 'cma: Reserved 300 MiB at 0x3d400000'],
    ],
    [
      'never across the boundary',
      board('4M@0x4fe00000', '4.9', HIGHMEM),
      [
        'cma: Region at 0x4fe00000 defined on low/high memory boundary (0x50000000)',
        'cma: Failed to reserve 4 MiB',
        'EINVAL: reserve.highmem',
      ],
    ],
    [
      'arm64: below 4 GiB, where every device reaches',
      board('64M', '6.17', ARM64),
      ['16384p@0xfc000', 'cma: Reserved 64 MiB at 0x00000000fc000000'],
    ],
    [
      'order_per_bit up to the granule',
      board('2M', '4.9', { orderPerBit: 9 }),
      ['512p@0x26400', 'cma: Reserved 2 MiB at 0x26400000'],
    ],
    ['and not beyond', board('2M', '4.9', { orderPerBit: 10 }), ['EINVAL: reserve.orderPerBit']],
    [
      'nor by a size that would fit it',
      board('4M', '4.14', { orderPerBit: 10 }),
      ['cma: Failed to reserve 4 MiB', 'EINVAL: reserve.orderPerBit'],
    ],
  ])('%s', (_, from, want) => expect(told(from)).toEqual(want));
});

describe('further areas', () => {
  const request: DeclareRequest = {
    base: 0,
    size: 2 * MiB,
    limit: 0,
    alignment: 0,
    orderPerBit: 0,
    fixed: false,
    name: 'camera',
  };
  const answer = (
    from: BoardProfile,
    change: Partial<DeclareRequest>,
    before: RegionPlan[] = [],
  ) => {
    const { plan, refusal, log } = declareContiguous(from, before, { ...request, ...change });
    return [
      plan?.ranges[0]?.basePfn.toString(16) ?? `${refusal!.errno}: ${refusal!.why.id}`,
      ...log,
    ];
  };
  it('lie below what is there', () => {
    const first = reserveDefault(board('2M')).regions;
    expect(answer(board('2M'), {}, [...first])).toEqual([
      '26200',
      'cma: Reserved 2 MiB at 0x26200000',
    ]);
  });
  it.each([
    ['0 bytes', board('0'), { size: 0 }, ['EINVAL: reserve.sizeZero']],
    [
      '0 bytes, 6.17',
      board('0', '6.17'),
      { size: 0 },
      ['EINVAL: reserve.sizeZero', 'cma: Failed to reserve 0 MiB'],
    ],
    ['no power of two', board('0'), { alignment: 3 * MiB }, ['EINVAL: reserve.alignment']],
    [
      'aligned to more than the granule',
      board('0'),
      { alignment: 16 * MiB },
      ['25000', 'cma: Reserved 16 MiB at 0x25000000'],
    ],
    [
      'at most so large as the map',
      board('0', '6.17', { ...ARM64, banks: [{ base: GiB, size: 40 * GiB }] }),
      { size: 17 * GiB },
      ['undefined: reserve.tooLarge'],
    ],
    [
      '64 bits: from 4 GiB upwards first',
      board('0', '6.17', ARM64),
      { size: 64 * MiB },
      ['100000', 'cma: Reserved 64 MiB at 0x0000000100000000'],
    ],
  ] as const)('%s', (_, from, change, want) => expect(answer(from, change)).toEqual(want));

  it('are at most MAX_CMA_AREAS', () => {
    const plan: RegionPlan = { name: 'x', orderPerBit: 0, ranges: [] };
    const some = (count: number) => Array.from({ length: count }, () => plan);
    expect(answer(board('0'), {}, some(MAX_CMA_AREAS - 1))[0]).toBe('26400');
    expect(answer(board('0'), {}, some(MAX_CMA_AREAS))).toEqual([
      'ENOSPC: reserve.noSlot',
      'cma: Not enough slots for CMA reserved regions!',
    ]);
    expect(answer(board('0', '6.17'), {}, some(MAX_CMA_AREAS))).toEqual([
      'ENOSPC: reserve.noSlot',
      'cma: Not enough slots for CMA reserved regions!',
      'cma: Failed to reserve 2 MiB',
    ]);
  });
});

describe('cma_declare_contiguous_multi', () => {
  const islands = (...sizes: number[]): Partial<BoardProfile> => ({
    ...ARM64,
    banks: sizes.map((size, at) => ({ base: (4 + 8 * at) * GiB, size: size * MiB })),
    reserved: [],
  });
  const multi = (size: number, more: Partial<BoardProfile>) => {
    const { plan, refusal, log } = declareContiguousMulti(board('0', '6.17', more), [], {
      size: size * MiB,
      alignment: 0,
      orderPerBit: 0,
      name: 'huge',
    });
    const places = plan?.ranges.map(({ basePfn, pages }) => `${pages / 256}@${basePfn / 0x40000}`);
    return [places?.join(' ') ?? refusal!.why.id, ...log];
  };
  it.each([
    [
      'one range is tried first',
      multi(64, islands(64, 128)),
      ['64@4', 'cma: Reserved 64 MiB in 1 range'],
    ],
    ['two', multi(100, islands(64, 64)), ['64@4 36@12', 'cma: Reserved 100 MiB in 2 ranges']],
    [
      'not enough',
      multi(200, islands(64, 64)),
      ['reserve.noRoom', 'cma: Failed to reserve 200 MiB'],
    ],
    [
      'nothing below 4 GiB counts',
      multi(100, {
        ...islands(64),
        banks: [
          { base: GiB, size: 64 * MiB },
          { base: 4 * GiB, size: 64 * MiB },
        ],
      }),
      ['reserve.noRoom', 'cma: Failed to reserve 100 MiB'],
    ],
    [
      'three ranges come in the order of the kernel’s lists, which is not ascending',
      multi(180, islands(64, 64, 64)),
      ['64@20 64@4 52@12', 'cma: Reserved 180 MiB in 3 ranges'],
    ],
  ])('%s', (_, got, want) => expect(got).toEqual(want));
});

describe('memblock', () => {
  const block = new Memblock(
    [
      { base: 0, size: 1000 },
      { base: 1000, size: 1000 },
      { base: 4000, size: 1000 },
    ],
    [
      { base: 100, size: 100 },
      { base: 900, size: 200 },
      { base: 4900, size: 500 },
    ],
  );
  it('free memory is what no reservation covers', () => {
    expect(block.free().map(({ start, end }) => [start, end])).toEqual([
      [0, 100],
      [200, 900],
      [1100, 2000],
      [4000, 4900],
    ]);
  });
  it.each([
    ['overlap', block.isReserved(150, 10), true],
    ['touching', block.isReserved(200, 10), false],
    ['across banks that touch', block.isMemory(500, 1500), true],
    ['across a gap', block.isMemory(1500, 3000), false],
  ])('%s', (_, got, want) => expect(got).toBe(want));
});
