/** Frames with a CMEM driver for tests and pictures: pools, allocations and holes, written plainly. */
import type { Message } from '../../../../engine/contract/command.ts';
import type { BoardProfile } from '../../../../engine/contract/profile.ts';
import { MiB, PAGE_SIZE, roundUp } from '../../../../engine/contract/units.ts';
import { CHUNK, CMEM_HEAP_POOL, CmemRow, CmemState } from '../../../../engine/contract/view.ts';
import type {
  CmemBlockLayout,
  CmemLayout,
  CmemPoolLayout,
} from '../../../../engine/contract/view.ts';
import type { Frame } from '../../../frame/frame.ts';
import { buildFrame, SSD202 } from '../../../render/test/frames.ts';
import type { TestRegion } from '../../../render/test/frames.ts';

export const DM365: BoardProfile = {
  ...SSD202,
  id: 'dm365',
  title: 'TI DM365',
  banks: [{ base: 0x80000000, size: 128 * MiB }],
  reserved: [{ what: 'kernel', base: 0x80000000, size: 8 * MiB }],
  cma: '0',
  physOffset: 0x80000000,
  msys: undefined,
  cmem: { version: '2.26', mem: 60 * MiB },
};

export interface TestBusy {
  readonly pool: number;
  readonly id: number;
  readonly asked?: number;
  readonly owner?: number;
  readonly cached?: boolean;
  readonly users?: number;
  readonly op?: number;
}
export interface TestPiece {
  /** Bytes from the base of the heap. */
  readonly at: number;
  readonly size: number;
  readonly asked?: number;
  readonly owner?: number;
  readonly cached?: boolean;
  readonly op?: number;
}
export interface TestCmemBlock {
  readonly start?: number;
  readonly end?: number;
  /** Number and size of each pool, as on the insmod line. */
  readonly pools?: readonly (readonly [num: number, requested: number])[];
  readonly busy?: readonly TestBusy[];
  readonly heap?: readonly TestPiece[];
  /** Places in the chain of holes whose header was written over. */
  readonly corrupt?: readonly number[];
}
export interface TestCmem {
  readonly blocks: readonly TestCmemBlock[];
  readonly params?: string;
  readonly stopped?: Message;
  readonly board?: BoardProfile;
  readonly regions?: readonly TestRegion[];
}

export const SEED_POOLS = [
  [50, 512],
  [2, 4096],
  [2, 8192],
  [2, 16384],
  [1, 32768],
  [1, 51200],
  [1, 102400],
  [1, 4096000],
] as const;

interface Row {
  readonly kind: number;
  readonly phys: number;
  readonly size: number;
  readonly asked?: number | undefined;
  readonly state?: number;
  readonly block: number;
  readonly pool: number;
  readonly id?: number;
  readonly owner?: number | undefined;
  readonly users?: number | undefined;
  readonly op?: number | undefined;
}

/** As the module carves: from the top down, pool 0 and id 0 highest. */
const carve = (spec: TestCmemBlock, index: number, rows: Row[]): CmemBlockLayout => {
  const { start = 0x83c00000, end = 0x88000000 } = spec;
  let top = end;
  const pools = (spec.pools ?? SEED_POOLS).map(([num, requested], pool): CmemPoolLayout => {
    const size = roundUp(requested, PAGE_SIZE);
    const layout = {
      index: pool,
      num,
      size,
      requested,
      firstRow: rows.length,
      id0: top - size,
      low: top - num * size,
    };
    const busy = new Map((spec.busy ?? []).filter((b) => b.pool === pool).map((b) => [b.id, b]));
    let next = true;
    for (let id = 0; id < num; id += 1) {
      top -= size;
      const taken = busy.get(id);
      const row = { kind: CmemRow.buffer, phys: top, size, block: index, pool, id };
      if (taken === undefined) {
        rows.push({ ...row, state: next ? CmemState.NEXT : 0 });
        next = false;
      } else rows.push({ ...row, ...busyPart(taken, requested) });
    }
    return layout;
  });
  return {
    index,
    physStart: start,
    physEnd: end,
    pools,
    heap: top > start ? { base: start, size: top - start, ...HEADERS } : undefined,
  };
};

/** Headers of a 32-bit 2.26. */
const HEADERS = { nextBytes: 4, sizeBytes: 4, pointerOffset: 0x40000000 } as const;

const busyPart = (taken: Omit<TestBusy, 'pool' | 'id'>, asked: number): Partial<Row> => ({
  asked: taken.asked ?? asked,
  state: CmemState.BUSY | (taken.cached === true ? CmemState.CACHED : 0),
  owner: taken.owner ?? 1,
  users: taken.users ?? 1,
  op: taken.op ?? 1,
});

