/**
 * Numbers of the language: decimal or 0x, then at most one of K, M, G (or k, m, g) as memparse()
 * takes them. A leading 0 is refused, not guessed at: C would read octal.
 */
import type { Message } from '../contract/command.ts';
import { MAX_NUMBER } from '../contract/limits.ts';
import { GiB, KiB, MiB } from '../contract/units.ts';

/** A value, or why there is none. */
export type ReadResult<T> = { readonly value: T } | { readonly problem: Message };

const NUMBER = /^(-?)(?:0[xX]([0-9a-fA-F]*)|([0-9]+))([kKmMgG]?)$/;
const FRACTION = /^-?[0-9]*\.[0-9]*[kKmMgG]?$/;
const SCALE: Readonly<Record<string, number>> = { '': 1, k: KiB, m: MiB, g: GiB };

/** Text of any kind in, at most 40 visible characters out: a message stays one line. */
export function shorten(text: string): string {
  const short =
    text.length <= 40 ? text : `${Array.from(text.slice(0, 40)).slice(0, 36).join('')}…`;
  // Control characters as their pictures of Unicode's block U+2400.
  const visible = short.replace(/[\u0000-\u001f\u007f]/g, (char) =>
    char === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + char.charCodeAt(0)),
  );
  return visible.replace(/\p{Cs}/gu, '\ufffd');
}

/** Reads a whole number; the sign is allowed here, what it counts decides whether it may stand. */
export function parseNumber(text: string): ReadResult<number> {
  const found = shorten(text);
  const match = NUMBER.exec(text);
  if (!match) {
    const id =
      FRACTION.test(text) && text !== '.'
        ? 'language.number.fraction'
        : 'language.number.malformed';
    return { problem: { id, args: { found } } };
  }
  const [, sign = '', hexDigits, decimal = '', suffix = ''] = match;
  if (hexDigits === '') return { problem: { id: 'language.number.noDigits', args: { found } } };
  if (hexDigits === undefined && decimal.length > 1 && decimal.startsWith('0'))
    return { problem: { id: 'language.number.leadingZero', args: { found } } };
  const digits = hexDigits === undefined ? Number(decimal) : Number(`0x${hexDigits}`);
  const value = digits * (SCALE[suffix.toLowerCase()] ?? 1);
  if (value > MAX_NUMBER)
    return { problem: { id: 'language.number.tooLarge', args: { found, most: MAX_NUMBER } } };
  return { value: sign === '' || value === 0 ? value : -value };
}

/** What a number counts; decides how it is written, and tells forms and help what to say. */
export type UnitName = 'pages' | 'bytes' | 'order' | 'pfn' | 'phys' | 'percent' | 'count';

/** The canonical spelling: addresses in hex, sizes with the largest suffix that divides them. */
export function writeNumber(value: number, unit: UnitName): string {
  if (unit === 'pfn' || unit === 'phys')
    return value < 0 ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
  if (unit === 'bytes' && value !== 0) {
    for (const [suffix, scale] of [
      ['G', GiB],
      ['M', MiB],
      ['K', KiB],
    ] as const)
      if (value % scale === 0) return `${value / scale}${suffix}`;
  }
  return String(value);
}
