/** Keys of a map, once: the handler looks them up here, and the key sheet is made of the same rows. */
import type { PlainKey } from '../words/i18n.svelte.ts';

export interface KeyStep {
  readonly key: string;
  readonly ctrl: boolean;
}
/** Rows of the key sheet by their words; each key, `Mod+` before it where it is so, and what it does. */
export type KeyTable<Deed> = Readonly<Partial<Record<PlainKey, Readonly<Record<string, Deed>>>>>;

/** What a map does with a key besides moving its cursor; `page`: the page does it. */
export type MapDeed = 'choose' | 'free' | 'page';

/** What a key does. A step that has no meaning of its own with Ctrl is the same step. */
export function deedOf<Deed>(table: KeyTable<Deed>, { key, ctrl }: KeyStep): Deed | undefined {
  const rows: readonly Readonly<Record<string, Deed>>[] = Object.values(table);
  const find = (name: string): Deed | undefined =>
    rows.find((row) => Object.hasOwn(row, name))?.[name];
  const plain = find(key);
  if (!ctrl) return plain;
  return find(`Mod+${key}`) ?? (typeof plain === 'function' ? plain : undefined);
}
