/** What is on the page map: owner colours with the names that carry them, and states. */
import { HEADER } from '../../../engine/contract/view.ts';
import type { RegionLayout } from '../../../engine/contract/view.ts';
import { blockName } from '../../frame/frame.ts';
import type { Frame } from '../../frame/frame.ts';
import { regionCounters } from '../../render/header.ts';
import { OwnerNames } from '../swatches.ts';
import type { OwnerEntry } from '../swatches.ts';

export interface OnMap {
  readonly owners: readonly OwnerEntry[];
  readonly waste: boolean;
  readonly slack: boolean;
  readonly lent: boolean;
  readonly pinned: boolean;
  readonly free: boolean;
  /** Something stands between holes and boundaries, so that free pages can be unusable. */
  readonly walls: boolean;
}

/** Blocks looked at: a legend of a hundred thousand names would be no legend. */
const MOST_BLOCKS = 20_000;

export const readLegend = (frame: Frame, region: RegionLayout): OnMap => {
  const { blockPages, blockBytes, blockColour, header } = frame.columns;
  const high = Math.min(MOST_BLOCKS, header[HEADER.blockHigh] ?? 0);
  const owners = new OwnerNames();
  let waste = false;
  for (let slot = 0; slot < high; slot += 1) {
    const pages = blockPages[slot]!;
    if (pages === 0) continue;
    waste ||= blockBytes[slot]! < pages * 4096;
    owners.add(blockColour[slot]!, blockName(frame, slot));
  }
  const counters = regionCounters(frame, region.index);
  return {
    owners: owners.entries(),
    waste,
    slack: region.orderPerBit > 0,
    lent: counters.lent > 0,
    pinned: counters.pinned > 0,
    free: counters.used < region.pages,
    walls: counters.used > 0 || counters.pinned > 0,
  };
};
