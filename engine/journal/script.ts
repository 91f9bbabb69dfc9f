/** From an experiment's text to the commands of one of its branches. */
import type { Command } from '../contract/command.ts';
import { parseInSteps, type Statement, type SyntaxError_ } from '../language/index.ts';
import { MAX_JOURNAL_OPS } from '../contract/limits.ts';
import type { Experiment } from './experiment.ts';
import { atOnce } from './pieces.ts';
import { guarded, refuse, type Refused } from './refuse.ts';
import { cutAt, totalSteps } from './time/steps-taken.ts';
import { pushAll } from '../contract/long-lists.ts';

/** A line that cannot be read, and the branch it is in. */
export interface ScriptError extends SyntaxError_ {
  readonly branch: number;
}
/** What one branch executes, and where its lines are. */
export interface BranchScript {
  /** From the trunk's first command on, what is inherited included. */
  readonly commands: readonly Command[];
  /** How many of the commands are inherited. */
  readonly inherited: number;
  /** The branch's own text. */
  readonly statements: readonly Statement[];
  /** Lines that were left out of the commands, the parents' first. */
  readonly errors: readonly ScriptError[];
}

/**
 * Refused: it would take more operations than a journal may have. Lines that cannot be read are
 * left out and listed; the others run.
 */
export function scriptOf(
  experiment: Experiment,
  branch = experiment.shown,
): BranchScript | Refused {
  return guarded(() => script(experiment, branch));
}

function script({ branches }: Experiment, shown: number): BranchScript {
  const way: number[] = [];
  for (let at: number | undefined = shown; at !== undefined; at = branches[at]!.from?.branch)
    way.unshift(at);
  let commands: readonly Command[] = [];
  let statements: readonly Statement[] = [];
  const errors: ScriptError[] = [];
  let inherited = 0;
  for (const branch of way) {
    const { from, text } = branches[branch]!;
    const own = atOnce(parseInSteps(text));
    statements = own.statements;
    pushAll(
      errors,
      own.errors.map((error) => ({ ...error, branch })),
    );
    const before = from ? cutAt(commands, from.at) : commands;
    inherited = before.length;
    commands = [...before, ...statements.map(({ command }) => command)];
    const ops = totalSteps(commands);
    if (ops > MAX_JOURNAL_OPS) refuse('journal.tooManyOps', { ops, most: MAX_JOURNAL_OPS });
  }
  return { commands, inherited, statements, errors };
}
