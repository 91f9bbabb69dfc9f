/** Whether the page says what it is: until somebody has used one of its doors, or put it away. */
import { openStore, readJson, writeJson } from '../../page/storage.ts';
import type { Store } from '../../page/storage.ts';

const KEY = 'carveout.welcomed';

export class Welcome {
  readonly #store: Store | undefined;
  shown = $state(true);

  constructor(store: Store | undefined = openStore()) {
    this.#store = store;
    this.shown = readJson(store, KEY) !== true;
  }

  readonly putAway = (): void => {
    this.shown = false;
    // Where nothing can be kept it comes again at the next visit.
    writeJson(this.#store, KEY, true);
  };
}
