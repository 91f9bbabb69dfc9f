/** What can be done to the maps from anywhere: for keys, palette and buttons alike. */
import type { Action } from '../page/actions.svelte.ts';
import type { AnyPlate, PlateActionsEnvironment } from '../plates/contract.ts';
import { foldInPlace, goToMap, isFolded } from '../plates/go-to.ts';
import { mapAction } from '../plates/map-action.ts';
import { chosenPlate, mapOf } from '../plates/find.ts';
import type { Ui } from '../page/ui.svelte.ts';

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Go to a map by its number, and what each plate has besides. */
export const mapActions = (
  plates: readonly AnyPlate[],
  env: PlateActionsEnvironment,
  ui: Pick<Ui, 'alone' | 'folded' | 'unfolded' | 'fold' | 'focusOn'>,
): readonly Action[] => {
  const action = mapAction(env.t);
  const find = (digit: number) => mapOf(plates, env.layout(), digit);
  const goTo = (digit: (typeof DIGITS)[number]): Action =>
    action(
      `action.map${digit}`,
      [String(digit)],
      () => find(digit) !== undefined,
      () => {
        goToMap(ui, plates, env.layout(), digit);
      },
    );
  /** The plate that has the focus; else the one on which something is chosen. */
  const present = (): AnyPlate => {
    const id = document.activeElement?.closest<HTMLElement>('[data-plate]')?.dataset['plate'];
    return plates.find((one) => one.id === id) ?? chosenPlate(plates, env.layout());
  };
  const hasBoard = (): boolean => env.layout() !== undefined;
  const own = [
    action('action.plateFold', ['Shift+M'], hasBoard, () => {
      const plate = present();
      foldInPlace(ui, plate.id, !isFolded(ui, plate, env.layout()));
    }),
    action('action.plateAlone', ['M'], hasBoard, () =>
      ui.focusOn(ui.alone === undefined ? present().id : undefined),
    ),
  ];
  return [...DIGITS.map(goTo), ...own, ...plates.flatMap(({ actions }) => actions?.(env) ?? [])];
};
