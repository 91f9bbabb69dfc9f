/** What can be done to the maps from anywhere: for keys, palette and buttons alike. */
import type { Action } from '../page/actions.svelte.ts';
import type { AnyPlate, PlateActionsEnvironment } from '../plates/contract.ts';
import { mapAction } from '../plates/map-action.ts';
import { mapOf } from '../plates/find.ts';

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Go to a map by its number, and what each plate has besides. */
export const mapActions = (
  plates: readonly AnyPlate[],
  env: PlateActionsEnvironment,
): readonly Action[] => {
  const action = mapAction(env.t);
  const find = (digit: number) => mapOf(plates, env.layout(), digit);
  const goTo = (digit: (typeof DIGITS)[number]): Action =>
    action(
      `action.map${digit}`,
      [String(digit)],
      () => find(digit) !== undefined,
      () => {
        const found = find(digit);
        found?.plate.view.focusPlate(found.map);
      },
    );
  return [...DIGITS.map(goTo), ...plates.flatMap(({ actions }) => actions?.(env) ?? [])];
};
