import { beforeEach, expect, it } from 'vitest';
import type { Command, Outcome } from '../../engine/command.ts';
import { cmemNews } from './cmem-news.svelte.ts';
import { poolNews } from './dma-pool-news.svelte.ts';
import { newsDesk, type News } from './news.ts';

const news = (at: number, command: object, result: object): News => {
  const line = { id: at, op: at, at, steps: 1, text: 'x', comment: false, failed: false };
  return {
    line: { ...line, line: 1, by: undefined },
    command: command as Command,
    outcome: {
      ops: 1,
      op: at,
      result,
      events: [],
      dropped: { events: 0, log: 0 },
    } as unknown as Outcome,
  };
};
const pool = (at: number, handle: string, id: number): News =>
  news(at, { kind: 'dma_pool_create' }, { ok: true, value: { is: 'pool', handle, id } });
const boot = (at: number): News =>
  news(at, { kind: 'board' }, { ok: true, value: { is: 'board' } });
const refused = (at: number, id: string): News =>
  news(at, { kind: 'insmod' }, { ok: false, refusal: { errno: 'EINVAL', why: { id } } });

beforeEach(() => newsDesk.cut(0));

it('what is known is what was known at the position', () => {
  newsDesk.take([boot(1), pool(3, 'p', 1), refused(4, 'cmem.badPool'), pool(6, 'q', 2), boot(8)]);
  const known = (position: number): unknown => {
    newsDesk.goTo(position);
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
  newsDesk.take([pool(1, 'p', 1), pool(2, 'q', 2)]);
  newsDesk.goTo(2);
  newsDesk.cut(1);
  newsDesk.take([pool(2, 'r', 3)]);
  newsDesk.goTo(5);
  expect([poolNews.has('p'), poolNews.has('q'), poolNews.has('r')]).toEqual([true, false, true]);
});
