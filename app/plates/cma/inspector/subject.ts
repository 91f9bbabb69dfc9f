/** What the inspector speaks of: the chosen block, hole or marked page, as facts. */
import { pfnToPage, physToVirt } from '../../../../engine/contract/profile.ts';
import { pfnToPhys, roundUp } from '../../../../engine/contract/units.ts';
import { HEADER, PageState } from '../../../../engine/contract/view.ts';
import type { RegionLayout } from '../../../../engine/contract/view.ts';
import {
  blockAt,
  blockName,
  isAllocated,
  pageOfPfn,
  pfnOfPage,
  rangeOfPage,
  slotOf,
} from '../../../frame/frame.ts';
import type { Block, Frame } from '../../../frame/frame.ts';
import type { Hole, HoleIndex } from '../../../render/geometry/holes.ts';
import { releaseLine } from '../../../session/release-line.ts';
import type { Selection } from '../../map-view.svelte.ts';

/** Addresses of a run of pages. */
export interface Addresses {
  readonly pfn: number;
  readonly pages: number;
  readonly phys: number;
  /** Kernel virtual address; `undefined` where the board's lie beyond exact numbers. */
  readonly virt: number | undefined;
  /** Kernel virtual address of the first page's struct page. */
  readonly page: number | undefined;
}

export type Subject =
  | {
      readonly is: 'block';
      readonly block: Block;
      readonly at: Addresses;
      readonly region: RegionLayout;
      /** Index in the region of the block's first page. */
      readonly index: number;
      /** Free pages directly before and after it. */
      readonly before: number;
      readonly after: number;
    }
  | {
      readonly is: 'hole';
      readonly hole: Hole;
      readonly at: Addresses;
      readonly region: RegionLayout;
      readonly index: number;
      /** Longest run in it from a multiple of the alignment on, without a pinned page. */
      readonly usable: number;
      /** First multiple of the alignment in the hole. */
      readonly boundary: number | undefined;
      /** The chosen page itself. */
      readonly pfn: number;
    }
  | {
      readonly is: 'pinned' | 'lent';
      readonly at: Addresses;
      readonly region: RegionLayout;
      readonly index: number;
      readonly pfn: number;
    };

const addresses = (frame: Frame, pfn: number, pages: number): Addresses => {
  const { board } = frame.layout;
  const phys = pfnToPhys(pfn);
  return { pfn, pages, phys, virt: physToVirt(board, phys), page: pfnToPage(board, pfn) };
};

const regionOfPage = (frame: Frame, page: number): RegionLayout | undefined =>
  frame.layout.regions.find((region) => rangeOfPage(region, page) !== undefined);

/** Index of a page within its region, ranges laid end to end. */
const indexIn = (region: RegionLayout, page: number): number => {
  let before = 0;
  for (const range of region.ranges) {
    if (page >= range.firstPage && page < range.firstPage + range.pages) {
      return before + page - range.firstPage;
    }
    before += range.pages;
  }
  return before;
};

/** `holes` must be of the region that holds the page and of the frame; lookAt sees to that. */
export const readSubject = (
  frame: Frame,
  holes: HoleIndex,
  selection: Selection,
  align: number,
): Subject | undefined => {
  const block = chosenBlock(frame, selection);
  if (block !== undefined) return blockSubject(frame, holes, block);
  const region = regionOfPage(frame, selection.page);
  const pfn = region === undefined ? undefined : pfnOfPage(region, selection.page);
  if (region === undefined || pfn === undefined) return undefined;
  const state = frame.columns.page[selection.page] ?? 0;
  const index = indexIn(region, selection.page);
  if (isAllocated(state)) {
    const now = blockAt(frame, slotOf(frame, selection.page));
    return now === undefined ? undefined : blockSubject(frame, holes, now);
  }
  if (state & (PageState.PINNED | PageState.LENT)) {
    const is = state & PageState.PINNED ? 'pinned' : 'lent';
    return { is, at: addresses(frame, pfn, 1), region, index, pfn };
  }
  return holeSubject(frame, holes, region, selection.page, pfn, align);
};

/** What a choice speaks of in this frame; `holes` is brought up to it. */
export const lookAt = (
  frame: Frame,
  holes: HoleIndex,
  selection: Selection | undefined,
  align: number,
): Subject | undefined => {
  const region = selection === undefined ? undefined : regionOf(frame, selection);
  if (selection === undefined || region === undefined) return undefined;
  holes.update(frame, region.ranges, align);
  return readSubject(frame, holes, selection, align);
};

/** The block a selection names, if it still lives: a slot may have gone to another one since. */
export const chosenBlock = (frame: Frame, selection: Selection): Block | undefined => {
  const block = blockAt(frame, selection.slot);
  return block?.op === selection.op ? block : undefined;
};

/** The region that a selection lies in. */
const regionOf = (frame: Frame, selection: Selection): RegionLayout | undefined =>
  regionOfPage(frame, selection.page);

const blockSubject = (frame: Frame, holes: HoleIndex, block: Block): Subject | undefined => {
  const region = frame.layout.regions.find((one) => pageOfPfn(one, block.pfn) !== undefined);
  const page = region === undefined ? undefined : pageOfPfn(region, block.pfn);
  if (region === undefined || page === undefined) return undefined;
  return {
    is: 'block',
    block,
    at: addresses(frame, block.pfn, block.pages),
    region,
    index: indexIn(region, page),
    before: holes.holeAt(page - 1)?.count ?? 0,
    after: holes.holeAt(page + block.pages)?.count ?? 0,
  };
};

const holeSubject = (
  frame: Frame,
  holes: HoleIndex,
  region: RegionLayout,
  page: number,
  chosen: number,
  align: number,
): Subject | undefined => {
  const hole = holes.holeAt(page);
  const pfn = hole === undefined ? undefined : pfnOfPage(region, hole.page);
  if (hole === undefined || pfn === undefined) return undefined;
  const usable = holes.usableIn(hole);
  const boundary = roundUp(pfn, 2 ** align);
  return {
    is: 'hole',
    hole,
    at: addresses(frame, pfn, hole.count),
    region,
    index: indexIn(region, hole.page),
    usable,
    boundary: boundary < pfn + hole.count ? boundary : undefined,
    pfn: chosen,
  };
};

/** Names of all blocks alive but one. */
export const otherNames = (frame: Frame, slot: number): readonly string[] => {
  const high = frame.columns.header[HEADER.blockHigh] ?? 0;
  const names: string[] = [];
  for (let other = 0; other < high; other += 1) {
    if (other !== slot && frame.columns.blockPages[other]! > 0) names.push(blockName(frame, other));
  }
  return names;
};

/** The line that gives a block back. */
export const releaseOf = (frame: Frame, block: Block): string =>
  releaseLine(block, otherNames(frame, block.slot));
