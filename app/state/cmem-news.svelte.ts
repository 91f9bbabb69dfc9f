/**
 * What the CMEM driver reported, kept for the plate: how the last request was served, and the most
 * that was held at one time. Fetched when there is something to keep (session.svelte.ts).
 */
import type { Outcome } from '../../engine/command.ts';
import type { CmemLayout } from '../../engine/view.ts';
import { readChoice } from './cmem-choice.ts';
import type { CmemChoice } from './cmem-choice.ts';
import { CmemPeak } from './cmem-peak.ts';

export class CmemNews {
  choice = $state.raw<CmemChoice | undefined>();
  readonly peak = new CmemPeak();
  #params: string | undefined;

  take(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      this.choice = readChoice(outcome) ?? this.choice;
      this.peak.take(outcome);
    }
  }

  /** Take in a layout: a driver that is gone has taken everything with it. */
  follow(cmem: CmemLayout | undefined): void {
    const params = cmem?.params;
    if (this.#params !== undefined && params !== this.#params) {
      this.choice = undefined;
      this.peak.release();
    }
    this.#params = params;
  }
}

export const cmemNews = new CmemNews();
