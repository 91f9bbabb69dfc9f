/** The one EditorView: puts the extensions together, and what the component may do with it. */
import { autocompletion, closeBrackets, completionStatus } from '@codemirror/autocomplete';
import { history } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { forEachDiagnostic } from '@codemirror/lint';
import {
  highlightSelectionMatches,
  openSearchPanel,
  search,
  searchPanelOpen,
  closeSearchPanel,
} from '@codemirror/search';
import { Annotation, Compartment, EditorState, Transaction } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLineGutter,
  highlightSpecialChars,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import type { ViewUpdate } from '@codemirror/view';
import type { CompletionContext } from '../../engine/language/index.ts';
import type { t } from '../words/i18n.svelte.ts';
import { bounded } from './bounds.ts';
import { completionSource } from './completing.ts';
import { wordHelp } from './help.ts';
import { keys } from './keys.ts';
import type { DeckKeys } from './keys.ts';
import { language } from './language.ts';
import { look } from './look.ts';
import { executed, marks, setMarks } from './marks.ts';
import type { Marks } from './marks.ts';
import { phrasesOf } from './phrases.ts';
import { firstProblem, LineReader, messagesOn, problems } from './problems.ts';
import type { Found, Problem } from './problems.ts';

export interface Caret {
  /** From 1. */
  readonly line: number;
  readonly lines: number;
  /** What is wrong with the line. */
  readonly messages: readonly string[];
}

export interface EditorCallbacks {
  readonly change: (text: string) => void;
  /** `moved`: somebody put the caret on another line; else only what is known of it is new. */
  readonly caret: (caret: Caret, moved: boolean) => void;
  readonly found: (found: Found) => void;
  /** The text would have had this many characters. */
  readonly refused: (length: number) => void;
  readonly names: () => CompletionContext;
  readonly deck: DeckKeys;
}

/** A change that the page made: nobody typed. */
const fromPage = Annotation.define<true>();

const words = (say: typeof t, hint: string): Extension => [
  EditorState.phrases.of(phrasesOf(say)),
  placeholder(say('editor.placeholder')),
  EditorView.contentAttributes.of({
    'aria-label': say('editor.label'),
    'aria-describedby': hint,
    autocapitalize: 'off',
    // It takes the focus anyway; checkers look for this.
    tabindex: '0',
  }),
  executed((op, failed) =>
    op === 0 ? say('editor.op.none') : say(failed ? 'editor.op.failed' : 'editor.op', op),
  ),
  // After the marks: operation, line, text.
  lineNumbers(),
  highlightActiveLineGutter(),
];

/** The smallest replacement that makes one text of the other. */
export function difference(before: string, after: string) {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let tail = 0;
  while (
    tail < most - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

export class ScriptView {
  readonly #view: EditorView;
  readonly #told: EditorCallbacks;
  readonly #reader = new LineReader();
  readonly #words = new Compartment();
  readonly #locked = new Compartment();
  readonly #hint: string;
  #line = 1;
  /** The text as caller and editor last agreed on it. */
  #said: string;

  /** `hint`: id of the element that says how to leave the editor. */
  constructor(
    parent: HTMLElement,
    text: string,
    say: typeof t,
    hint: string,
    told: EditorCallbacks,
  ) {
    this.#told = told;
    this.#hint = hint;
    this.#said = text;
    const extensions: Extension = [
      keys(told.deck),
      this.#words.of(words(say, hint)),
      this.#locked.of([]),
      history(),
      highlightSpecialChars(),
      EditorView.lineWrapping,
      language(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [completionSource(told.names)], icons: false }),
      problems(this.#reader, (found) => this.#found(found)),
      wordHelp,
      search({ top: true }),
      highlightSelectionMatches(),
      bounded(told.refused),
      look,
      EditorView.updateListener.of((update) => this.#updated(update)),
    ];
    this.#view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
  }

  destroy(): void {
    this.#view.destroy();
  }
  focus(): void {
    this.#view.focus();
  }
  get line(): number {
    return this.#line;
  }

  /** Another text from outside: what is the same stays, caret and selection with it. */
  setText(text: string): void {
    // What was told comes back at once; a long text is not read anew for that.
    if (text === this.#said) return;
    this.#said = text;
    const before = this.#view.state.doc.toString();
    if (before === text) return;
    const changes = difference(before, text);
    const grew = changes.from === before.length;
    this.#view.dispatch({
      changes,
      annotations: [fromPage.of(true), ...(grew ? [Transaction.addToHistory.of(false)] : [])],
      filter: false,
    });
  }

  /** What was executed; the line that was executed last comes into view when it is another. */
  setMarks(next: Marks): void {
    const { state } = this.#view;
    const was = state.field(marks, false)?.current;
    const to = next.current;
    const moves = to !== undefined && to !== was && was !== undefined && to <= state.doc.lines;
    this.#view.dispatch({
      effects: [
        setMarks.of(next),
        ...(moves ? [EditorView.scrollIntoView(state.doc.line(to).from, { yMargin: 40 })] : []),
      ],
    });
  }

  /** While it runs the text stays what it is: its lines are being counted. */
  lock(locked: boolean): void {
    const extension = locked ? EditorState.readOnly.of(true) : [];
    this.#view.dispatch({ effects: this.#locked.reconfigure(extension) });
  }

  /** The words in another language; marks of what was executed live with them. */
  speak(say: typeof t): void {
    const searching = searchPanelOpen(this.#view.state);
    if (searching) closeSearchPanel(this.#view);
    this.#view.dispatch({ effects: this.#words.reconfigure(words(say, this.#hint)) });
    if (searching) openSearchPanel(this.#view);
  }

  search(): void {
    openSearchPanel(this.#view);
  }

  /** The first problem up to this line, whether it has been underlined yet or not. */
  problemUpTo(line: number): (Problem & { readonly line: number }) | undefined {
    const { doc } = this.#view.state;
    const found = firstProblem(doc, this.#reader, line);
    return found && { ...found, line: doc.lineAt(found.from).number };
  }
  get lines(): number {
    return this.#view.state.doc.lines;
  }

  /** Put the caret at a place and go there. */
  show(from: number): void {
    this.#view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    this.#view.focus();
  }
  /** The first of the errors that are underlined. */
  showFirstProblem(): void {
    let first: number | undefined;
    forEachDiagnostic(this.#view.state, (_diagnostic, from) => (first ??= from));
    if (first !== undefined) this.show(first);
  }

  #caret(moved: boolean): void {
    const { state } = this.#view;
    // Half a word is not a mistake as long as the list offers its other half.
    const offered = completionStatus(state) === 'active';
    const messages = offered ? [] : messagesOn(state, this.#line);
    const caret = { line: this.#line, lines: state.doc.lines, messages };
    this.#told.caret(caret, moved);
  }
  #found(found: Found): void {
    this.#told.found(found);
    this.#caret(false);
  }
  #updated({ state, startState, docChanged, selectionSet, transactions }: ViewUpdate): void {
    const typed = docChanged && !transactions.some((one) => one.annotation(fromPage));
    if (typed) this.#told.change((this.#said = state.doc.toString()));
    const offers = completionStatus(state) !== completionStatus(startState);
    if (!docChanged && !selectionSet && !offers) return;
    const line = state.doc.lineAt(state.selection.main.head).number;
    const moved = line !== this.#line;
    this.#line = line;
    this.#caret(moved && selectionSet);
  }
}
