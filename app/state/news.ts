/**
/**
 * Where what came of commands goes, besides console and log: to the steps inside operations, and to
 * the plates, which hear again at every position what was known there. Fetched with the first command
 * (session.svelte.ts): the page's first load holds none of it.
 */
import type { Command, Outcome } from '../../engine/command.ts';
import { hasCmemFacts } from './cmem-facts.ts';
import { cmemNews } from './cmem-news.svelte.ts';
import { poolNews } from './dma-pool-news.svelte.ts';
import { opSteps } from './op-steps.svelte.ts';
import type { ToldOutcome } from './op-steps.svelte.ts';

export interface News extends ToldOutcome {
  readonly command: Command;
}

/** What an outcome told the plates besides the machine's own state. */
interface Told {
  /** Position behind the command. */
  readonly at: number;
  readonly outcome: Outcome;
  /** Whom it concerns. */
  readonly cmem: boolean;
  readonly pools: boolean;
  /** The driver of CMEM went, and took everything with it. */
  readonly gone: boolean;
}

function toldBy({ line: { at }, command, outcome }: News): Told {
  const { result } = outcome;
  const boots = result.ok && result.value.is === 'board';
  const gone = boots || (command.kind === 'rmmod' && result.ok);
  // Loads matter to CMEM's plate whatever they reported.
  const cmem = gone || command.kind === 'insmod' || hasCmemFacts(outcome);
  return { at, outcome, cmem, pools: boots || command.kind.startsWith('dma_pool'), gone };
}

class NewsDesk {
  /** Ascending. */
  #told: Told[] = [];
  /** As many of them are what the plates know. */
  #shown = 0;

  take(news: readonly News[]): void {
    opSteps.take(news);
    for (const one of news) {
      const told = toldBy(one);
      if (told.cmem || told.pools) this.#told.push(told);
    }
  }
  /** Forget what lies beyond a position. */
  cut(position: number): void {
    this.goTo(position);
    this.#told.length = this.#shown;
  }
  goTo(position: number): void {
    const beyond = this.#told.findIndex(({ at }) => at > position);
    const until = beyond < 0 ? this.#told.length : beyond;
    if (until < this.#shown) {
      cmemNews.reset();
      poolNews.reset();
      this.#shown = 0;
    }
    for (; this.#shown < until; this.#shown += 1) {
      const { outcome, cmem, pools, gone } = this.#told[this.#shown]!;
      if (gone) cmemNews.release();
      if (cmem) cmemNews.take([outcome]);
      if (pools) poolNews.take([outcome]);
    }
  }
}

export const newsDesk = new NewsDesk();
