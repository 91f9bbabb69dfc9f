/** Where plates stand on the page, and the numbers of their maps. */
import type { Layout } from '../../engine/contract/view.ts';
import type { PlacedPlate } from './contract.ts';

/** The plates that the page shows, from top to bottom. */
export const shownPlates = <P extends PlacedPlate>(
  plates: readonly P[],
  layout: Layout | undefined,
  form: string | undefined,
): readonly P[] =>
  plates
    .filter((plate) => plate.shown(layout, form))
    .toSorted((a, b) => a.order(layout) - b.order(layout));

/** Number of a plate's first map: after those of the plates before it in the list. */
export function digitOf(
  plates: readonly PlacedPlate[],
  plate: PlacedPlate,
  layout: Layout | undefined,
): number {
  const before = plates.slice(0, plates.indexOf(plate));
  return 1 + before.reduce((sum, one) => sum + (layout ? one.maps(layout) : 0), 0);
}
