/**
 * Reading a frame: a still copy of the machine's columns. A page index counts through the page
 * columns of all regions (RangeLayout.firstPage); a slot counts block columns from 0.
 */
import { BlockKind, NAME_BYTES, PageState } from '../../engine/contract/view.ts';
import type {
  BlockKindName,
  MachineView,
  RangeLayout,
  RegionLayout,
} from '../../engine/contract/view.ts';

/** What the page paints from: columns that nobody writes until the next frame is taken. */
export interface Frame extends MachineView {
  /** Moves with each new frame of one epoch. */
  readonly serial: number;
  /** Another epoch is another memory: generations of the last one say nothing about it. */
  readonly epoch: number;
}

export interface Block {
  readonly slot: number;
  readonly name: string;
  readonly kind: BlockKindName;
  readonly pfn: number;
  readonly pages: number;
  readonly bytes: number;
  /** Bytes of the last page that nobody asked for. */
  readonly waste: number;
  readonly op: number;
  readonly align: number;
  readonly colour: number;
}

const KIND_NAMES = Object.keys(BlockKind) as BlockKindName[];
export const kindName = (kind: number): BlockKindName =>
  KIND_NAMES.find((name) => BlockKind[name] === kind) ?? 'none';

export const isAllocated = (state: number): boolean => (state & PageState.ALLOCATED) !== 0;

/** Slot that holds a page, -1 = none. */
export const slotOf = (view: MachineView, page: number): number =>
  (view.columns.owner[page] ?? 0) - 1;

export const blockName = (view: MachineView, slot: number): string => {
  const from = slot * NAME_BYTES;
  let name = '';
  for (let i = from; i < from + NAME_BYTES; i += 1) {
    const code = view.columns.blockName[i] ?? 0;
    if (code === 0) break;
    // Names are bytes; what is no printable ASCII is shown as a mark, never as itself.
    name += code < 0x20 || code > 0x7e ? '\uFFFD' : String.fromCharCode(code);
  }
  return name;
};

/** Rounding waste in bytes: what the pages hold beyond what was asked. */
export const wasteOf = (view: MachineView, slot: number): number => {
  const held = (view.columns.blockPages[slot] ?? 0) * 4096;
  return Math.max(0, held - (view.columns.blockBytes[slot] ?? held));
};

/** The record of a slot; `undefined` when the slot is free. */
export const blockAt = (view: MachineView, slot: number): Block | undefined => {
  const c = view.columns;
  const pages = slot < 0 ? 0 : (c.blockPages[slot] ?? 0);
  if (pages === 0) return undefined;
  return {
    slot,
    name: blockName(view, slot),
    kind: kindName(c.blockKind[slot] ?? 0),
    pfn: c.blockPfn[slot] ?? 0,
    pages,
    bytes: c.blockBytes[slot] ?? 0,
    waste: wasteOf(view, slot),
    op: c.blockOp[slot] ?? 0,
    align: c.blockAlign[slot] ?? 0,
    colour: c.blockColour[slot] ?? 0,
  };
};

export const rangeOfPage = (region: RegionLayout, page: number): RangeLayout | undefined =>
  region.ranges.find((r) => page >= r.firstPage && page < r.firstPage + r.pages);

export const pfnOfPage = (region: RegionLayout, page: number): number | undefined => {
  const range = rangeOfPage(region, page);
  return range === undefined ? undefined : range.basePfn + (page - range.firstPage);
};

export const pageOfPfn = (region: RegionLayout, pfn: number): number | undefined => {
  const range = region.ranges.find((r) => pfn >= r.basePfn && pfn < r.basePfn + r.pages);
  return range === undefined ? undefined : range.firstPage + (pfn - range.basePfn);
};

/** The region that holds a page frame. */
export const regionOfPfn = (view: MachineView, pfn: number): RegionLayout | undefined =>
  view.layout.regions.find((region) => pageOfPfn(region, pfn) !== undefined);

/** The part of a region that lies in [from, to) page frames; ranges outside fall away. */
export const clipRanges = (
  region: RegionLayout,
  from: number,
  to: number,
): readonly RangeLayout[] =>
  region.ranges.flatMap((range) => {
    const start = Math.max(from, range.basePfn);
    const end = Math.min(to, range.basePfn + range.pages);
    if (end <= start) return [];
    const firstPage = range.firstPage + (start - range.basePfn);
    return [{ basePfn: start, pages: end - start, firstPage }];
  });
