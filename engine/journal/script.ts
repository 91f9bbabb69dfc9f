/** From an experiment's text to the commands of one of its branches. */
import type { Command } from '../command.ts';
import { parse, type Statement, type SyntaxError_ } from '../language/index.ts';
import { MAX_JOURNAL_OPS } from '../limits.ts';
import type { Experiment } from './experiment.ts';
import { guarded, refuse, type Refused } from './refuse.ts';
import { cutAt, totalSteps } from './steps.ts';

export interface BranchScript {
  /** From the trunk's first command on, what is inherited included. */
  readonly commands: readonly Command[];
  /** How many of the commands are inherited. */
  readonly inherited: number;
  /** The branch's own text. */
  readonly statements: readonly Statement[];
  /** Of its own text; lines that cannot be read are left out of the commands. */
  readonly errors: readonly SyntaxError_[];
}

/** Refused: it would take more operations than a journal may have. */
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
  let own: ReturnType<typeof parse> = { statements: [], errors: [] };
  let inherited = 0;
  for (const index of way) {
    const { from, text } = branches[index]!;
    own = parse(text);
    const before = from ? cutAt(commands, from.at) : commands;
    inherited = before.length;
    commands = [...before, ...own.statements.map(({ command }) => command)];
    const ops = totalSteps(commands);
    if (ops > MAX_JOURNAL_OPS) refuse('journal.tooManyOps', { ops, most: MAX_JOURNAL_OPS });
  }
  return { commands, inherited, ...own };
}
