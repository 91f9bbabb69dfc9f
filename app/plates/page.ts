/** What the page asks of its plates: fetched after the first paint. */
import type { Layout } from '../../engine/contract/view.ts';
import type { AnyPlate } from './contract.ts';
import { PLATES } from './index.ts';
import { digitOf, shownPlates } from './on-page.ts';

/** From top to bottom; `form`: the call whose form is open. */
export const shown = (layout: Layout | undefined, form: string | undefined): readonly AnyPlate[] =>
  shownPlates(PLATES, layout, form);

export const digit = (plate: AnyPlate, layout: Layout | undefined): number =>
  digitOf(PLATES, plate, layout);

/** Something is chosen on one of them. */
export const isChosen = (): boolean => PLATES.some(({ view }) => view.selection !== undefined);
