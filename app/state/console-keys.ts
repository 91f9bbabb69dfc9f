/** The prompt's own keys, for the key sheet: they belong to the text field, not to the page. */
import type { Key } from './i18n.svelte.ts';

export const CONSOLE_KEYS: readonly { readonly keys: readonly string[]; readonly name: Key }[] = [
  { keys: ['Enter'], name: 'ckey.run' },
  { keys: ['Shift+Enter'], name: 'ckey.newline' },
  { keys: ['Tab', 'Ctrl+ '], name: 'ckey.complete' },
  { keys: ['ArrowUp', 'ArrowDown'], name: 'ckey.history' },
  { keys: ['Ctrl+R'], name: 'ckey.search' },
  { keys: ['Ctrl+L'], name: 'ckey.clear' },
  { keys: ['Ctrl+C'], name: 'ckey.cancel' },
  { keys: ['Escape'], name: 'ckey.escape' },
];
