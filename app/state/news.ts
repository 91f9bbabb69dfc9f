/**
 * What outcomes told the plates besides the machine's own state, behind every position: whoever goes
 * back sees what was known there. Fetched when there is something to keep.
 */
import type { Outcome } from '../../engine/command.ts';
import { cmemNews } from './cmem-news.svelte.ts';
import { poolNews } from './dma-pool-news.svelte.ts';

export interface Told {
  /** Position behind the command. */
  readonly at: number;
  readonly outcome: Outcome;
  /** Whom it concerns. */
  readonly cmem: boolean;
  readonly pools: boolean;
  /** The driver of CMEM went, and took everything with it. */
  readonly gone: boolean;
}

class News {
  /** Ascending. */
  #told: Told[] = [];
  /** As many of them are what the plates know. */
  #shown = 0;

  take(told: readonly Told[]): void {
    for (const one of told) this.#told.push(one);
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

export const news = new News();
