/** Boards, kernels and build options, and what is done first on them. */
import fc from 'fast-check';
import { CMEM_VERSIONS, KERNELS, POOL_KERNELS } from '../../contract/profile.ts';

/** A board that is booted, and what there is on it to be used. */
export interface Ground {
  /** Lines that boot it and prepare it. */
  readonly first: readonly string[];
  /** The first page of its CMA; undefined: it has none. */
  readonly cmaPage: number | undefined;
  /** Where its CMEM lies; undefined: it has none. */
  readonly cmem: number | undefined;
  readonly msys: boolean;
}

/** Half of the time not said at all. */
const option = (name: string, values: readonly (string | number)[]): fc.Arbitrary<string> =>
  fc
    .option(fc.constantFrom(...values), { nil: undefined })
    .map((value) => (value === undefined ? '' : ` ${name}=${value}`));
const YES = ['y', 'n'];
const options = (...all: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...all).map((said) => said.join(''));
const debug = options(
  option('dma_pool', POOL_KERNELS),
  option('CONFIG_SLUB_DEBUG_ON', YES),
  option('CONFIG_DMA_API_DEBUG', YES),
);
const cmaBuild = options(
  option('CONFIG_CMA_ALIGNMENT', [4, 8, 12]),
  option('order_per_bit', [0, 1, 2, 4]),
  option('CONFIG_CMA_DEBUG', YES),
  debug,
);

const ssd202 = fc
  .tuple(
    option('kernel', KERNELS),
    cmaBuild,
    option('coherent_pool', ['64K', '256K', '1M']),
    option('CONFIG_MSYS_DMEM_SYSFS_ALL', ['y', 'y', 'n']),
    option('MSYS_DEBUG', YES),
  )
  .map((said) => ({
    first: [`board ssd202${said.join('')}`],
    cmaPage: 0x26400,
    cmem: undefined,
    msys: true,
  }));

const declared = fc.constantFrom(
  [],
  ['cma_declare_contiguous(size=2M, name="more")'],
  ['cma_declare_contiguous(size=4M, name="", order_per_bit=1)'],
  ['cma_declare_contiguous_multi(size=6M, name="parts")', 'x0 = cma_alloc(9, region="parts")'],
);

/** The module with a block of a MiB, as people configure it and as they should not. */
const insmod = (base: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(
        ...['', '1x4096', '3x4096,2x16384,1x65536', '20x512,2x4096', '1x4096,1x4096', '250x4096'],
        ...['', '1x4096', '3x4096,2x16384,1x65536', '20x512,2x4096', '1x4096,1x4096', '2x5000'],
        ...['0x4096', '1x0', '300x4096', '1x1048576', '-1x4096', '1x4096,'],
      ),
      fc.constantFrom(0x10_0000, 0x10_0000, 0x10_0000, 0x4_0000, 0x1000, 0xf_f800),
      fc.constantFrom('', '', ' useHeapIfPoolUnavailable=1', ' allowOverlap=1', ' phys_start_1=0'),
    )
    .map(([pools, size, more]) => {
      const at = `phys_start=0x${base.toString(16)} phys_end=0x${(base + size).toString(16)}`;
      return `insmod cmemk.ko ${at}${pools === '' ? '' : ` pools=${pools}`}${more}`;
    });
/** Modules come and go, mostly as they came first. */
export const modules = (base: number): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom('rmmod cmemk', 'CMEM_init()', 'CMEM_exit()'), insmod(base));
const withCmem = (base: number): fc.Arbitrary<readonly string[]> =>
  insmod(base).map((line) => [line, 'CMEM_init()']);

const generic = fc
  .tuple(option('kernel', ['6.14', '6.17']), fc.constantFrom('2M', '4M', '0'), cmaBuild, declared)
  .chain(([kernel, cma, build, more]) =>
    fc.option(withCmem(0x1_1000_0000), { nil: [] }).map((load) => ({
      first: [`board generic mem=256M cma=${cma}${kernel}${build}`, ...more, ...load],
      cmaPage: 0x10_2000,
      cmem: 0x1_1000_0000,
      msys: false,
    })),
  );

const imx6 = fc
  .tuple(option('kernel', KERNELS), cmaBuild, option('coherent_pool', ['256K']), declared)
  .map(([kernel, build, coherent, more]) => ({
    first: [`board imx6 cma=4M${kernel}${build}${coherent}`, ...more],
    cmaPage: 0x4e000,
    cmem: undefined,
    msys: false,
  }));

const davinci = fc
  .tuple(
    fc.constantFrom(['dm365', 0x83c0_0000] as const, ['dm6446', 0x8780_0000] as const),
    option('cmem', CMEM_VERSIONS),
    debug,
  )
  .chain(([[board, cmem], version, build]) =>
    withCmem(cmem).map((load) => ({
      first: [`board ${board}${version}${build}`, ...load],
      cmaPage: undefined,
      cmem,
      msys: false,
    })),
  );

/** Boards with CMEM come more often: they have the most ways to go wrong. */
export const grounds: fc.Arbitrary<Ground> = fc.oneof(
  { weight: 3, arbitrary: ssd202 },
  { weight: 3, arbitrary: generic },
  { weight: 1, arbitrary: imx6 },
  { weight: 4, arbitrary: davinci },
);
