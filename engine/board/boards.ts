/**
 * The boards one can boot and the options a `board` line takes. Options are spelled as the kernel's
 * command line or Kconfig spells them, so that a line can be carried over from a real board.
 */
import type { Message } from '../contract/command.ts';
import { MAX_PAGES } from '../contract/limits.ts';
import {
  CMEM_VERSIONS,
  HASHED,
  KERNELS,
  POOL_KERNELS,
  type BoardProfile,
  type Kernel,
} from '../contract/profile.ts';
import { GiB, MiB, PAGE_SIZE, roundDown, type Bytes } from '../contract/units.ts';

/**
 * SigmaStar SSD202D (infinity2m), 128 MiB. From the seed session: region base, CONFIG_CMA_ALIGNMENT,
 * virt - phys, mem_map and sizeof(struct page) are determined by its addresses; `cma c0435ef0` is what
 * that board printed. CMA lies where memblock's top-down search puts it when the 26 MiB above it are
 * gone to the MMA heap and the frame buffer (their exact split is not known, their sum is).
 */
const SSD202: BoardProfile = {
  id: 'ssd202',
  title: 'SigmaStar SSD202',
  kernel: '4.9',
  release: '4.9.84',
  arch: 'arm',
  banks: [{ base: 0x20000000, size: 128 * MiB }],
  reserved: [
    { base: 0x20000000, size: 8 * MiB, what: 'kernel' },
    { base: 0x26600000, size: 26 * MiB, what: 'mma_heap' },
  ],
  cma: '2M',
  cmaAlignment: 4,
  orderPerBit: 0,
  coherentPool: 0,
  regionOrder: 9,
  physOffset: 0x20000000,
  virtual: { pageOffset: 0xc0000000, memMap: 0xc62f5000, structPageBytes: 32 },
  cmaPointer: 'c0435ef0',
  cmaDebug: true,
  msys: { debug: true, bytesSuffix: true, sysfsAll: false },
};

/**
 * A plain arm64 board: 512 MiB, 256 MiB of it CMA; `mem=` and `cma=` make it any size. Its DRAM
 * begins at 4 GiB, because arm64 keeps the default area below 4 GiB where there is memory there.
 */
const GENERIC: BoardProfile = {
  id: 'generic',
  title: 'generic arm64',
  kernel: '6.17',
  release: '6.17.0',
  arch: 'arm64',
  banks: [{ base: 4 * GiB, size: 512 * MiB }],
  reserved: [{ base: 4 * GiB, size: 32 * MiB, what: 'kernel' }],
  cma: '256M',
  cmaAlignment: 8,
  orderPerBit: 0,
  coherentPool: 0,
  regionOrder: 9,
  physOffset: 4 * GiB,
  virtual: undefined,
  cmaPointer: HASHED,
  cmaDebug: true,
  msys: undefined,
  // Its memory ends where mem= says; a block lies after.
  cmem: { version: '4.20', mem: 512 * MiB },
};

/**
 * NXP i.MX6 with 1 GiB, as in the gstreamer-imx log of eleven requests (kernel 3.10.17; 4.9 is the
 * nearest that was read, its function is called cma_alloc). `cma c5eb4a80` is what that board printed.
 * CONFIG_FORCE_MAX_ZONEORDER=14 and CMA of 320 MiB are those of the vendor's kernels; CMA's base and
 * mem_map are where top-down searches put them, no log shows them.
 */
const IMX6: BoardProfile = {
  id: 'imx6',
  title: 'NXP i.MX6',
  kernel: '4.9',
  release: '4.9.84',
  arch: 'arm',
  banks: [{ base: 0x10000000, size: GiB }],
  reserved: [{ base: 0x10000000, size: 32 * MiB, what: 'kernel' }],
  cma: '320M',
  cmaAlignment: 8,
  orderPerBit: 0,
  coherentPool: 0,
  regionOrder: 13,
  physOffset: 0x10000000,
  virtual: { pageOffset: 0xc0000000, memMap: 0xdb800000, structPageBytes: 32 },
  cmaPointer: 'c5eb4a80',
  cmaDebug: true,
  msys: undefined,
};

/** What DaVinci boards have in common: DDR2 from 0x80000000 on, Linux 2.6.32, which had no CMA yet. */
const DAVINCI = {
  kernel: '4.9',
  noCma: true,
  release: '2.6.32',
  arch: 'arm',
  reserved: [],
  cma: '0',
  cmaAlignment: 8,
  orderPerBit: 0,
  coherentPool: 0,
  regionOrder: 10,
  physOffset: 0x80000000,
  virtual: undefined,
  cmaPointer: '',
  cmaDebug: false,
  msys: undefined,
} as const;

/** TI DM365 with 128 MiB: bootargs of its video examples leave Linux 60 MiB, below the seed's block. */
const DM365: BoardProfile = {
  ...DAVINCI,
  id: 'dm365',
  title: 'TI DM365',
  banks: [{ base: 0x80000000, size: 128 * MiB }],
  cmem: { version: '2.26', mem: 60 * MiB },
};

