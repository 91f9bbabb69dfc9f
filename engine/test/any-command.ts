/** Any command, for tests of the language: every kind with every field. */
import fc from 'fast-check';
import { BOARD_OPTIONS } from '../board/boards.ts';
import { ERRNO, MIXES, type Command, type Errno } from '../contract/command.ts';
import { CMEM_IOCTLS } from '../systems/cmem/protocol.ts';
import { DMA_DIRECTIONS } from '../systems/dma/protocol.ts';
import { callNames } from '../language/calls/index.ts';
import { isErrno } from '../words/kinds.ts';
import { MAX_NUMBER, MAX_WORKLOAD_OPS } from '../contract/limits.ts';

const number = fc.oneof(
  fc.nat(70_000),
  fc.maxSafeNat(),
  fc.constantFrom(0, 1, 1024, 4096, 2 ** 20, 3 * 2 ** 30, MAX_NUMBER),
);
/** Half a character cannot be written; see parse.test.ts. */
const whole = (from: string): string => from.replace(/\p{Cs}/gu, '');
/** Any characters: control characters, quotes, emoji. */
export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map(whole),
  fc.string({ unit: fc.constantFrom(...' \t\n\r"\'\\$`#>=-neEx0;()[]{}&|<*?~a'), maxLength: 12 }),
  fc.constantFrom('', '-n', '-e x', '#', '--', 'n'.repeat(300)),
);
const identifier = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,30}$/)
  .filter((name) => !callNames.includes(name) && name !== 'expect' && !isErrno(name));
const path = text.filter((one) => one !== '');
const maybe = <T>(from: fc.Arbitrary<T>) => fc.option(from, { nil: undefined });
const errno = fc.constantFrom(...(Object.keys(ERRNO) as Errno[]));
const optionName = fc.constantFrom(...BOARD_OPTIONS.map((option) => option.name));
const target = fc.oneof(
  identifier.map((handle) => ({ by: 'handle', handle }) as const),
  number.map((pfn) => ({ by: 'pfn', pfn }) as const),
);
const range = fc
  .tuple(number, fc.integer({ min: 1, max: 1000 }))
  .filter(([pfn, count]) => pfn <= MAX_NUMBER - count)
  .map(([pfn, count]) => ({ pfn, count }));

/** A record of arbitraries whose undefined fields are left out. */
const record = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Command> =>
  fc.record(fields).map((all) => {
    const present = Object.entries(all).filter(([, value]) => value !== undefined);
    return Object.fromEntries(present) as unknown as Command;
  });
const kind = (name: string) => fc.constant(name);

