/** base64url of RFC 4648 without padding: what may stand in a fragment as it is. */
import { refuse } from '../refuse.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE = new Map(Array.from(DIGITS, (digit, value) => [digit, value]));

/** Four digits for three bytes; the last group may have two or three. */
export function toBase64url(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = Math.min(3, bytes.length - at);
    const word = bytes[at]! * 0x1_0000 + (bytes[at + 1] ?? 0) * 0x100 + (bytes[at + 2] ?? 0);
    for (let digit = 0; digit <= left; digit += 1)
      out += DIGITS[(word >>> (18 - 6 * digit)) & 0x3f];
  }
  return out;
}

/** Refuses a character that does not belong there, and a length that no encoder makes. */
export function fromBase64url(text: string): Uint8Array {
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let word = 0;
  let at = 0;
  for (const [i, digit] of Array.from(text).entries()) {
    const value = VALUE.get(digit);
    if (value === undefined) return refuse('link.character', { found: shown(digit), at: i + 1 });
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = word >>> bits;
    }
  }
  return text.length % 4 === 1 ? refuse('link.cut') : out;
}

/** One character that is to be seen, whatever it is. */
const shown = (char: string): string =>
  /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(char)
    ? char
    : `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
