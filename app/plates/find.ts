/** Plates by what leads to them: the number of a map, what is chosen. */
import type { Layout } from '../../engine/contract/view.ts';
import type { PlacedPlate } from './contract.ts';
import { digitOf } from './on-page.ts';

/** The plate that has the map of a number, and which of its maps it is. */
export function mapOf<P extends PlacedPlate>(
  plates: readonly P[],
  layout: Layout | undefined,
  digit: number,
): { readonly plate: P; readonly map: number } | undefined {
  for (const plate of plates) {
    const map = digit - digitOf(plates, plate, layout);
    if (layout && map >= 0 && map < plate.maps(layout)) return { plate, map };
  }
  return undefined;
}

/** The plate on which something is chosen, and that the machine has; else the first. */
export const chosenPlate = <P extends PlacedPlate & { has(layout: Layout | undefined): boolean }>(
  plates: readonly P[],
  layout: Layout | undefined,
): P => plates.findLast((plate) => plate.view.selection && plate.has(layout)) ?? plates[0]!;
