import { beforeEach, expect, it } from 'vitest';
import type { Command, Outcome } from '../../engine/contract/command.ts';
import type { ExecutedScript } from '../session/positions.ts';
import type { CmemNews } from '../plates/cmem/cmem-news.svelte.ts';
import type { PoolNews } from '../plates/dma-pool/dma-pool-news.svelte.ts';
import { makePlates, makeViews } from '../plates/index.ts';
import { OpSteps } from '../steps/op-steps.svelte.ts';
import type { ToldCommand } from '../session/told.ts';
import { makePage } from './made.ts';
import { AllNews } from './news.ts';
import type { ScriptLine } from '../session/transcript/transcript.ts';

let cmemNews: CmemNews;
let poolNews: PoolNews;
let allNews: AllNews;
let serial = 0;
const newsOf = (at: number, kind: Command['kind'], result: object): ToldCommand => ({
  line: { id: (serial += 1), at } as unknown as ScriptLine,
  command: { kind } as Command,
  outcome: { result, events: [], dropped: { events: 0 } } as unknown as Outcome,
});
const pool = (at: number, handle: string, id: number): ToldCommand =>
  newsOf(at, 'dma_pool_create', { ok: true, value: { is: 'pool', handle, id } });
const boot = (at: number): ToldCommand => newsOf(at, 'board', { ok: true, value: { is: 'board' } });
const refused = (at: number, id: string): ToldCommand =>
  newsOf(at, 'insmod', { ok: false, refusal: { errno: 'EINVAL', why: { id } } });

/** A session that executed these, and stands somewhere. */
class Told implements ExecutedScript {
  script: ExecutedScript['script'] = { items: [], dropped: 0 };
  readonly boots = [];
  position = 0;
  get length(): number {
    return this.script.items.at(-1)?.at ?? 0;
  }
  run(news: readonly ToldCommand[]): void {
    const items = this.script.items.filter(({ at }) => at <= this.position);
    this.script = { items, dropped: 0 };
    allNews.follow(this);
    this.script = { items: [...items, ...news.map(({ line }) => line)], dropped: 0 };
    allNews.take(news, this);
    this.goTo(this.length);
  }
  goTo(position: number): void {
    this.position = position;
    allNews.follow(this);
  }
}

let past: Told;
beforeEach(() => {
  const views = makeViews();
  ({ cmemNews, poolNews } = views);
  allNews = new AllNews(makePlates({ ...makePage(), ...views }), new OpSteps());
  past = new Told();
});

it('what is known is what was known at the position', () => {
  past.run([boot(1), pool(3, 'p', 1), refused(4, 'cmem.badPool'), pool(6, 'q', 2), boot(8)]);
  const known = (position: number): unknown => {
    past.goTo(position);
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
  past.run([pool(1, 'p', 1), pool(2, 'q', 2)]);
  past.goTo(1);
  past.run([pool(2, 'r', 3)]);
  expect([poolNews.has('p'), poolNews.has('q'), poolNews.has('r')]).toEqual([true, false, true]);
});

it('what was let go before it could be told of is not known', () => {
  const late = [pool(1, 'p', 1), pool(2, 'q', 2)];
  past.script = { items: [late[0]!.line], dropped: 0 };
  past.position = 1;
  allNews.take(late, past);
  allNews.follow(past);
  expect([poolNews.has('p'), poolNews.has('q')]).toEqual([true, false]);
});
