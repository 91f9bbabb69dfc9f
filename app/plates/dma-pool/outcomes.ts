/** What the plate of DMA pools makes of outcomes. */
import { boots } from '../boots.ts';
import type { PlateOutcomes } from '../contract.ts';
import { poolNews } from './dma-pool-news.svelte.ts';

export const outcomes: PlateOutcomes = {
  concerns: (one) => one.command.kind.startsWith('dma_pool') || boots(one),
  take: (one) => poolNews.take([one.outcome]),
  reset: () => poolNews.reset(),
};
