/** Dice for texts: what every generator of hostile texts throws. */
import fc from 'fast-check';
import { createRng } from '../../memory/rng.ts';
import { session, SESSION_NAMES } from '../../test/sessions.ts';

export interface Dice {
  /** A whole number from 0 to `most`. */
  readonly upTo: (most: number) => number;
  readonly of: <T>(from: readonly T[]) => T;
  /** True once in `times`. */
  readonly once: (times: number) => boolean;
  /** A length: mostly small, sometimes up to `most`. */
  readonly length: (most: number) => number;
}

export function dice(seed: number): Dice {
  const rng = createRng(seed);
  const upTo = (most: number): number => rng.below(most + 1);
  return {
    upTo,
    of: (from) => from[rng.below(from.length)]!,
    once: (times) => rng.below(times) === 0,
    length: (most) => upTo(Math.ceil(most / 2 ** upTo(14))),
  };
}

/** One value of an arbitrary. */
export const one = <T>(arbitrary: fc.Arbitrary<T>, seed: number): T =>
  fc.sample(arbitrary, { seed, numRuns: 1 })[0]!;

/** What breaks readers: ends of things, halves of characters, what stands for something else inside. */
export const SHARDS = [
  ...[
    '\n',
    '\r\n',
    '\r',
    '\0',
    '\u0001',
    '\u0002',
    '\u0003',
    '\u0004',
    '\u0005',
    '\u2028',
    '\ufeff',
  ],
  ...['\ud800', '\udc00', '😀', '页', '<b>', '&', '#', '#|', '# end', '# script', '# view a: 1'],
  ...['(', ')', '[', ']', ',', '=', ';', '"', "'", '\\', '\\\n', '$', '`', '>', '>>', '@', '-'],
  ...[
    '0x',
    '1e9',
    '1.5',
    '9007199254740993',
    '4G',
    'expect ',
    'expect ok ',
    'workload cma ops=',
    'board ',
  ],
  ...['__proto__', 'constructor', ' ', '\t', 'a', 'op1 = ', 'cma_alloc(', 'echo '],
] as const;

/** A text with pieces cut out, doubled, moved, or shards put in. */
export function bentText(text: string, { upTo, of, length }: Dice): string {
  let bent = text;
  for (let times = upTo(5); times >= 0; times -= 1) {
    const at = upTo(bent.length);
    const end = Math.min(bent.length, at + length(bent.length));
    const piece = bent.slice(at, end);
    const how = upTo(3);
    if (how === 0) bent = bent.slice(0, at) + bent.slice(end);
    else if (how === 1) bent = bent.slice(0, at) + piece + bent.slice(at);
    else bent = bent.slice(0, at) + of(SHARDS).repeat(1 + length(200)) + bent.slice(at + upTo(3));
  }
  return bent;
}

/** A script as people write them. */
export const goodScript = ({ of, length, upTo }: Dice): string =>
  session(of(SESSION_NAMES), 1 + length(400), upTo(1_000_000));
