/**
 * The typed dictionary: every visible string of the page comes from strings/, in English and in
 * simplified Chinese. Keys and parameters are checked by the compiler.
 */
import { map } from './strings/map.ts';
import { shell } from './strings/shell.ts';
import type { Dictionary, Entry } from './strings/strings.ts';
import { settings } from './settings.svelte.ts';

export type Lang = 'en' | 'zh';
type Args<E extends Entry> = E['en'] extends (...args: infer A) => string ? A : [];

/** The reader's language: what was chosen, else what the browser asks for. */
class I18n {
  get lang(): Lang {
    return settings.language ?? preferred();
  }
}

const preferred = (): Lang =>
  typeof navigator !== 'undefined' && /^zh\b/i.test(navigator.language ?? '') ? 'zh' : 'en';

export const i18n = new I18n();

/** The reader of a dictionary: the sentence for a key in the reader's language; markup follows it. */
export const translator =
  <const D extends Dictionary>(dictionary: D) =>
  <K extends keyof D & string>(key: K, ...args: Args<D[K]>): string => {
    const text = dictionary[key]?.[i18n.lang] as string | ((...args: Args<D[K]>) => string);
    return typeof text === 'string' ? text : text(...args);
  };

/** The words of the page that is there first, and of the maps. */
export const core = { ...shell, ...map };
export const t = translator(core);
