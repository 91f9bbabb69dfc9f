import { expect, it } from 'vitest';
import { PlateView } from './plate-view.svelte.ts';

/** Places are numbers; ten of them are a section. */
class Tens extends PlateView<number> {
  sectionOf = (place: number): number => Math.floor(place / 10);
}
const mounted = (...sections: number[]) => {
  const view = new Tens();
  const went: string[] = [];
  const leave = sections.map((section) =>
    view.attach(section, {
      focus: () => went.push(`focus ${section}`),
      reveal: (place) => went.push(`reveal ${place} in ${section}`),
    }),
  );
  return { view, went, leave };
};

it.each([
  ['the first section where the reader is nowhere', undefined, undefined, ['focus 1']],
  ['the section of what is chosen', undefined, 25, ['focus 2']],
  ['the section of the cursor before that', 31, 25, ['focus 3']],
  ['place 0, which is a place', 0, 25, []],
])('the plate is gone to at %s', (_, cursor, chosen, where) => {
  const { view, went } = mounted(1, 2, 3);
  view.cursor = cursor;
  view.select(chosen);
  view.focusPlate();
  expect(went).toEqual(where);
});

it('nobody is gone to while no section is mounted', () => {
  const { view, went, leave } = mounted(1);
  leave[0]!();
  view.focusPlate();
  view.focusSection(1);
  view.focusSection(undefined);
  view.reveal(12);
  expect(went).toEqual([]);
});

it('a place is brought into view by its own section, chosen or not', () => {
  const { view, went } = mounted(1, 2);
  view.reveal(12);
  expect(view.selection).toBeUndefined();
  view.selectAndShow(25);
  expect([view.selection, went]).toEqual([25, ['reveal 12 in 1', 'reveal 25 in 2']]);
});

it('who leaves late takes nothing of who came after', () => {
  const { view, went, leave } = mounted(1, 1);
  leave[0]!();
  view.focusSection(1);
  const late = view.attachFree(() => false);
  view.attachFree(() => true);
  late();
  expect([went, view.freeChosen()]).toEqual([['focus 1'], true]);
});
