/** The strip of steps, opened from anywhere on the page. */
import type { Layers } from '../page/layers.svelte.ts';
import type { Ui } from '../page/ui.svelte.ts';
import type { OpSteps } from './op-steps.svelte.ts';

export class StepStrip {
  readonly #steps: OpSteps;
  readonly #layers: Layers;
  readonly #ui: Ui;

  constructor(steps: OpSteps, layers: Layers, ui: Ui) {
    this.#steps = steps;
    this.#layers = layers;
    this.#ui = ui;
  }

  /** Show what happened inside an operation, and go there: Escape leads back to where the focus is now. */
  readonly openSteps = (op: number): void => {
    const tale = this.#steps.of(op);
    if (tale !== undefined) this.#steps.choose(tale.id);
    this.#steps.entering = true;
    this.#layers.opened('steps', () => (this.#ui.steps = false));
    this.#ui.steps = true;
  };
}
