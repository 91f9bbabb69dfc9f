/** Choosing from lists: a block by its slot, or whatever an operation brought into being. */
import { HEADER } from '../../engine/contract/view.ts';
import { mapView } from './map.ts';
import { session } from '../session/session.svelte.ts';

function chooseSlot(slot: number): void {
  const { frame } = session;
  const pfn = frame?.columns.blockPfn[slot];
  if (!frame || pfn === undefined || !(frame.columns.blockPages[slot] ?? 0)) return;
  for (const region of frame.layout.regions) {
    const range = region.ranges.find(
      ({ basePfn, pages }) => pfn >= basePfn && pfn < basePfn + pages,
    );
    if (!range) continue;
    const page = range.firstPage + (pfn - range.basePfn);
    const op = frame.columns.blockOp[slot] ?? 0;
    mapView.selectAndShow({ page, slot, op }, region.index);
    return;
  }
}

function chooseOp(op: number, lineId: number): void {
  const { frame } = session;
  if (!frame || !session.record.isCurrent(lineId)) return;
  const high = frame.columns.header[HEADER.blockHigh] ?? 0;
  for (let slot = 0; slot < high; slot += 1)
    if (frame.columns.blockOp[slot] === op && (frame.columns.blockPages[slot] ?? 0) > 0) {
      chooseSlot(slot);
      return;
    }
}

export const select = { block: chooseSlot, op: chooseOp };
