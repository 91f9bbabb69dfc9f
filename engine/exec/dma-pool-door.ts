/** All of the DMA pools that a board needs, in one piece: see ../systems.ts. */
export { BoardDmaDebug, streamCall } from './dma-stream.ts';
export { poolCall } from './dma-pool.ts';
export { BoardPools } from './dma-pool-ground.ts';
export { poolBytes, poolDevmem } from './dma-pool-bytes.ts';
