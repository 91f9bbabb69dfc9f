/** What comes after the first paint: the rest of the page's objects, and what watches over the page. */
import '../styles/forced.css';
import { patiently } from '../link/parts.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { fetchAhead } from './ahead.ts';
import type { Page } from './made.ts';
import { makeRest } from './rest.ts';
import { watchAll } from './watching.svelte.ts';

export function start(page: Page) {
  const rest = makeRest(page);
  return {
    rest,
    /** `first`: the scenario that plays already; undefined: an experiment is asked for. */
    begin: async (first: Promise<void> | undefined): Promise<void> => {
      await patiently(() => withWords(() => Promise.resolve()));
      watchAll(page, rest);
      await rest.keeping.start(first);
      await fetchAhead(page.session);
    },
  };
}
