import { describe, expect, it } from 'vitest';
import { parse } from '../../engine/language/index.ts';
import { freshName, quickBytes, quickLine, quickProblems, waysOf } from './quick.ts';
import type { QuickDraft } from './quick.ts';

const draft = (part: Partial<QuickDraft>): QuickDraft => ({
  way: 'msys',
  name: 'buf1',
  size: '64',
  unit: 'KiB',
  align: '0',
  cached: false,
  ...part,
});

describe('quickBytes', () => {
  it.each([
    ['64', 'KiB', 65_536],
    ['1.5', 'MiB', 1_572_864],
    ['0x10', 'B', 16],
    ['1.5', 'B', undefined],
    ['-1', 'B', undefined],
    ['0x', 'B', undefined],
    ['', 'B', undefined],
    ['1e3', 'B', undefined],
    ['9007199254740993', 'KiB', undefined],
  ] as const)('%s %s → %s', (size, unit, bytes) => {
    expect(quickBytes({ size, unit })).toBe(bytes);
  });
});

describe('quickProblems', () => {
  it.each([
    [{}, {}],
    [{ name: '' }, { name: 'name-empty' }],
    [{ name: 'a b' }, { name: 'name-msys' }],
    [{ name: 'x'.repeat(14) }, {}],
    [{ name: 'x'.repeat(15) }, { name: 'name-msys' }],
    [{ way: 'cma', name: 'S0:V' }, { name: 'name-handle' }],
    [{ way: 'dma', name: 'x'.repeat(31) }, {}],
    [{ way: 'dma', name: 'x'.repeat(32) }, { name: 'name-handle' }],
    [{ size: '0' }, { size: 'size-small' }],
    [{ size: 'many' }, { size: 'size' }],
    [{ way: 'cma', align: '20' }, { align: 'align' }],
    [{ way: 'msys', align: 'x' }, {}],
  ] as const)('%j: %j', (part, problems) => {
    expect(quickProblems(draft(part))).toEqual(problems);
  });
});

describe('quickLine', () => {
  it.each([
    [{}, 'echo buf1 65536 > /sys/class/mstar/msys/dmem_alloc'],
    [{ name: "it's" }, `echo 'it'\\''s' 65536 > /sys/class/mstar/msys/dmem_alloc`],
    [{ way: 'dma', size: '1', unit: 'MiB' }, 'buf1 = dma_alloc_coherent(1M)'],
    [{ way: 'dma', size: '1000', unit: 'B' }, 'buf1 = dma_alloc_coherent(1000)'],
    [{ way: 'cma', size: '5000', unit: 'B', align: '4' }, 'buf1 = cma_alloc(2, align=4)'],
    [{ way: 'pool', size: '53000', unit: 'B' }, 'buf1 = CMEM_alloc(53000)'],
    [{ way: 'heap', size: '1', unit: 'MiB' }, 'buf1 = CMEM_alloc(1M, CMEM_HEAP)'],
    [{ way: 'heap', cached: true }, 'buf1 = CMEM_alloc(64K, CMEM_HEAP, CMEM_CACHED)'],
  ] as const)('%j → %s', (part, line) => {
    expect(quickLine(draft(part))).toBe(line);
    expect(parse(line).errors).toEqual([]);
  });
});

describe('waysOf', () => {
  it.each([
    [{ msys: {} }, ['msys', 'dma', 'cma']],
    [{ noCma: true, cmem: {} }, ['pool', 'heap']],
    [{ cmem: {} }, ['dma', 'cma', 'pool', 'heap']],
    [undefined, ['dma', 'cma']],
  ] as const)('%j: %j', (board, ways) => expect(waysOf(board)).toEqual(ways));
});

it('freshName takes the first free number', () => {
  expect(freshName(new Set(['buf1', 'buf3']))).toBe('buf2');
});
