/**
 * The page starts here: styles, the session with its first scenario, and right after the first paint
 * the list of actions.
 */
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';
import { mount } from 'svelte';
import App from './shell/App.svelte';
import { patiently } from './link/parts.ts';
import { actions } from './page/actions.svelte.ts';
import { FIRST_SCENARIO } from './keep/scenarios.ts';
import { session } from './session/session.svelte.ts';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
target.replaceChildren();
mount(App, { target });
session.listen(() => patiently(() => import('./shell/news.ts')).then(({ allNews }) => allNews));
/** Nothing else is asked for: neither a link, nor what this tab had before it was reloaded. */
const plain = location.hash.length < 2 && history.state === null;
const first = plain ? session.open(FIRST_SCENARIO) : undefined;
void patiently(() => import('./shell/start.ts')).then(({ start }) => start(first));
void patiently(() => import('./shell/actions.ts')).then(({ allActions }) =>
  actions.add(allActions),
);
