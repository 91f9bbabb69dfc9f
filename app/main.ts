/**
 * The page starts here: styles, the session with its first scenario, and right behind the first paint
 * the list of actions.
 */
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { actions } from './state/actions.svelte.ts';
import { FIRST_SCENARIO } from './state/scenarios.ts';
import { session } from './state/session.svelte.ts';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
/** Nothing else is asked for: neither a link, nor what this tab had before it was reloaded. */
const plain = location.hash.length < 2 && history.state === null;
const first = plain ? session.open(FIRST_SCENARIO) : undefined;
void import('./start.ts').then(({ start }) => start(first));
void import('./actions.ts').then(({ allActions }) => actions.add(allActions));
