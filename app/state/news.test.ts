import { beforeEach, expect, it } from 'vitest';
import type { Outcome } from '../../engine/command.ts';
import { cmemNews } from './cmem-news.svelte.ts';
import { poolNews } from './dma-pool-news.svelte.ts';
import { news, type Told } from './news.ts';

const told = (at: number, value: object, part: Partial<Told> = {}): Told => ({
  at,
  outcome: { result: { ok: true, value }, events: [] } as unknown as Outcome,
  cmem: false,
  pools: true,
  gone: false,
  ...part,
});
const pool = (at: number, handle: string, id: number): Told => told(at, { is: 'pool', handle, id });
const boot = (at: number): Told => told(at, { is: 'board' }, { cmem: true, gone: true });
const refused = (at: number, id: string): Told => ({
  ...told(at, {}, { cmem: true, pools: false }),
  outcome: {
    result: { ok: false, refusal: { errno: 'EINVAL', why: { id } } },
    events: [],
  } as unknown as Outcome,
});

beforeEach(() => news.cut(0));

it('what is known is what was known at the position', () => {
  news.take([boot(1), pool(3, 'p', 1), refused(4, 'cmem.badPool'), pool(6, 'q', 2), boot(8)]);
  const known = (position: number): unknown => {
    news.goTo(position);
    return [poolNews.has('p'), poolNews.has('q'), cmemNews.refused?.why.id];
  };
  const bad = 'cmem.badPool';
  expect(known(8)).toEqual([false, false, undefined]);
  expect(known(7)).toEqual([true, true, bad]);
  expect(known(5)).toEqual([true, false, bad]);
  expect(known(3)).toEqual([true, false, undefined]);
  expect(known(0)).toEqual([false, false, undefined]);
  expect(known(6)).toEqual([true, true, bad]);
});

it('what lies beyond is forgotten where a branch begins', () => {
  news.take([pool(1, 'p', 1), pool(2, 'q', 2)]);
  news.goTo(2);
  news.cut(1);
  news.take([pool(2, 'r', 3)]);
  news.goTo(5);
  expect([poolNews.has('p'), poolNews.has('q'), poolNews.has('r')]).toEqual([true, false, true]);
});
