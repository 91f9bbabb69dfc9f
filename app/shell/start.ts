/** What watches over the page, fetched after the first paint: links, files, and what is kept. */
import { mount, untrack } from 'svelte';
import { fetchAhead } from './ahead.ts';
import Around from '../keep/dialogs/Around.svelte';
import { withWords } from '../words/i18n.svelte.ts';
import { patiently } from '../link/parts.ts';
import { keeping } from '../keep/keeping.svelte.ts';
import { presentView } from '../keep/address/page-view.svelte.ts';
import { session } from '../session/session.svelte.ts';
import { watchAll } from './watching.svelte.ts';

/** `first`: the scenario that plays already; undefined: an experiment is asked for. */
export async function start(first: Promise<void> | undefined): Promise<void> {
  session.view = () => untrack(presentView);
  await patiently(() => withWords(() => Promise.resolve()));
  mount(Around, { target: document.body });
  watchAll();
  await keeping.start(first);
  await fetchAhead();
}
