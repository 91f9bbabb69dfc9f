/** The prompt's completion: the language's options at the caret, or the history's, as one list. */
import { complete } from '../../engine/language/index.ts';
import type { CompletionContext } from '../../engine/language/index.ts';
import type { Message } from '../../engine/contract/command.ts';

export interface Choice {
  readonly label: string;
  /** The text that takes the place of `from`…`to`. */
  readonly from: number;
  readonly to: number;
  readonly detail?: Message | undefined;
  /** More can follow at once: a folder, a call's first argument. */
  readonly goesOn: boolean;
}

/** Entries of a list that are shown: more is not read. */
const MOST = 60;

export function choicesAt(
  text: string,
  caret: number,
  context: CompletionContext,
): readonly Choice[] {
  const { from, to, options } = complete(text, caret, context);
  return options.slice(0, MOST).map(({ label, detail }) => ({
    label,
    from,
    to,
    detail,
    goesOn: /[/(=]$/.test(label),
  }));
}

export const choicesFrom = (entries: readonly string[], text: string): readonly Choice[] =>
  entries.slice(0, MOST).map((label) => ({ label, from: 0, to: text.length, goesOn: false }));

/** The text and the caret after a choice. A word that ends here is followed by a blank. */
export function applied(
  text: string,
  choice: Choice,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(choice.to);
  const whole = choice.from === 0 && choice.to === text.length && choice.label.includes(' ');
  const closed = choice.goesOn || whole || rest !== '' || /["\])]$/.test(choice.label);
  // What is written after the caret already needs no second parenthesis.
  const label = rest.startsWith('(') ? choice.label.replace(/\($/, '') : choice.label;
  const put = closed ? label : `${label} `;
  return { text: text.slice(0, choice.from) + put + rest, caret: choice.from + put.length };
}

/** What all choices begin with beyond what is typed: as much as Tab can add without deciding. */
export function common(choices: readonly Choice[]): string {
  const [first, ...others] = choices.map((choice) => choice.label);
  let shared = first ?? '';
  for (const label of others) while (!label.startsWith(shared)) shared = shared.slice(0, -1);
  return shared;
}
