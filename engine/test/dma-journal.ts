/** Lines of journals about DMA pools and streaming mappings, what drivers do wrong included. */
import fc from 'fast-check';
import { DMA_DIRECTIONS } from '../systems/dma/protocol.ts';
import { POOL_KERNELS } from '../contract/profile.ts';

const pool = fc.constantFrom('p0', 'p0', 'p0', 'p0', 'p1', 'p2');
const block = fc.nat(5).map((n) => `b${n}`);
const offset = fc.constantFrom('', '', '', ', offset=8', ', offset=64', ', offset=4096');
const create = fc
  .tuple(
    fc.nat(2),
    fc.constantFrom(1, 16, 60, 64, 96, 512, 1500, 4096, 20_000),
    fc.constantFrom('', ', 64', ', 0, 256', ', 32, 4096', ', 0, 8192', ', 0, 48'),
    fc.constantFrom('', ', dev="nic.0"', ', dev="ehci.1"'),
  )
  .map(([n, size, rest, device]) => `p${n} = dma_pool_create("ring${n}", ${size}${rest}${device})`);
const alloc = fc
  .tuple(block, fc.constantFrom('alloc', 'alloc', 'zalloc'), pool, fc.nat(5))
  .map(([b, how, p, n]) => `${b} = dma_pool_${how}(${p}${n === 0 ? ', GFP_ATOMIC' : ''})`);

/** `base`: where the pools' pages are likely to lie. */
export const pools = (base: number): fc.Arbitrary<string> => {
  const address = fc
    .oneof(
      fc.nat(64).map((n) => n * 64),
      fc.nat(20_000),
    )
    .map((n) => `0x${(base + n).toString(16)}`);
  return fc.oneof(
    { weight: 2, arbitrary: create },
    { weight: 12, arbitrary: alloc },
    {
      weight: 8,
      arbitrary: fc.tuple(pool, block, offset).map(([p, b, o]) => `dma_pool_free(${p}, ${b}${o})`),
    },
    fc.tuple(pool, address).map(([p, at]) => `dma_pool_free(${p}, ${at})`),
    fc.tuple(pool, block, address).map(([p, b, at]) => `dma_pool_free(${p}, ${b}, ${at})`),
    {
      weight: 4,
      arbitrary: fc
        .tuple(block, fc.constantFrom(0, 1, 60, 64, 4096, base, 2 ** 32 - 1), offset)
        .map(([b, n, o]) => `poke(${b}, ${n % 2 ** 32}${o})`),
    },
    block.map((b) => `peek(${b}, 64)`),
    fc.tuple(address, fc.nat(4096)).map(([at, n]) => `devmem ${at} 32 ${n}`),
    address.map((at) => `devmem ${at}`),
    pool.map((p) => `dma_pool_destroy(${p})`),
    fc.constantFrom('carveout.0', 'nic.0').map((d) => `cat /sys/devices/platform/${d}/pools`),
  );
};

const DEBUG = '/sys/kernel/debug/dma-api';
export const mapped = (base: number): fc.Arbitrary<string> => {
  const what = fc.oneof(
    block,
    fc.nat(9).map((n) => `0x${(base + n * 0x800).toString(16)}`),
  );
  const map = fc.nat(2).map((n) => `m${n}`);
  const rest = fc
    .tuple(
      fc.constantFrom('64', '64', '256', '4K', '9000'),
      fc.constantFrom(DMA_DIRECTIONS[0], DMA_DIRECTIONS[1], DMA_DIRECTIONS[1], DMA_DIRECTIONS[2]),
      fc.constantFrom('', '', ', offset=64', ', dev="nic.0"'),
    )
    .map((all) => `${all[0]}, ${all[1]}${all[2]}`);
  const kind = fc.constantFrom('single', 'single', 'page');
  const sync = fc.constantFrom('cpu', 'device');
  return fc.oneof(
    fc.tuple(map, kind, what, rest).map(([m, k, w, r]) => `${m} = dma_map_${k}(${w}, ${r})`),
    fc.tuple(map, kind, what, rest).map(([m, k, w, r]) => `${m} = dma_map_${k}(${w}, ${r})`),
    map.map((m) => `dma_mapping_error(${m})`),
    fc.tuple(kind, fc.oneof(map, what), rest).map(([k, m, r]) => `dma_unmap_${k}(${m}, ${r})`),
    fc
      .tuple(sync, fc.oneof(map, what), rest)
      .map(([s, m, r]) => `dma_sync_single_for_${s}(${m}, ${r})`),
    fc.constantFrom(`cat ${DEBUG}/error_count`, `cat ${DEBUG}/num_errors`, 'dmesg'),
    fc
      .tuple(fc.constantFrom('all', 'num'), fc.nat(2))
      .map(([f, n]) => `echo ${n} > ${DEBUG}/${f}_errors`),
  );
};

const yes = fc.constantFrom('y', 'n');
/** The board line and one of those who use its pools: with CMA, without, and beside `others`. */
export const dmaSitting = (
  others: (base: number) => fc.Arbitrary<string>,
): fc.Arbitrary<readonly string[]> =>
  fc
    .tuple(
      fc.constantFrom(
        { line: 'ssd202 coherent_pool=64K', base: 0x2640_0000, cma: true },
        { line: 'generic mem=256M cma=2M', base: 0x1_0200_0000, cma: true },
        { line: 'dm365', base: 0x8080_0000, cma: false },
      ),
      fc.constantFrom(...POOL_KERNELS),
      yes,
      yes,
    )
    .chain(([{ line, base, cma }, kernel, poison, debug]) => {
      const options = `CONFIG_SLUB_DEBUG_ON=${poison} CONFIG_DMA_API_DEBUG=${debug}`;
      const first = [
        `board ${line} dma_pool=${kernel} ${options}`,
        'p0 = dma_pool_create("q", 64)',
      ];
      const lines = fc.oneof(
        { weight: 6, arbitrary: pools(base) },
        { weight: 2, arbitrary: mapped(base) },
        { weight: 1, arbitrary: cma ? others(base / 4096) : pools(base) },
      );
      return fc.array(lines, { maxLength: 50, size: 'max' }).map((all) => [...first, ...all]);
    });
