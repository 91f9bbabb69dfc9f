/** The figures of one side: what its region holds, how broken up the rest is, what the other systems hold. */
import type { RegionLayout } from '../../../engine/view.ts';
import type { Frame } from '../../render/frame.ts';
import { regionCounters } from '../../render/header.ts';
import type { HoleIndex } from '../../render/holes.ts';
import { systemCounts } from '../../state/compare/counts.ts';

export const FIGURES = [
  'used',
  'free',
  'holes',
  'longest',
  'outside',
  'usable',
  'blocks',
  'dmem',
  'cmem',
  'pools',
] as const;
export type FigureName = (typeof FIGURES)[number];
/** Undefined: the side has nothing of the kind. `outside` is per mille of the free pages. */
export type Figures = Readonly<Record<FigureName, number | undefined>>;

const NONE: Figures = {
  used: undefined,
  free: undefined,
  holes: undefined,
  longest: undefined,
  usable: undefined,
  outside: undefined,
  blocks: undefined,
  dmem: undefined,
  cmem: undefined,
  pools: undefined,
};

/** Takes the frame into `holes`: only what moved is read again. */
export function figuresOf(
  frame: Frame | undefined,
  region: RegionLayout | undefined,
  holes: HoleIndex,
  align: number,
): Figures {
  if (!frame) return NONE;
  const systems = systemCounts(frame);
  // Blocks are CMA's: a board without it has none.
  if (!region) return { ...NONE, ...systems, blocks: undefined };
  holes.update(frame, region.ranges, align);
  const { holes: runs, longest, usable } = holes.figures;
  const used = regionCounters(frame, region.index)?.used ?? 0;
  const free = region.pages - used;
  const outside = free === 0 ? 0 : Math.round(((free - longest) * 1000) / free);
  return { ...systems, used, free, holes: runs, longest, usable, outside };
}
