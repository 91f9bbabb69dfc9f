/** DMA pools in the list of systems: their first call fetches them. */
import type { SystemEntry } from '../contract.ts';

export const dmaPool: SystemEntry<'dma-pool'> = {
  id: 'dma-pool',
  live: undefined,
  load: () => import('./system.ts'),
  later: /^dma_pool_/,
  onBoard: () => false,
  absent: undefined,
  unused: { dmaPools: [] },
};
