import type { Snippet } from 'svelte';

/** What the page is made of; each arrangement puts the same pieces elsewhere. */
export interface Panes {
  readonly maps: Snippet;
  readonly legend: Snippet;
  readonly inspector: Snippet;
  /** What is chosen, in one line: where there is no room for the inspector. */
  readonly chosen: Snippet;
  readonly commands: Snippet;
  readonly console: Snippet;
  readonly log: Snippet;
  readonly blocks: Snippet;
}
