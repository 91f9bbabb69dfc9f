import type { Action } from '../page/actions.svelte.ts';
import type { PlainKey, t } from '../words/i18n.svelte.ts';

/** An action on a map, named by its words: `action.fit` is `map.fit`. */
export const mapAction =
  (say: typeof t) =>
  (
    words: PlainKey & `action.${string}`,
    keys: readonly string[],
    when: () => boolean,
    run: () => void,
  ): Action => ({
    id: `map.${words.slice('action.'.length)}`,
    group: 'map',
    name: () => say(words),
    keys,
    when,
    run,
  });