/** Allocations, and everything between them as holes in the order of the free chain. */
const fillHeap = (spec: TestCmemBlock, block: CmemBlockLayout, rows: Row[]): void => {
  const { heap } = block;
  if (heap === undefined) return;
  const common = { block: block.index, pool: CMEM_HEAP_POOL };
  const holes: [number, number][] = [];
  let at = heap.base;
  for (const piece of [...(spec.heap ?? [])].sort((a, b) => a.at - b.at)) {
    const phys = heap.base + piece.at;
    if (phys > at) holes.push([at, phys - at]);
    const { size } = piece;
    rows.push({ kind: CmemRow.heap, phys, size, ...common, ...busyPart(piece, size) });
    at = phys + size;
  }
  const end = heap.base + heap.size;
  if (at < end) holes.push([at, end - at]);
  holes.forEach(([phys, size], id) => {
    const state = spec.corrupt?.includes(id) === true ? CmemState.CORRUPT : 0;
    rows.push({ kind: CmemRow.hole, phys, size, state, id, ...common });
  });
};

export const cmemFrame = (spec: TestCmem): Frame => {
  const rows: Row[] = [];
  const blocks = spec.blocks.map((block, index) => carve(block, index, rows));
  spec.blocks.forEach((block, index) => fillHeap(block, blocks[index]!, rows));
  const cmem: CmemLayout = {
    version: '2.26',
    params: spec.params ?? 'phys_start=0x83C00000 phys_end=0x88000000',
    blocks,
    stopped: spec.stopped,
  };
  const { regions = [], board = DM365 } = spec;
  const cmemRows = roundUp(rows.length + 4, 16);
  const frame = buildFrame({ regions, board, cmemRows, cmem });
  rows.forEach((row, i) => writeCmemRow(frame, i, row));
  return frame;
};

const writeCmemRow = (frame: Frame, i: number, row: Row): void => {
  const c = frame.columns;
  c.cmemKind[i] = row.kind;
  c.cmemPhys[i] = row.phys;
  c.cmemSize[i] = row.size;
  c.cmemAsked[i] = row.asked ?? 0;
  c.cmemState[i] = row.state ?? 0;
  c.cmemBlock[i] = row.block;
  c.cmemPool[i] = row.pool;
  c.cmemId[i] = row.id ?? 0;
  c.cmemOwner[i] = row.owner ?? 0;
  c.cmemUsers[i] = row.users ?? 0;
  c.cmemOp[i] = row.op ?? 0;
};

/** The same memory after `change`; the chunks that hold the named rows have moved. */
export const nextCmemFrame = (
  frame: Frame,
  rows: readonly number[],
  change: (frame: Frame) => void,
): Frame => {
  change(frame);
  for (const row of rows) {
    for (const name of ['cmemState', 'cmemAsked', 'cmemOwner', 'cmemKind', 'cmemSize'] as const)
      frame.generations[name][Math.floor(row / CHUNK)]! += 1;
  }
  return { ...frame, serial: frame.serial + 1 };
};

/** The seed's block with buffers of two processes, one heap chunk between two allocations. */
export const seedCmem = (over: Partial<TestCmem> = {}): Frame =>
  cmemFrame({
    blocks: [
      {
        busy: [
          { pool: 0, id: 0, asked: 512, owner: 1, op: 3 },
          { pool: 0, id: 1, asked: 300, owner: 1, cached: true, op: 4 },
          { pool: 0, id: 4, asked: 4096, owner: 2, op: 5 },
          { pool: 1, id: 0, asked: 4096, owner: 1, op: 6 },
          { pool: 1, id: 1, asked: 2000, owner: 2, cached: true, op: 7 },
          { pool: 2, id: 0, asked: 8000, owner: 1, op: 8 },
          { pool: 5, id: 0, asked: 51200, owner: 1, cached: true, op: 9 },
          { pool: 6, id: 0, asked: 60000, owner: 2, users: 2, op: 10 },
          { pool: 7, id: 0, asked: 53248, owner: 2, op: 14 },
        ],
        heap: [
          { at: 0, size: 1 * MiB, owner: 1, op: 11 },
          { at: 9 * MiB, size: 16 * MiB, owner: 2, cached: true, op: 12 },
          { at: 26 * MiB, size: 4 * MiB, asked: 4 * MiB - 1000, owner: 1, op: 13 },
        ],
      },
    ],
    ...over,
  });
