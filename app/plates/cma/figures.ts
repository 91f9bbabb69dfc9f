/** The figures of a region, of its blocks, and of what msys keeps of them. */
import { HEADER } from '../../../engine/contract/view.ts';
import { regionCounters } from '../../render/header.ts';
import type { FigureSide, PlateFigures } from '../contract.ts';

/** Of one region: what it holds, and how broken up the rest is. */
function ofRegion({ frame, region, holes, align }: FigureSide): Record<string, number> {
  if (!region) return {};
  // Only what moved is read again.
  holes.update(frame, region.ranges, align);
  const { holes: runs, longest, usable } = holes.figures;
  const used = regionCounters(frame, region.index)?.used ?? 0;
  const free = region.pages - used;
  const outside = free === 0 ? 0 : Math.round(((free - longest) * 1000) / free);
  const blocks = frame.columns.header[HEADER.blocks] ?? 0;
  return { used, free, holes: runs, longest, outside, usable, blocks };
}

export const figures: PlateFigures = {
  all: [
    { id: 'used', name: 'compare.used', permille: false },
    { id: 'free', name: 'compare.free', permille: false },
    { id: 'holes', name: 'compare.holes', permille: false },
    { id: 'longest', name: 'compare.longest', permille: false },
    { id: 'outside', name: 'compare.outside', permille: true },
    { id: 'usable', name: 'compare.usable', permille: false },
    { id: 'blocks', name: 'compare.blocks', permille: false },
    { id: 'dmem', name: 'compare.dmem', permille: false },
  ],
  read(side) {
    const { columns, layout } = side.frame;
    const dmem = layout.board.msys ? (columns.header[HEADER.dmemEntries] ?? 0) : undefined;
    return { ...ofRegion(side), dmem };
  },
};
