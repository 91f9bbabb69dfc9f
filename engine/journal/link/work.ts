/**
 * Work that is counted. Whoever reads what others wrote pays for each piece before it is done, so that
 * what a text costs is bounded whatever it holds, and can be asserted without a clock.
 */
import { refuse } from '../refuse.ts';

export class Work {
  readonly #most: number;
  #spent = 0;

  constructor(most: number) {
    this.#most = most;
  }
  get spent(): number {
    return this.#spent;
  }
  /** Refuses once more than the most was spent. */
  spend(steps: number): void {
    this.#spent += steps;
    if (this.#spent > this.#most) refuse('journal.work', { most: this.#most });
  }
}
