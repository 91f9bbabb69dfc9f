/** DMA pools, as drivers write them. */
import { MAX_NUMBER } from '../../../contract/limits.ts';
import { device, flag, number, pointer, text } from '../../../words/kinds.ts';
import {
  define,
  defined,
  optional,
  required,
  withDefault,
  type CallSpec,
} from '../../../words/spec.ts';

const bytes = number('bytes');

/**
 * `p = dma_pool_create("NAME", SIZE, ALIGN, BOUNDARY, DEV)`: the kernel's function with the device
 * last, as it may be left out.
 */
const create = define({
  name: 'dma_pool_create',
  forms: ['call'],
  named: true,
  params: {
    name: required(text()),
    size: required(bytes),
    align: withDefault(bytes, 0),
    boundary: withDefault(bytes, 0),
    dev: optional(device),
  },
  build: (args, { into }) => ({
    value: defined({ kind: 'dma_pool_create' as const, into, ...args }),
  }),
  unbuild: ({ kind: _kind, into, ...args }) => ({ args, into }),
});

/** What both alloc calls take. */
const taking = {
  forms: ['call'],
  named: true,
  params: {
    pool: required(pointer),
    gfp: optional(flag({ GFP_KERNEL: false, GFP_ATOMIC: true }), { place: 'flag' }),
  },
} as const;

const alloc = define({
  ...taking,
  name: 'dma_pool_alloc',
  build: ({ pool, gfp: atomic }, { into }) => ({
    value: defined({ kind: 'dma_pool_alloc' as const, into, pool, atomic }),
  }),
  unbuild: ({ pool, atomic, into }) => ({ args: { pool, gfp: atomic }, into }),
});
const zalloc = define({
  ...taking,
  name: 'dma_pool_zalloc',
  build: ({ pool, gfp: atomic }, { into }) => ({
    value: defined({ kind: 'dma_pool_zalloc' as const, into, pool, atomic }),
  }),
  unbuild: ({ pool, atomic, into }) => ({ args: { pool, gfp: atomic }, into }),
});

/**
 * `dma_pool_free(POOL, VADDR, DMA)`: the device's address is that of the block unless another is
 * said.
 */
const free = define({
  name: 'dma_pool_free',
  forms: ['call'],
  params: {
    pool: required(pointer),
    vaddr: required(pointer),
    dma: optional(number('phys')),
    offset: optional(number('bytes', { least: -MAX_NUMBER }), { place: 'key' }),
  },
  build: (args) => ({ value: defined({ kind: 'dma_pool_free' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});

/** `dma_pool_destroy(POOL)`; NULL may be said. */
const destroy = define({
  name: 'dma_pool_destroy',
  forms: ['call'],
  params: { pool: required(pointer) },
  build: (args) => ({ value: defined({ kind: 'dma_pool_destroy' as const, ...args }) }),
  unbuild: ({ pool }) => ({ args: { pool } }),
});

export const poolCalls: readonly CallSpec[] = [create, alloc, zalloc, free, destroy];
