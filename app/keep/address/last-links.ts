/**
 * The links that this tab's address bar had last, to tell a reload from a link that somebody put in
 * its place. A reload goes to the address that stood there when it was asked for: a link that is
 * written after that, while the page still goes, is not the one that comes back.
 */
import type { Store } from '../../page/storage.ts';

const LAST = 'carveout.link';
const BEFORE = 'carveout.link.before';

export class LastLinks {
  readonly #store: Store;
  readonly #reloaded: () => boolean;

  constructor(store: Store, reloaded: () => boolean) {
    this.#store = store;
    this.#reloaded = reloaded;
  }

  /** The bar has this link now; empty: it has none. */
  wrote(text: string): void {
    const last = this.#store.getItem(LAST) ?? '';
    if (text === last) return;
    try {
      this.#store.setItem(BEFORE, last);
      this.#store.setItem(LAST, text);
    } catch {
      // A reload then opens the link: the same experiment.
    }
  }
  /** The link that this tab wrote last. */
  isLast(text: string): boolean {
    return text === this.#store.getItem(LAST);
  }
  /** The page that begins with this link in its bar goes on with what the tab had. */
  goesOn(text: string): boolean {
    if (text === (this.#store.getItem(LAST) ?? '')) return true;
    return this.#reloaded() && text === this.#store.getItem(BEFORE);
  }
}
