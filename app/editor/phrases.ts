/** CodeMirror's own words, by the English ones that it asks for: search panel, dialogs, screen reader. */
import type { Key, t } from '../words/i18n.svelte.ts';

const KEYS = {
  Find: 'cm.find',
  Replace: 'cm.replacement',
  next: 'cm.next',
  previous: 'cm.previous',
  all: 'cm.all',
  'match case': 'cm.match-case',
  regexp: 'cm.regexp',
  'by word': 'cm.by-word',
  replace: 'cm.replace',
  'replace all': 'cm.replace-all',
  close: 'cm.close',
  'current match': 'cm.current-match',
  'on line': 'cm.on-line',
  'replaced match on line $': 'cm.replaced-match-on-line',
  'replaced $ matches': 'cm.replaced-matches',
  'Go to line': 'cm.go-to-line',
  go: 'cm.go',
  Completions: 'cm.completions',
  Diagnostics: 'cm.diagnostics',
  'No diagnostics': 'cm.no-diagnostics',
  'Selection deleted': 'cm.selection-deleted',
  'Control character': 'cm.control-character',
} as const satisfies Readonly<Record<string, Key>>;

export const phrasesOf = (say: typeof t): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(KEYS).map(([phrase, key]) => [phrase, say(key)]));
