import type { Snippet } from 'svelte';

/** What the page is made of; each arrangement puts the same pieces elsewhere. */
export interface Panes {
  readonly maps: Snippet;
  readonly legend: Snippet;
  readonly inspector: Snippet;
  readonly commands: Snippet;
  readonly console: Snippet;
  readonly log: Snippet;
  readonly blocks: Snippet;
}
