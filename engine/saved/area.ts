/** A CMA region in a checkpoint. */
import type { Area } from '../board/area.ts';
import type { CmaRegion, CmaRegionState } from '../systems/cma/model/region.ts';
import { expand, runsOf, type Runs } from '../memory/bitmap/runs.ts';
import type { PageCount, Pfn } from '../contract/units.ts';
import { PageState } from '../contract/view.ts';

/** What makes two areas the same, besides their layout and who holds what: that is the ledger's. */
export interface SavedArea {
  readonly region: Omit<CmaRegionState, 'words'>;
  readonly debugfs: readonly { readonly pfn: Pfn; readonly count: PageCount }[];
  /** OWN of every page; undefined: no page has any of it. */
  readonly pages: Runs | undefined;
  readonly generation: number;
}

/** What of PageState the ledger of blocks does not know. */
const OWN = PageState.LENT | PageState.PINNED | PageState.SLACK;

/** Bitmaps are left out: the ledger says who holds which page. */
export function saveArea({ region, debugfs, generation }: Area): SavedArea {
  const { words: _held, ...state } = region.save();
  const { lent, pinned, states } = region.pageStates;
  const plain = lent === 0 && pinned === 0 && region.orderPerBit === 0;
  return {
    region: state,
    debugfs: debugfs.blocks.map((block) => ({ ...block })),
    pages: plain ? undefined : runsOf(states.map((page) => page & OWN)),
    generation,
  };
}

/** OWN of the pages of all areas, as restoreBlocks takes it. */
export function ownStates(
  areas: readonly Area[],
  saved: readonly SavedArea[],
  pages: PageCount,
): Uint8Array {
  const states = new Uint8Array(pages);
  for (const [i, { layout }] of areas.entries()) {
    const own = saved[i]!.pages;
    if (own) states.set(expand(own), layout.ranges[0]!.firstPage);
  }
  return states;
}

/** Into an area with the same layout, whose pages say already who holds them. */
export function restoreArea(area: Area, saved: SavedArea): void {
  const state = { ...saved.region, words: heldWords(area.region) };
  area.region.restore(state, saved.pages !== undefined);
  area.debugfs.restore(saved.debugfs);
  area.generation = saved.generation;
}

const ALLOCATED_BIT = Math.log2(PageState.ALLOCATED);
/** The bitmaps of a region: a bit is set if somebody holds its first page. */
function heldWords({ ranges, orderPerBit, pageStates }: CmaRegion): Uint32Array[] {
  const { states } = pageStates;
  const perBit = 1 << orderPerBit;
  return ranges.map(({ firstPage, map: { bits } }) => {
    const words = new Uint32Array(Math.ceil(bits / 32));
    for (let at = 0, page = firstPage; at < words.length; at++) {
      const end = Math.min(32, bits - at * 32);
      let word = 0;
      for (let bit = 0; bit < end; bit++, page += perBit)
        word |= ((states[page]! >>> ALLOCATED_BIT) & 1) << bit;
      words[at] = word;
    }
    return words;
  });
}
