import type { Layout } from '../../../engine/contract/view.ts';

/** The board has cmemk.ko, loaded or not. */
export const onBoard = (layout: Layout | undefined): boolean =>
  layout?.cmem !== undefined || layout?.board.cmem !== undefined;
