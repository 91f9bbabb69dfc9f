/** What can be done to CMEM's plate from anywhere. */
import type { Plate } from '../contract.ts';
import { mapAction } from '../map-action.ts';
import type { CmemView } from './cmem-view.svelte.ts';
import { onBoard } from './on-board.ts';

export const actionsOn =
  (view: CmemView): NonNullable<Plate['actions']> =>
  ({ t, layout }) => {
    const action = mapAction(t);
    const hasChosen = (): boolean => view.selection !== undefined;
    const hasCmem = (): boolean => onBoard(layout());
    return [
      action('action.cmemFree', [], hasChosen, () => void view.freeChosen()),
      action('action.cmemPlan', [], hasCmem, () => (view.planning = true)),
    ];
  };
