/**
 * Where what the engine reported goes, besides console and log. Fetched when there is something to
 * hand on (session.svelte.ts): the page's first load holds none of it.
 */
import type { Command } from '../../engine/command.ts';
import { hasCmemFacts } from './cmem-facts.ts';
import { cmemNews } from './cmem-news.svelte.ts';
import { opSteps } from './op-steps.svelte.ts';
import type { ToldOutcome } from './op-steps.svelte.ts';

export interface News extends ToldOutcome {
  readonly command: Command;
}

/** Boots and loads matter to CMEM's plate whatever they reported. */
const ofCmem = ({ command, outcome }: News): boolean =>
  command.kind === 'insmod' ||
  (outcome.result.ok && outcome.result.value.is === 'board') ||
  hasCmemFacts(outcome);

export const takeNews = (news: readonly News[]): void => {
  const cmem = news.filter(ofCmem).map(({ outcome }) => outcome);
  if (cmem.length > 0) cmemNews.take(cmem);
  opSteps.take(news);
};
