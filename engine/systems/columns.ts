/**
 * Every column there is, in the order in which they lie in a copy, and what a layout says of systems that
 * have nothing on a board.
 */
import {
  BOARD_COLUMNS,
  HEADER_SLOTS,
  type ColumnName,
  type ColumnSpec,
  type ColumnSpecs,
  type Layout,
  type Sizes,
} from '../contract/view.ts';
import { CMEM_COLUMNS, NO_CMEM } from './cmem/columns.ts';
import { NO_POOLS, POOL_COLUMNS } from './dma-pool/columns.ts';

/** The columns of every system in the list: a test holds it to what systems declare. */
export const COLUMNS = { ...BOARD_COLUMNS, ...CMEM_COLUMNS, ...POOL_COLUMNS } as {
  readonly [K in ColumnName]: ColumnSpec & Pick<ColumnSpecs[K], 'type'>;
};
/** The layout's part of systems that have nothing. Only a machine asks for it: bundlers may drop it. */
export const NOTHING = /* @__PURE__ */ Object.assign({}, NO_CMEM, NO_POOLS) as Omit<
  Layout,
  'id' | 'board' | 'regions' | 'pages' | 'blockSlots'
>;
/** What columns are counted by, in the order of the list. */
export const SIZES = [...new Set(Object.values<ColumnSpec>(COLUMNS).map(({ per }) => per))].filter(
  (per): per is keyof Sizes => per !== 'header',
);

/** Elements of a column under a layout. */
export function columnLength(name: ColumnName, sizes: Sizes): number {
  const { per, width = 1 } = COLUMNS[name];
  return per === 'header' ? HEADER_SLOTS : sizes[per] * width;
}
