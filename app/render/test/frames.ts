/** Frames for tests and pictures: a board, its regions and blocks, written the obvious way. */
import { columnLength, COLUMNS } from '../../../engine/systems/columns.ts';
import {
  HEADER,
  HEADER_REGION,
  BlockKind,
  CHUNK,
  NAME_BYTES,
  PageState,
} from '../../../engine/contract/view.ts';
import type {
  BlockKindName,
  CmemLayout,
  ColumnArrays,
  ColumnName,
  Layout,
  RangeLayout,
  RegionLayout,
} from '../../../engine/contract/view.ts';
import type { BoardProfile } from '../../../engine/contract/profile.ts';
import type { Frame } from '../../frame/frame.ts';

export const SSD202: BoardProfile = {
  id: 'ssd202',
  title: 'SigmaStar SSD202',
  kernel: '4.9',
  release: '4.9.84',
  arch: 'arm',
  banks: [{ base: 0x20000000, size: 0x08000000 }],
  reserved: [{ what: 'kernel', base: 0x20008000, size: 0x00600000 }],
  cma: '2M',
  cmaAlignment: 4,
  orderPerBit: 0,
  coherentPool: 0,
  regionOrder: 9,
  physOffset: 0x20000000,
  virtual: { pageOffset: 0xc0000000, memMap: 0xc62f5000, structPageBytes: 32 },
  cmaPointer: 'c0435ef0',
  cmaDebug: true,
  msys: { debug: true, bytesSuffix: true, sysfsAll: false },
};

export interface TestBlock {
  readonly pfn: number;
  readonly pages: number;
  readonly bytes?: number;
  readonly name?: string;
  readonly kind?: BlockKindName;
  readonly align?: number;
  readonly op?: number;
  readonly colour?: number;
}
export interface TestRegion {
  readonly name?: string;
  readonly orderPerBit?: number;
  /** Base pfn and pages of each range. */
  readonly ranges: readonly (readonly [pfn: number, pages: number])[];
}
export interface TestFrame {
  readonly regions: readonly TestRegion[];
  readonly blocks?: readonly TestBlock[];
  /** Page frames with flags besides: lent, pinned, slack. */
  readonly marks?: readonly (readonly [pfn: number, count: number, flags: number])[];
  readonly board?: BoardProfile;
  /** The CMEM driver; its rows are written by cmem-frames.ts. */
  readonly cmemRows?: number;
  readonly cmem?: CmemLayout;
}

export const layoutOf = (spec: TestFrame): Layout => {
  let firstPage = 0;
  const regions = spec.regions.map((region, index): RegionLayout => {
    const ranges = region.ranges.map(([basePfn, pages]): RangeLayout => {
      const range = { basePfn, pages, firstPage };
      firstPage += pages;
      return range;
    });
    const pages = ranges.reduce((sum, range) => sum + range.pages, 0);
    return {
      index,
      name: region.name ?? 'reserved',
      orderPerBit: region.orderPerBit ?? 0,
      pages,
      ranges,
    };
  });
  const blockSlots = Math.max(16, (spec.blocks ?? []).length);
  const board = spec.board ?? SSD202;
  const { cmemRows = 0, cmem } = spec;
  const pools = { poolRows: 0, poolPageRows: 0, poolBlockRows: 0, dmaPools: [] };
  return { id: 1, board, regions, pages: firstPage, blockSlots, cmemRows, cmem, ...pools };
};

const ARRAYS = { u8: Uint8Array, u32: Uint32Array, f64: Float64Array } as const;

/** All columns zero. */
export const emptyFrame = (layout: Layout): Frame => {
  const columns: Record<string, ColumnArrays[ColumnName]> = {};
  const generations: Record<string, Uint32Array> = {};
  for (const name of Object.keys(COLUMNS) as ColumnName[]) {
    const length = columnLength(name, layout);
    columns[name] = new ARRAYS[COLUMNS[name].type](length);
    generations[name] = new Uint32Array(Math.ceil(length / CHUNK)).fill(1);
  }
  return {
    layout,
    columns: columns as unknown as ColumnArrays,
    generations: generations as Frame['generations'],
    serial: 1,
    epoch: 1,
  };
};

const pageIndex = (layout: Layout, pfn: number): number => {
  for (const region of layout.regions) {
    for (const range of region.ranges) {
      if (pfn >= range.basePfn && pfn < range.basePfn + range.pages)
        return range.firstPage + pfn - range.basePfn;
    }
  }
  throw new RangeError(`pfn ${pfn} lies in no region`);
};

const familyColours = (): ((name: string) => number) => {
  const known = new Map<string, number>();
  return (name) => {
    if (name === '') return 0;
    const family = name.replace(/[0-9]+/g, '');
    if (!known.has(family)) known.set(family, (known.size % 8) + 1);
    return known.get(family)!;
  };
};

