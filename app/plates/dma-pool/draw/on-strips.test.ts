import { describe, expect, it } from 'vitest';
import { PageIndex } from './pages.ts';
import { typedPools } from '../test/pool-scene.ts';
import { PoolSurvey, readPoolLegend } from './on-strips.ts';
import type { OnStrips } from './on-strips.ts';

const read = (...lines: string[]): OnStrips | undefined =>
  readPoolLegend(typedPools(...lines).frame(), new PageIndex(), new PoolSurvey());
const P = 'p = dma_pool_create("td", 128, 32, 0)';

describe('the legend of the strips', () => {
  it('is nothing without a page', () => expect(read(P)).toBeUndefined());
  it('names owners, free and dropped blocks, and the list', () =>
    expect(read(P, 'dma_pool_alloc(p)')).toMatchObject({
      owners: [{ names: ['td'] }],
      free: true,
      dropped: true,
      unused: false,
      links: true,
      twice: false,
      unreachable: false,
      poisoned: false,
      overrun: false,
    }));
  it('bytes of no block, and none that is free', () =>
    expect(read('p = dma_pool_create("big", 3000, 8, 0)', 'dma_pool_alloc(p)')).toMatchObject({
      unused: true,
      free: false,
      links: false,
    }));
  it('what a double free does', () => {
    const lines = ['a = dma_pool_alloc(p)', 'dma_pool_free(p, a)', 'dma_pool_free(p, a)'];
    expect(read(P, ...lines)).toMatchObject({ twice: true, unreachable: true });
  });
  it('what writing over a link does', () => {
    const lines = ['a = dma_pool_alloc(p)', 'dma_pool_free(p, a)', 'poke(a, 0x58)'];
    expect(read(P, ...lines)).toMatchObject({ twice: false, unreachable: true });
  });
  it('a block past its page', () =>
    expect(read('p = dma_pool_create("o", 1536, 8, 8192)', 'dma_pool_alloc(p)')).toMatchObject({
      overrun: true,
    }));
  it('follows what moves', () => {
    const machine = typedPools(P, 'a = dma_pool_alloc(p)');
    const survey = new PoolSurvey();
    const pages = new PageIndex();
    expect(readPoolLegend(machine.frame(), pages, survey)!.twice).toBe(false);
    machine.run('dma_pool_free(p, a)', 'dma_pool_free(p, a)');
    expect(readPoolLegend(machine.frame(), pages, survey)!.twice).toBe(true);
  });
});
