/**
 * A page of bytes made small: as runs of equal 32-bit words where that is shorter. Pages of small blocks
 * are a link and many equal bytes, again and again. Words are the machine's own; nobody reads them.
 */
/** 4 KiB. */
const WORDS = 1024;

/** Word and end of every run, one after the other; all words where that is no longer. */
export type PackedPage = Uint32Array;

/** Undefined: nothing but 0. */
export function packPage(words: Uint32Array): PackedPage | undefined {
  let runs = 1;
  for (let at = 1; at < WORDS; at++) if (words[at] !== words[at - 1]) runs++;
  if (runs === 1 && words[0] === 0) return undefined;
  if (2 * runs >= WORDS) return words.slice();
  const packed = new Uint32Array(2 * runs);
  let run = 0;
  for (let at = 0; at < WORDS; at++) {
    if (at > 0 && words[at] !== words[at - 1]) run++;
    packed[2 * run] = words[at]!;
    packed[2 * run + 1] = at + 1;
  }
  return packed;
}

export function unpackPage(packed: PackedPage | undefined, words: Uint32Array): void {
  if (!packed) words.fill(0);
  else if (packed.length === WORDS) words.set(packed);
  else
    for (let at = 0, from = 0; at < packed.length; at += 2) {
      words.fill(packed[at]!, from, packed[at + 1]);
      from = packed[at + 1]!;
    }
}
