/**
 * Where what came of commands goes, besides console and log: what happened inside of each, and what it
 * told the plates besides the machine's own state. The latter is kept with its position: whoever goes
 * back sees what was known there. Fetched with the first outcomes (session.svelte.ts).
 */
import type { Command } from '../../engine/command.ts';
import { hasCmemFacts } from './cmem-facts.ts';
import { cmemNews } from './cmem-news.svelte.ts';
import { poolNews } from './dma-pool-news.svelte.ts';
import { opSteps } from './op-steps.svelte.ts';
import type { Past, ToldOutcome } from './op-steps.svelte.ts';

export interface News extends ToldOutcome {
  readonly command: Command;
}

/** Boots matter to every plate. */
const boots = ({ outcome: { result } }: News): boolean => result.ok && result.value.is === 'board';
/** The driver of CMEM went, and took everything with it. */
const went = (one: News): boolean =>
  boots(one) || (one.command.kind === 'rmmod' && one.outcome.result.ok);
/** Loads matter to CMEM's plate whatever they reported. */
const ofCmem = (one: News): boolean =>
  one.command.kind === 'insmod' || went(one) || hasCmemFacts(one.outcome);
const ofPools = (one: News): boolean => one.command.kind.startsWith('dma_pool') || boots(one);

export class AllNews {
  /** What concerns a plate, in order. */
  readonly #told: News[] = [];
  /** As many of them are what the plates know. */
  #shown = 0;

  /** What was executed in a session, oldest first. */
  take(news: readonly News[], past: Past): void {
    for (const one of news) if (ofCmem(one) || ofPools(one)) this.#told.push(one);
    opSteps.take(news, past);
  }
  /** Forget what lies beyond a position. */
  cut(position: number): void {
    this.goTo(position);
    this.#told.length = this.#shown;
  }
  goTo(position: number): void {
    const beyond = this.#told.findIndex(({ line }) => line.at > position);
    const until = beyond < 0 ? this.#told.length : beyond;
    if (until < this.#shown) {
      cmemNews.reset();
      poolNews.reset();
      this.#shown = 0;
    }
    for (; this.#shown < until; this.#shown += 1) {
      const one = this.#told[this.#shown]!;
      if (went(one)) cmemNews.release();
      if (ofCmem(one)) cmemNews.take([one.outcome]);
      if (ofPools(one)) poolNews.take([one.outcome]);
    }
  }
}

export const allNews = new AllNews();
