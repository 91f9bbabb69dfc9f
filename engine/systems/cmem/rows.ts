/**
 * The cmem columns of a view (see ../view.ts), kept up to date from what changed since the last look:
 * one row a pool buffer for as long as the module is loaded, after them one a heap allocation and one
 * a free chunk. A look costs O(log chunks) for each thing that changed; a list of chunks that somebody
 * wrote over is read from its head each time it changes.
 */
import type { Columns } from '../../board/columns.ts';
import { fromByteString } from '../../memory/bytes/cstring.ts';
import { PAGE_SIZE, roundUp, type Bytes, type PhysAddr } from '../../contract/units.ts';
import {
  CMEM_HEAP_POOL,
  CMEM_WORDS,
  CmemRow,
  CmemState,
  type CmemBlockLayout,
  type CmemLayout,
  type CmemPoolLayout,
  type ColumnName,
} from '../../contract/view.ts';
import type { PoolBuffer, PoolObject } from './model/buffers.ts';
import type { Cmem } from './model/cmem.ts';
import { configured } from './model/digest.ts';
import type { Heap } from './model/heap/heap.ts';
import type { CmemModule } from './model/module.ts';

/** Rows for heaps of a module that was just loaded; they double when they run out. */
const FIRST_HEAP_ROWS = 64;
const NOBODY = 0;

/** One row as it is written. */
interface Row {
  readonly kind: number;
  readonly phys: PhysAddr;
  readonly size: Bytes;
  readonly asked: Bytes;
  readonly state: number;
  readonly block: number;
  readonly pool: number;
  readonly id: number;
  readonly owner: number;
  readonly users: number;
  readonly op: number;
}
const EMPTY: Row = {
  kind: CmemRow.none,
  phys: 0,
  size: 0,
  asked: 0,
  state: 0,
  block: 0,
  pool: 0,
  id: 0,
  owner: NOBODY,
  users: 0,
  op: 0,
};
const COLUMN_OF = {
  kind: 'cmemKind',
  phys: 'cmemPhys',
  size: 'cmemSize',
  asked: 'cmemAsked',
  state: 'cmemState',
  block: 'cmemBlock',
  pool: 'cmemPool',
  id: 'cmemId',
  owner: 'cmemOwner',
  users: 'cmemUsers',
  op: 'cmemOp',
} as const satisfies Record<keyof Row, ColumnName>;
const FIELDS = Object.keys(COLUMN_OF) as (keyof Row)[];

/** Where the buffers of a pool object have their rows. */
interface Rack {
  readonly object: PoolObject;
  readonly block: number;
  readonly pool: number;
  readonly firstRow: number;
  readonly count: number;
  /** The buffer that the next allocation takes. */
  next: PoolBuffer | undefined;
}

/** It belongs to one board and is asked after every operation that is shown. */
export class CmemRows {
  readonly #cmem: Cmem;
  #module: CmemModule | undefined;
  #stopped: unknown;
  #layout: CmemLayout | undefined;
  #racks = new Map<number, Rack>();
  #buffers = new Map<PoolBuffer, number>();
  /** Rows of holes by address, for each block with a heap. */
  #holes = new Map<number, Map<PhysAddr, number>>();
  /** Rows that hold nothing, the last to be taken first. */
  #spare: number[] = [];
  #rows = 0;

  constructor(cmem: Cmem) {
    this.#cmem = cmem;
  }

