/** The way to a map by its number, whatever hides its plate, and the way of a plate into its line and back. */
import { tick } from 'svelte';
import type { Layout } from '../../engine/contract/view.ts';
import type { Ui } from '../page/ui.svelte.ts';
import type { AnyPlate } from './contract.ts';
import { mapOf } from './find.ts';

/** Whether a plate stands as a line: it was folded, or has nothing to show and was not asked for. */
export const isFolded = (
  ui: Pick<Ui, 'alone' | 'folded' | 'unfolded'>,
  plate: Pick<AnyPlate, 'id' | 'fold'>,
  layout: Layout | undefined,
): boolean =>
  ui.folded.includes(plate.id) ||
  (plate.fold.rests(layout) && !ui.unfolded.includes(plate.id) && ui.alone !== plate.id);

/** Fold a plate or unfold it; the place where it stands has the focus, since what had it may go. */
export function foldInPlace(ui: Pick<Ui, 'fold'>, plate: string, folded: boolean): void {
  document.querySelector<HTMLElement>(`[data-plate="${plate}"]`)?.focus({ preventScroll: true });
  ui.fold(plate, folded);
}

/** Give the focus to the map; a plate that was folded unfolds, and one takes the place of another that stood alone. */
export function goToMap(
  ui: Pick<Ui, 'alone' | 'folded' | 'unfolded' | 'fold'>,
  plates: readonly AnyPlate[],
  layout: Layout | undefined,
  digit: number,
): void {
  const found = mapOf(plates, layout, digit);
  if (!found) return;
  const { plate, map } = found;
  const go = (): void => plate.view.focusPlate(map);
  const hidden = isFolded(ui, plate, layout) || (ui.alone ?? plate.id) !== plate.id;
  if (!hidden) return go();
  if (ui.alone !== undefined) ui.alone = plate.id;
  ui.fold(plate.id, false);
  void tick().then(go);
}
