/**
 * What a dictionary entry is: the same sentence in both languages side by side, so that one cannot
 * be changed without seeing the other. An entry with parameters is a pair of functions.
 */
export type Text = string | ((...args: never[]) => string);
export interface Entry {
  readonly en: Text;
  readonly zh: Text;
}
export type Dictionary = Readonly<Record<string, Entry>>;
