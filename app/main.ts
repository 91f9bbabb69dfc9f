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
void session.open(FIRST_SCENARIO);
void import('./actions.ts').then(({ allActions }) => actions.add(allActions));
