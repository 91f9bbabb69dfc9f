/** Comparing scripts: what was executed is what was written, but for blank lines and indents. */
import type { Experiment } from '../../engine/journal/index.ts';

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const sameLines = (a: string, b: string): boolean => {
  const [these, those] = [linesOf(a), linesOf(b)];
  return these.length === those.length && these.every((line, i) => line === those[i]);
};

/** Nothing of either is missing in the other. */
export const sameScripts = (a: Experiment, b: Experiment): boolean =>
  a.branches.length === b.branches.length &&
  a.branches.every(({ text }, i) => sameLines(text, b.branches[i]?.text ?? ''));

/** It has no name and is this text alone: what the page plays when nothing else is asked of it. */
export const isPlainly = ({ title, branches }: Experiment, text: string): boolean =>
  title === '' && branches.length === 1 && sameLines(branches[0]?.text ?? '', text);
