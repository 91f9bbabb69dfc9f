/**
 * The storage behind a MachineView: every column in one typed array, one generation a chunk. Models
 * write into the arrays and call `touch`; copies compare generations (see view.ts).
 */
import type { BoardProfile } from './profile.ts';
import {
  CHUNK,
  COLUMNS,
  HEADER_SLOTS,
  type CmemLayout,
  type ColumnArrays,
  type ColumnName,
  type Layout,
  type MachineView,
  type RegionLayout,
} from './view.ts';

const NAMES = Object.keys(COLUMNS) as ColumnName[];
const ARRAYS = { u8: Uint8Array, u32: Uint32Array, f64: Float64Array } as const;

/** What decides the length of every column. */
export type Shape = Pick<
  Layout,
  'pages' | 'blockSlots' | 'cmemRows' | 'poolRows' | 'poolPageRows' | 'poolBlockRows'
>;

/** Elements of a column under a layout. */
export function columnLength(name: ColumnName, layout: Shape): number {
  const { per, width } = COLUMNS[name];
  switch (per) {
    case 'header':
      return HEADER_SLOTS;
    case 'page':
      return layout.pages * width;
    case 'block':
      return layout.blockSlots * width;
    case 'cmem':
      return layout.cmemRows * width;
    case 'pool':
      return layout.poolRows * width;
    case 'poolPage':
      return layout.poolPageRows * width;
    case 'poolBlock':
      return layout.poolBlockRows * width;
  }
}

/** The part of a layout that belongs to CMEM: nothing while no driver is loaded. */
type CmemShape = Pick<Layout, 'cmemRows' | 'cmem'>;
/** The part that belongs to DMA pools. */
export type PoolsShape = Pick<Layout, 'poolRows' | 'poolPageRows' | 'poolBlockRows' | 'dmaPools'>;
export const NO_POOLS: PoolsShape = {
  poolRows: 0,
  poolPageRows: 0,
  poolBlockRows: 0,
  dmaPools: [],
};
const NONE: CmemShape & PoolsShape = { cmemRows: 0, cmem: undefined, ...NO_POOLS };

/** Never reused within a process, so that a reader can tell any two layouts apart. */
let lastLayoutId = 0;

export class Columns implements MachineView {
  readonly layout: Layout;
  readonly columns: ColumnArrays;
  readonly generations: { readonly [K in ColumnName]: Uint32Array };

  constructor(
    board: BoardProfile,
    regions: readonly RegionLayout[],
    blockSlots: number,
    systems: CmemShape & PoolsShape = NONE,
    from?: Columns,
  ) {
    const pages = regions.reduce((sum, region) => sum + region.pages, 0);
    const { cmemRows, cmem, poolRows, poolPageRows, poolBlockRows, dmaPools } = systems;
    const pools = { poolRows, poolPageRows, poolBlockRows, dmaPools };
    const id = ++lastLayoutId;
    this.layout = { id, board, regions, pages, blockSlots, cmemRows, cmem, ...pools };
    const columns: Partial<Record<ColumnName, Uint8Array | Uint32Array | Float64Array>> = {};
    const generations: Partial<Record<ColumnName, Uint32Array>> = {};
    for (const name of NAMES) {
      const length = columnLength(name, this.layout);
      const old = from?.columns[name];
      const same = old?.length === length;
      const column = same ? old : new ARRAYS[COLUMNS[name].type](length);
      if (old && !same) column.set(old.length > length ? old.subarray(0, length) : old);
      columns[name] = column;
      generations[name] = new Uint32Array(Math.ceil(length / CHUNK)).fill(1);
    }
    this.columns = columns as ColumnArrays;
    this.generations = generations as Record<ColumnName, Uint32Array>;
  }

  /** Elements [from, to) of a column changed. */
  touch(name: ColumnName, from: number, to: number): void {
    if (to <= from) return;
    const generations = this.generations[name];
    const last = Math.floor((to - 1) / CHUNK);
    for (let chunk = Math.floor(from / CHUNK); chunk <= last; chunk++)
      generations[chunk] = generations[chunk]! + 1;
  }

  /**
   * The first `count` elements of a column become `values`; chunks that were the same already are not
   * touched.
   */
  replace(name: ColumnName, values: Uint8Array | Uint32Array | Float64Array, count: number): void {
    const column = this.columns[name];
    for (let start = 0; start < count; start += CHUNK) {
      const end = Math.min(count, start + CHUNK);
      let at = start;
      while (at < end && column[at] === values[at]) at++;
      if (at === end) continue;
      column.set(values.subarray(at, end), at);
      this.touch(name, start, end);
    }
  }

  /**
   * The same contents with more room: for a region declared later, or more block slots. Columns
   * whose length stays are shared, so that views into them stay good.
   */
  grown(regions: readonly RegionLayout[], blockSlots: number): Columns {
    return new Columns(this.layout.board, regions, blockSlots, this.layout, this);
  }

  /**
   * The same contents under another CMEM: a driver loaded or unloaded, room for more rows, or a
   * process more. With fewer rows those beyond are forgotten.
   */
  withCmem(cmemRows: number, cmem: CmemLayout | undefined): Columns {
    const { board, regions, blockSlots } = this.layout;
    return new Columns(board, regions, blockSlots, { ...this.layout, cmemRows, cmem }, this);
  }

  /** The same contents with other DMA pools, or more room for their pages and blocks. */
  withPools(pools: PoolsShape): Columns {
    const { board, regions, blockSlots } = this.layout;
    return new Columns(board, regions, blockSlots, { ...this.layout, ...pools }, this);
  }
}
