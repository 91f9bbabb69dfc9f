/** Which panes the dock shows beside each other: pure, so that the arrangements and their tests share it. */
import { DOCK_PANES } from './settings.ts';
import type { DockPane } from './settings.ts';

/** The panes for which there is room: the first `most`, in their order. */
export const shownInDock = (dock: readonly DockPane[], most: number): readonly DockPane[] =>
  DOCK_PANES.filter((pane) => dock.includes(pane)).slice(0, most);

/**
 * The panes after `pane` was asked for. An open dock (`shown`) keeps what it shows; where there is no room
 * for one more, the last of them gives its place. A closed one (undefined) shows `pane` alone.
 */
export function withPane(
  shown: readonly DockPane[] | undefined,
  pane: DockPane,
  most: number,
): readonly DockPane[] {
  if (!shown || shown.includes(pane)) return shown ?? [pane];
  const kept = shown.slice(0, most - 1);
  return DOCK_PANES.filter((one) => one === pane || kept.includes(one));
}
