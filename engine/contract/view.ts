/**
 * What may be seen of a machine: flat columns in typed arrays, each cut into chunks that carry a
 * generation. Whoever copies them (three shared frames, a transferred patch, a checkpoint) copies
 * only the chunks whose generation moved. A reader of a copy needs nothing else.
 */
import type { PageCount, Pfn } from './units.ts';

/** State of one page: the low four bits are the owner's colour class, the rest are flags. */
export const PageState = {
  /** Owner's colour class, 0 = unnamed, 1–8 = the palette of owners (engine/block-names.ts). */
  COLOUR: 0x0f,
  /** The CMA bitmap's bit over this page is set. */
  ALLOCATED: 0x10,
  /** Lent to movable users: the bit is 0, the page moves when it is wanted. */
  LENT: 0x20,
  /** Cannot be moved: an attempt over it answers EBUSY. */
  PINNED: 0x40,
  /** Allocated only because a bit covers several pages (order_per_bit > 0): nobody asked for it. */
  SLACK: 0x80,
} as const;

/** Who took a block; stored in the `kind` column. */
export const BlockKind = {
  none: 0,
  cma: 1,
  dma_coherent: 2,
  msys: 3,
  workload: 4,
  debugfs: 5,
  /** A page of a DMA pool. */
  dma_pool: 6,
} as const;
export type BlockKindName = keyof typeof BlockKind;

/** What a row of the cmem columns stands for; rows of one kind need not lie together. */
export const CmemRow = {
  none: 0,
  /** A buffer of a pool: always there while the module is loaded. Row = PoolLayout.firstRow + id. */
  buffer: 1,
  /** A heap allocation. */
  heap: 2,
  /** A free chunk of a heap, header in its first bytes. */
  hole: 3,
} as const;
/** Flags of the cmemState column. */
export const CmemState = {
  BUSY: 0x01,
  /** Allocated CMEM_CACHED; a busy row without it is non-cached. */
  CACHED: 0x02,
  /** A hole whose header bytes were written to by somebody: the chain is not what the driver left. */
  CORRUPT: 0x04,
  /** The pool's buffer that the next allocation takes (head of its free list). */
  NEXT: 0x08,
} as const;
/** cmemPool of rows that belong to a heap. */
export const CMEM_HEAP_POOL = 0xffff_ffff;

/** State of a place for a block in a page of a DMA pool: one of the first three, and flags. */
export const PoolBlock = {
  NONE: 0,
  FREE: 1,
  IN_USE: 2,
  /** A whole block that the carving drops: never handed out. */
  LOST: 3,
  KIND: 0x03,
  /** A link leads to it, as far as the pool's own doing goes. */
  LISTED: 0x04,
  /** Its end lies after the end of the page. */
  OVERRUN: 0x08,
  /** Filled with 0xa7 when it was freed (debug build). */
  POISONED: 0x10,
  /** Handed out while in use, or freed while free: the list knows it twice. */
  TWICE: 0x20,
} as const;
/** Where a chain of poolBlockNext ends. */
export const POOL_END = 0xffff_ffff;
/** A link that leads to no block of the pool: what follows is lost, or worse. */
export const POOL_CORRUPT = 0xffff_fffe;

/** Words of a hole that are shown: as many as the longest header has. */
export const CMEM_WORDS = 4;

/** Bytes of a name in the `name` column: MAX_NAME characters of printable ASCII and a zero. */
export const NAME_BYTES = 32;

/** How many elements columns have. A system adds what its own are counted by. */
export interface Sizes {
  readonly pages: number;
  readonly blockSlots: number;
}
/** What one column is: `width` elements of a type for each of what it is counted by. */
export interface ColumnSpec {
  readonly per: keyof Sizes | 'header';
  readonly type: 'u8' | 'u32' | 'f64';
  /** 1 if left out. */
  readonly width?: number;
}

/** The board's own columns. Page columns are indexed by page index (see RegionLayout.firstPage), block
 *  columns by block slot; a slot with `pages` 0 is free. */
export const BOARD_COLUMNS = {
  /** PageState of every page of every region. */
  page: { per: 'pages', type: 'u8' },
  /** Block slot + 1 that holds the page, 0 = none. */
  owner: { per: 'pages', type: 'u32' },
  blockPfn: { per: 'blockSlots', type: 'f64' },
  /** Pages asked for (the bitmap may hold more, see PageState.SLACK). */
  blockPages: { per: 'blockSlots', type: 'u32' },
  /** Bytes asked for: not page aligned. */
  blockBytes: { per: 'blockSlots', type: 'f64' },
  /** Operation at which it was born: with the slot, the identity of a block. */
  blockOp: { per: 'blockSlots', type: 'u32' },
  /** BlockKind. */
  blockKind: { per: 'blockSlots', type: 'u8' },
  /** Alignment order asked of the search. */
  blockAlign: { per: 'blockSlots', type: 'u8' },
  /** Colour class, as in PageState.COLOUR. */
  blockColour: { per: 'blockSlots', type: 'u8' },
  /** Name, NAME_BYTES bytes of ASCII, zero padded; empty = unnamed. */
  blockName: { per: 'blockSlots', type: 'u8', width: NAME_BYTES },
  /** Counters, see HEADER. */
  header: { per: 'header', type: 'f64' },
} as const satisfies Readonly<Record<string, ColumnSpec>>;
/** Columns by whose they are; a system adds its own in its columns.ts. */
export interface ColumnSets {
  board: typeof BOARD_COLUMNS;
}
type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer A) => void
  ? A
  : never;
