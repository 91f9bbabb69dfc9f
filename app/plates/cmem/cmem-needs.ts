/**
 * A list of buffers as people write it: a line a kind, `name size count`, in any order that can be
 * told apart. Sizes take 0x, K, M, G; `x4` or a second number is the count, 1 if it is left out.
 */
import { GiB, KiB, MiB } from '../../../engine/contract/units.ts';

export interface NamedNeed {
  readonly name: string;
  readonly size: number;
  readonly count: number;
}
export type NeedProblem = 'no-size' | 'size' | 'count' | 'too-much';
export interface WrongLine {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  readonly problem: NeedProblem;
}
export interface Needs {
  readonly needs: readonly NamedNeed[];
  readonly wrong: readonly WrongLine[];
}

/** Lines read: a product with more kinds of buffers is not planned by hand. */
export const MOST_NEEDS = 1000;
/** Most buffers of one kind, and the largest: the driver's own int. */
const MOST_COUNT = 1_000_000;
const LARGEST = 2 ** 40;

const UNITS: Readonly<Record<string, number>> = { '': 1, B: 1, K: KiB, M: MiB, G: GiB };

/** `4096`, `0x1000`, `64K`, `1.5M`, `2 MiB` as bytes. */
export const readSize = (text: string): number | undefined => {
  const match = /^(0x[0-9a-f]+|[0-9]+(?:\.[0-9]+)?)([KMG]?)(?:i?B)?$/i.exec(text);
  if (match === null) return undefined;
  const bytes = Number(match[1]) * (UNITS[(match[2] ?? '').toUpperCase()] ?? Number.NaN);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
};

const isNumber = (word: string): boolean => /^[0-9]/.test(word);

/** One line: a name if the first word is none of a size, then size and count. */
const readLine = (text: string): NamedNeed | NeedProblem => {
  const line = text.replace(/([0-9])\s+(KiB|MiB|GiB|KB|MB|GB|[KMG]B?|B|bytes?)\b/gi, '$1$2');
  const words = line
    .replace(/(bytes?)\b/gi, '')
    .split(/[\s,;:=]+/)
    .filter((word) => word !== '');
  const at = words.findIndex(isNumber);
  if (at < 0) return 'no-size';
  // `50x512` is how the driver writes it: count first.
  const pool = /^([0-9]+)[x×*](0x[0-9a-f]+|[0-9].*)$/i.exec(words[at]!);
  const isHex = /^0x/i.test(words[at]!);
  const name = words.slice(0, at).join(' ');
  if (pool !== null && !isHex) return checked(name, readSize(pool[2]!), Number(pool[1]));
  const counted = words[at + 1] === 'x' || words[at + 1] === '×' ? words[at + 2] : words[at + 1];
  const count = counted === undefined ? 1 : countOf(counted);
  return checked(name, readSize(words[at]!), count);
};

const countOf = (text: string): number => {
  const digits = /^[x×*]?([0-9]+)$/i.exec(text)?.[1];
  return digits === undefined ? Number.NaN : Number(digits);
};

const checked = (
  name: string,
  size: number | undefined,
  count: number,
): NamedNeed | NeedProblem => {
  if (size === undefined) return 'size';
  if (!Number.isSafeInteger(count)) return 'count';
  if (size > LARGEST || count > MOST_COUNT) return 'too-much';
  return { name, size, count };
};

/** Empty lines and comments say nothing. */
export const readNeeds = (text: string): Needs => {
  const needs: NamedNeed[] = [];
  const wrong: WrongLine[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    const plain = line.replace(/#.*$/, '').trim();
    if (plain === '') continue;
    const read = needs.length < MOST_NEEDS ? readLine(plain) : 'too-much';
    if (typeof read === 'string') wrong.push({ line: i + 1, text: plain, problem: read });
    else needs.push(read);
  }
  return { needs, wrong };
};

/** The same as text, for a list that is filled in for somebody. */
export const writeNeeds = (
  needs: readonly { readonly size: number; readonly count: number }[],
): string => needs.map(({ size, count }) => `${size} x${count}`).join('\n');
