/**
 * The type of a catalogue. An area of messages is two objects of the same ids, one a language;
 * `translation()` makes the compiler refuse a missing id, an extra id and a placeholder that the
 * other language does not have.
 *
 * A template is text with placeholders `{name}` or `{name:format}`:
 *   {n:int} 131,072 · {pfn:hex} 0x26400 · {size:bytes} 1.5 MiB · {ms:seconds} 16 s
 *   {n:plural:page|pages} 1 page, 64 pages
 *   {why:say} the argument is itself a message id, said with the same arguments
 *   {what:or} the argument is a list, items divided by newlines, each a message id or verbatim text
 */
export type Templates = Readonly<Record<string, string>>;

type NameOf<P extends string> = P extends `${infer N}:${string}` ? N : P;

/** The names of a template's placeholders, as a union. */
export type Placeholders<T extends string> = T extends `${string}{${infer P}}${infer Rest}`
  ? NameOf<P> | Placeholders<Rest>
  : never;

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** What the second language must look like for this first one. */
export type Translated<E extends Templates, Z extends Templates> = {
  readonly [K in keyof E]: K extends keyof Z
    ? Same<Placeholders<E[K]>, Placeholders<Z[K]>> extends true
      ? string
      : { readonly placeholdersMustBe: Placeholders<E[K]> }
    : string;
} & { readonly [K in Exclude<keyof Z, keyof E>]: never };

/** The second language of an area; the first argument is there for its type. */
export function translation<const E extends Templates, const Z extends Templates>(
  _first: E,
  second: Z & Translated<E, Z>,
): Z {
  return second;
}
