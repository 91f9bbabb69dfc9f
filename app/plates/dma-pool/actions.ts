/** What can be done to the plate of DMA pools from anywhere. */
import type { Ui } from '../../page/ui.svelte.ts';
import type { Plate } from '../contract.ts';
import { mapAction } from '../map-action.ts';
import { POOL_FORM } from './dma-pool-commands.ts';
import type { PoolView } from './dma-pool-view.svelte.ts';

export const actionsOn =
  (view: PoolView, ui: Ui): NonNullable<Plate['actions']> =>
  ({ t, layout }) => {
    const action = mapAction(t);
    const hasChosen = (): boolean => view.selection !== undefined;
    const hasMemory = (): boolean => {
      const now = layout();
      return (now?.regions.length ?? 0) > 0 || (now?.cmem ?? now?.board.cmem) !== undefined;
    };
    return [
      action('action.poolFree', [], hasChosen, () => void view.freeChosen()),
      action('action.poolCreate', [], hasMemory, () => ui.showForm(POOL_FORM)),
    ];
  };
