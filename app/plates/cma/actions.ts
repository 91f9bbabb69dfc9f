/** What can be done to the page map from anywhere. */
import { HoleIndex } from '../../render/geometry/holes.ts';
import type { Plate } from '../contract.ts';
import { mapAction } from '../map-action.ts';
import type { MapView } from '../map-view.svelte.ts';
import { lookAt } from './inspector/subject.ts';
import { zoomToSubject } from './inspector/zoom.ts';

export const actionsOn =
  (view: MapView): NonNullable<Plate['actions']> =>
  ({ t, layout, frame }) => {
    const holes = new HoleIndex();
    const zoomToChosen = (): void => {
      const now = frame();
      const subject = now && lookAt(now, holes, view.selection, view.align);
      if (subject) zoomToSubject(view, subject);
    };
    const hasMap = (): boolean => (layout()?.regions.length ?? 0) > 0;
    const hasChosen = (): boolean => view.selection !== undefined;
    const hasBlock = (): boolean => (view.selection?.slot ?? -1) >= 0;
    const action = mapAction(t);
    return [
      action('action.zoomIn', ['+', '=', 'W'], hasMap, () => view.zoomBy(1)),
      action('action.zoomOut', ['-', 'S'], hasMap, () => view.zoomBy(-1)),
      action('action.readable', ['0'], hasMap, () => view.readable()),
      action('action.fit', ['F'], hasMap, () => view.fit()),
      action('action.alignUp', [']'], hasMap, () => view.alignBy(1)),
      action('action.alignDown', ['['], hasMap, () => view.alignBy(-1)),
      action('action.alignBoard', [], hasMap, () => (view.align = undefined)),
      action('action.zoomSelection', ['Z'], hasChosen, zoomToChosen),
      action('action.releaseSelection', [], hasBlock, () => void view.releaseChosen()),
      action('action.clearSelection', [], hasChosen, () => view.select(undefined)),
      action('action.resetWindow', [], hasMap, () => (view.brush = undefined)),
      action('action.filterBlocks', ['Mod+F'], hasMap, () => view.findBlocks()),
    ];
  };