/** What each column is. */
export type ColumnSpecs = Together<ColumnSets[keyof ColumnSets]>;
export type ColumnName = keyof ColumnSpecs;

/** Elements of one chunk: the unit of copying. */
export const CHUNK = 4096;

type ArrayOf<T> = T extends 'u8' ? Uint8Array : T extends 'u32' ? Uint32Array : Float64Array;
export type ColumnArrays = { readonly [K in ColumnName]: ArrayOf<ColumnSpecs[K]['type']> };

/** Slots of the `header` column: first the machine's, then HEADER_REGION for each region. */
export const HEADER = {
  op: 0,
  /** Simulated uptime in ms. */
  uptimeMs: 1,
  /** Block slots ever used: slots from here on are free. */
  blockHigh: 2,
  blocks: 3,
  /** Entries of msys' kept list and the sum of their raw lengths. */
  dmemEntries: 4,
  dmemTotal: 5,
  /** CmaTotal and CmaFree of /proc/meminfo in pages. */
  cmaTotalPages: 6,
  cmaFreePages: 7,
  /** The first slot of the first region; see HEADER_REGION. */
  regions: 8,
} as const;
export const HEADER_REGION = {
  /** Pages whose bit is set (popcount << order_per_bit). */
  used: 0,
  lent: 1,
  pinned: 2,
  /** Longest run of zero bits, in pages (debugfs maxchunk). */
  longest: 3,
  /** Changes with every change of a page of this region. */
  generation: 4,
  width: 8,
} as const;
export const HEADER_SLOTS = 8 + 1 + HEADER_REGION.width * 8 + 7;

export interface RangeLayout {
  readonly basePfn: Pfn;
  readonly pages: PageCount;
  /** Index of the range's first page in the page columns. */
  readonly firstPage: number;
}
export interface RegionLayout {
  readonly index: number;
  readonly name: string;
  readonly orderPerBit: number;
  readonly pages: PageCount;
  readonly ranges: readonly RangeLayout[];
}
export interface CmemPoolLayout {
  readonly index: number;
  readonly num: number;
  /** Bytes a buffer holds (page rounded) and bytes the pools= line asked for. */
  readonly size: number;
  readonly requested: number;
  /** Row of buffer id 0, the highest; id n is row firstRow + n, one buffer lower. */
  readonly firstRow: number;
  /** Physical addresses of buffer id 0 and of the lowest buffer. */
  readonly id0: number;
  readonly low: number;
}
export interface CmemHeapLayout {
  readonly base: number;
  readonly size: number;
  /** Bytes of a header's pointer to the next chunk, and of the size right after it. */
  readonly nextBytes: 4 | 8;
  readonly sizeBytes: 4 | 8;
  /** What is added to a physical address to get such a pointer: 0 in 4.x. */
  readonly pointerOffset: number;
}
export interface CmemBlockLayout {
  readonly index: number;
  readonly physStart: number;
  readonly physEnd: number;
  readonly pools: readonly CmemPoolLayout[];
  readonly heap: CmemHeapLayout | undefined;
}
/** The CMEM driver that is loaded, or died; changes with insmod, rmmod and its death. */
export interface CmemLayout {
  readonly version: '2.24' | '2.26' | '4.20';
  /** The insmod arguments as given. */
  readonly params: string;
  readonly blocks: readonly CmemBlockLayout[];
  /** Why this driver instance answers no more (oops, hang), if so. */
  readonly stopped: import('./command.ts').Message | undefined;
}

/** A DMA pool; nothing of it changes while it lives. */
export interface DmaPoolLayout {
  /** Number of the pool on this board, from 1, never given again. */
  readonly id: number;
  /** Row in the pool columns. */
  readonly row: number;
  readonly name: string;
  readonly device: string;
  /** What was asked for. */
  readonly asked: { readonly size: number; readonly align: number; readonly boundary: number };
  /** What came of it; `allocation` is the bytes of a page. */
  readonly size: number;
  readonly allocation: number;
  readonly boundary: number;
  readonly mechanism: 'bitmap' | 'list' | 'stack';
  /** Offset of every place for a block in a page, ascending; the dropped ones are PoolBlock.LOST. */
  readonly slots: Int32Array;
  /** Blocks that are handed out, blocks dropped, and bytes of a page that no block uses. */
  readonly blocks: number;
  readonly lost: number;
  readonly wasted: number;
  /** Bytes by which the last block runs past the page. */
  readonly overrun: number;
  readonly op: number;
}

/**
 * The fixed part of a view: changes only when a board boots, a region is declared, room runs out, or a
 * system adds to what it says here of itself.
 */
export interface Layout extends Sizes {
  /** Changes whenever anything below changes. */
  readonly id: number;
  readonly board: import('./profile.ts').BoardProfile;
  readonly regions: readonly RegionLayout[];
}

/** Live columns of a machine with one generation a chunk of every column. */
export interface MachineView {
  readonly layout: Layout;
  readonly columns: ColumnArrays;
  readonly generations: { readonly [K in ColumnName]: Uint32Array };
}
