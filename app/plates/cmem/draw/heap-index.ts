/**
 * The rows of every heap in order of address, and what can be said of each heap. Heap rows lie
 * anywhere after the pools' rows, so they are looked for once a change and then kept.
 */
import { CMEM_HEAP_POOL, CmemRow, CmemState } from '../../../../engine/contract/view.ts';
import type { MachineView } from '../../../../engine/contract/view.ts';

export interface HeapFigures {
  /** Bytes free, of the largest chunk, and chunks. */
  readonly free: number;
  readonly largest: number;
  readonly chunks: number;
  /** Allocations, the bytes they hold and the bytes asked. */
  readonly busy: number;
  readonly held: number;
  readonly asked: number;
  readonly corrupt: number;
  /** Bytes that neither the list nor any allocation knows: a list that was written over lost them. */
  readonly lost: number;
}

/** Bytes [from, to) of a heap. */
export interface HeapSpan {
  readonly from: number;
  readonly to: number;
}

export interface HeapRows {
  /** Rows of allocations and holes, ascending by address. */
  readonly rows: Uint32Array;
  /** Rows of holes in the order of the free chain. */
  readonly chain: Uint32Array;
  /** What lies in no row, ascending. */
  readonly lost: readonly HeapSpan[];
  readonly figures: HeapFigures;
}

const NOTHING: HeapRows = {
  rows: new Uint32Array(0),
  chain: new Uint32Array(0),
  lost: [],
  figures: { free: 0, largest: 0, chunks: 0, busy: 0, held: 0, asked: 0, corrupt: 0, lost: 0 },
};

/** The columns by which the index stands. */
const WATCHED = ['cmemKind', 'cmemPhys', 'cmemSize', 'cmemState', 'cmemAsked', 'cmemId'] as const;

interface Seen extends Pick<MachineView, 'layout'> {
  readonly epoch: number;
  readonly stamp: string;
}

export class HeapIndex {
  #heaps = new Map<number, HeapRows>();
  #seen: Seen | undefined;

  /** Take in a frame; true if anything changed since the last one. */
  update(view: MachineView & { readonly epoch: number }): boolean {
    const stamp = WATCHED.map((name) => view.generations[name].join(' ')).join('|');
    const seen = this.#seen;
    if (seen?.layout === view.layout && seen.epoch === view.epoch && seen.stamp === stamp)
      return false;
    this.#seen = { layout: view.layout, epoch: view.epoch, stamp };
    this.#heaps = readHeaps(view);
    return true;
  }

  of(block: number): HeapRows {
    return this.#heaps.get(block) ?? NOTHING;
  }

  /** The row of a heap that holds an address. */
  rowAt(view: MachineView, block: number, phys: number): number | undefined {
    const { rows } = this.of(block);
    const { cmemPhys, cmemSize } = view.columns;
    const at = placeBefore(cmemPhys, rows, phys);
    const row = rows[at];
    if (row === undefined) return undefined;
    return phys < cmemPhys[row]! + Math.max(1, cmemSize[row]!) ? row : undefined;
  }

  /** Place in `rows` of the last row that starts at or below an address; -1 = none. */
  placeOf(view: MachineView, block: number, phys: number): number {
    return placeBefore(view.columns.cmemPhys, this.of(block).rows, phys);
  }
}

/** The place of a hole in the free chain, from 1. */
export const placeInChain = ({ chain }: HeapRows, row: number): number => chain.indexOf(row) + 1;

const placeBefore = (phys: Float64Array, rows: Uint32Array, address: number): number => {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (phys[rows[middle]!]! <= address) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

const readHeaps = (view: MachineView): Map<number, HeapRows> => {
  const { cmemKind, cmemPool, cmemBlock, cmemPhys, cmemId } = view.columns;
  const found = new Map<number, number[]>();
  for (let row = 0; row < cmemKind.length; row += 1) {
    if (cmemKind[row] === CmemRow.none || cmemPool[row] !== CMEM_HEAP_POOL) continue;
    const block = cmemBlock[row]!;
    const rows = found.get(block);
    if (rows === undefined) found.set(block, [row]);
    else rows.push(row);
  }
  return new Map(
    [...found].map(([block, list]): [number, HeapRows] => {
      // Two rows of one address: the one that consumes nothing comes first.
      const rows = Uint32Array.from(list).sort(
        (a, b) =>
          cmemPhys[a]! - cmemPhys[b]! || view.columns.cmemSize[a]! - view.columns.cmemSize[b]!,
      );
      const chain = rows
        .filter((row) => cmemKind[row] === CmemRow.hole)
        .sort((a, b) => cmemId[a]! - cmemId[b]!);
      const lost = lostSpans(view, block, rows);
      const bytes = lost.reduce((sum, { from, to }) => sum + to - from, 0);
      return [block, { rows, chain, lost, figures: { ...figuresOf(view, rows), lost: bytes } }];
    }),
  );
};

/** Chunks that claim more than lies up to their neighbour do not hide what it leads to. */
const lostSpans = (view: MachineView, block: number, rows: Uint32Array): readonly HeapSpan[] => {
  const heap = view.layout.cmem?.blocks.find((one) => one.index === block)?.heap;
  if (heap === undefined) return [];
  const { cmemPhys, cmemSize } = view.columns;
  const end = heap.base + heap.size;
  const lost: HeapSpan[] = [];
  let edge = heap.base;
  for (const row of rows) {
    const from = cmemPhys[row]!;
    if (from > edge) lost.push({ from: edge, to: Math.min(from, end) });
    edge = Math.max(edge, Math.min(from + cmemSize[row]!, end));
  }
  if (edge < end) lost.push({ from: edge, to: end });
  return lost;
};

const figuresOf = (view: MachineView, rows: Uint32Array): Omit<HeapFigures, 'lost'> => {
  const { cmemKind, cmemSize, cmemAsked, cmemState } = view.columns;
  const sum = { free: 0, largest: 0, chunks: 0, busy: 0, held: 0, asked: 0, corrupt: 0 };
  for (const row of rows) {
    const size = cmemSize[row]!;
    if (cmemKind[row] === CmemRow.hole) {
      sum.free += size;
      sum.largest = Math.max(sum.largest, size);
      sum.chunks += 1;
      if (cmemState[row]! & CmemState.CORRUPT) sum.corrupt += 1;
    } else {
      sum.busy += 1;
      sum.held += size;
      sum.asked += cmemAsked[row]!;
    }
  }
  return sum;
};
