/** Where the keyboard's cursor goes: pure steps over the pages of a space. */
import { isAllocated, slotOf } from '../../../frame/frame.ts';
import type { MachineView } from '../../../../engine/contract/view.ts';
import { PageState } from '../../../../engine/contract/view.ts';
import { bandOfPage, pageAt, placeOf } from '../../../render/geometry/space.ts';
import type { Space } from '../../../render/geometry/space.ts';
import { deedOf } from '../../key-table.ts';
import type { KeyStep, KeyTable, MapDeed } from '../../key-table.ts';

/** The first page of the map. */
export const firstPage = (space: Space): number | undefined => space.bands[0]?.range.firstPage;

const lastPage = (space: Space): number | undefined => {
  const range = space.bands.at(-1)?.range;
  return range === undefined ? undefined : range.firstPage + range.pages - 1;
};

/** Page indices run on from range to range of one region; a neighbour may be in the next one. */
const neighbour = (space: Space, page: number, step: 1 | -1): number => {
  const next = page + step;
  if (bandOfPage(space, next) !== undefined) return next;
  const i = space.bands.findIndex((band) => band === bandOfPage(space, page));
  const range = space.bands[i + step]?.range;
  if (range === undefined) return page;
  return step > 0 ? range.firstPage : range.firstPage + range.pages - 1;
};

const vertical = (space: Space, page: number, rows: number): number => {
  const place = placeOf(space, page);
  if (place === undefined) return page;
  const row = Math.min(space.rows - 1, Math.max(0, place.row + rows));
  if (row === place.row) return page;
  return pageAt(space, row, place.col) ?? nearestInRow(space, row, place.col) ?? page;
};

const nearestInRow = (space: Space, row: number, col: number): number | undefined => {
  for (let away = 1; away < space.rowPages; away += 1) {
    const page = pageAt(space, row, col - away) ?? pageAt(space, row, col + away);
    if (page !== undefined) return page;
  }
  return undefined;
};

const rowEnd = (space: Space, page: number, end: 'first' | 'last'): number => {
  const place = placeOf(space, page);
  if (place === undefined) return page;
  const col = end === 'first' ? 0 : space.rowPages - 1;
  return pageAt(space, place.row, col) ?? nearestInRow(space, place.row, col) ?? page;
};

const sameRun = (view: MachineView, a: number, b: number): boolean => {
  const one = view.columns.page[a]!;
  const other = view.columns.page[b]!;
  if (isAllocated(one) !== isAllocated(other)) return false;
  if (isAllocated(one)) return slotOf(view, a) === slotOf(view, b);
  const marks = PageState.LENT | PageState.PINNED;
  return (one & marks) === (other & marks);
};

/** The first page of the next or previous run. */
const byRun = (view: MachineView, space: Space, page: number, step: 1 | -1): number => {
  let at = page;
  const walk = (): void => {
    for (;;) {
      const next = neighbour(space, at, step);
      if (next === at || !sameRun(view, at, next)) return;
      at = next;
    }
  };
  if (step > 0) {
    walk();
    return neighbour(space, at, 1);
  }
  walk();
  if (at !== page) return at;
  at = neighbour(space, at, -1);
  walk();
  return at;
};

interface At {
  readonly view: MachineView;
  readonly space: Space;
  readonly page: number;
  readonly rowsSeen: number;
}
type Move = (at: At) => number;
const along =
  (by: 1 | -1): Move =>
  ({ space, page }) =>
    neighbour(space, page, by);
const run =
  (by: 1 | -1): Move =>
  ({ view, space, page }) =>
    byRun(view, space, page, by);
const rows =
  (by: 1 | -1): Move =>
  ({ space, page }) =>
    vertical(space, page, by);
const screen =
  (by: 1 | -1): Move =>
  ({ space, page, rowsSeen }) =>
    vertical(space, page, by * Math.max(1, rowsSeen - 1));
const ends =
  (end: 'first' | 'last'): Move =>
  ({ space, page }) =>
    rowEnd(space, page, end);

/** The keys of the page map. */
export const MAP_KEYS = {
  'mkey.step': {
    ArrowLeft: along(-1),
    ArrowRight: along(1),
    ArrowUp: rows(-1),
    ArrowDown: rows(1),
  },
  'mkey.run': { 'Mod+ArrowLeft': run(-1), 'Mod+ArrowRight': run(1) },
  'mkey.row': { Home: ends('first'), End: ends('last') },
  'mkey.region': {
    'Mod+Home': ({ space, page }) => firstPage(space) ?? page,
    'Mod+End': ({ space, page }) => lastPage(space) ?? page,
  },
  'mkey.screen': { PageUp: screen(-1), PageDown: screen(1) },
  'mkey.choose': { Enter: 'choose', ' ': 'choose' },
  'mkey.release': { Delete: 'free', Backspace: 'free' },
  'mkey.escape': { Escape: 'page' },
} as const satisfies KeyTable<Move | MapDeed>;

export const deedOfKey = (step: KeyStep): Move | MapDeed | undefined =>
  deedOf<Move | MapDeed>(MAP_KEYS, step);

/** The page after a key press; `undefined` if the key does not move the cursor. */
export const moveCursor = (
  view: MachineView,
  space: Space,
  page: number | undefined,
  step: KeyStep,
  rowsSeen: number,
): number | undefined => {
  const start = page !== undefined && bandOfPage(space, page) !== undefined ? page : undefined;
  const at = start ?? firstPage(space);
  const move = deedOfKey(step);
  if (at === undefined || typeof move !== 'function') return undefined;
  // The first key only shows where the cursor is.
  return start === undefined ? at : move({ view, space, page: at, rowsSeen });
};
