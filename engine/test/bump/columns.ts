/** The bump allocator's columns: a row a piece, in the order in which they were cut. */
import type { ColumnSpec } from '../../contract/view.ts';

export const BUMP_COLUMNS = {
  bumpPhys: { per: 'bumpRows', type: 'f64' },
  bumpSize: { per: 'bumpRows', type: 'u32' },
} as const satisfies Readonly<Record<string, ColumnSpec>>;

/** A layout before the first piece. */
export const NO_BUMP = { bumpRows: 0 } as const;

declare module '../../contract/view.ts' {
  interface ColumnSets {
    bump: typeof BUMP_COLUMNS;
  }
  interface Sizes {
    readonly bumpRows: number;
  }
}
