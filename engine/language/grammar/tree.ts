/**
 * The tree of one line. The grammar's recovery tries up to fifteen ways on at every token after a first
 * mistake, and what it finds there is never told: it is given only a little of the line.
 */
import type { Tree } from '@lezer/common';
import { parser } from './parser.ts';

/** Throws at the first mistake instead of going on after it. */
const strict = parser.configure({ strict: true });

/** Characters after the first mistake that recovery may look at: the longest words of the language. */
export const RECOVERY_CHARS = 64;

/** Where the grammar does not fit any more, as the runtime says it; undefined: it is another error. */
const mistakeAt = (error: unknown): number | undefined => {
  const at = error instanceof SyntaxError && /^No parse at (\d+)$/.exec(error.message)?.[1];
  return at === false || at === undefined ? undefined : Number(at);
};

/** The whole tree of a line that fits the grammar; of another, as far as a little after its first mistake. */
export function treeOf(line: string): Tree {
  try {
    return strict.parse(line);
  } catch (error) {
    const at = mistakeAt(error);
    if (at === undefined) throw error;
    return parser.parse(line.slice(0, at + RECOVERY_CHARS));
  }
}
