/** What can be done to CMEM's plate from anywhere. */
import type { Plate } from '../contract.ts';
import { mapAction } from '../map-action.ts';
import { cmemView } from './cmem-map.ts';
import { onBoard } from './on-board.ts';

export const actions: NonNullable<Plate['actions']> = ({ t, layout }) => {
  const action = mapAction(t);
  const hasChosen = (): boolean => cmemView.selection !== undefined;
  const hasCmem = (): boolean => onBoard(layout());
  return [
    action('action.cmemFree', [], hasChosen, () => void cmemView.freeChosen()),
    action('action.cmemPlan', [], hasCmem, () => (cmemView.planning = true)),
  ];
};
