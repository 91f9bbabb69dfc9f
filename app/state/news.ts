/**
 * Where what came of commands goes, besides console and log. Fetched with the first of them
 * (session.svelte.ts): the page's first load holds none of it.
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
/** Loads matter to CMEM's plate whatever they reported. */
const ofCmem = (one: News): boolean =>
  one.command.kind === 'insmod' || boots(one) || hasCmemFacts(one.outcome);
const ofPools = (one: News): boolean => one.command.kind.startsWith('dma_pool') || boots(one);

/** What was executed in a session, oldest first. */
export const takeNews = (news: readonly News[], past: Past): void => {
  const [cmem, pools] = [news.filter(ofCmem), news.filter(ofPools)];
  if (cmem.length > 0) cmemNews.take(cmem.map(({ outcome }) => outcome));
  if (pools.length > 0) poolNews.take(pools.map(({ outcome }) => outcome));
  opSteps.take(news, past);
};
