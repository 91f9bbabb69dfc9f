/** The columns of DMA pools: of pools, of their pages, and of the places for blocks in these. */
import type { ColumnSpec, DmaPoolLayout } from '../../contract/view.ts';

export const POOL_COLUMNS = {
  /** DMA pools: blocks in use as the kernel counts them (beyond 0 after a double free: wrapped). */
  poolActive: { per: 'poolRows', type: 'f64' },
  poolPages: { per: 'poolRows', type: 'u32' },
  /** Stack generation: block row on top, POOL_END or POOL_CORRUPT. */
  poolHead: { per: 'poolRows', type: 'u32' },
  /** A page of a pool: row of the pool + 1, 0 = the row is free. */
  poolPagePool: { per: 'poolPageRows', type: 'u32' },
  /** Its number in its pool, 0 the oldest; the kernel's list begins with the highest. */
  poolPageIndex: { per: 'poolPageRows', type: 'u32' },
  poolPageAddress: { per: 'poolPageRows', type: 'f64' },
  /** Blocks in use: what the kernel counts, for the stack what Carveout counted. */
  poolPageUsed: { per: 'poolPageRows', type: 'u32' },
  /** Row of its first slot in the block columns; slot n (DmaPoolLayout.slots) is that row + n. */
  poolPageFirst: { per: 'poolPageRows', type: 'u32' },
  /** List generation: block row at the head, POOL_END or POOL_CORRUPT. */
  poolPageHead: { per: 'poolPageRows', type: 'u32' },
  /** Operation that fetched it. */
  poolPageOp: { per: 'poolPageRows', type: 'u32' },
  /** PoolBlock. */
  poolBlockState: { per: 'poolBlockRows', type: 'u8' },
  /** Block row the link in its first bytes leads to, POOL_END or POOL_CORRUPT. */
  poolBlockNext: { per: 'poolBlockRows', type: 'u32' },
} as const satisfies Readonly<Record<string, ColumnSpec>>;

/** The part of a layout that belongs to DMA pools. */
export interface PoolsLayout {
  readonly poolRows: number;
  readonly poolPageRows: number;
  readonly poolBlockRows: number;
  /** In order of creation. */
  readonly dmaPools: readonly DmaPoolLayout[];
}
/** A layout without a pool. */
export const NO_POOLS: PoolsLayout = {
  poolRows: 0,
  poolPageRows: 0,
  poolBlockRows: 0,
  dmaPools: [],
};

declare module '../../contract/view.ts' {
  interface ColumnSets {
    'dma-pool': typeof POOL_COLUMNS;
  }
  interface Sizes {
    /** Elements of the columns of pools, of their pages and of their blocks. */
    readonly poolRows: number;
    readonly poolPageRows: number;
    readonly poolBlockRows: number;
  }
  interface Layout {
    /** In order of creation. */
    readonly dmaPools: readonly DmaPoolLayout[];
  }
}
