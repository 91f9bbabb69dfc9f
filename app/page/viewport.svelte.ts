/**
 * Which of the page's three arrangements fits the window. Panes are components that keep no state
 * of their own worth losing, so changing the arrangement may mount them anew.
 */

export type Arrangement = 'wide' | 'middle' | 'narrow';

/**
 * What a media query answers, followed as long as the page lives. svelte/reactivity has a class for
 * it, and brings its maps into the first load with it.
 */
class Media {
  #matches = $state(false);
  constructor(query: string) {
    if (typeof matchMedia === 'undefined') return;
    const list = matchMedia(query);
    this.#matches = list.matches;
    list.addEventListener('change', () => (this.#matches = list.matches));
  }
  get matches(): boolean {
    return this.#matches;
  }
}

export class Viewport {
  readonly #wide = new Media('(min-width: 1100px)');
  readonly #narrow = new Media('(max-width: 760px)');
  readonly #dark = new Media('(prefers-color-scheme: dark)');
  readonly #still = new Media('(prefers-reduced-motion: reduce)');

  readonly #coarse = new Media('(pointer: coarse)');

  /** Pointed at with a finger: what can be pressed is larger. */
  get coarse(): boolean {
    return this.#coarse.matches;
  }
  get arrangement(): Arrangement {
    if (this.#narrow.matches) return 'narrow';
    return this.#wide.matches ? 'wide' : 'middle';
  }
  /** What the system asks for. */
  get prefersDark(): boolean {
    return this.#dark.matches;
  }
  get prefersStill(): boolean {
    return this.#still.matches;
  }
}
