/** What is on racks and heap: the processes that hold something, and states of buffers. */
import { CmemRow, CmemState } from '../../../../engine/contract/view.ts';
import type { Frame } from '../../../frame/frame.ts';
import { OwnerNames } from '../../swatches.ts';
import type { OwnerEntry } from '../../swatches.ts';
import type { HeapIndex } from './heap-index.ts';
import { ownerColour, processName, wasteIn } from './rows.ts';

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
    owners: processNames([...owners]),
    cached: (states & CmemState.CACHED) !== 0,
    next: (states & CmemState.NEXT) !== 0,
    corrupt: (states & CmemState.CORRUPT) !== 0,
    chain: holes > 1,
    lost: cmem.blocks.some(({ index }) => heaps.of(index).lost.length > 0),
  };
};

const processNames = (owners: readonly number[]): readonly OwnerEntry[] => {
  const names = new OwnerNames();
  for (const owner of owners.toSorted((a, b) => a - b))
    names.add(ownerColour(owner), processName(owner));
  return names.entries();
};
