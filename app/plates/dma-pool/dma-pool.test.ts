import { describe, expect, it, test } from 'vitest';
import type { Outcome } from '../../../engine/contract/command.ts';
import { typedPools } from './test/pool-scene.ts';
import { parse } from '../../../engine/language/index.ts';
import { allocLine, boardLine, FIRST_POOL, freeLine, nextName } from './dma-pool-commands.ts';
import { PoolNews } from './dma-pool-news.svelte.ts';
import type { Boot } from '../../session/positions.ts';

/** The last of these lines that boots. */
const bootIn = (lines: readonly string[]): Boot | undefined => {
  const at = lines.findLastIndex((line) => line.startsWith('board '));
  return at < 0 ? undefined : { firstId: at, lineId: at, at: at + 1, text: lines[at]! };
};

describe('lines', () => {
  it.each([
    FIRST_POOL,
    allocLine('p', 'a'),
    freeLine('p', 0x25e00000, undefined),
    freeLine('p', 1, 'a'),
  ])('%s is a line of the language', (line) => expect(parse(line).errors).toEqual([]));
  it('a block is freed by its name, else by where it lies', () => {
    expect(freeLine('p', 0x25e00060, 'a')).toBe('dma_pool_free(p, a)');
    expect(freeLine('p', 0x25e00060, undefined)).toBe('dma_pool_free(p, 0x25E00060)');
  });
  it('a name that nothing has', () => {
    expect(nextName(() => false)).toBe('a');
    expect(nextName((name) => name < 'c')).toBe('c');
    expect(nextName((name) => name.length === 1)).toBe('a1');
  });
});

describe('another generation', () => {
  it.each([
    [[], 'board ssd202 dma_pool=6.4'],
    [['board generic mem=1G', 'x'], 'board generic mem=1G dma_pool=6.4'],
    [['board dm365', 'board generic dma_pool=4.x cma=8M'], 'board generic cma=8M dma_pool=6.4'],
  ])('%j boots with %s', (lines, line) => {
    expect(boardLine(bootIn(lines), 'ssd202', '6.4')).toBe(line);
    expect(parse(line).errors).toEqual([]);
  });
});

describe('names', () => {
  const machine = typedPools();
  const news = new PoolNews();
  const type = (line: string): Outcome => {
    const outcome = machine.run(line);
    news.take([outcome]);
    return outcome;
  };
  type('p = dma_pool_create("t", 128, 32, 0)');
  type('a = dma_pool_alloc(p)');
  type('b = dma_pool_alloc(p)');
  it('stand for pools and blocks', () => {
    expect(news.poolName(1)).toBe('p');
    expect(news.blockName(1, 0x25e00000)).toBe('a');
    expect(news.blockName(1, 0x25e00080)).toBe('b');
    expect(news.blockName(2, 0x25e00080)).toBeUndefined();
    expect([news.has('a'), news.has('p'), news.has('z')]).toEqual([true, true, false]);
  });
  it('that were given again stand for what came last', () => {
    type('a = dma_pool_alloc(p)');
    expect(news.blockName(1, 0x25e00000)).toBeUndefined();
    expect(news.blockName(1, 0x25e00100)).toBe('a');
    type('b = dma_pool_create("u", 128, 32, 0)');
    expect(news.blockName(1, 0x25e00080)).toBeUndefined();
    expect(news.poolName(2)).toBe('b');
  });
  it('are forgotten with the board, and so is why the kernel died', () => {
    type('dma_pool_free(0, a)');
    expect(news.stopped?.id).toBe('dmaPool.oopses');
    type('board ssd202');
    expect([news.poolName(1), news.stopped]).toEqual([undefined, undefined]);
  });
});

test('a refusal that kills nobody is no death', () => {
  const news = new PoolNews();
  news.take([typedPools().run('p = dma_pool_create("t", 0)')]);
  expect(news.stopped).toBeUndefined();
});
