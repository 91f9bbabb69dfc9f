/** What CMEM's plate makes of outcomes. */
import { boots } from '../boots.ts';
import type { ToldCommand } from '../../session/told.ts';
import type { PlateOutcomes } from '../contract.ts';
import { hasCmemFacts } from './cmem-facts.ts';
import type { CmemNews } from './cmem-news.svelte.ts';

/** The driver went, and took everything with it. */
const went = (one: ToldCommand): boolean =>
  boots(one) || (one.command.kind === 'rmmod' && one.outcome.result.ok);

export const outcomesFor = (news: CmemNews): PlateOutcomes => ({
  /** Loads matter whatever they reported. */
  concerns: (one) => one.command.kind === 'insmod' || went(one) || hasCmemFacts(one.outcome),
  take(one) {
    if (went(one)) news.release();
    news.take([one.outcome]);
  },
  reset: () => news.reset(),
});
