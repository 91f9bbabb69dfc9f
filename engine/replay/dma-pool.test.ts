import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TraceError, replay } from './index.ts';

const GOLDEN = fileURLToPath(new URL('../test/golden/dma/', import.meta.url));
const golden = (name: string): string => gunzipSync(readFileSync(GOLDEN + name)).toString('utf8');
const stopped = (): number => 0;

describe('every golden trace has no difference', { timeout: 120_000 }, () => {
  it.each(readdirSync(GOLDEN))('%s', (name) => {
    const { differences, first, ops } = replay(golden(name), stopped);
    expect({ differences, first }).toEqual({ differences: 0, first: undefined });
    expect(ops).toBeGreaterThan(0);
  });
});

const HEADER = {
  oracle: 'linux mm/dmapool.c',
  kernelVersion: '4.9',
  pageSize: 4096,
  debug: true,
  ptrBytes: 8,
  dmaAddrBytes: 8,
  dmaBase: 0x8000_0000,
  virtBase: 2 ** 44,
  arenaPages: 16,
};
const trace = (header: object, ...ops: object[]): string =>
  [header, ...ops].map((op) => JSON.stringify(op)).join('\n');
const create = { op: 'create', pool: 'A', name: 'a', size: 64, align: 0, boundary: 0, ok: true };
const alloc = { op: 'alloc', pool: 'A', id: 0, dma: 0x8000_0000, newPage: true };
const free = { op: 'free', pool: 'A', id: 0, dma: 0x8000_0000 };
const got = (...ops: object[]) => {
  const { differences, first } = replay(trace(HEADER, create, ...ops), stopped);
  return [differences, first?.expected, first?.got];
};

describe('a wrong answer is found', () => {
  it.each([
    ['none', got(alloc, free), [0, undefined, undefined]],
    ['ok', got({ ...create, pool: 'B', ok: false }), [1, 'ok false', 'ok true']],
    ['eff', got({ ...create, pool: 'B', eff: { size: 1 } })[1], 'eff {"size":1}'],
    ['dma', got({ ...alloc, dma: 1 }), [1, 'dma 1', 'dma 2147483648']],
    ['NULL', got({ ...alloc, dma: 'NULL' })[0], 1],
    ['newPage', got({ ...alloc, newPage: false })[1], 'newPage false'],
    ['head', got({ ...alloc, head: '0000000000000000' })[2], 'head "a9a9a9a9a9a9a9a9"'],
    ['last', got({ ...alloc, last: '00' })[2], 'last "a9"'],
    ['msgs', got(alloc, free, free)[1], 'msgs ""'],
    ['bytes', got(alloc, { op: 'peek', dma: 0x8000_0000, bytes: '00' })[2], 'bytes "a9"'],
    ['show', got({ op: 'show', text: '' })[0], 1],
    ['pagesFreed', got(alloc, free, { op: 'destroy', pool: 'A', pagesFreed: [] })[0], 1],
    ['dump', got({ op: 'dump', text: '' })[2], 'text "A;64;4096;4096\\n"'],
    ['sha256', got({ op: 'digest', sha256: '' })[0], 1],
    ['an unknown operation', got({ op: 'frobnicate' })[2], 'operation "frobnicate"'],
    ['a pool that is not there', got({ ...alloc, pool: 'Z' })[2], 'pool Z is not there'],
    ['a missing field', got({ op: 'peek', dma: 0 })[2], 'bytes is undefined'],
  ])('%s', (_, have, want) => expect(have).toEqual(want));
});

/** Allocations of 1024 bytes: the list generation drops the block that ends on the boundary. */
const series = Array.from({ length: 4 }, (_, id) => ({
  ...alloc,
  id,
  dma: 0x8000_0000 + id * 1024,
  newPage: id === 0,
}));
it.each([
  ['2.6.16', 4],
  ['2.6.32', 3],
  ['3.6', 3],
  ['4.4-4.11 (seed era)', 3],
  ['5.15', 3],
  ['6.4+, 32-bit dma_addr_t', 4],
])('a page of kernel %s holds %i blocks of 1024 bytes', (kernelVersion, held) => {
  const header = { ...HEADER, kernelVersion };
  const { first } = replay(trace(header, { ...create, size: 1024 }, ...series), stopped);
  expect(first?.line).toBe(held === 4 ? undefined : 3 + held);
});

it.each([
  ['a kernel that is no version', { ...HEADER, kernelVersion: 'x' }],
  ['a pointer of three bytes', { ...HEADER, ptrBytes: 3 }],
  ['no arena', { ...HEADER, arenaPages: undefined }],
])('%s is no trace', (_, header) => {
  expect(() => replay(trace(header, create), stopped)).toThrow(TraceError);
});
