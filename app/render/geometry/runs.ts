/**
 * The pages of the visible rows as runs: what is drawn as one shape. A run that wraps is one run of
 * several pieces; a piece knows whether it goes on beyond the row's end, where its coast stays open.
 */
import { PageState } from '../../../engine/contract/view.ts';
import type { MachineView } from '../../../engine/contract/view.ts';
import { isAllocated } from '../../frame/frame.ts';
import { lostBefore } from './lod.ts';
import { rowSpan } from './space.ts';
import type { RowSpan, Space } from './space.ts';

export type RunKind = 'owned' | 'slack' | 'free' | 'lost' | 'lent' | 'pinned';

export interface Piece {
  readonly row: number;
  readonly col: number;
  readonly count: number;
  readonly page: number;
  /** The run goes on before or after this piece. */
  readonly openLeft: boolean;
  readonly openRight: boolean;
}

export interface Run {
  readonly kind: RunKind;
  /** Block slot, -1 = none. */
  readonly slot: number;
  readonly colour: number;
  readonly pieces: Piece[];
}

/** Pages of one state in one row. */
interface Stretch {
  kind: RunKind;
  slot: number;
  colour: number;
  from: number;
  to: number;
}

const kindOf = (state: number, lost: boolean): RunKind => {
  if (isAllocated(state)) return state & PageState.SLACK ? 'slack' : 'owned';
  if (state & PageState.PINNED) return 'pinned';
  if (state & PageState.LENT) return 'lent';
  return lost ? 'lost' : 'free';
};

const same = (a: Stretch, b: Stretch): boolean =>
  a.kind === b.kind && a.slot === b.slot && a.colour === b.colour;

/** The stretches of one row, left to right. */
const stretches = (view: MachineView, span: RowSpan, align: number): Stretch[] => {
  const { page, owner } = view.columns;
  const { range } = span.band;
  const step = 2 ** align;
  const found: Stretch[] = [];
  let lost = lostBefore(page, span, align);
  for (let i = span.from; i < span.to; i += 1) {
    const state = page[i]!;
    if ((range.basePfn + i - range.firstPage) % step === 0) lost = false;
    if (state & (PageState.ALLOCATED | PageState.PINNED)) lost = true;
    const slot = isAllocated(state) ? (owner[i] ?? 0) - 1 : -1;
    const colour = slot >= 0 ? state & PageState.COLOUR : 0;
    const next = { kind: kindOf(state, lost), slot, colour, from: i, to: i + 1 };
    const last = found.at(-1);
    if (last !== undefined && same(last, next)) last.to = i + 1;
    else found.push(next);
  }
  return found;
};

/** Whether the page beyond a row's end belongs to the same block; holes never close at a row's end. */
const goesOn = (view: MachineView, span: RowSpan, s: Stretch, at: number): boolean => {
  const { range } = span.band;
  if (at < range.firstPage || at >= range.firstPage + range.pages) return false;
  const state = view.columns.page[at]!;
  if (s.slot >= 0) return isAllocated(state) && (view.columns.owner[at] ?? 0) - 1 === s.slot;
  return isAllocated(state) === (s.kind === 'owned' || s.kind === 'slack');
};

export const scanRuns = (
  view: MachineView,
  space: Space,
  first: number,
  last: number,
  align: number,
): Run[] => {
  const runs: Run[] = [];
  let open: Run | undefined;
  for (let row = first; row <= last; row += 1) {
    const span = rowSpan(space, row);
    if (span === undefined) continue;
    if (span.from === span.band.range.firstPage) open = undefined;
    for (const s of stretches(view, span, align)) {
      const wraps =
        s.from === span.from && open !== undefined && same({ ...open, from: 0, to: 0 }, s);
      const run: Run =
        wraps && open !== undefined
          ? open
          : { kind: s.kind, slot: s.slot, colour: s.colour, pieces: [] };
      if (!wraps) runs.push(run);
      run.pieces.push({
        row,
        col: span.col + s.from - span.from,
        count: s.to - s.from,
        page: s.from,
        openLeft: s.from === span.from && goesOn(view, span, s, s.from - 1),
        openRight: s.to === span.to && goesOn(view, span, s, s.to),
      });
      open = run;
    }
  }
  return runs;
};
