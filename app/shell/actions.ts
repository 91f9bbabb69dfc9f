/**
 * The list of actions: id, group, name, keys, run. Keys, palette, key sheet and buttons use only
 * this; how it is looked up is page/actions.svelte.ts, the maps' part is shell/map-actions.ts.
 */
import { fileActions } from './file-actions.ts';
import type { Action } from '../page/actions.svelte.ts';
import { i18n, t } from '../words/i18n.svelte.ts';
import type { Layers } from '../page/layers.svelte.ts';
import type { MissingCode } from '../parts/missing.svelte.ts';
import { mapActions } from './map-actions.ts';
import type { AnyPlate } from '../plates/contract.ts';
import type { OpSteps } from '../steps/op-steps.svelte.ts';
import type { Player } from '../time/player.svelte.ts';
import type { Anew } from '../keep/anew.ts';
import type { Opener } from '../keep/opening.ts';
import type { Keeping } from '../keep/keeping.svelte.ts';
import type { Saving } from '../keep/saving.ts';
import { SCENARIOS } from '../../engine/scenarios/index.ts';
import { FIRST_SCENARIO } from '../keep/scenarios.ts';
import type { Session } from '../session/session.svelte.ts';
import type { Settings } from '../page/settings.svelte.ts';
import { stepActions } from '../steps/step-actions.ts';
import { TEXT_SIZES } from '../page/settings.ts';
import { timeActions } from '../time/time-actions.ts';
import { OPERATIONS } from '../page/ui.svelte.ts';
import type { Ui } from '../page/ui.svelte.ts';
import type { Viewport } from '../page/viewport.svelte.ts';

/** What actions act on. */
export interface Acted {
  readonly session: Session;
  readonly settings: Settings;
  readonly viewport: Viewport;
  readonly ui: Ui;
  readonly layers: Layers;
  readonly player: Player;
  readonly opSteps: OpSteps;
  readonly opener: Opener;
  readonly anew: Anew;
  readonly saving: Saving;
  readonly keeping: Pick<Keeping, 'address'>;
  readonly missing: MissingCode;
}

/** Open the dock and go to the prompt, or let it rest; where there is none, the console comes over the maps. */
function toggleDock({ viewport, ui, settings }: Acted): void {
  if (viewport.arrangement === 'narrow' || ui.mode !== 'page') return ui.toPrompt();
  if (ui.docked) return settings.collapse('bottom', true);
  settings.openDock();
  ui.toPrompt();
}

const sessionActions = (on: Acted): readonly Action[] => {
  const { session, ui, opener } = on;
  return [
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
      keys: ['Mod+J'],
      run: () => ui.toPrompt(),
    },
    {
      id: 'dock',
      group: 'console',
      name: () => t('action.dock'),
      keys: ['`'],
      run: () => toggleDock(on),
    },
    {
      id: 'scenario',
      group: 'session',
      name: () => t('action.scenario'),
      run: () => void opener.openText(SCENARIOS[0]!.title[i18n.lang], FIRST_SCENARIO),
    },
    {
      id: 'board',
      group: 'session',
      name: () => t('action.board'),
      run: () => ui.showForm('board'),
    },
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
};

const nextText = (settings: Settings): void => {
  const at = TEXT_SIZES.indexOf(settings.textSize);
  settings.textSize = TEXT_SIZES[(at + 1) % TEXT_SIZES.length] ?? 'm';
};
const isDark = ({ settings, viewport }: Acted): boolean =>
  settings.theme === 'dark' || (settings.theme === 'system' && viewport.prefersDark);

/** Dialogs, menus and popovers close by themselves, and a search field first empties itself. */
const takesEscape = (): boolean => {
  const { activeElement: field } = document;
  const searching = field instanceof HTMLInputElement && field.type === 'search';
  const above = '[role="dialog"], [role="menu"], dialog[open], :popover-open';
  return (searching && field.value !== '') || document.querySelector(above) !== null;
};

function viewActions(of: Acted): readonly Action[] {
  const { settings, ui, layers } = of;
  return [
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
    {
      id: 'log',
      group: 'view',
      name: () => t('action.log'),
      keys: ['L'],
      run: () => ui.show('log'),
    },
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
      run: () => (settings.theme = isDark(of) ? 'light' : 'dark'),
    },
    {
      id: 'language',
      group: 'view',
      name: () => t('action.language'),
      run: () => (settings.language = i18n.lang === 'en' ? 'zh' : 'en'),
    },
    { id: 'text', group: 'view', name: () => t('action.text'), run: () => nextText(settings) },
    {
      id: 'keys',
      group: 'view',
      name: () => t('action.keys'),
      keys: ['?'],
      run: () => (ui.dialog = 'keys'),
    },
  ];
}

export const allActions = (of: Acted, plates: readonly AnyPlate[]): readonly Action[] => [
  ...sessionActions(of),
  ...viewActions(of),
  ...timeActions(of.player, { t, focused: () => document.activeElement ?? undefined }),
  ...stepActions(of.opSteps, of.ui),
  ...fileActions(of, plates, () => isDark(of)),
  ...mapActions(
    plates,
    { t, layout: () => of.session.layout, frame: () => of.session.frame },
    of.ui,
  ),
];
