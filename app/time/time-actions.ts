/** Going through time from anywhere on the page: for keys, palette and buttons alike. */
import type { Action } from '../page/actions.svelte.ts';
import type { Player } from './player.svelte.ts';
import type { TimeKey, TimeT } from '../words/dictionary/time.ts';

export interface TimeActionsEnvironment {
  readonly t: TimeT;
  /** What has the focus. */
  readonly focused: () => { readonly closest: (selector: string) => unknown } | undefined;
}

/** Where text is written, undo is the text's own; and a dialog is about where one stands. */
const TEXT = 'input, textarea, select, [contenteditable], [role="dialog"]';
/** What answers Space itself, or scrolls with it. */
const PRESSED = `${TEXT}, button, a, summary, [tabindex]`;

export const timeActions = (player: Player, env: TimeActionsEnvironment): readonly Action[] => {
  const { t, focused } = env;
  const within = (selector: string): boolean => Boolean(focused()?.closest(selector));
  const length = (): number => player.deck?.length ?? 0;
  const before = (): boolean => player.at > 0;
  const after = (): boolean => player.at < length();
  const action = (
    id: TimeKey & `action.time.${string}`,
    keys: readonly string[],
    run: () => void,
    when: () => boolean,
    keysWhen?: () => boolean,
  ): Action => ({
    id: id.slice('action.'.length),
    group: 'time',
    name: () => t(id),
    keys,
    when,
    run,
    ...(keysWhen && { keysWhen }),
  });
  const beyondText = (): boolean => !within(TEXT);
  return [
    action(
      'action.time.play',
      [' '],
      () => player.toggle(),
      () => length() > 0,
      () => !within(PRESSED),
    ),
    action('action.time.back', [','], () => player.step(-1), before),
    action('action.time.step', ['.'], () => player.step(1), after),
    action('action.time.undo', ['Mod+Z'], () => player.step(-1), before, beyondText),
    action('action.time.redo', ['Mod+Shift+Z', 'Ctrl+Y'], () => player.step(1), after, beyondText),
    action('action.time.first', [], () => player.jump(0), before),
    action('action.time.last', [], () => player.jump(length()), after),
  ];
};