export const plain: readonly fc.Arbitrary<Command>[] = [
  record({ kind: kind('board'), board: path, options: fc.dictionary(optionName, text) }),
  record({ kind: kind('cat'), path }),
  record({ kind: kind('ls'), path, long: fc.constantFrom(undefined, true) }),
  record({ kind: kind('echo'), text, path }),
  record({ kind: kind('dmesg'), clear: fc.constantFrom(undefined, true) }),
  record({
    kind: kind('cma_alloc'),
    into: maybe(identifier),
    region: maybe(text),
    count: number,
    align: number,
    busy: maybe(fc.array(range, { minLength: 1, maxLength: 3 })),
    fatal: maybe(fc.record({ pfn: number, errno })),
  }),
  record({ kind: kind('cma_release'), target, count: maybe(number) }),
  record({
    kind: kind('cma_declare_contiguous'),
    base: number,
    size: number,
    limit: number,
    alignment: number,
    orderPerBit: number,
    fixed: fc.boolean(),
    name: text,
  }),
  record({
    kind: kind('cma_declare_contiguous_multi'),
    size: number,
    alignment: number,
    orderPerBit: number,
    name: text,
  }),
  record({ kind: fc.constantFrom('pin', 'unpin', 'lend', 'unlend'), target, count: maybe(number) }),
  record({
    kind: kind('workload'),
    system: fc.constant('cma'),
    ops: fc.integer({ min: 1, max: MAX_WORKLOAD_OPS }),
    seed: number,
    mix: fc.constantFrom(...MIXES),
    fill: fc.nat(100),
    region: maybe(text),
  }),
  record({
    kind: kind('dma_alloc_coherent'),
    into: maybe(identifier),
    size: number,
    atomic: maybe(fc.boolean()),
  }),
  record({ kind: kind('dma_free_coherent'), target, size: maybe(number) }),
  record({ kind: kind('msys_request_dmem'), into: maybe(identifier), name: text, length: number }),
  record({ kind: kind('msys_release_dmem'), name: text, phys: number }),
  record({
    kind: fc.constantFrom('msys_fix_dmem', 'msys_unfix_dmem', 'msys_find_dmem_by_name'),
    name: text,
  }),
  record({ kind: kind('msys_find_dmem_by_phys'), phys: number }),
];
const signed = fc.oneof(
  number,
  number.map((n) => 0 - n + 0),
);
const where = fc.oneof(
  identifier.filter((name) => name !== 'NULL').map((handle) => ({ by: 'handle', handle }) as const),
  signed.map((address) => ({ by: 'address', address }) as const),
);
const process = fc.integer({ min: 1, max: 999 });
const allocation = {
  type: fc.constantFrom(undefined, 'pool', 'heap'),
  cached: maybe(fc.boolean()),
  alignment: maybe(signed),
};
const into = maybe(identifier.filter((name) => name !== 'NULL'));
const offset = maybe(signed);
const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const buffer = {
  size: number,
  direction: fc.constantFrom(...DMA_DIRECTIONS),
  offset,
  dev: maybe(fc.constant('nic.0')),
};
export const pools: readonly fc.Arbitrary<Command>[] = [
  record({
    kind: kind('dma_pool_create'),
    into,
    name: text,
    size: number,
    align: number,
    boundary: number,
    dev: fc.constantFrom(undefined, false as const, 'ehci.0', '1f284800.ehci'),
  }),
  record({
    kind: fc.constantFrom('dma_pool_alloc', 'dma_pool_zalloc'),
    into,
    pool: where,
    atomic: maybe(fc.boolean()),
  }),
  record({ kind: kind('dma_pool_free'), pool: where, vaddr: where, dma: maybe(number), offset }),
  record({ kind: kind('dma_pool_destroy'), pool: where }),
  record({ kind: kind('dma_mapping_error'), addr: where, dev: maybe(fc.constant('nic.0')) }),
  record({
    kind: fc.constantFrom('dma_map_single', 'dma_map_page'),
    into,
    ptr: where,
    ...buffer,
  }),
  record({
    kind: fc.constantFrom(
      'dma_unmap_single',
      'dma_unmap_page',
      'dma_sync_single_for_cpu',
      'dma_sync_single_for_device',
    ),
    addr: where,
    ...buffer,
  }),
];
export const cmem: readonly fc.Arbitrary<Command>[] = [
  record({
    kind: fc.constantFrom('insmod', 'modprobe'),
    module: path,
    args: fc.array(
      fc.oneof(
        text,
        text.map((value) => `pools=${value}`),
        text.map((value) => `phys_start=0x83C00000,${value}`),
      ),
      { maxLength: 4 },
    ),
  }),
  record({ kind: kind('rmmod'), module: path }),
  record({ kind: kind('proc'), process, init: fc.constantFrom(undefined, false) }),
  record({ kind: fc.constantFrom('fork', 'kill'), process }),
  record({
    kind: fc.constantFrom(
      'CMEM_init',
      'CMEM_exit',
      'CMEM_getVersion',
      'CMEM_getNumBlocks',
      'CMEM_getBlock',
      'CMEM_cacheWbInvAll',
      'open',
    ),
  }),
  record({ kind: kind('CMEM_getBlockAttrs'), blockid: signed }),
  record({ kind: kind('CMEM_getPool'), size: signed }),
  record({ kind: kind('CMEM_getPool2'), blockid: signed, size: signed }),
  record({
    kind: fc.constantFrom('CMEM_alloc', 'CMEM_allocPhys'),
    into,
    size: signed,
    ...allocation,
  }),
  record({
    kind: fc.constantFrom('CMEM_alloc2', 'CMEM_allocPhys2'),
    into,
    blockid: signed,
    size: signed,
    ...allocation,
  }),
  record({
    kind: fc.constantFrom('CMEM_allocPool', 'CMEM_allocPoolPhys'),
    into,
    poolid: signed,
    ...allocation,
  }),
  record({
    kind: fc.constantFrom('CMEM_allocPool2', 'CMEM_allocPoolPhys2'),
    into,
    blockid: signed,
    poolid: signed,
    ...allocation,
  }),
  record({
    kind: fc.constantFrom('CMEM_free', 'CMEM_unregister'),
    ptr: where,
    offset,
    ...allocation,
  }),
  record({ kind: kind('CMEM_registerAlloc'), into, phys: where, offset }),
  record({ kind: kind('CMEM_freePhys'), phys: where, offset }),
  record({ kind: kind('CMEM_getPhys'), ptr: where, offset }),
  record({
    kind: fc.constantFrom('CMEM_cacheWb', 'CMEM_cacheInv', 'CMEM_cacheWbInv'),
    ptr: where,
    size: signed,
  }),
  record({ kind: fc.constantFrom('CMEM_map', 'mmap'), into, phys: where, size: signed, offset }),
  record({ kind: fc.constantFrom('CMEM_unmap', 'munmap'), ptr: where, size: signed, offset }),
  record({ kind: kind('close'), fd: signed }),
  record({
    kind: kind('ioctl'),
    request: fc.oneof(fc.constantFrom(...CMEM_IOCTLS), word),
    blockid: maybe(signed),
    poolid: maybe(signed),
    size: maybe(signed),
    align: maybe(signed),
    address: maybe(where),
    offset,
    fd: maybe(signed),
  }),
  record({
    kind: kind('ioctl'),
    into,
    request: fc.constantFrom('CMEM_IOCALLOC', 'CMEM_IOCALLOCHEAPCACHED'),
  }),
  record({ kind: kind('peek'), ptr: where, count: fc.integer({ min: 1, max: 1024 }), offset }),
  record({ kind: kind('poke'), ptr: where, value: word, offset }),
  record({ kind: kind('devmem'), address: number }),
  record({
    kind: kind('devmem'),
    address: number,
    width: fc.constantFrom(8, 16, 32, 64),
    value: maybe(word),
  }),
];
export const expectation = fc.oneof(
  fc.constant({ is: 'ok' } as const),
  errno.map((name) => ({ is: 'errno', errno: name }) as const),
  fc
    .oneof(
      number,
      number.map((n) => 0 - n),
    )
    .map((value) => ({ is: 'value', value: value + 0 }) as const),
  text.map((wanted) => ({ is: 'text', text: wanted }) as const),
);
