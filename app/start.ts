/** What watches over the page, fetched behind the first paint: links, files, and what is kept. */
import { mount, untrack } from 'svelte';
import Around from './views/files/Around.svelte';
import { withWords } from './state/i18n.svelte.ts';
import { keeping } from './state/keeping.svelte.ts';
import { presentView } from './state/page-view.svelte.ts';
import { session } from './state/session.svelte.ts';
import { watchAll } from './state/watching.svelte.ts';

/** `first`: the scenario that plays already; undefined: an experiment is asked for. */
export async function start(first: Promise<void> | undefined): Promise<void> {
  session.view = () => untrack(presentView);
  await withWords(Promise.resolve());
  mount(Around, { target: document.body });
  watchAll();
  await keeping.start(first);
}
