/** The DMA API as a running board needs it: coherent memory. Streaming mappings come with the whole system. */
import type { Board } from '../../board/board.ts';
import { withCma } from '../cma/exec.ts';
import type { LiveSystem } from '../contract.ts';
import { takeAtomicPool } from './model/coherent.ts';
import { dmaAllocCoherent, dmaFreeCoherent } from './exec.ts';
import type { BoardDma } from './part.ts';

/** How handles of coherent memory came to be and go back. */
const coherent = {
  from: 'dma_alloc_coherent',
  through: 'dma_free_coherent',
  frames: true,
} as const;

/** The boot takes the atomic pool; dma-debug is there only with the whole system. */
export const live = {
  id: 'dma',
  boot: (_board: Board): BoardDma => ({ atomicPool: undefined, debug: undefined }),
  initcall: takeAtomicPool,
  exec: {
    dma_alloc_coherent: withCma(dmaAllocCoherent),
    dma_free_coherent: withCma(dmaFreeCoherent),
  },
  intercepts: undefined,
  handles: {
    dma_coherent: coherent,
    atomic: coherent,
    buddy: { ...coherent, frames: false },
    dma_map: { from: 'dma_map_single', through: 'dma_unmap_single', frames: false },
  },
  follow: undefined,
  count: undefined,
  bytes: () => undefined,
  room: undefined,
  check: ({ parts }: Board): void => parts.dma?.atomicPool?.check(),
} satisfies LiveSystem<'dma'>;
