/**
 * The storage of a MachineView: every column in one typed array, one generation a chunk. Models
 * write into the arrays and call `touch`; copies compare generations (see view.ts).
 */
import type { BoardProfile } from '../contract/profile.ts';
import { columnLength, COLUMNS, NOTHING } from '../systems/columns.ts';
import {
  CHUNK,
  type ColumnArrays,
  type ColumnName,
  type Layout,
  type MachineView,
  type RegionLayout,
} from '../contract/view.ts';

const NAMES = Object.keys(COLUMNS) as ColumnName[];
const ARRAYS = { u8: Uint8Array, u32: Uint32Array, f64: Float64Array } as const;

/** What of a layout may change while a board lives. */
type LayoutChange = Partial<Omit<Layout, 'id' | 'board' | 'pages'>>;

/** Never reused within a process, so that a reader can tell any two layouts apart. */
let lastLayoutId = 0;

export class Columns implements MachineView {
  readonly layout: Layout;
  readonly columns: ColumnArrays;
  readonly generations: { readonly [K in ColumnName]: Uint32Array };

  /** `from`: columns whose contents are taken over as far as they fit. */
  constructor(layout: Omit<Layout, 'id' | 'pages'>, from?: Columns) {
    const pages = layout.regions.reduce((sum, region) => sum + region.pages, 0);
    this.layout = { ...layout, id: ++lastLayoutId, pages };
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

  /** The columns of a board on which no system has anything. */
  static of(board: BoardProfile, regions: readonly RegionLayout[], blockSlots: number): Columns {
    return new Columns({ ...NOTHING, board, regions, blockSlots });
  }

  /**
   * The same contents under a layout that differs in this: more room, regions or block slots, a driver
   * that came or went. Columns whose length stays are shared, so that views into them stay good; of those
   * that become shorter the rows beyond are forgotten.
   */
  with(change: LayoutChange): Columns {
    return new Columns({ ...this.layout, ...change }, this);
  }
}
