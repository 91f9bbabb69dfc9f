/**
 * The typed dictionary: every visible string of the page comes from strings/, in English and in
 * simplified Chinese. Keys and parameters are checked by the compiler. The words of the first paint
 * are here from the start, the others come with `loadWords`; who shows them waits for it.
 */
import type { later } from './dictionary/later.ts';
import { plate } from './dictionary/plate.ts';
import { shell } from './dictionary/shell.ts';
import type { Dictionary, Entry } from './dictionary/strings.ts';
import { part } from '../link/parts.ts';

type Words = typeof shell & typeof plate & typeof later;
export type Key = keyof Words;
export type Lang = 'en' | 'zh';
type Args<E extends Entry> = E['en'] extends (...args: infer A) => string ? A : [];
/** Words that are said without anything to fill in. */
export type PlainKey = { [K in Key]: Words[K]['en'] extends string ? K : never }[Key];

const preferred = (): Lang =>
  typeof navigator !== 'undefined' && /^zh\b/i.test(navigator.language ?? '') ? 'zh' : 'en';

let chosen: () => Lang | undefined = () => undefined;
/** Follow what the reader chooses; undefined: what the browser asks for. */
export const speak = (choice: () => Lang | undefined): void => void (chosen = choice);

/** The reader's language. */
export const i18n = {
  get lang(): Lang {
    return chosen() ?? preferred();
  },
};

let words = $state.raw<Dictionary>({ ...shell, ...plate });
let loaded = false;
let loading: Promise<void> | undefined;

/** Fetch the words of everything that is not there first. Rejects when it could not; then try again. */
const loadWords = (): Promise<void> =>
  (loading ??= part(() => import('./dictionary/later.ts')).then(
    ({ later }) => {
      loaded = true;
      words = { ...words, ...later };
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  ));

/** What is fetched after the first paint, with its words. */
export const withWords = async <T>(load: () => Promise<T>): Promise<T> => {
  const [there] = await Promise.all([part(load), loadWords()]);
  return there;
};

/**
 * The sentence for a key in the reader's language; markup that reads it follows the language, and the
 * words, which come after the first paint: until then it is empty.
 */
export const t = <K extends Key>(key: K, ...args: Args<Words[K]>): string => {
  const text = words[key]?.[i18n.lang] as
    string | ((...args: Args<Words[K]>) => string) | undefined;
  if (text === undefined) {
    if (loaded) throw new Error(`there are no words for "${key}"`);
    void loadWords().catch(() => undefined);
    return '';
  }
  return typeof text === 'string' ? text : text(...args);
};
