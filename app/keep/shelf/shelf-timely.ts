/**
 * A shelf that may not answer. A call that is late rejects with Silent, and until it is answered after
 * all the others do so at once: nobody waits twice for the same silence.
 */
import type { Clock } from '../../link/clock.ts';
import type { KeptSession, Shelf } from './shelf.ts';
import { Silent, timelyInSteps } from '../../page/timely.ts';

export class TimelyShelf implements Shelf {
  readonly #shelf: Promise<Shelf>;
  readonly #clock: Clock;
  /** Calls that are late. */
  #late = 0;
  /** Called when the last late call was answered. */
  onAnswer: () => void = () => undefined;

  constructor(shelf: Promise<Shelf>, clock: Clock) {
    this.#shelf = shelf;
    this.#clock = clock;
    shelf.catch(() => undefined);
  }

  list(): Promise<readonly KeptSession[]> {
    return this.#ask((shelf) => shelf.list());
  }
  text(id: string): Promise<readonly string[] | undefined> {
    return this.#ask((shelf, onStep) => shelf.text(id, onStep));
  }
  put(kept: KeptSession, pieces: readonly string[]): Promise<void> {
    return this.#ask((shelf, onStep) => shelf.put(kept, pieces, onStep));
  }
  remove(ids: readonly string[]): Promise<void> {
    return this.#ask((shelf) => shelf.remove(ids));
  }

  async #ask<T>(call: (shelf: Shelf, onStep: () => void) => Promise<T>): Promise<T> {
    if (this.#late > 0) throw new Silent('an earlier call was not answered');
    let work = new Promise<T>(() => undefined);
    const begin = (onStep: () => void): Promise<T> =>
      (work = this.#shelf.then((shelf) => call(shelf, onStep)));
    try {
      return await timelyInSteps(begin, this.#clock);
    } catch (error) {
      if (error instanceof Silent) this.#wait(work);
      throw error;
    }
  }
  #wait(work: Promise<unknown>): void {
    this.#late += 1;
    const answered = (): void => {
      this.#late -= 1;
      if (this.#late === 0) this.onAnswer();
    };
    work.then(answered, answered);
  }
}