  /** Bring the columns up to date; what comes back is them, or others with more room. */
  follow(columns: Columns): Columns {
    const { module, stopped } = this.#cmem.system;
    if (module !== this.#module || stopped !== this.#stopped) columns = this.#begin(columns);
    if (!module) return columns;
    for (const buffer of module.changed ?? []) columns = this.#buffer(columns, module, buffer);
    module.changed?.clear();
    for (const block of this.#holes.keys())
      columns = this.#heap(columns, module.blocks[block]!.heap!, block);
    return columns;
  }

  /** Another module, or none, or one that has just died. */
  #begin(columns: Columns): Columns {
    const { module, stopped } = this.#cmem.system;
    this.#stopped = stopped;
    const same = module !== undefined && module === this.#module;
    if (!same) {
      this.#module = module;
      this.#racks.clear();
      this.#buffers.clear();
      this.#holes.clear();
      this.#spare = [];
      this.#rows = 0;
    }
    const blocks = same ? this.#layout!.blocks : module ? this.#place(module) : [];
    this.#layout =
      module || stopped
        ? {
            version: this.#cmem.profile.version,
            params: fromByteString(this.#cmem.loadedWith ?? ''),
            blocks,
            stopped: stopped?.why,
          }
        : undefined;
    let next = this.#columnsFor(columns);
    if (!same) wipe(next);
    // A driver that dies may have left a header half written.
    else for (const block of this.#holes.keys()) module.blocks[block]!.heap!.changes.everything();
    if (!same && module) {
      module.changed = new Set();
      for (const rack of this.#racks.values())
        for (const list of [rack.object.free, rack.object.busy])
          for (const buffer of list) next = this.#buffer(next, module, buffer);
      for (const block of this.#holes.keys()) {
        const { heap, heapPool } = module.blocks[block]!;
        heap!.changes.everything();
        for (const buffer of module.pool(block, heapPool).busy)
          next = this.#buffer(next, module, buffer);
      }
    }
    return next;
  }

  /** The columns as they are, if only the contents of their rows changed: readers keep their buffers. */
  #columnsFor(columns: Columns): Columns {
    const { cmem, cmemRows } = columns.layout;
    if (!cmem || !this.#layout || JSON.stringify(cmem) !== JSON.stringify(this.#layout))
      return columns.with({ cmemRows: this.#rows, cmem: this.#layout });
    // Room that was made stays.
    if (cmemRows > this.#rows && this.#holes.size > 0) this.#moreRows(cmemRows - this.#rows);
    return cmemRows === this.#rows
      ? columns
      : columns.with({ cmemRows: this.#rows, cmem: this.#layout });
  }

  /** Give every pool buffer its row, and every heap room. */
  #place(module: CmemModule): CmemBlockLayout[] {
    let row = 0;
    const layouts = configured(module).map((index) => {
      const { start, end, pools, heap } = module.blocks[index]!;
      const racks: CmemPoolLayout[] = [];
      for (let pool = 0; pool < pools; pool += 1) {
        const object = module.pool(index, pool);
        if (!object.ready || this.#racks.has(object.home)) continue;
        const count = object.free.count + object.busy.count;
        const rack = { object, block: index, pool, firstRow: row, count, next: undefined };
        this.#racks.set(object.home, rack);
        racks.push(layoutOf(rack, start));
        row += count;
      }
      if (heap) this.#holes.set(index, new Map());
      return {
        index,
        physStart: start,
        physEnd: end,
        pools: racks,
        heap: heap?.layout,
      };
    });
    this.#rows = row;
    if (this.#holes.size > 0) this.#moreRows(FIRST_HEAP_ROWS);
    return layouts;
  }
  /** Rows at the end that hold nothing yet; the lowest is taken first. */
  #moreRows(count: number): void {
    for (let row = this.#rows + count - 1; row >= this.#rows; row -= 1) this.#spare.push(row);
    this.#rows += count;
  }
  /** A row that holds nothing; more columns are made where none is left. */
  #row(columns: Columns): { readonly row: number; readonly columns: Columns } {
    let wide = columns;
    if (this.#spare.length === 0) {
      this.#moreRows(Math.max(FIRST_HEAP_ROWS, this.#rows));
      wide = columns.with({ cmemRows: this.#rows, cmem: this.#layout });
    }
    return { row: this.#spare.pop()!, columns: wide };
  }
  /** The row holds nothing any more and may be taken again. */
  #forget(columns: Columns, row: number): void {
    write(columns, row, EMPTY);
    writeWords(columns, row, () => 0);
    this.#spare.push(row);
  }

  /**
   * Write a buffer that changed hands into its row: a pool's buffer has one for good, a heap's
   * while it is busy.
   */
  #buffer(columns: Columns, module: CmemModule, buffer: PoolBuffer): Columns {
    const home = buffer.list?.home;
    const rack = home === undefined ? undefined : this.#racks.get(home);
    if (home !== undefined && rack && buffer.id < rack.count) {
      this.#slot(columns, rack, buffer);
      return columns;
    }
    const known = this.#buffers.get(buffer);
    // Up to 2.25 a heap's buffer can be on the free list of the heap's pool: nobody holds it.
    if (home === undefined || (!rack && buffer.list !== module.pools[home]!.busy)) {
      this.#buffers.delete(buffer);
      if (known !== undefined) this.#forget(columns, known);
      return columns;
    }
    const { row, columns: wide } =
      known === undefined ? this.#row(columns) : { row: known, columns };
    this.#buffers.set(buffer, row);
    const { block, pool } = module.visitedAs(home);
    const busy = buffer.users.length > 0;
    write(wide, row, {
      ...EMPTY,
      ...held(buffer),
      kind: CmemRow.heap,
      phys: buffer.phys,
      size: roundUp(buffer.size, PAGE_SIZE),
      state: stateOf(buffer, busy),
      block,
      pool: CMEM_HEAP_POOL,
      id: pool,
    });
    return wide;
  }

  /**
   * The buffer that the next allocation takes is marked; where the mark moves, both rows change.
   */
  #slot(columns: Columns, rack: Rack, buffer: PoolBuffer): void {
    this.#one(columns, rack, buffer);
    const before = rack.next;
    rack.next = rack.object.free.head;
    if (before === rack.next) return;
    for (const one of [before, rack.next]) if (one && one !== buffer) this.#one(columns, rack, one);
    if (rack.next === buffer || before === buffer) this.#one(columns, rack, buffer);
  }
  /** Writes one buffer of a pool into its row. */
  #one(columns: Columns, rack: Rack, buffer: PoolBuffer): void {
    const { block, pool, object, firstRow } = rack;
    const next = object.free.head === buffer ? CmemState.NEXT : 0;
    write(columns, firstRow + buffer.id, {
      ...EMPTY,
      ...held(buffer),
      kind: CmemRow.buffer,
      phys: buffer.phys,
      size: Number(object.size),
      state: stateOf(buffer, buffer.list === object.busy) | next,
      block,
      pool,
      id: buffer.id,
    });
  }

  /** Write the chunks of a heap that changed; a list that is not sound is read from its head. */
  #heap(columns: Columns, heap: Heap, block: number): Columns {
    const { changes } = heap;
    const touched = changes.take();
    if (touched === 'everything' || !heap.sound) {
      if (touched !== 'everything' && touched.size === 0) return columns;
      return this.#list(columns, heap, block);
    }
    const rows = this.#holes.get(block)!;
    let wide = columns;
    for (const at of touched) {
      const known = rows.get(at);
      if (heap.startsAt(at)) wide = this.#hole(wide, heap, { block, at, place: 0 });
      else if (known !== undefined) {
        rows.delete(at);
        this.#forget(wide, known);
      }
    }
    return wide;
  }
  /** Every chunk of a list as it lies in memory. */
  #list(columns: Columns, heap: Heap, block: number): Columns {
    const rows = this.#holes.get(block)!;
    const { sound } = heap;
    const chunks = heap.list().chunks.map(({ pointer }) => heap.physOf(pointer));
    const there = new Set(chunks);
    for (const [at, row] of rows) {
      if (there.has(at)) continue;
      rows.delete(at);
      this.#forget(columns, row);
    }
    let wide = columns;
    for (const [place, at] of chunks.entries())
      wide = this.#hole(wide, heap, { block, at, place: sound ? 0 : place });
    return wide;
  }
  /** Write one free chunk; `place` is its place in a list that somebody wrote over, else 0. */
  #hole(
    columns: Columns,
    heap: Heap,
    { block, at, place }: { readonly block: number; readonly at: PhysAddr; readonly place: number },
  ): Columns {
    const rows = this.#holes.get(block)!;
    const known = rows.get(at);
    const { row, columns: wide } =
      known === undefined ? this.#row(columns) : { row: known, columns };
    rows.set(at, row);
    const words = heap.words(at);
    write(wide, row, {
      ...EMPTY,
      kind: CmemRow.hole,
      phys: at,
      size: Number(words.size),
      state: heap.changes.corrupt(at, words) ? CmemState.CORRUPT : 0,
      block,
      pool: CMEM_HEAP_POOL,
      id: place,
    });
    writeWords(wide, row, (word) => heap.headers.word(at + 4 * word));
    return wide;
  }
}

/** Who holds a buffer: the oldest user's process, and how many users there are, 255 at most. */
const held = ({
  users,
  asked,
  taken: op,
}: PoolBuffer): Pick<Row, 'asked' | 'owner' | 'users' | 'op'> => ({
  asked,
  op,
  owner: users[0]?.file.process ?? NOBODY,
  users: Math.min(users.length, 255),
});
/** CmemState bits of a buffer. */
const stateOf = ({ cached }: PoolBuffer, busy: boolean): number =>
  busy ? CmemState.BUSY | (cached ? CmemState.CACHED : 0) : 0;

/** A pool's entry of the layout; a pool without buffers stands at the block's start. */
function layoutOf({ object, pool, firstRow, count }: Rack, start: PhysAddr): CmemPoolLayout {
  let id0 = 0;
  let low = Infinity;
  for (const list of [object.free, object.busy])
    for (const { id, phys } of list) {
      if (id === 0) id0 = phys;
      low = Math.min(low, phys);
    }
  if (count === 0) id0 = low = start;
  const { size, asked } = object;
  return {
    index: pool,
    num: count,
    size: Number(size),
    requested: Number(asked),
    firstRow,
    id0,
    low,
  };
}

/** Every row holds nothing. */
function wipe(columns: Columns): void {
  for (let row = 0; row < columns.layout.cmemRows; row += 1) {
    write(columns, row, EMPTY);
    writeWords(columns, row, () => 0);
  }
}
/** The first bytes of a free chunk, a 32-bit word each; untouched where they are the same. */
function writeWords(columns: Columns, row: number, word: (at: number) => number): void {
  const { cmemWords } = columns.columns;
  let moved = false;
  for (let at = 0; at < CMEM_WORDS; at += 1) {
    const value = word(at);
    moved ||= cmemWords[row * CMEM_WORDS + at] !== value;
    cmemWords[row * CMEM_WORDS + at] = value;
  }
  if (moved) columns.touch('cmemWords', row * CMEM_WORDS, (row + 1) * CMEM_WORDS);
}
/** Write a row and touch only the columns that changed. */
function write(columns: Columns, row: number, values: Row): void {
  for (const field of FIELDS) {
    const name = COLUMN_OF[field];
    const column = columns.columns[name];
    if (column[row] === values[field]) continue;
    column[row] = values[field];
    columns.touch(name, row, row + 1);
  }
}
