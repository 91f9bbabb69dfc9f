/** What is actually on the map: owner colours with the names that carry them, and states. */
import { CmemRow, CmemState, HEADER } from '../../../engine/view.ts';
import type { RegionLayout } from '../../../engine/view.ts';
import type { HeapIndex } from '../../render/cmem/heap-index.ts';
import { ownerColour, processName, wasteIn } from '../../render/cmem/rows.ts';
import { blockName } from '../../render/frame.ts';
import type { Frame } from '../../render/frame.ts';
import { regionCounters } from '../../render/header.ts';
import { OWNER_CLASSES } from '../../render/palette.ts';

export interface OwnerEntry {
  readonly colour: number;
  readonly names: readonly string[];
  /** Names beyond those listed. */
  readonly more: number;
}

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

/** Names written for one colour; the others are counted. */
const NAMES = 2;
/** Blocks looked at: a legend of a hundred thousand names would be no legend. */
const MOST_BLOCKS = 20_000;

/** Names of one colour: as they are while they are few, else families with their digits starred. */
class Names {
  readonly #names = new Set<string>();
  readonly #families = new Set<string>();
  add(name: string): void {
    if (this.#names.size <= NAMES) this.#names.add(name);
    this.#families.add(name.replace(/[0-9]+/g, '*'));
  }
  get any(): boolean {
    return this.#names.size > 0;
  }
  entry(colour: number): OwnerEntry {
    if (this.#names.size <= NAMES) return { colour, names: [...this.#names], more: 0 };
    const families = [...this.#families];
    return { colour, names: families.slice(0, NAMES), more: Math.max(0, families.length - NAMES) };
  }
}

export const readLegend = (frame: Frame, region: RegionLayout): OnMap => {
  const { blockPages, blockBytes, blockColour, header } = frame.columns;
  const high = Math.min(MOST_BLOCKS, header[HEADER.blockHigh] ?? 0);
  const byColour = Array.from({ length: OWNER_CLASSES }, () => new Names());
  let waste = false;
  for (let slot = 0; slot < high; slot += 1) {
    const pages = blockPages[slot]!;
    if (pages === 0) continue;
    waste ||= blockBytes[slot]! < pages * 4096;
    byColour[blockColour[slot]!]?.add(blockName(frame, slot));
  }
  const counters = regionCounters(frame, region.index);
  return {
    owners: byColour.flatMap((names, colour) => (names.any ? [names.entry(colour)] : [])),
    waste,
    slack: region.orderPerBit > 0,
    lent: counters.lent > 0,
    pinned: counters.pinned > 0,
    free: counters.used < region.pages,
    walls: counters.used > 0 || counters.pinned > 0,
  };
};

/** What is on the CMEM plate. */
export interface OnRacks {
  readonly owners: readonly OwnerEntry[];
  readonly rounding: boolean;
  readonly unused: boolean;
  readonly cached: boolean;
  readonly next: boolean;
  readonly chain: boolean;
  readonly corrupt: boolean;
  readonly lost: boolean;
}

export const readCmemLegend = (frame: Frame, heaps: HeapIndex): OnRacks | undefined => {
  const { cmem } = frame.layout;
  if (cmem === undefined) return undefined;
  heaps.update(frame);
  const { cmemKind, cmemState, cmemSize, cmemAsked, cmemOwner } = frame.columns;
  const owners = new Set<number>();
  const seen = { rounding: false, unused: false };
  let states = 0;
  let holes = 0;
  for (let row = 0; row < cmemKind.length; row += 1) {
    const state = cmemState[row]!;
    if (cmemKind[row] === CmemRow.none) continue;
    if (cmemKind[row] === CmemRow.hole) holes += 1;
    states |= state;
    if (cmemKind[row] === CmemRow.hole || !(state & CmemState.BUSY)) continue;
    owners.add(cmemOwner[row]!);
    const { rounding, unused } = wasteIn(cmemSize[row]!, cmemAsked[row]!);
    seen.rounding ||= rounding > 0;
    seen.unused ||= unused > 0;
  }
  return {
    ...seen,
    owners: processEntries([...owners], (owner) => processName(owner)),
    cached: (states & CmemState.CACHED) !== 0,
    next: (states & CmemState.NEXT) !== 0,
    corrupt: (states & CmemState.CORRUPT) !== 0,
    chain: holes > 1,
    lost: cmem.blocks.some(({ index }) => heaps.of(index).lost.length > 0),
  };
};

const processEntries = (
  owners: readonly number[],
  name: (owner: number) => string,
): readonly OwnerEntry[] => {
  const byColour = Array.from({ length: OWNER_CLASSES }, () => new Names());
  for (const owner of [...owners].sort((a, b) => a - b))
    byColour[ownerColour(owner)]?.add(name(owner));
  return byColour.flatMap((names, colour) => (names.any ? [names.entry(colour)] : []));
};
