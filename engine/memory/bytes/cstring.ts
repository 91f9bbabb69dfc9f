/**
 * C strings. The kernel counts bytes, so text is held as a byte string: a JavaScript string whose
 * every character is one byte (0–255). Text comes in and goes out as UTF-8.
 */

/** UTF-8 encode; a lone surrogate becomes U+FFFD. */
export function toByteString(text: string): string {
  let out = '';
  for (const char of text) out += encodePoint(char.codePointAt(0)!);
  return out;
}

/** The bytes of one code point. */
function encodePoint(point: number): string {
  if (point < 0x80) return String.fromCharCode(point);
  const safe = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
  const tail = (shift: number): number => 0x80 | ((safe >>> shift) & 0x3f);
  if (safe < 0x800) return String.fromCharCode(0xc0 | (safe >>> 6), tail(0));
  if (safe < 0x10000) return String.fromCharCode(0xe0 | (safe >>> 12), tail(6), tail(0));
  return String.fromCharCode(0xf0 | (safe >>> 18), tail(12), tail(6), tail(0));
}

const BEYOND_ASCII = /[\x80-\xff]/;

/** UTF-8 decode; every byte that is no part of a well-formed sequence becomes U+FFFD. */
export function fromByteString(bytes: string): string {
  if (!BEYOND_ASCII.test(bytes)) return bytes;
  let out = '';
  for (let i = 0; i < bytes.length;) {
    const [point, length] = decodeAt(bytes, i);
    out += String.fromCodePoint(point);
    i += length;
  }
  return out;
}

/** One code point and how many bytes it takes. */
function decodeAt(bytes: string, at: number): readonly [point: number, length: number] {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return [first, 1];
  const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || first >= 0xf5) return [0xfffd, 1];
  let point = first & (0xff >>> (length + 1));
  for (let k = 1; k < length; k++) {
    const next = bytes.charCodeAt(at + k);
    if (!(next >= 0x80 && next < 0xc0)) return [0xfffd, 1];
    point = point * 64 + (next & 0x3f);
  }
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const wrong = point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff);
  return wrong ? [0xfffd, 1] : [point, length];
}

/** isspace() of lib/ctype.c: the six ASCII ones and 0xA0, which ends a token inside some UTF-8. */
export const isSpace = (byte: number): boolean =>
  (byte >= 9 && byte <= 13) || byte === 32 || byte === 0xa0;

/** Index of the first blank at or after `from`; the end of the text if there is none, or at a NUL. */
export function tokenEnd(bytes: string, from = 0): number {
  let at = from;
  while (at < bytes.length && bytes.charCodeAt(at) !== 0 && !isSpace(bytes.charCodeAt(at))) at++;
  return at;
}

/** Index of the first character from `from` on that is no blank. */
export function skipSpaces(bytes: string, from = 0): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes.charCodeAt(at))) at++;
  return at;
}

/** simple_strtoul(s, NULL, 10) on a 32-bit kernel: leading digits, wrapping at 2^32; none = 0. */
export function strtoul32(bytes: string): number {
  let value = 0;
  for (let i = 0; i < bytes.length; i++) {
    const digit = bytes.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    value = (value * 10 + digit) % 2 ** 32;
  }
  return value;
}

/**
 * sscanf's "%d" of lib/vsprintf.c into a 32-bit unsigned: blanks skipped, one '-' allowed ('+' is
 * not), wraps at 2^32. Undefined when no digit follows: the variable is then left as it was.
 */
export function scanInt32(bytes: string, from: number): number | undefined {
  const at = skipSpaces(bytes, from);
  const negative = bytes[at] === '-';
  const digits = bytes.slice(negative ? at + 1 : at);
  if (!/^[0-9]/.test(digits)) return undefined;
  const value = strtoul32(digits);
  return negative ? (2 ** 32 - value) % 2 ** 32 : value;
}

/** "%d" of a 32-bit unsigned that printf reads as signed. */
export const asInt32 = (value: number): number => (value >= 2 ** 31 ? value - 2 ** 32 : value);
