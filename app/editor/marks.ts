/**
 * What was executed: the operation's number beside its line, an arrow and a band at the one that was
 * executed last, red where the machine refused or an expectation did not hold.
 */
import { RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { Decoration, GutterMarker, ViewPlugin, gutter } from '@codemirror/view';
import type { DecorationSet, ViewUpdate, EditorView } from '@codemirror/view';
import type { LineRuns } from '../session/transcript/script-lines.ts';
import { NONE } from './none.ts';

export interface Marks {
  readonly ran: LineRuns;
  readonly current: number | undefined;
}

export const setMarks = StateEffect.define<Marks>();

export const marks = StateField.define<Marks>({
  create: () => ({ ran: new Map(), current: undefined }),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return effect.value;
    return value;
  },
});

/** The words of a mark, for the pointer: the gutter itself is not read out, the state line is. */
export type MarkWords = (op: number, failed: boolean) => string;

class OpMarker extends GutterMarker {
  readonly #text: string;
  readonly #title: string;
  override elementClass: string;

  constructor(text: string, title: string, classes: string) {
    super();
    this.#text = text;
    this.#title = title;
    this.elementClass = classes;
  }
  override eq(other: GutterMarker): boolean {
    return (
      other instanceof OpMarker &&
      other.#text === this.#text &&
      other.#title === this.#title &&
      other.elementClass === this.elementClass
    );
  }
  override toDOM(): Node {
    const node = document.createElement('span');
    node.textContent = this.#text;
    node.title = this.#title;
    return node;
  }
}

const lineOf = (view: EditorView, from: number): number => view.state.doc.lineAt(from).number;
const moved = (update: ViewUpdate): boolean =>
  update.startState.field(marks) !== update.state.field(marks);

function markerAt({ ran, current }: Marks, line: number, words: MarkWords) {
  const run = ran.get(line);
  if (!run) return undefined;
  const classes = [line === current ? 'cm-ranLast' : '', run.failed ? 'cm-ranBadly' : ''];
  const text = run.op === 0 ? '–' : String(run.op);
  return new OpMarker(text, words(run.op, run.failed), classes.filter(Boolean).join(' '));
}

const SPACE = new OpMarker('00', '', '');

function ops(words: MarkWords): Extension {
  return gutter({
    class: 'cm-ops',
    lineMarker: (view, line) =>
      markerAt(view.state.field(marks), lineOf(view, line.from), words) ?? NONE,
    lineMarkerChange: moved,
    initialSpacer: () => SPACE,
    updateSpacer: (spacer, update) => {
      const { ran, current } = update.state.field(marks);
      const last = current === undefined ? 0 : (ran.get(current)?.op ?? 0);
      const width = Math.max(2, String(last).length);
      const wanted = new OpMarker('0'.repeat(width), '', '');
      return spacer.eq(wanted) ? spacer : wanted;
    },
  });
}

const LAST = Decoration.line({ class: 'cm-lineLast' });
const BAD = Decoration.line({ class: 'cm-lineBad' });
const LAST_BAD = Decoration.line({ class: 'cm-lineLast cm-lineBad' });

/** Of what is on the screen: a script of a million refusals has a million bands. */
function bandsOf(view: EditorView): DecorationSet {
  const { ran, current } = view.state.field(marks);
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      const last = line.number === current;
      const bad = ran.get(line.number)?.failed === true;
      if (last || bad) builder.add(line.from, line.from, last ? (bad ? LAST_BAD : LAST) : BAD);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const bands = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = bandsOf(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged || moved(update))
        this.decorations = bandsOf(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

export const executed = (words: MarkWords): Extension => [marks, ops(words), bands];
