/** Choosing from lists: a block by its slot, or whatever an operation brought into being. */
import { HEADER } from '../../engine/contract/view.ts';
import type { Session } from '../session/session.svelte.ts';
import type { MapView } from './map-view.svelte.ts';

export class Chooser {
  readonly #session: Session;
  readonly #view: MapView;

  constructor(session: Session, view: MapView) {
    this.#session = session;
    this.#view = view;
  }

  block(slot: number): void {
    const { frame } = this.#session;
    const pfn = frame?.columns.blockPfn[slot];
    if (!frame || pfn === undefined || !(frame.columns.blockPages[slot] ?? 0)) return;
    for (const region of frame.layout.regions) {
      const range = region.ranges.find(
        ({ basePfn, pages }) => pfn >= basePfn && pfn < basePfn + pages,
      );
      if (!range) continue;
      const page = range.firstPage + (pfn - range.basePfn);
      const op = frame.columns.blockOp[slot] ?? 0;
      this.#view.selectAndShow({ page, slot, op }, region.index);
      return;
    }
  }

  readonly op = (op: number, lineId: number): void => {
    const { frame, record } = this.#session;
    if (!frame || !record.isCurrent(lineId)) return;
    const high = frame.columns.header[HEADER.blockHigh] ?? 0;
    for (let slot = 0; slot < high; slot += 1)
      if (frame.columns.blockOp[slot] === op && (frame.columns.blockPages[slot] ?? 0) > 0) {
        this.block(slot);
        return;
      }
  };
}
