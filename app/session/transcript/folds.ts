/**
 * Answers of any length in the console: the first lines are shown, the others lie in one fold after
 * them, which the reader opens as far as wanted. Nothing of an answer is thrown away while the console
 * has it, except for the oldest folds, when all of them together are too many lines.
 */
import { FOLD_ABOVE_LINES, FOLDED_LINES, UNFOLDED_LINES } from '../../page/limits.ts';
import type { ConsoleContent, ConsoleLine, Fold } from './transcript.ts';

/** Lines of a folded answer that are shown at first. */
const FIRST = 20;
/** Lines that one step shows more. */
export const MORE_LINES = 1_000;

/** An answer as the console keeps it. */
export const folded = (answer: readonly ConsoleContent[]): readonly ConsoleContent[] =>
  answer.length <= FOLD_ABOVE_LINES
    ? answer
    : [...answer.slice(0, FIRST), { kind: 'fold', lines: answer, from: FIRST }];

/** The fold that a line is; undefined: it is none. */
export const foldOf = ({ content }: ConsoleLine): Fold | undefined =>
  content.kind === 'fold' ? content : undefined;

/** Lines of a fold that are not shown when `open` of them are. */
export const hiddenIn = ({ lines, from }: Fold, open: number): number =>
  Math.max(0, lines.length - from - open);

/** How many lines of a fold are open after a step; all of them, as far as a browser can scroll over them. */
export const opened = (fold: Fold, open: number, all: boolean): number =>
  Math.min(fold.lines.length - fold.from, all ? UNFOLDED_LINES : open + MORE_LINES, UNFOLDED_LINES);

/** Id of a fold's line number `index`: between the line before the fold and the fold. */
export const partId = ({ id }: ConsoleLine, fold: Fold, index: number): number =>
  id - 1 + (index + 1) / (fold.lines.length - fold.from + 1);

/** The lines with those of open folds in front of their folds; `open` is by the id of the fold's line. */
export function unfolded(
  lines: readonly ConsoleLine[],
  open: ReadonlyMap<number, number>,
): readonly ConsoleLine[] {
  if (open.size === 0) return lines;
  const all: ConsoleLine[] = [];
  for (const line of lines) {
    const fold = foldOf(line);
    const shown = open.get(line.id) ?? 0;
    for (let index = 0; fold && index < shown; index += 1)
      all.push({ ...line, id: partId(line, fold, index), content: fold.lines[fold.from + index]! });
    all.push(line);
  }
  return all;
}

/** The lines, the oldest folds emptied when there are more folded lines than the console keeps. */
export function bounded(lines: readonly ConsoleLine[]): readonly ConsoleLine[] {
  let room = FOLDED_LINES;
  const kept = lines.toReversed().map((line): ConsoleLine => {
    const fold = foldOf(line);
    if (!fold) return line;
    room -= fold.lines.length;
    if (room >= 0 || fold.lines.length === fold.from) return line;
    return { ...line, content: { ...fold, lines: fold.lines.slice(0, fold.from) } };
  });
  return room >= 0 ? lines : kept.reverse();
}

/** Where words were found: a line, or the line `part` of the fold that a line is. */
export interface Found {
  readonly line: ConsoleLine;
  readonly part: number | undefined;
}

/** Places that contain a text, in any case, oldest first; the newest `most` of them. */
export function foundIn(
  lines: readonly ConsoleLine[],
  text: string,
  textOf: (content: ConsoleContent) => string,
  most: number,
): readonly Found[] {
  const wanted = text.toLowerCase();
  if (wanted === '') return [];
  const found: Found[] = [];
  const has = (content: ConsoleContent): boolean => textOf(content).toLowerCase().includes(wanted);
  for (let at = lines.length - 1; at >= 0 && found.length < most; at -= 1) {
    const line = lines[at]!;
    const fold = foldOf(line);
    if (!fold && has(line.content)) found.push({ line, part: undefined });
    for (
      let i = (fold?.lines.length ?? 0) - 1;
      fold && i >= fold.from && found.length < most;
      i -= 1
    )
      if (has(fold.lines[i]!)) found.push({ line, part: i - fold.from });
  }
  return found.reverse();
}
