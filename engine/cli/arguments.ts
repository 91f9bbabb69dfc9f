/** The command line: a verb, what it works on, and options anywhere after it. */
import type { Lang } from '../language/index.ts';

/** What is printed where the command line is wrong. */
export const USAGE = `usage: carveout run FILE [--check]        play a scenario, print its transcript; with --check
                                          every model checks itself after each command and
                                          restored machines go on beside; exit 3 if one differs
       carveout state FILE [--at N]       play it, print the state at its end or after
                                          operation N as JSON, with its digest
       carveout link FILE [--page URL]    print a link that holds it
       carveout unlink LINK               print the file that a link holds
       carveout diff A B [--at N]         what differs between the states of two files or
                                          links; exit 1 if anything does
       --lang en|zh                       language of messages
FILE may be - for standard input.`;

/** Something about what was typed; the usage is printed after it. */
export class UsageError extends Error {}

/** Verb → how many things it works on, by what they are called. */
const VERBS = {
  run: ['FILE'],
  state: ['FILE'],
  link: ['FILE'],
  unlink: ['LINK'],
  diff: ['A', 'B'],
} as const;
/** The first word of a command line. */
export type Verb = keyof typeof VERBS;
const isVerb = (word: string): word is Verb => Object.hasOwn(VERBS, word);

/** Options with a value, and the verbs that take them. */
const OPTIONS: Readonly<Record<string, readonly Verb[]>> = {
  '--lang': ['run', 'state', 'link', 'unlink', 'diff'],
  '--at': ['state', 'diff'],
  '--page': ['link'],
};
/** Options without a value. */
const FLAGS: Readonly<Record<string, readonly Verb[]>> = { '--check': ['run'] };

/** What a command line asks for, once it is known to be right. */
export interface Arguments {
  readonly verb: Verb;
  readonly operands: readonly string[];
  readonly lang: Lang;
  /** Number of the operation after which the state is wanted. */
  readonly at: number | undefined;
  readonly page: string | undefined;
  /** Every model checks itself after each command, and restored machines go on beside. */
  readonly check: boolean;
}

/** Throws a UsageError for anything that no verb takes. */
export function readArguments(argv: readonly string[]): Arguments {
  const operands: string[] = [];
  const options = new Map<string, string>();
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i]!;
    if (!word.startsWith('--')) {
      operands.push(word);
      continue;
    }
    if (Object.hasOwn(FLAGS, word)) {
      options.set(word, '');
      continue;
    }
    const value = argv[(i += 1)];
    if (!Object.hasOwn(OPTIONS, word)) throw new UsageError(`there is no option ${word}`);
    if (value === undefined) throw new UsageError(`${word} takes a value`);
    options.set(word, value);
  }
  const verb = operands.shift();
  if (verb === undefined) throw new UsageError('what to do?');
  if (!isVerb(verb)) throw new UsageError(`there is no command "${verb}"`);
  for (const option of options.keys())
    if (!(FLAGS[option] ?? OPTIONS[option]!).includes(verb))
      throw new UsageError(`${verb} takes no ${option}`);
  checkOperands(verb, operands);
  const lang = options.get('--lang') ?? 'en';
  if (lang !== 'en' && lang !== 'zh') throw new UsageError('--lang takes en or zh');
  const at = operation(options.get('--at'));
  const check = options.has('--check');
  return { verb, operands, lang, at, page: options.get('--page'), check };
}

/** Throws a UsageError unless there are as many things as the verb works on. */
function checkOperands(verb: Verb, operands: readonly string[]): void {
  const wanted = VERBS[verb];
  const more = operands[wanted.length];
  if (operands.length < wanted.length)
    throw new UsageError(
      `${verb} takes ${wanted.length === 1 ? `a ${wanted[0]}` : 'two, A and B'}`,
    );
  if (more !== undefined)
    throw new UsageError(
      wanted.length === 1
        ? `${verb} takes one ${wanted[0]}, not also "${more}"`
        : `${verb} takes two, not also "${more}"`,
    );
}

function operation(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[0-9]{1,9}$/.test(text)) throw new UsageError('--at takes the number of an operation');
  return Number(text);
}
