/** The language's completion at the caret, as CodeMirror wants it: the console's own choices. */
import { pickedCompletion, startCompletion } from '@codemirror/autocomplete';
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { choicesAt } from '../typing/completing.ts';
import type { Choice } from '../typing/completing.ts';
import type { CompletionContext as Names } from '../../engine/language/index.ts';
import { aboutFile } from '../typing/file-about.ts';
import { t } from '../words/i18n.svelte.ts';
import { say } from '../words/say.ts';
import { NONE } from './none.ts';

/** Lines above the caret that are looked at for names: a text longer than this has them in the session. */
const LOOKED_BACK = 2_000;
const GIVES_NAME = /^\s*(?:expect\s+\S+\s+)?([A-Za-z_]\w*)\s*=\s*[A-Za-z_]\w*\s*\(/;

/** Names that the lines above the caret give: they are not in the machine before they ran. */
export function namesAbove(state: EditorState, line: number): readonly string[] {
  const names = new Set<string>();
  const first = Math.max(1, line - LOOKED_BACK);
  for (let at = line - 1; at >= first; at -= 1) {
    const name = GIVES_NAME.exec(state.doc.line(at).text)?.[1];
    if (name !== undefined) names.add(name);
  }
  return [...names];
}

const withNames = (names: Names, above: readonly string[]): Names => ({
  ...names,
  handles: [...new Set([...above, ...names.handles])],
});

/** What is put in place of the word, and where the caret stands after it. */
export function inserted(label: string, after: string): { text: string; caret: number } {
  if (!label.endsWith('(')) return { text: label, caret: label.length };
  // A parenthesis that is there already is the one that was meant.
  if (after.startsWith('(')) return { text: label.slice(0, -1), caret: label.length };
  const text = after.trim() === '' ? `${label})` : label;
  return { text, caret: label.length };
}

function apply(
  choice: Choice,
  view: EditorView,
  completion: Completion,
  from: number,
  to: number,
): void {
  const line = view.state.doc.lineAt(to);
  const { text, caret } = inserted(choice.label, line.text.slice(to - line.from));
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + caret },
    annotations: pickedCompletion.of(completion),
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
  if (choice.goesOn) startCompletion(view);
}

/** What the list says beside it: the call's or the parameter's sentence, or what the file is. */
function detailOf(choice: Choice, typed: string): string | undefined {
  if (choice.detail) return say(choice.detail);
  const path = /\/\S*$/.exec(typed.slice(0, choice.from))?.[0];
  const file = path === undefined ? undefined : aboutFile(path + choice.label);
  return file && t(file);
}

function optionOf(choice: Choice, typed: string): Completion {
  const detail = detailOf(choice, typed);
  return {
    label: choice.label,
    ...(detail !== undefined && { detail }),
    apply: (view, completion, from, to) => apply(choice, view, completion, from, to),
  };
}

/** `names` is asked each time: the machine's names change while the text stands. */
export function completionSource(names: () => Names) {
  return (context: CompletionContext): CompletionResult | typeof NONE => {
    const { state, pos, explicit } = context;
    const line = state.doc.lineAt(pos);
    const column = pos - line.from;
    // The line alone decides; what stands after the caret does not matter.
    const typed = line.text.slice(0, column);
    const choices = choicesAt(typed, column, withNames(names(), namesAbove(state, line.number)));
    const [first] = choices;
    const word = first === undefined ? '' : typed.slice(first.from);
    const settled = choices.length === 1 && first?.label === word;
    if (!first || settled || (!explicit && !wanted(typed, word))) return NONE;
    const options = choices.map((choice) => optionOf(choice, typed));
    return { from: line.from + first.from, options, filter: false };
  };
}

/** Without being asked: after a letter, and where a call, a folder or an option has just been opened. */
const wanted = (typed: string, word: string): boolean => word !== '' || /[/(=]$/.test(typed);