/** TI DM6446 with 256 MiB: mem=120M, CMEM above it for the DSP. */
const DM6446: BoardProfile = {
  ...DAVINCI,
  id: 'dm6446',
  title: 'TI DM6446',
  banks: [{ base: 0x80000000, size: 256 * MiB }],
  cmem: { version: '2.26', mem: 120 * MiB },
};

export const BOARDS: readonly BoardProfile[] = [SSD202, GENERIC, IMX6, DM365, DM6446];
/** The board a machine boots when nobody named one. */
export const DEFAULT_BOARD = SSD202;

const RELEASES: Readonly<Record<Kernel, string>> = {
  '4.9': '4.9.84',
  '4.14': '4.14.325',
  '6.14': '6.14.0',
  '6.17': '6.17.0',
};

type Applied = BoardProfile | { readonly refused: Message };
export interface BoardOption {
  readonly name: string;
  /** What is accepted, for messages and completion. */
  readonly accepts: string;
  /** Everything that may be written, where that is a short list. */
  readonly values?: readonly string[];
  readonly apply: (board: BoardProfile, value: string) => BoardProfile | undefined;
}

/** Reads decimal digits; undefined for anything else, and outside the bounds. */
const integer = (value: string, least: number, most: number): number | undefined => {
  const n = /^[0-9]+$/.test(value) ? Number(value) : NaN;
  return n >= least && n <= most ? n : undefined;
};
/** Reads y or n as Kconfig writes them; undefined for anything else. */
const yes = (value: string): boolean | undefined =>
  value === 'y' ? true : value === 'n' ? false : undefined;
