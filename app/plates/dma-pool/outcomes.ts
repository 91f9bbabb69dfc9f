/** What the plate of DMA pools makes of outcomes. */
import { boots } from '../boots.ts';
import type { PlateOutcomes } from '../contract.ts';
import type { PoolNews } from './dma-pool-news.svelte.ts';

export const outcomesFor = (news: PoolNews): PlateOutcomes => ({
  concerns: (one) => one.command.kind.startsWith('dma_pool') || boots(one),
  take: (one) => news.take([one.outcome]),
  reset: () => news.reset(),
});
