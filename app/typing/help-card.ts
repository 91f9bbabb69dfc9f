/** The help on the word under a cursor, as sentences in the reader's language. */
import { help, signature } from '../../engine/language/index.ts';
import type { CallSpec, ParamSpec } from '../../engine/language/index.ts';
import { BOARD_OPTIONS } from '../../engine/index.ts';
import { aboutFile } from './file-about.ts';
import { t } from '../words/i18n.svelte.ts';
import { asSentence, say } from '../words/say.ts';

export interface CardParam {
  readonly name: string;
  readonly about: string;
  /** It is the one under the cursor. */
  readonly here: boolean;
}
export interface HelpCard {
  /** The word it is about; offsets in the line. */
  readonly from: number;
  readonly to: number;
  readonly signature: string;
  readonly about: string;
  readonly params: readonly CardParam[];
  /** What the word itself is: a file, an option of `board`. */
  readonly word: { readonly name: string; readonly about: string } | undefined;
}

function paramOf(param: ParamSpec, here: ParamSpec | undefined): CardParam {
  const about = asSentence(say({ id: param.doc }));
  return {
    name: param.place === 'switch' ? `-${param.name}` : param.name,
    about: param.default === undefined ? about : t('help.default', about, param.default),
    here: param.name === here?.name,
  };
}

function wordOf(word: string, spec: CallSpec): HelpCard['word'] {
  const path = word.replace(/^['"]|['"]$/g, '');
  const file = path.startsWith('/') ? aboutFile(path) : undefined;
  if (file) return { name: path, about: t(file) };
  if (spec.rest !== 'options') return undefined;
  const option = BOARD_OPTIONS.find((one) => word === `${one.name}=`);
  return option && { name: word, about: t('help.accepts', option.accepts) };
}

/** What a call is and what it takes; `here` is the parameter in question. */
export const cardOf = (spec: CallSpec, here?: ParamSpec) => ({
  signature: signature(spec),
  about: asSentence(say({ id: spec.doc })),
  params: spec.params.map((one) => paramOf(one, here)),
});

/** Undefined where nothing is known: in comments, between words, in calls there are not. */
export function cardAt(line: string, column: number): HelpCard | undefined {
  const found = help(line, column);
  if (!found) return undefined;
  const { spec, param, from, to } = found;
  return { from, to, ...cardOf(spec, param), word: wordOf(line.slice(from, to), spec) };
}
