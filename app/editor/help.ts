/** Help on the word under the pointer, and on F1 on the word at the caret: the same card. */
import { StateEffect, StateField } from '@codemirror/state';
import type { Extension, EditorState } from '@codemirror/state';
import { EditorView, hoverTooltip, showTooltip } from '@codemirror/view';
import type { Command, Tooltip } from '@codemirror/view';
import { cardAt } from '../typing/help-card.ts';
import type { HelpCard } from '../typing/help-card.ts';
import { NONE } from './none.ts';

const element = (tag: string, className: string, text = ''): HTMLElement => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

function cardDom(card: HelpCard): HTMLElement {
  const dom = element('div', 'cm-help');
  if (card.word) {
    dom.append(element('code', 'cm-help-signature', card.word.name));
    dom.append(element('p', 'cm-help-about', card.word.about));
  }
  dom.append(element('code', 'cm-help-signature', card.signature));
  dom.append(element('p', 'cm-help-about', card.about));
  if (card.params.length === 0) return dom;
  const list = element('dl', 'cm-help-params');
  for (const { name, about, here } of card.params) {
    const row = element('div', here ? 'cm-help-here' : '');
    row.append(element('dt', '', name), element('dd', '', about));
    list.append(row);
  }
  dom.append(list);
  return dom;
}

function tooltipAt(state: EditorState, pos: number): Tooltip | undefined {
  const line = state.doc.lineAt(pos);
  const card = cardAt(line.text, pos - line.from);
  if (!card) return undefined;
  return {
    pos: line.from + card.from,
    end: line.from + card.to,
    above: true,
    create: () => ({ dom: cardDom(card) }),
  };
}

/** As one sentence, for those who hear it. */
function spoken(state: EditorState, pos: number): string {
  const line = state.doc.lineAt(pos);
  const card = cardAt(line.text, pos - line.from);
  if (!card) return '';
  const here = card.params.find((param) => param.here);
  return [
    card.word && `${card.word.name} ${card.word.about}`,
    card.signature,
    card.about,
    here && `${here.name}: ${here.about}`,
  ]
    .filter(Boolean)
    .join(' ');
}

const setAsked = StateEffect.define<Tooltip | undefined>();
/** The card that F1 opened; moving on closes it. */
const asked = StateField.define<Tooltip | undefined>({
  create: () => undefined,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setAsked)) return effect.value;
    return transaction.docChanged || transaction.selection ? undefined : value;
  },
  provide: (field) => showTooltip.from(field, (tooltip) => tooltip ?? NONE),
});

export const helpAtCaret: Command = (view) => {
  const { state } = view;
  const { head } = state.selection.main;
  const tooltip = state.field(asked) ? undefined : tooltipAt(state, head);
  view.dispatch({
    effects: [
      setAsked.of(tooltip),
      ...(tooltip ? [EditorView.announce.of(spoken(state, head))] : []),
    ],
  });
  return true;
};

/** Escape closes the card; otherwise the key is left to others. */
export const closeHelp: Command = (view) => {
  if (!view.state.field(asked)) return false;
  view.dispatch({ effects: setAsked.of(undefined) });
  return true;
};

export const wordHelp: Extension = [
  asked,
  hoverTooltip((view, pos) => tooltipAt(view.state, pos) ?? NONE, { hoverTime: 350 }),
];