const YES_NO = ['y', 'n'] as const;
/** A size as memparse() takes it, at least one page and below 2^53. */
export function parseSize(value: string): Bytes | undefined {
  const match = /^(0[xX][0-9a-fA-F]+|[0-9]+)([kKmMgG]?)$/.exec(value);
  if (!match) return undefined;
  const scale = 1024 ** ' KMG'.indexOf((match[2] ?? '').toUpperCase() || ' ');
  const bytes = Number(match[1]) * scale;
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Kconfig's range of CONFIG_CMA_ALIGNMENT: 4..12 in 4.9, 2..12 in 6.17 (mm/Kconfig, kernel/dma/Kconfig). */
export const leastAlignment = (kernel: Kernel): number => (kernel.startsWith('4.') ? 4 : 2);

/** Changes the build of msys; undefined on a board without the driver. */
const withMsys = (board: BoardProfile, part: Partial<NonNullable<BoardProfile['msys']>>) =>
  board.msys ? { ...board, msys: { ...board.msys, ...part } } : undefined;

/** Applied in this order, whatever the order in the line: later ones depend on earlier ones. */
export const BOARD_OPTIONS: readonly BoardOption[] = [
  {
    name: 'kernel',
    accepts: KERNELS.join(' | '),
    values: KERNELS,
    apply: applyKernel,
  },
  {
    name: 'mem',
    accepts: 'SIZE[K|M|G], 64M … 32G',
    apply: applyMem,
  },
  {
    name: 'cmem',
    accepts: '2.24 | 2.26 | 4.20 (arm64: 4.20)',
    values: CMEM_VERSIONS,
    apply: applyCmem,
  },
  {
    name: 'cma',
    accepts: 'SIZE[K|M|G][@BASE[-LIMIT]]',
    apply: (board, cma) => ({ ...board, cma }),
  },
  {
    name: 'CONFIG_CMA_ALIGNMENT',
    accepts: '4..12 (2..12 from 6.x)',
    apply(board, value) {
      const cmaAlignment = integer(value, leastAlignment(board.kernel), 12);
      return cmaAlignment === undefined ? undefined : { ...board, cmaAlignment };
    },
  },
  {
    name: 'order_per_bit',
    accepts: '0..9',
    apply(board, value) {
      const orderPerBit = integer(value, 0, 9);
      return orderPerBit === undefined ? undefined : { ...board, orderPerBit };
    },
  },
  {
    name: 'coherent_pool',
    accepts: 'SIZE[K|M] below 4G, on an ARM board',
    apply(board, value) {
      const coherentPool = parseSize(value);
      if (coherentPool === undefined || coherentPool >= 2 ** 32) return undefined;
      return board.arch === 'arm' ? { ...board, coherentPool } : undefined;
    },
  },
  {
    name: 'CONFIG_CMA_DEBUG',
    accepts: 'y | n',
    values: YES_NO,
    apply(board, value) {
      const cmaDebug = yes(value);
      return cmaDebug === undefined ? undefined : { ...board, cmaDebug };
    },
  },
  {
    name: 'dma_pool',
    accepts: POOL_KERNELS.join(' | '),
    values: POOL_KERNELS,
    apply(board, value) {
      const poolKernel = POOL_KERNELS.find((known) => known === value);
      return poolKernel && { ...board, poolKernel };
    },
  },
  {
    name: 'CONFIG_SLUB_DEBUG_ON',
    accepts: 'y | n',
    values: YES_NO,
    apply(board, value) {
      const slubDebug = yes(value);
      return slubDebug === undefined ? undefined : { ...board, slubDebug };
    },
  },
  {
    name: 'CONFIG_DMA_API_DEBUG',
    accepts: 'y | n',
    values: YES_NO,
    apply(board, value) {
      const dmaApiDebug = yes(value);
      return dmaApiDebug === undefined ? undefined : { ...board, dmaApiDebug };
    },
  },
  {
    name: 'CONFIG_MSYS_DMEM_SYSFS_ALL',
    accepts: 'y | n',
    values: YES_NO,
    apply(board, value) {
      const sysfsAll = yes(value);
      return sysfsAll === undefined ? undefined : withMsys(board, { sysfsAll });
    },
  },
  {
    name: 'MSYS_DEBUG',
    accepts: 'y | n',
    values: YES_NO,
    apply(board, value) {
      const debug = yes(value);
      return debug === undefined ? undefined : withMsys(board, { debug, bytesSuffix: debug });
    },
  },
];

/** What a kernel without CMA takes as well. */
const WITHOUT_CMA: ReadonlySet<string> = new Set([
  'mem',
  'cmem',
  'dma_pool',
  'CONFIG_SLUB_DEBUG_ON',
  'CONFIG_DMA_API_DEBUG',
]);

/** Less than this and Linux 2.6 with its drivers does not boot. */
const LEAST_MEM = 16 * MiB;

/** A version by its first two numbers or in full; arm64 boards begin with 6.x. */
function applyKernel(board: BoardProfile, value: string): BoardProfile | undefined {
  const kernel = KERNELS.find((known) => known === value || RELEASES[known] === value);
  if (!kernel || (board.arch === 'arm64' && kernel.startsWith('4.'))) return undefined;
  return { ...board, kernel, release: RELEASES[kernel] };
}

/** CMEM 4.x needs a kernel of 3.x or later: mainline's last long-term one that still knows DaVinci boards. */
const DAVINCI_MAINLINE = '4.14.325';

function applyCmem(board: BoardProfile, value: string): BoardProfile | undefined {
  const version = CMEM_VERSIONS.find((known) => known === value);
  if (!version || !board.cmem || (board.arch === 'arm64' && version !== '4.20')) return undefined;
  const release = board.noCma && version === '4.20' ? DAVINCI_MAINLINE : board.release;
  return { ...board, release, cmem: { ...board.cmem, version } };
}

/** On a board with a hole left for CMEM mem= moves the border, elsewhere it says how much there is. */
function applyMem(board: BoardProfile, value: string): BoardProfile | undefined {
  const size = parseSize(value);
  const bank = board.banks[0];
  if (board.noCma && board.cmem) {
    const fits = bank && size !== undefined && size >= LEAST_MEM && size <= bank.size;
    return fits
      ? { ...board, cmem: { ...board.cmem, mem: roundDown(size, PAGE_SIZE) } }
      : undefined;
  }
  if (!bank || size === undefined || size < 64 * MiB || size > 2 * MAX_PAGES * PAGE_SIZE)
    return undefined;
  const end = bank.base + size;
  const reserved = board.reserved.filter((taken) => taken.base + taken.size <= end);
  const cmem = board.cmem && { cmem: { ...board.cmem, mem: size } };
  return { ...board, banks: [{ base: bank.base, size }], reserved, ...cmem };
}

/** Whether a board knows the option: a kernel without CMA takes few. */
export const isHere = (board: BoardProfile, { name }: BoardOption): boolean =>
  !board.noCma || WITHOUT_CMA.has(name);

/** The profile of `board NAME options…`, or why there is none. */
export function configureBoard(name: string, options: Readonly<Record<string, string>>): Applied {
  const found = BOARDS.find((known) => known.id === name);
  if (!found)
    return {
      refused: {
        id: 'board.unknown',
        args: { name, boards: BOARDS.map((known) => known.id).join(', ') },
      },
    };
  let board = found;
  for (const key of Object.keys(options))
    if (!BOARD_OPTIONS.some((option) => option.name === key))
      return {
        refused: {
          id: 'board.unknownOption',
          args: { option: key, options: BOARD_OPTIONS.map((o) => o.name).join(', ') },
        },
      };
  for (const option of BOARD_OPTIONS) {
    const value = options[option.name];
    if (value === undefined) continue;
    const applied = isHere(board, option) ? option.apply(board, value) : undefined;
    if (!applied)
      return {
        refused: {
          id: option.name === 'kernel' ? 'board.kernelNotHere' : 'board.badOption',
          args: { option: option.name, value, accepts: option.accepts, board: name },
        },
      };
    board = applied;
  }
  return board;
}
