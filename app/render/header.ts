/** Counters of a frame that belong to one region (engine/contract/view.ts, HEADER and HEADER_REGION). */
import { HEADER, HEADER_REGION } from '../../engine/contract/view.ts';
import type { Frame } from '../frame/frame.ts';

export interface RegionCounters {
  readonly used: number;
  readonly lent: number;
  readonly pinned: number;
  readonly longest: number;
}

/** The first slot after the machine's own counters. */
const FIRST_REGION = HEADER.regions;

export const regionCounters = (frame: Pick<Frame, 'columns'>, region: number): RegionCounters => {
  const at = FIRST_REGION + region * HEADER_REGION.width;
  const read = (slot: number): number => frame.columns.header[at + slot] ?? 0;
  return {
    used: read(HEADER_REGION.used),
    lent: read(HEADER_REGION.lent),
    pinned: read(HEADER_REGION.pinned),
    longest: read(HEADER_REGION.longest),
  };
};

/** CmaFree of /proc/meminfo in kB. */
export const cmaFreeKb = (frame: Frame): number =>
  (frame.columns.header[HEADER.cmaFreePages] ?? 0) * 4;
