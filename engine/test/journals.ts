/** Random journals of all systems, for properties of checkpoints and time travel. */
import fc from 'fast-check';
import type { Command } from '../contract/command.ts';
import { parse } from '../language/index.ts';
import { dmaSitting } from './dma-journal.ts';

const name = fc.nat(5).map((n) => `h${n}`);
const pages = fc.constantFrom(1, 1, 2, 3, 8, 17, 64, 200);
const bytes = fc.constantFrom('1', '4K', '5000', '8K', '16K', '64K', '100000');
const pfn = (base: number) => fc.nat(511).map((n) => `0x${(base + n).toString(16)}`);

/** Lines that mean something on a board with CMA from page `base` on. */
export const cma = (base: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(name, pages, fc.nat(5)).map(([h, n, a]) => `${h} = cma_alloc(${n}, align=${a})`),
    fc.tuple(name, pages, fc.nat(5)).map(([h, n, a]) => `${h} = cma_alloc(${n}, align=${a})`),
    name.map((h) => `cma_release(${h})`),
    fc.tuple(pfn(base), pages).map(([at, n]) => `cma_release(${at}, ${n})`),
    fc
      .tuple(fc.constantFrom('pin', 'unpin', 'lend', 'unlend'), pfn(base), pages)
      .map(([what, at, n]) => `${what} ${at} ${n}`),
    fc.tuple(name, bytes).map(([h, n]) => `${h} = dma_alloc_coherent(${n})`),
    fc.tuple(name, bytes).map(([h, n]) => `${h} = dma_alloc_coherent(${n}, GFP_ATOMIC)`),
    name.map((h) => `dma_free_coherent(${h})`),
    fc
      .tuple(fc.constantFrom('alloc', 'free'), fc.nat(40))
      .map(([file, n]) => `echo ${n} > /sys/kernel/debug/cma/cma-0/${file}`),
    fc
      .tuple(fc.integer({ min: 1, max: 60 }), fc.nat(9), fc.constantFrom('small', 'dma', 'wild'))
      .map(([ops, seed, mix]) => `workload cma ops=${ops} seed=${seed} mix=${mix}`),
    fc.constantFrom(
      'dmesg',
      'dmesg -c',
      'cat /proc/meminfo',
      'cat /sys/kernel/debug/cma/cma-0/bitmap',
    ),
    fc.constant('expect ok cma_alloc(3)'),
  );
const buffer = fc.constantFrom('ring', 'ring1', 'r', 'emac', 'emac0');
const DMEM = '/sys/class/mstar/msys';
export const msys = fc.oneof(
  fc.tuple(name, buffer, bytes).map(([h, b, n]) => `${h} = msys_request_dmem("${b}", ${n})`),
  fc.tuple(buffer, fc.nat(70_000)).map(([b, n]) => `echo ${b} ${n} > ${DMEM}/dmem_alloc`),
  buffer.map((b) => `echo ${b} > ${DMEM}/release_dmem`),
  buffer.map((b) => `msys_fix_dmem("${b}")`),
  buffer.map((b) => `msys_unfix_dmem("${b}")`),
  fc
    .tuple(fc.constantFrom('fixed_dmem', 'dmem_realloc', 'dmem_retry_count'), fc.nat(1))
    .map(([file, n]) => `echo ${n} > ${DMEM}/${file}`),
  fc.constant(`cat ${DMEM}/dmem`),
);
/** Lines about CMEM with a block of a MiB from `base` on. */
export const cmem = (base: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant('CMEM_init()'),
    fc.tuple(name, bytes).map(([h, n]) => `${h} = CMEM_alloc(${n})`),
    fc
      .tuple(name, bytes, fc.constantFrom('', ', alignment=64K', ', CMEM_CACHED'))
      .map(([h, n, how]) => `${h} = CMEM_alloc(${n}, CMEM_HEAP${how})`),
    fc.tuple(name, bytes).map(([h, n]) => `${h} = CMEM_alloc(${n}, CMEM_HEAP)`),
    name.map((h) => `CMEM_free(${h})`),
    fc
      .tuple(name, fc.nat(9))
      .map(([h, n]) => `${h} = CMEM_registerAlloc(${base + 0xff000 - n * 4096})`),
    fc
      .tuple(name, fc.nat(3), fc.nat(2 ** 32 - 1))
      .map(([h, at, n]) => `poke(${h}, ${n}, offset=${at * 4})`),
    fc.tuple(name, bytes).map(([h, n]) => `${h} = mmap(${h}, ${n})`),
    fc.constantFrom(
      'proc p1',
      'proc p2',
      'proc -n p3',
      'fork p4',
      'kill p1',
      'kill p2',
      'CMEM_exit()',
    ),
    fc.constantFrom('open()', 'close(3)', 'cat /proc/cmem', 'rmmod cmemk', 'dmesg'),
    fc.nat(200).map((n) => `devmem ${base + n * 4}`),
  );
const INSMOD =
  'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x83D00000 pools=3x4096,2x16384,1x65536 useHeapIfPoolUnavailable=1';

const many = (
  first: readonly string[],
  line: fc.Arbitrary<string>,
): fc.Arbitrary<readonly string[]> =>
  fc.array(line, { maxLength: 30 }).map((lines) => [...first, ...lines]);
const sitting = fc.oneof(
  many(
    ['board ssd202 CONFIG_MSYS_DMEM_SYSFS_ALL=y coherent_pool=64K'],
    fc.oneof(cma(0x26400), cma(0x26400), msys, msys),
  ),
  many(['board ssd202 order_per_bit=2 kernel=6.17'], cma(0x26400)),
  many(
    ['board generic mem=256M cma=2M', 'cma_declare_contiguous(size=2M, name="more")'],
    fc.oneof(cma(0x102000), fc.constant('x = cma_alloc(9, region="more")')),
  ),
  many(
    ['board dm365', INSMOD, 'CMEM_init()'],
    fc.oneof(cmem(0x83c00000), cmem(0x83c00000), cmem(0x83c00000), fc.constant(INSMOD)),
  ),
  many(['board dm365 cmem=4.20', INSMOD, 'CMEM_init()'], cmem(0x83c00000)),
  { weight: 4, arbitrary: dmaSitting(cma) },
);

/** Sittings one after another. */
const joined = (sittings: fc.Arbitrary<readonly (readonly string[])[]>) =>
  sittings.map((boards) => {
    const { statements, errors } = parse(boards.flat().join('\n'));
    if (errors.length > 0) throw new Error(`line ${errors[0]!.line}: ${errors[0]!.message.id}`);
    return statements.map(({ command }) => command);
  });

/** One board, and drivers with DMA pools and mappings. */
export const dmaJournals: fc.Arbitrary<readonly Command[]> = joined(fc.tuple(dmaSitting(cma)));

/** One board after another; the default board's part comes first. */
export const journals: fc.Arbitrary<readonly Command[]> = joined(
  fc
    .tuple(
      fc.array(fc.oneof(cma(0x26400), msys), { maxLength: 4 }),
      fc.array(sitting, { minLength: 1, maxLength: 3 }),
    )
    .map(([first, boards]) => [first, ...boards]),
);