export const buildFrame = (spec: TestFrame): Frame => {
  const frame = emptyFrame(layoutOf(spec));
  const { columns: c, layout } = frame;
  const colourOf = familyColours();
  for (const [slot, block] of (spec.blocks ?? []).entries()) {
    const name = block.name ?? '';
    const colour = block.colour ?? colourOf(name);
    c.blockPfn[slot] = block.pfn;
    c.blockPages[slot] = block.pages;
    c.blockBytes[slot] = block.bytes ?? block.pages * 4096;
    c.blockOp[slot] = block.op ?? slot + 1;
    c.blockKind[slot] = BlockKind[block.kind ?? 'cma'];
    c.blockAlign[slot] = block.align ?? 0;
    c.blockColour[slot] = colour;
    for (let i = 0; i < name.length; i += 1)
      c.blockName[slot * NAME_BYTES + i] = name.charCodeAt(i);
    const page = pageIndex(layout, block.pfn);
    c.page.fill(PageState.ALLOCATED | colour, page, page + block.pages);
    c.owner.fill(slot + 1, page, page + block.pages);
  }
  for (const [pfn, count, flags] of spec.marks ?? []) {
    const page = pageIndex(layout, pfn);
    for (let i = page; i < page + count; i += 1) c.page[i] = c.page[i]! | flags;
  }
  writeHeader(frame);
  return frame;
};

/** Counters as the engine keeps them, counted page by page. */
export const writeHeader = (frame: Frame): void => {
  const { columns: c, layout } = frame;
  let free = 0;
  for (const region of layout.regions) {
    const at = HEADER.regions + region.index * HEADER_REGION.width;
    const count = { used: 0, lent: 0, pinned: 0, longest: 0 };
    for (const range of region.ranges) {
      let run = 0;
      for (let i = range.firstPage; i < range.firstPage + range.pages; i += 1) {
        const state = c.page[i]!;
        run = state & PageState.ALLOCATED ? 0 : run + 1;
        count.longest = Math.max(count.longest, run);
        if (state & PageState.ALLOCATED) count.used += 1;
        else if (state & PageState.LENT) count.lent += 1;
        if (state & PageState.PINNED) count.pinned += 1;
      }
    }
    for (const name of ['used', 'lent', 'pinned', 'longest'] as const) {
      c.header[at + HEADER_REGION[name]] = count[name];
    }
    free += region.pages - count.used - count.lent;
  }
  const live = c.blockPages.filter((pages) => pages > 0).length;
  c.header[HEADER.blockHigh] = layout.blockSlots;
  c.header[HEADER.blocks] = live;
  c.header[HEADER.cmaTotalPages] = layout.pages;
  c.header[HEADER.cmaFreePages] = free;
  c.header[HEADER.op] = live;
};

/** Another frame of the same memory after `change`; chunks it names have moved. */
export const nextFrame = (
  frame: Frame,
  pages: readonly number[],
  change: (frame: Frame) => void,
): Frame => {
  change(frame);
  for (const page of pages) frame.generations.page[Math.floor(page / CHUNK)]! += 1;
  return { ...frame, serial: frame.serial + 1 };
};

/** The seed's session after `new1k` was taken, with lent and pinned pages besides. */
export const seedFrame = (extra: readonly TestBlock[] = []): Frame =>
  buildFrame({
    regions: [{ ranges: [[0x26400, 512]] }],
    blocks: [
      { pfn: 0x26400, pages: 64 },
      { pfn: 0x26440, pages: 8 },
      { pfn: 0x26448, pages: 1, bytes: 2112, name: 'BDMA', kind: 'msys' },
      { pfn: 0x26449, pages: 1, bytes: 2066, name: 'emac0_buff', kind: 'msys' },
      { pfn: 0x2644a, pages: 1 },
      { pfn: 0x2644b, pages: 1, name: 'AESDMA_ENG', kind: 'msys' },
      { pfn: 0x2644c, pages: 1, name: 'AESDMA_ENG1', kind: 'msys' },
      { pfn: 0x2644d, pages: 1, bytes: 1024, name: 'new1k', kind: 'msys' },
      { pfn: 0x26450, pages: 97, bytes: 395282, name: 'emac1_buff', kind: 'msys', align: 4 },
      ...extra,
    ],
    marks: [
      [0x265a4, 14, PageState.LENT],
      [0x265e1, 1, PageState.PINNED],
    ],
  });

/** The same with `test3` still held: 250 pages at 0x264C0. */
export const seedWithTest3 = (): Frame =>
  seedFrame([
    { pfn: 0x264c0, pages: 38, bytes: 153600, name: 'VENC-48', kind: 'msys', align: 4 },
    { pfn: 0x26570, pages: 11, bytes: 43008, name: 'S0:VENCDMOUT', kind: 'msys', align: 4 },
  ]);

/** A deterministic generator: 32-bit xorshift. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
};

/** A region of `pages` filled with blocks of 1–`most` pages and holes between them. */
export const fragmentedFrame = (pages: number, most: number, fill: number, seed = 7): Frame => {
  const random = randomOf(seed);
  const base = 0x80000;
  const names = ['VENC', 'isp_raw', 'jpeg', 'osd', 'vdec', 'audio', 'ring', 'nn', 'lcd', 'mvx'];
  const blocks: TestBlock[] = [];
  let at = 0;
  while (at < pages) {
    const size = Math.min(pages - at, 1 + Math.floor(random() * most));
    // Neighbours tend to be alike, as in a machine that ran for a while.
    if (random() < fill) {
      const name = names[Math.floor((at / pages) * 6 + random() * 4) % names.length]!;
      const bytes = size * 4096 - Math.floor(random() * 4000);
      blocks.push({
        pfn: base + at,
        pages: size,
        bytes,
        name: `${name}${blocks.length % 7}`,
        kind: 'workload',
      });
    }
    at += size;
  }
  const board: BoardProfile = {
    ...SSD202,
    banks: [{ base: 0x20000000, size: 0x2_0000_0000 }],
  };
  return buildFrame({ board, regions: [{ ranges: [[base, pages]], name: 'linux,cma' }], blocks });
};
