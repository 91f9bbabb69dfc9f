/**
 * The list of actions: id, group, name, keys, run. Keys, palette, key sheet and buttons use only
 * this; how it is looked up is page/actions.svelte.ts, the maps' part is shell/map-actions.ts.
 */
import { fileActions } from './file-actions.ts';
import type { Action } from '../page/actions.svelte.ts';
import { i18n, t } from '../words/i18n.svelte.ts';
import { layers } from '../page/layers.svelte.ts';
import { mapActions } from './map-actions.ts';
import { PLATES } from '../plates/index.ts';
import { player } from '../time/player.svelte.ts';
import { openText } from '../keep/opening.ts';
import { SCENARIOS } from '../keep/scenario-list.ts';
import { FIRST_SCENARIO } from '../keep/scenarios.ts';
import { session } from '../session/session.svelte.ts';
import { settings } from '../page/settings.svelte.ts';
import { stepActions } from '../steps/step-actions.ts';
import { TEXT_SIZES } from '../page/settings.ts';
import { timeActions } from '../time/time-actions.ts';
import { OPERATIONS, ui } from '../page/ui.svelte.ts';
import { viewport } from '../page/viewport.svelte.ts';

const sessionActions: readonly Action[] = [
  {
    id: 'palette',
    group: 'session',
    name: () => t('action.palette'),
    keys: ['Mod+K', '/'],
    run: () => (ui.dialog = 'palette'),
  },
  {
    id: 'prompt',
    group: 'console',
    name: () => t('action.prompt'),
    keys: ['`', 'Mod+J'],
    run: () => ui.toPrompt(),
  },
  {
    id: 'scenario',
    group: 'session',
    name: () => t('action.scenario'),
    run: () => void openText(SCENARIOS[0]!.title[i18n.lang], FIRST_SCENARIO),
  },
  { id: 'board', group: 'session', name: () => t('action.board'), run: () => ui.showForm('board') },
  {
    id: 'cancel',
    group: 'session',
    name: () => t('action.cancel'),
    keys: ['Mod+.'],
    when: () => session.running !== undefined,
    run: () => session.cancel(),
  },
  {
    id: 'restart',
    group: 'session',
    name: () => t('action.restart'),
    run: () => void session.restart(),
  },
  { id: 'clear', group: 'console', name: () => t('console.clear'), run: () => session.clear() },
];

const nextText = (): void => {
  const at = TEXT_SIZES.indexOf(settings.textSize);
  settings.textSize = TEXT_SIZES[(at + 1) % TEXT_SIZES.length] ?? 'm';
};
const isDark = (): boolean =>
  settings.theme === 'dark' || (settings.theme === 'system' && viewport.prefersDark);

/** Dialogs, menus and popovers close by themselves, and a search field first empties itself. */
const takesEscape = (): boolean => {
  const { activeElement: field } = document;
  const searching = field instanceof HTMLInputElement && field.type === 'search';
  const above = '[role="dialog"], [role="menu"], dialog[open], :popover-open';
  return (searching && field.value !== '') || document.querySelector(above) !== null;
};

const viewActions: readonly Action[] = [
  {
    id: 'close',
    group: 'view',
    name: () => t('action.close'),
    keys: ['Escape'],
    when: () => layers.any && !takesEscape(),
    run: () => layers.closeTop(),
  },
  {
    id: 'allocate',
    group: 'session',
    name: () => t('action.allocate'),
    keys: ['A'],
    run: () => ui.toAllocate(),
  },
  {
    id: 'commands',
    group: 'view',
    name: () => t('action.commands'),
    keys: ['C'],
    run: () => ui.show('commands'),
  },
  {
    id: 'inspector',
    group: 'view',
    name: () => t('action.inspector'),
    keys: ['I'],
    run: () => ui.show('inspector'),
  },
  { id: 'log', group: 'view', name: () => t('action.log'), keys: ['L'], run: () => ui.show('log') },
  {
    id: 'blocks',
    group: 'view',
    name: () => t('action.blocks'),
    keys: ['B'],
    run: () => ui.show('blocks'),
  },
  {
    id: 'events',
    group: 'view',
    name: () => t('action.events'),
    keys: ['O'],
    run: () => ((ui.table = OPERATIONS), ui.show('blocks')),
  },
  {
    id: 'theme',
    group: 'view',
    name: () => t('action.theme'),
    keys: ['T'],
    run: () => (settings.theme = isDark() ? 'light' : 'dark'),
  },
  {
    id: 'language',
    group: 'view',
    name: () => t('action.language'),
    run: () => (settings.language = i18n.lang === 'en' ? 'zh' : 'en'),
  },
  { id: 'text', group: 'view', name: () => t('action.text'), run: nextText },
  {
    id: 'keys',
    group: 'view',
    name: () => t('action.keys'),
    keys: ['?'],
    run: () => (ui.dialog = 'keys'),
  },
];

export const allActions: readonly Action[] = [
  ...sessionActions,
  ...viewActions,
  ...timeActions(player, { t, focused: () => document.activeElement ?? undefined }),
  ...stepActions,
  ...fileActions,
  ...mapActions(PLATES, { t, layout: () => session.layout }),
];
