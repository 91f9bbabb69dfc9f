/**
 * Lists of any length as arguments. A spread call puts every element on the stack, which overflows at
 * about 125,000 of them; these put none there. The linter forbids the spread calls.
 */

/** Append to a list that is being built. */
export function pushAll<T>(list: T[], more: Iterable<T>): void {
  for (const item of more) list.push(item);
}

/** The smallest number; Infinity of an empty list, as Math.min says. */
export function leastOf(numbers: Iterable<number>): number {
  let least = Infinity;
  for (const number of numbers) least = Math.min(least, number);
  return least;
}

/** The largest number; -Infinity of an empty list, as Math.max says. */
export function mostOf(numbers: Iterable<number>): number {
  let most = -Infinity;
  for (const number of numbers) most = Math.max(most, number);
  return most;
}

/** Each byte as the character of its number. */
export function bytesAsText(bytes: Iterable<number>): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Units put on the stack at once: as many as it has room for in every browser. */
const PIECE_UNITS = 8_192;

/** UTF-16 units as text, in pieces: one by one, millions of them take a hundred bytes each. */
export function unitsAsText(units: Uint8Array | Uint16Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < units.length; at += PIECE_UNITS) {
    const piece: ArrayLike<number> = units.subarray(at, at + PIECE_UNITS);
    // eslint-disable-next-line no-restricted-syntax -- a piece is short
    pieces.push(String.fromCharCode.apply(undefined, piece as number[]));
  }
  return pieces.join('');
}
