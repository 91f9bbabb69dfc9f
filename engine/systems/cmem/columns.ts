/** CMEM's columns: one row a pool buffer, heap allocation or free chunk. */
import { CMEM_WORDS, type CmemLayout, type ColumnSpec } from '../../contract/view.ts';

export const CMEM_COLUMNS = {
  /** CMEM: one row a pool buffer, heap allocation or free chunk; CmemRow. */
  cmemKind: { per: 'cmemRows', type: 'u8' },
  cmemPhys: { per: 'cmemRows', type: 'f64' },
  /** Bytes held: a pool's rounded buffer size, a heap allocation's rounded size, a hole's length. */
  cmemSize: { per: 'cmemRows', type: 'f64' },
  /** Bytes asked by whoever holds it; 0 when free. */
  cmemAsked: { per: 'cmemRows', type: 'f64' },
  /** CmemState. */
  cmemState: { per: 'cmemRows', type: 'u8' },
  cmemBlock: { per: 'cmemRows', type: 'u8' },
  /** Pool number in its block, CMEM_HEAP_POOL for heap rows. */
  cmemPool: { per: 'cmemRows', type: 'u32' },
  /**
   * Buffer id in its pool (0 highest). For a hole its place in the free chain as it lies in memory,
   * or 0 while the chain is sound: it then ascends by address.
   */
  cmemId: { per: 'cmemRows', type: 'u32' },
  /** Number of the process that allocated it, 0 = nobody. */
  cmemOwner: { per: 'cmemRows', type: 'u32' },
  /** Registered users, the owner included. */
  cmemUsers: { per: 'cmemRows', type: 'u8' },
  /** Operation at which it was allocated. */
  cmemOp: { per: 'cmemRows', type: 'u32' },
  /** The first 16 bytes of a hole as they lie in memory, in words of 4: its header and what follows. */
  cmemWords: { per: 'cmemRows', type: 'u32', width: CMEM_WORDS },
} as const satisfies Readonly<Record<string, ColumnSpec>>;

/** A layout without a driver. */
export const NO_CMEM: { readonly cmemRows: 0; readonly cmem: CmemLayout | undefined } = {
  cmemRows: 0,
  cmem: undefined,
};

declare module '../../contract/view.ts' {
  interface ColumnSets {
    cmem: typeof CMEM_COLUMNS;
  }
  interface Sizes {
    /** Elements of the cmem columns. */
    readonly cmemRows: number;
  }
  interface Layout {
    readonly cmem: CmemLayout | undefined;
  }
}
