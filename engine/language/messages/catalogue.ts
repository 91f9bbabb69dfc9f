/** Every sentence in both languages: Carveout's own, and those of the systems' texts. */
import { TEXTS } from '../../systems/texts.ts';
import type { Templates } from '../../words/area.ts';
import { ownEn } from './catalogue.en.ts';
import { ownZh } from './catalogue.zh.ts';

/** English and simplified Chinese. */
export type Lang = 'en' | 'zh';

type KeysOf<T> = T extends unknown ? keyof T : never;
/** Every id that has a sentence; the languages have the same ones. */
export type MessageId = keyof typeof ownEn | KeysOf<(typeof TEXTS)[number]['words']['en']>;

const whole = (own: Templates, lang: Lang): Templates =>
  Object.assign({}, own, ...TEXTS.map(({ words }) => words[lang])) as Templates;

/** Templates by id. */
export const CATALOGUES: Readonly<Record<Lang, Templates>> = {
  en: whole(ownEn, 'en'),
  zh: whole(ownZh, 'zh'),
};
