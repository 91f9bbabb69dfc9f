/**
 * The page starts here: styles, the session with its first scenario, and right after the first paint
 * everything else.
 */
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';
import { mount } from 'svelte';
import App from './shell/App.svelte';
import { patiently } from './link/parts.ts';
import { FIRST_SCENARIO } from './keep/scenarios.ts';
import { contextOf, Made } from './page/made.svelte.ts';
import { makePage } from './shell/made.ts';
import { speak } from './words/i18n.svelte.ts';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
target.replaceChildren();
const page = makePage();
const { session, settings } = page;
speak(() => settings.language);
const started = patiently(() => import('./shell/start.ts')).then(({ start }) => start(page));
const rest = started.then((those) => those.rest);
const made = new Made(Object.values(page), rest.then(Object.values));
mount(App, { target, context: contextOf(made), props: { rest } });
session.listen(() => rest.then(({ news }) => news));
/** Nothing else is asked for: neither a link, nor what this tab had before it was reloaded. */
const plain = location.hash.length < 2 && history.state === null;
const first = plain ? session.open(FIRST_SCENARIO) : undefined;
void started.then(({ begin }) => begin(first));
