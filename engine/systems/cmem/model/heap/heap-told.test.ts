import { describe, expect, it } from 'vitest';
import { MAX_SEARCH_STEPS } from '../../../../contract/limits.ts';
import { cmem } from '../../../../test/cmem-lines.ts';
import type { CmemFact } from '../sink.ts';

const MEG = 'phys_start=0x83C00000 phys_end=0x83D00000';
const BASE = 0x83c00000;
const page = (n: number): number => BASE + n * 4096;

const of = (facts: readonly CmemFact[], ...kinds: CmemFact['is'][]): CmemFact[] =>
  facts.filter(({ is }) => kinds.includes(is));

/** A heap of 256 pages of which the first `count` are busy, one allocation each. */
function busy(count: number, params = MEG) {
  const made = cmem('4.20', params);
  made.do('0 open', ...Array.from({ length: count }, () => '0 ioHeap 4096'));
  made.facts = [];
  return made;
}
const free = (n: number): string => `0 ioFree 0x${page(n).toString(16)}`;

describe('the chunks of a heap', () => {
  it('are told up to the one that fits, each with what speaks against it', () => {
    const made = busy(8);
    made.do(free(1), free(3), free(4), free(6));
    made.facts = [];
    made.do('0 ioHeap 8192 align=16384');
    const common = { is: 'chunk', block: 0, wanted: 8192, dry: false };
    expect(of(made.facts, 'chunk')).toEqual([
      { ...common, phys: page(1), size: 4096, skipped: 12288, verdict: 'too small' },
      { ...common, phys: page(3), size: 8192, skipped: 4096, verdict: 'misaligned' },
      { ...common, phys: page(6), size: 4096, skipped: 8192, verdict: 'too small' },
      { ...common, phys: page(8), size: 248 * 4096, skipped: 0, verdict: 'fits' },
    ]);
  });
  it('are told twice where GETPOOL asks the heap before it is asked itself', () => {
    const made = cmem('4.20', `${MEG} useHeapIfPoolUnavailable=1 pools=1x4096`);
    made.do('0 init');
    made.facts = [];
    made.do('0 alloc 8192');
    expect(of(made.facts, 'chunk')).toMatchObject([
      { dry: true, verdict: 'fits' },
      { dry: false, verdict: 'fits' },
    ]);
  });
  it.each([
    [MAX_SEARCH_STEPS, 0],
    [MAX_SEARCH_STEPS + 1, 1],
  ])('of %i too small ones all but %i are listed', (chunks, more) => {
    const pages = 2 * chunks;
    const end = (BASE + pages * 4096).toString(16);
    const made = busy(pages, `phys_start=0x83C00000 phys_end=0x${end}`);
    made.do(...Array.from({ length: chunks }, (_, i) => free(2 * i)));
    made.facts = [];
    made.do('0 ioHeap 8192');
    expect(of(made.facts, 'chunk')).toHaveLength(MAX_SEARCH_STEPS);
    const told = Array(more).fill({ is: 'chunks', block: 0, phys: page(2 * MAX_SEARCH_STEPS) });
    expect(of(made.facts, 'chunks')).toEqual(told);
  });
});

describe('a freed piece', () => {
  const told = (...freed: number[]): CmemFact[] => {
    const made = busy(6);
    for (const n of freed) {
      made.facts = [];
      made.do(free(n));
    }
    return of(made.facts, 'linked', 'merged');
  };
  it('goes between its neighbours in the list', () => {
    const linked = { is: 'linked', block: 0, phys: page(2), size: 4096 };
    expect(told(2)).toEqual([{ ...linked, below: undefined, above: page(6) }]);
    expect(told(0, 2)).toEqual([{ ...linked, below: page(0), above: page(6) }]);
  });
  it('becomes one with the chunk above, the chunk below, or both in this order', () => {
    const with3 = { is: 'merged', block: 0, side: 'above', with: page(3), phys: page(2) };
    const with1 = { is: 'merged', block: 0, side: 'below', with: page(1), phys: page(1) };
    expect(told(3, 2).slice(1)).toEqual([{ ...with3, size: 8192 }]);
    expect(told(1, 2).slice(1)).toEqual([{ ...with1, size: 8192 }]);
    expect(told(1, 3, 2).slice(1)).toEqual([
      { ...with3, size: 8192 },
      { ...with1, size: 12288 },
    ]);
  });
});

describe('the free list of a pool', () => {
  it('is told to begin with the next buffer, with nothing, and with the one that came back', () => {
    const made = cmem('4.20', `${MEG} pools=2x4096`);
    made.do('0 open');
    made.facts = [];
    made.do('0 ioPool 0', '0 ioPool 0', '0 ioFree 0x83cff000');
    expect(of(made.facts, 'head')).toEqual([
      { is: 'head', block: 0, pool: 0, id: 1 },
      { is: 'head', block: 0, pool: 0, id: undefined },
      { is: 'head', block: 0, pool: 0, id: 0 },
    ]);
  });
});
