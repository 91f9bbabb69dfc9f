/** The way to the end of a branch: what it has from those it leaves, each text parsed once and step by step. */
import type { Branch, InSteps } from '../../engine/journal/index.ts';
import { stepsOf } from '../../engine/journal/index.ts';
import { shortened } from '../../engine/journal/time/steps.ts';
import { formatCommand, parseInSteps } from '../../engine/language/index.ts';
import type { Statement } from '../../engine/language/index.ts';
import { narrating } from '../session/transcript/transcript.ts';

export interface BranchPath {
  /** What the branch has from those it leaves; empty for the first. */
  readonly before: string;
  /** Its own text. */
  readonly own: string;
  /** Lines of a session's script that `before` becomes: statements and comments. */
  readonly inherited: number;
}

/** A stretch of the way: lines of one branch. */
interface Stretch {
  readonly text: string;
  readonly statements: readonly Statement[];
}

const stepsIn = ({ statements }: Stretch): number =>
  statements.reduce((sum, { command }) => sum + stepsOf(command), 0);

const afterLine = (text: string, statement: Statement | undefined): number => {
  if (statement === undefined) return 0;
  const newline = text.indexOf('\n', statement.to);
  return newline < 0 ? text.length : newline + 1;
};
const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** Lines as far as their first `steps` steps: they end with the last of them, which may be a shorter workload. */
function cut({ text, statements }: Stretch, steps: number): Stretch {
  let left = steps;
  let count = 0;
  for (; count < statements.length && left > 0; count += 1) {
    const { command } = statements[count]!;
    if (stepsOf(command) > left) break;
    left -= stepsOf(command);
  }
  const whole = statements.slice(0, count);
  const lines = ended(text.slice(0, afterLine(text, whole.at(-1))));
  const next = statements[count];
  if (left <= 0 || !next) return { text: lines, statements: whole };
  const command = shortened(next.command, left);
  const written = formatCommand(command);
  // What is said before a workload belongs to a part of it as well.
  const said = ended(text.slice(0, text.lastIndexOf('\n', next.from - 1) + 1));
  const [from, to] = [said.length, said.length + written.length];
  return {
    text: `${said}${written}\n`,
    statements: [...whole, { ...next, command, from, to, text: written }],
  };
}

/** A way as far as its first `steps` steps. */
function cutWay(way: readonly Stretch[], steps: number): readonly Stretch[] {
  const kept: Stretch[] = [];
  let left = steps;
  for (const stretch of way) {
    if (left <= 0) break;
    kept.push(stretch);
    left -= stepsIn(stretch);
  }
  // Comments after the last statement are not on the way to it.
  while (kept.at(-1)?.statements.length === 0) kept.pop();
  const last = kept.pop();
  return last ? [...kept, cut(last, Math.min(0, left) + stepsIn(last))] : [];
}

/** The branches that one leaves, the first of all in front, and the branch itself. */
function wayTo(branches: readonly Branch[], index: number): readonly Branch[] {
  const way: Branch[] = [];
  for (let at: number | undefined = index; at !== undefined; at = branches[at]!.from?.branch)
    way.unshift(branches[at]!);
  return way;
}

/** The way to the end of a branch, in steps. */
export function* pathTo(branches: readonly Branch[], index: number): InSteps<BranchPath> {
  const { text: own } = branches[index]!;
  const way = wayTo(branches, index);
  let before: readonly Stretch[] = [];
  for (let i = 1; i < way.length; i += 1) {
    const { text } = way[i - 1]!;
    const { statements } = yield* parseInSteps(text);
    before = cutWay([...before, { text, statements }], way[i]!.from!.at);
    yield;
  }
  let inherited = 0;
  for (const { text, statements } of before)
    inherited += (yield* narrating(text, statements)).length;
  return { before: before.map(({ text }) => text).join(''), own, inherited };
}

/** Steps from the beginning to the end of a branch. */
export function* lengthOf({ from, text }: Branch): InSteps<number> {
  const { statements } = yield* parseInSteps(text);
  return (from?.at ?? 0) + stepsIn({ text, statements });
}
