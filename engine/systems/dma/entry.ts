/** The DMA API in the list of systems: coherent memory is always there, what watches over it is fetched. */
import type { SystemEntry } from '../contract.ts';
import { live } from './live.ts';

export const dma: SystemEntry<'dma'> = {
  id: 'dma',
  live,
  load: () => import('./system.ts'),
  later: /^dma_(?:map|mapping|unmap|sync)_/,
  onBoard: ({ dmaApiDebug }) => dmaApiDebug === true,
  absent: undefined,
  unused: undefined,
};
