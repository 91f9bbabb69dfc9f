/**
 * Holes of a template, and what each takes: found in one walk over it, for whoever writes a link may
 * write a million of them.
 *
 * Which numbers are of one kind is decided by the text around the hole, not by the template, so that
 * `CMEM_alloc(⌷)` and `CMEM_alloc(⌷, CMEM_CACHED)` learn from each other.
 */

import { MAX_LINE_HOLES } from '../../contract/limits.ts';
import { refuse } from '../refuse.ts';

/** Holes by what is in them and how it is written; the last is the mark before a character that is none. */
export const DECIMAL = '\u0001';
export const HEX = '\u0002';
export const HEX_UPPER = '\u0003';
export const WORD = '\u0004';
export const LITERAL = '\u0005';

const LITERAL_CODE = LITERAL.charCodeAt(0);

export interface Marks {
  /** Offsets of the holes. */
  readonly holes: readonly number[];
  /** How many characters are none though they look like holes. */
  readonly literals: number;
}

/** What a template is marked with. Refuses more holes than a line that was written has. */
export function marksIn(template: string): Marks {
  const holes: number[] = [];
  let literals = 0;
  for (let at = 0; at < template.length; at += 1) {
    const code = template.charCodeAt(at);
    if (code === LITERAL_CODE) {
      at += 1;
      literals += 1;
    } else if (code > 0 && code < LITERAL_CODE) holes.push(at);
    if (holes.length > MAX_LINE_HOLES) refuse('link.malformed');
  }
  return { holes, literals };
}

/** What a hole takes: one of the numbers with this text around them, or the number of a name such as `op⌷`. */
export type HoleKind =
  | { readonly is: 'number'; readonly around: string }
  | { readonly is: 'definition' | 'use' | 'end'; readonly prefix: string };

/** Characters before a hole that say what stands in it. */
const BEFORE = 10;
/** `op⌷ = …` defines a name; a call with one of these in its name ends it. */
const DEFINES = /^([A-Za-z_]+)\u0001 = /;
const ENDS = /free|release|unmap|unregister|destroy/i;

/** The prefix of the names that a template defines; undefined: it defines none. */
export const definedIn = (template: string): string | undefined => DEFINES.exec(template)?.[1];

/** What each of a template's `holes` takes, where these prefixes are names. */
export function kindsOf(
  template: string,
  holes: readonly number[],
  isName: (prefix: string) => boolean,
): readonly HoleKind[] {
  const defines = DEFINES.test(template);
  const uses = ENDS.test(template) ? 'end' : 'use';
  let from = 0;
  return holes.map((hole, i): HoleKind => {
    const prefix = prefixBefore(template, from, hole);
    from = hole + 1;
    if (isName(prefix)) return { is: i === 0 && defines ? 'definition' : uses, prefix };
    const around = template.slice(Math.max(0, hole - BEFORE), hole) + template.charAt(hole + 1);
    return { is: 'number', around };
  });
}

const isLetter = (code: number): boolean =>
  (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** The letters that end at `hole`, none of them before `from`; empty where a digit stands before them. */
function prefixBefore(template: string, from: number, hole: number): string {
  let start = hole;
  while (start > from && isLetter(template.charCodeAt(start - 1))) start -= 1;
  return start > 0 && isDigit(template.charCodeAt(start - 1)) ? '' : template.slice(start, hole);
}
