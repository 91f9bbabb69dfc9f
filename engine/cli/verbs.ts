/** What each verb prints and how it ends. */
import { checkedRun } from '../check/checked-run.ts';
import { brokenText, cleanText } from '../check/words.ts';
import type { MachineState } from '../machine/machine.ts';
import {
  compareStates,
  DIFFERENCE_SECTIONS,
  writeFile,
  writeLink,
  type BranchScript,
  type Difference,
} from '../journal/index.ts';
import { formatCommand, printOutcome, printTranscript, say, type Lang } from '../language/index.ts';
import type { Arguments, Verb } from './arguments.ts';
import { anyInput, commandsIn, fileInput, InputError, linkInput, scriptIn } from './inputs.ts';
import { play, playOps, playTo, type Played } from './play.ts';

/** What a verb has to say; `text` goes to standard output. */
export interface Printed {
  readonly text: string;
  /** For standard error. */
  readonly note?: string;
  readonly exit: 0 | 1 | 3;
}

/** Gives the exit code: 1 where an `expect` did not hold, else 0. */
const kept = ({ outcomes }: Played): 0 | 1 =>
  outcomes.some(({ expectation }) => expectation?.held === false) ? 1 : 0;

/** Plays a file and prints its transcript; --check plays it under watch. */
function run({ operands: [file], lang, check }: Arguments): Printed {
  const script = scriptIn(fileInput(file!, lang), lang);
  if (check) return runChecked(file!, script, lang);
  const played = play(script.commands);
  return { text: transcript(script, played, lang), exit: kept(played) };
}

/** What broke goes to standard error and ends with 3. */
function runChecked(file: string, script: BranchScript, lang: Lang): Printed {
  const checked = checkedRun(script.commands);
  const { broken } = checked;
  const text = transcript(script, checked, lang);
  return broken
    ? { text, note: brokenText(file, broken, script, lang), exit: 3 }
    : { text, note: cleanText(checked, lang), exit: kept(checked) };
}

/** Commands as they were written, or in canonical form where they come from a parent branch. */
function transcript(script: BranchScript, { outcomes }: Played, lang: Lang): string {
  const { commands, inherited, statements } = script;
  const entries = outcomes.map((outcome, i) => ({
    text: statements[i - inherited]?.text ?? formatCommand(commands[i]!),
    lines: printOutcome(commands[i]!, outcome),
  }));
  return printTranscript(entries, lang);
}

/** The state that is shown, or the one after an operation. */
function played(given: string, { at, lang }: Arguments): Played {
  const input = anyInput(given, lang);
  const commands = commandsIn(input, lang);
  return at === undefined ? playTo(commands, input.experiment.position) : playOps(commands, at);
}

/** Prints the state as JSON, its digest included. */
function state(args: Arguments): Printed {
  const end = played(args.operands[0]!, args);
  return { text: `${JSON.stringify(end.machine.state(), undefined, 2)}\n`, exit: kept(end) };
}

/** A link with the whole experiment; an InputError where it does not fit. */
function link({ operands: [file], lang, page = '' }: Arguments): Printed {
  const answer = writeLink(fileInput(file!, lang).experiment);
  if ('refused' in answer) throw new InputError([`${file}: ${say(answer.refused, lang)}`]);
  return { text: `${page}#${answer.text}\n`, exit: 0 };
}

/** Prints the file that a link holds. */
function unlink({ operands: [given], lang }: Arguments): Printed {
  const answer = writeFile(linkInput(given!, lang).experiment);
  if ('refused' in answer) throw new InputError([say(answer.refused, lang)]);
  return { text: answer.text, exit: 0 };
}

/** Fields that differ, section by section; 1 where anything does. */
function diff(args: Arguments): Printed {
  const [a, b] = args.operands.map((given) => played(given, args).machine.state());
  const text = differenceText(a!, b!, args.lang);
  return { text, exit: a!.digest === b!.digest ? 0 : 1 };
}

/** Differences of one section that are listed; the rest is counted. */
const LISTED = 20;

/** At most LISTED lines a section, and how many there are. */
function differenceText(a: MachineState, b: MachineState, lang: Lang): string {
  const found = compareStates(a, b);
  if (found.length === 0) return `${say({ id: 'diff.same' }, lang)}\n`;
  const lines = DIFFERENCE_SECTIONS.flatMap((section) => {
    const here = found.filter((one) => one.section === section);
    if (here.length === 0) return [];
    const more = here.length - LISTED;
    return [
      say({ id: 'diff.section', args: { section, count: here.length } }, lang),
      ...here.slice(0, LISTED).map(differenceLine),
      ...(more > 0 ? [`  ${say({ id: 'diff.more', args: { count: more } }, lang)}`] : []),
    ];
  });
  lines.push(say({ id: 'diff.sum', args: { count: found.length } }, lang));
  return `${lines.join('\n')}\n`;
}
const leaf = (value: Difference['a']): string => (value === undefined ? '-' : String(value));
const differenceLine = ({ path, a, b }: Difference): string =>
  `  ${path === '' ? '' : `${path}: `}${leaf(a)} | ${leaf(b)}`;

/** main() looks a verb up here by its name. */
export const VERBS: Readonly<Record<Verb, (args: Arguments) => Printed>> = {
  run,
  state,
  link,
  unlink,
  diff,
};
