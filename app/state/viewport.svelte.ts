/**
 * Which of the page's three arrangements fits the window. Panes are components that keep no state
 * of their own worth losing, so changing the arrangement may mount them anew.
 */
import { MediaQuery } from 'svelte/reactivity';

export type Arrangement = 'wide' | 'middle' | 'narrow';

class Viewport {
  readonly #wide = new MediaQuery('(min-width: 1100px)');
  readonly #narrow = new MediaQuery('(max-width: 760px)');
  readonly #dark = new MediaQuery('(prefers-color-scheme: dark)');

  get arrangement(): Arrangement {
    if (this.#narrow.current) return 'narrow';
    return this.#wide.current ? 'wide' : 'middle';
  }
  /** What the system asks for. */
  get prefersDark(): boolean {
    return this.#dark.current;
  }
}

export const viewport = new Viewport();
