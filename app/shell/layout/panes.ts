import type { Snippet } from 'svelte';

/** `chosen`: what is chosen, in one line, where there is no room for the inspector. */
export type PaneName =
  'legend' | 'inspector' | 'chosen' | 'commands' | 'console' | 'log' | 'blocks';

/** What the page is made of; each arrangement puts the same pieces elsewhere. */
export interface Panes {
  readonly maps: Snippet;
  readonly pane: Snippet<[PaneName]>;
  /** Something is chosen on a map. */
  readonly chosen: boolean;
}
