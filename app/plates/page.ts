/** The page's plates, and what the page asks of all of them. Fetched after the first paint. */
import type { Layout } from '../../engine/contract/view.ts';
import type { AnyPlate } from './contract.ts';
import { isFolded } from './go-to.ts';
import { digitOf, shownPlates } from './on-page.ts';
import type { Ui } from '../page/ui.svelte.ts';

export class Plates {
  readonly all: readonly AnyPlate[];

  constructor(all: readonly AnyPlate[]) {
    this.all = all;
  }

  /** From top to bottom; `form`: the call whose form is open. */
  shown(layout: Layout | undefined, form: string | undefined): readonly AnyPlate[] {
    return shownPlates(this.all, layout, form);
  }
  /** Ids of those that stand as lines. */
  lines(
    ui: Pick<Ui, 'alone' | 'folded' | 'unfolded'>,
    layout: Layout | undefined,
  ): readonly string[] {
    return this.all.filter((plate) => isFolded(ui, plate, layout)).map(({ id }) => id);
  }
  digit(plate: AnyPlate, layout: Layout | undefined): number {
    return digitOf(this.all, plate, layout);
  }
  /** Something is chosen on one of them. */
  get isChosen(): boolean {
    return this.all.some(({ view }) => view.selection !== undefined);
  }
}
