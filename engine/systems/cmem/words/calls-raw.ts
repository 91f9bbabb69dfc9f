/** /dev/cmem past its library, and bytes that a pointer leads to or at a physical address. */
import { CMEM_IOCTLS, type DevmemWidth } from '../protocol.ts';
import { MAX_NUMBER, MAX_PEEK_BYTES } from '../../../contract/limits.ts';
import { flag, nameOrNumber, number, pointer } from '../../../words/kinds.ts';
import {
  define,
  defined,
  optional,
  required,
  withDefault,
  type CallSpec,
} from '../../../words/spec.ts';

/** C's ints and sizes of either sign: the driver decides what comes of them. */
const ANY = { least: -MAX_NUMBER };
/** A value has 32 bits at most. */
const WORD = { most: 2 ** 32 - 1 };
const OFFSET = { offset: optional(number('bytes', ANY), { place: 'key' }) };
/** Requests that hand out an address worth a name. */
const GIVES = /^CMEM_IOCALLOC/;

/** `open()`: always /dev/cmem; the descriptor is the answer. */
const open = define({
  name: 'open',
  forms: ['call'],
  params: {},
  build: () => ({ value: { kind: 'open' } }),
  unbuild: () => ({ args: {} }),
});

/** `close(FD)`: any number, open or not. */
const close = define({
  name: 'close',
  forms: ['call'],
  params: { fd: required(number('count', ANY)) },
  build: ({ fd }) => ({ value: { kind: 'close', fd } }),
  unbuild: ({ fd }) => ({ args: { fd } }),
});

/**
 * `ioctl(REQUEST, …)` of the descriptor opened last, unless `fd` says another. A name may stand in
 * front only where the request gives an address.
 */
const ioctl = define({
  name: 'ioctl',
  forms: ['call'],
  named: true,
  params: {
    request: required(nameOrNumber(CMEM_IOCTLS)),
    blockid: optional(number('count', ANY), { place: 'key' }),
    poolid: optional(number('count', ANY), { place: 'key' }),
    size: optional(number('bytes', ANY), { place: 'key' }),
    align: optional(number('bytes', ANY), { place: 'key' }),
    address: optional(pointer, { place: 'key' }),
    ...OFFSET,
    fd: optional(number('count', ANY), { place: 'key' }),
  },
  build(args, { into }) {
    const { request } = args;
    if (into !== undefined && !(typeof request === 'string' && GIVES.test(request)))
      return {
        problem: { id: 'language.givesNothing', args: { call: String(request) } },
        param: 'request',
      };
    return { value: defined({ kind: 'ioctl' as const, into, ...args }) };
  },
  unbuild: ({ kind: _kind, into, ...args }) => ({ args, into }),
});

/** `x = mmap(PHYS, SIZE)`: the offset is what a program would pass as the physical address. */
const mmap = define({
  name: 'mmap',
  forms: ['call'],
  named: true,
  params: { phys: required(pointer), size: required(number('bytes', ANY)), ...OFFSET },
  build: (args, { into }) => ({ value: defined({ kind: 'mmap' as const, into, ...args }) }),
  unbuild: ({ kind: _kind, into, ...args }) => ({ args, into }),
});

/** `munmap(PTR, SIZE)`: the range may cover several mappings or none. */
const munmap = define({
  name: 'munmap',
  forms: ['call'],
  params: { ptr: required(pointer), size: required(number('bytes', ANY)), ...OFFSET },
  build: (args) => ({ value: defined({ kind: 'munmap' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});

/** `peek(PTR, COUNT)`: 16 bytes if nothing is said. */
const peek = define({
  name: 'peek',
  forms: ['call'],
  params: {
    ptr: required(pointer),
    count: withDefault(number('bytes', { least: 1, most: MAX_PEEK_BYTES }), 16),
    ...OFFSET,
  },
  build: (args) => ({ value: defined({ kind: 'peek' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});

/** `poke(PTR, VALUE)`: one 32-bit word. */
const poke = define({
  name: 'poke',
  forms: ['call'],
  params: { ptr: required(pointer), value: required(number('phys', WORD)), ...OFFSET },
  build: (args) => ({ value: defined({ kind: 'poke' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});

/** `devmem ADDRESS [WIDTH [VALUE]]`, as BusyBox has it. */
const devmem = define({
  name: 'devmem',
  forms: ['shell'],
  params: {
    address: required(number('phys')),
    width: optional(flag<DevmemWidth>({ 8: 8, 16: 16, 32: 32, 64: 64 })),
    value: optional(number('phys')),
  },
  build: (args) => ({ value: defined({ kind: 'devmem' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});

/** In the order in which help shows them. */
export const cmemRawCalls: readonly CallSpec[] = [
  open,
  close,
  ioctl,
  mmap,
  munmap,
  peek,
  poke,
  devmem,
];
