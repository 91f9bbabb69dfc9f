/** All of the DMA API: coherent memory, streaming mappings, and what watches over them. */
import { OBJECT_BYTES, sum } from '../../board/weight.ts';
import { digestOf } from '../../memory/digest.ts';
import type { System } from '../contract.ts';
import { AtomicPool } from './model/atomic-pool.ts';
import { live } from './live.ts';
import type { SavedDma } from './part.ts';
import { BoardDmaDebug, streamCall } from './model/stream.ts';
import { debugTree } from './tree.ts';

/** A kernel built with dma-debug watches from its boot on. */
export const system: System<'dma'> = {
  ...live,
  boot: ({ profile }) => ({
    atomicPool: undefined,
    debug: profile.dmaApiDebug ? new BoardDmaDebug(profile) : undefined,
  }),
  exec: {
    ...live.exec,
    dma_map_single: streamCall,
    dma_map_page: streamCall,
    dma_unmap_single: streamCall,
    dma_unmap_page: streamCall,
    dma_sync_single_for_cpu: streamCall,
    dma_sync_single_for_device: streamCall,
    dma_mapping_error: streamCall,
  },
  save: ({ parts: { dma } }) => {
    const pool = dma?.atomicPool;
    return {
      atomicPool: pool && { pfn: pool.pfn, bits: pool.bits() },
      debug: dma?.debug?.debug.save(),
    };
  },
  restore: ({ parts: { dma } }, saved) => {
    const pool = saved?.atomicPool;
    if (!dma) return;
    dma.atomicPool = pool && AtomicPool.restored(pool.pfn, pool.bits);
    if (saved?.debug) dma.debug?.debug.restore(saved.debug);
  },
  weigh: ({ atomicPool, debug }, before) =>
    (atomicPool?.bits.length ?? 0) + debugBytes(debug, before?.debug),
  state: () => ({}),
  hidden: ({ parts: { dma } }) => [
    { place: 2, name: 'atomicPool', value: dma?.atomicPool?.bits() },
    { place: 5, name: 'dmaDebug', value: dma?.debug && digestOf(dma.debug.debug.save()) },
  ],
  numberOf: { buddy: () => undefined },
  files: debugTree,
};

/** Entries that are the same in both checkpoints are one object. */
function debugBytes(saved: SavedDma['debug'], before: SavedDma['debug']): number {
  if (!saved || saved.entries === before?.entries) return 0;
  const { devices, ...entries } = saved.entries;
  return sum(Object.values(entries)) + OBJECT_BYTES * devices.length;
}
