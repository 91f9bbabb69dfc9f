/** The page starts here: styles, the list of actions, the session with its first scenario. */
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';
import { mount } from 'svelte';
import { allActions } from './actions.ts';
import App from './App.svelte';
import { actions } from './state/actions.svelte.ts';
import { SCENARIOS } from './state/scenarios.ts';
import { session } from './state/session.svelte.ts';

actions.add(allActions);
const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
void session.open(SCENARIOS[0].text);
