/** Keys of the editor, ours in front of the library's. The key sheet's list is app/shell/keys/own-keys.ts. */
import {
  acceptCompletion,
  closeBracketsKeymap,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, historyKeymap, redo } from '@codemirror/commands';
import { lintKeymap } from '@codemirror/lint';
import { searchKeymap } from '@codemirror/search';
import { Prec } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { Command, KeyBinding } from '@codemirror/view';
import { closeHelp, helpAtCaret } from './help.ts';

export interface DeckKeys {
  readonly run: () => void;
  readonly runTo: () => void;
  readonly step: () => void;
  readonly stepBack: () => void;
}

const does = (run: () => void): Command => {
  return () => {
    run();
    return true;
  };
};

/** Tab completes where something is being typed, as in the console; elsewhere it moves on. */
const complete: Command = (view) => {
  if (acceptCompletion(view)) return true;
  const { main, ranges } = view.state.selection;
  if (ranges.length > 1 || !main.empty || view.state.readOnly) return false;
  const line = view.state.doc.lineAt(main.head);
  return /\S$/.test(line.text.slice(0, main.head - line.from)) && startCompletion(view);
};

const own = (deck: DeckKeys): readonly KeyBinding[] => [
  { key: 'Mod-Enter', run: does(deck.run) },
  { key: 'Mod-Alt-Enter', run: does(deck.runTo) },
  { key: 'Alt-Enter', run: does(deck.runTo) },
  { key: 'F10', run: does(deck.step) },
  { key: 'Alt-ArrowDown', run: does(deck.step) },
  { key: 'Alt-ArrowUp', run: does(deck.stepBack) },
  { key: 'Mod-Shift-z', run: redo, preventDefault: true },
  { key: 'F1', run: helpAtCaret },
  { key: 'Escape', run: closeHelp },
  { key: 'Tab', run: complete },
];

export const keys = (deck: DeckKeys): Extension => [
  Prec.highest(keymap.of([...own(deck)])),
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...completionKeymap,
    ...lintKeymap,
  ]),
];
