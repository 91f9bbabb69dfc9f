import { beforeEach, expect, it } from 'vitest';
import type { Command, Outcome } from '../../engine/command.ts';
import { cmemNews } from './cmem-news.svelte.ts';
import { poolNews } from './dma-pool-news.svelte.ts';
import { allNews, type News } from './news.ts';
import type { ScriptLine } from './transcript.ts';

const newsOf = (at: number, kind: Command['kind'], result: object): News => ({
  line: { id: at, at } as unknown as ScriptLine,
  command: { kind } as Command,
  outcome: { result, events: [], dropped: { events: 0 } } as unknown as Outcome,
});
const pool = (at: number, handle: string, id: number): News =>
  newsOf(at, 'dma_pool_create', { ok: true, value: { is: 'pool', handle, id } });
const boot = (at: number): News => newsOf(at, 'board', { ok: true, value: { is: 'board' } });
const refused = (at: number, id: string): News =>
  newsOf(at, 'insmod', { ok: false, refusal: { errno: 'EINVAL', why: { id } } });

const past = { script: { items: [], dropped: 0 }, length: 0, position: 0 };

beforeEach(() => allNews.cut(0));

it('what is known is what was known at the position', () => {
  allNews.take(
    [boot(1), pool(3, 'p', 1), refused(4, 'cmem.badPool'), pool(6, 'q', 2), boot(8)],
    past,
  );
  const known = (position: number): unknown => {
    allNews.goTo(position);
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
  allNews.take([pool(1, 'p', 1), pool(2, 'q', 2)], past);
  allNews.goTo(2);
  allNews.cut(1);
  allNews.take([pool(2, 'r', 3)], past);
  allNews.goTo(5);
  expect([poolNews.has('p'), poolNews.has('q'), poolNews.has('r')]).toEqual([true, false, true]);
});
