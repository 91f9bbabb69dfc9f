/**
 * Errors as one types. The errors of a line, with those that it goes on in, depend on nothing else,
 * so each is read once and remembered: after an edit only the lines that changed are read anew. A long text is read in slices.
 */
import { forEachDiagnostic, linter, setDiagnosticsEffect } from '@codemirror/lint';
import type { Diagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import type { Extension, Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Message } from '../../engine/contract/command.ts';
import { MAX_SYNTAX_ERRORS } from '../../engine/contract/limits.ts';
import { continues, parse } from '../../engine/language/index.ts';
import { say } from '../words/say.ts';

/** Typing has paused. */
const DELAY_MS = 350;
/** Of reading in one go: half a frame. */
const SLICE_MS = 8;
/** Lines remembered: a text twice the longest one reads well. */
const KEPT_LINES = 40_000;
/** Longer lines are read each time, and are wrong anyway. */
const KEPT_CHARS = 400;

export interface Problem {
  /** Offsets in the text. */
  readonly from: number;
  readonly to: number;
  readonly message: Message;
}

/** The text's lines, each with those that it goes on in, and how many these are. */
function* statementLines(doc: Text): Generator<{ readonly text: string; readonly lines: number }> {
  let parts: string[] = [];
  for (const line of doc.iterLines()) {
    parts.push(line);
    const isComment = parts.length === 1 && /^\s*#/.test(line);
    if (!isComment && continues(line)) continue;
    yield { text: parts.join('\n'), lines: parts.length };
    parts = [];
  }
  if (parts.length > 0) yield { text: parts.join('\n'), lines: parts.length };
}

type LineProblems = readonly Problem[];
const NONE: LineProblems = [];

export class LineReader {
  readonly #known = new Map<string, LineProblems>();

  /** Offsets count from the line's start. */
  read(line: string): LineProblems {
    const known = this.#known.get(line);
    if (known) return known;
    const { errors } = parse(line);
    const problems = errors.length === 0 ? NONE : errors;
    if (line.length > KEPT_CHARS) return problems;
    if (this.#known.size >= KEPT_LINES) this.#known.clear();
    this.#known.set(line, problems);
    return problems;
  }
}

/**
 * The problems of the text in order, up to MAX_SYNTAX_ERRORS of them. `pause` is asked after each
 * line; once it answers false the reading ends and the answer is undefined.
 */
export async function problemsIn(
  doc: Text,
  reader: LineReader,
  pause: () => boolean | Promise<boolean>,
): Promise<readonly Problem[] | undefined> {
  const found: Problem[] = [];
  let start = 0;
  let line = 0;
  for (const { text, lines } of statementLines(doc)) {
    line += 1;
    for (const { from, to, message } of reader.read(text))
      found.push({ from: start + from, to: start + to, message });
    if (found.length >= MAX_SYNTAX_ERRORS) {
      found.length = MAX_SYNTAX_ERRORS;
      const message = { id: 'language.tooManyErrors', args: { line } };
      return [...found, { from: start, to: start + text.length, message }];
    }
    start += text.length + 1;
    line += lines - 1;
    const goesOn = pause();
    if (goesOn !== true && !(await goesOn)) return undefined;
  }
  return found;
}

/** The first problem of lines up to `line`, read at once: a run asks, and waits. */
export function firstProblem(doc: Text, reader: LineReader, line: number): Problem | undefined {
  let start = 0;
  let at = 1;
  for (const { text, lines } of statementLines(doc)) {
    if (at > line) return undefined;
    at += lines;
    const [first] = reader.read(text);
    if (first) return { from: start + first.from, to: start + first.to, message: first.message };
    start += text.length + 1;
  }
  return undefined;
}

/** Where something is missing there is nothing to underline: the character before it is. */
function diagnosticOf({ from, to, message }: Problem, doc: Text): Diagnostic {
  const line = doc.lineAt(from);
  const start = from === to ? Math.max(line.from, from - 1) : from;
  return {
    from: start,
    to: Math.min(doc.length, Math.max(to, Math.min(line.to, start + 1))),
    severity: 'error',
    message: say(message),
  };
}

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A clock that lets the page breathe, and ends the reading once the text is another. */
function pauses(view: EditorView, doc: Text): () => boolean | Promise<boolean> {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE_MS) return true;
    return breath().then(() => {
      since = performance.now();
      return view.state.doc === doc;
    });
  };
}

export interface Found {
  readonly count: number;
  /** More than are listed. */
  readonly more: boolean;
}

export const problems = (reader: LineReader, onfound: (found: Found) => void): Extension => [
  linter(
    async (view) => {
      const { doc } = view.state;
      const found = (await problemsIn(doc, reader, pauses(view, doc))) ?? [];
      return view.state.doc === doc ? found.map((one) => diagnosticOf(one, doc)) : [];
    },
    {
      delay: DELAY_MS,
      // The messages are sentences: another language says them anew.
      needsRefresh: ({ startState, state }) =>
        startState.facet(EditorState.phrases) !== state.facet(EditorState.phrases),
    },
  ),
  EditorView.updateListener.of(({ transactions, state }) => {
    const told = transactions.some(({ effects }) =>
      effects.some((effect) => effect.is(setDiagnosticsEffect)),
    );
    if (!told) return;
    let count = 0;
    forEachDiagnostic(state, () => (count += 1));
    onfound({ count: Math.min(count, MAX_SYNTAX_ERRORS), more: count > MAX_SYNTAX_ERRORS });
  }),
];

/** What is wrong with a line, in the order in which it stands there. */
export function messagesOn(state: EditorState, line: number): readonly string[] {
  const { from, to } = state.doc.line(line);
  const messages: string[] = [];
  forEachDiagnostic(state, (diagnostic, start) => {
    if (start >= from && start <= to) messages.push(diagnostic.message);
  });
  return messages;
}
