/** From a point on the plate to the page under it, in the rows or in a gutter. */
import { isAllocated, pageOfPfn, slotOf, wasteOf } from '../../frame/frame.ts';
import type { MachineView, RegionLayout } from '../../../engine/contract/view.ts';
import { gutterRects } from './gutters.ts';
import { gutterOf, pageAt, rowAt, rowTop } from './space.ts';
import type { Space } from './space.ts';

export type HitPart = 'asked' | 'waste' | 'free';

export interface Hit {
  readonly page: number;
  /** Block slot, -1 = none. */
  readonly slot: number;
  readonly part: HitPart;
  readonly inGutter: boolean;
}

interface Spot {
  readonly page: number;
  /** How far into the page, 0–1. */
  readonly within: number;
  readonly inGutter: boolean;
}

/** The page at content coordinates; below a row up to the next one it is the row's own. */
export const spotAt = (space: Space, x: number, y: number): Spot | undefined => {
  if (y < 0 || y >= space.height || space.rows === 0) return undefined;
  const row = rowAt(space, y);
  const down = y - rowTop(space, row);
  const gutter = gutterOf(space, row);
  if (gutter !== undefined && down > space.rowHeight + 4) {
    for (let i = 0; i < gutter.pages; i += 1) {
      const rect = gutterRects(space, gutter, gutter.col + i, 1)[0]!;
      if (x < rect.x || x >= rect.x + rect.width || y < rect.y || y >= rect.y + rect.height)
        continue;
      const page = pageAt(space, row, gutter.col + i);
      if (page === undefined) return undefined;
      return { page, within: (x - rect.x) / rect.width, inGutter: true };
    }
    return undefined;
  }
  if (down >= space.pitch) return undefined;
  const at = (x - space.left) / space.cell;
  const page = pageAt(space, row, Math.floor(at));
  return page === undefined ? undefined : { page, within: at - Math.floor(at), inGutter: false };
};

export const hitAt = (
  view: MachineView,
  region: RegionLayout,
  space: Space,
  x: number,
  y: number,
): Hit | undefined => {
  const spot = spotAt(space, x, y);
  if (spot === undefined) return undefined;
  const { page, inGutter } = spot;
  if (!isAllocated(view.columns.page[page] ?? 0)) {
    return { page, slot: -1, part: 'free', inGutter };
  }
  const slot = slotOf(view, page);
  const part = isWaste(view, region, slot, page + spot.within) ? 'waste' : 'asked';
  return { page, slot, part, inGutter };
};

/** Whether a fractional page index lies in the rounding waste at a block's end. */
const isWaste = (view: MachineView, region: RegionLayout, slot: number, at: number): boolean => {
  if (slot < 0) return false;
  const { blockPfn, blockPages } = view.columns;
  const last = pageOfPfn(region, (blockPfn[slot] ?? 0) + (blockPages[slot] ?? 0) - 1);
  return last !== undefined && at >= last + 1 - wasteOf(view, slot) / 4096;
};
