/** One call of the program, without its process: what it prints and how it ends. */
import { readArguments, USAGE, UsageError } from './arguments.ts';
import { InputError } from './inputs.ts';
import { VERBS } from './verbs.ts';

/** Texts for standard output and standard error, and the exit code; see README. */
export interface Ended {
  readonly out: string;
  readonly err: string;
  readonly exit: 0 | 1 | 2 | 3;
}

/** Errors of what was given end with 2; mistakes of the program itself throw. */
export function main(argv: readonly string[]): Ended {
  try {
    const args = readArguments(argv);
    const { text, note = '', exit } = VERBS[args.verb](args);
    return { out: text, err: note, exit };
  } catch (error) {
    if (error instanceof InputError) return { out: '', err: `${error.message}\n`, exit: 2 };
    if (error instanceof UsageError)
      return { out: '', err: `carveout: ${error.message}\n${USAGE}\n`, exit: 2 };
    throw error;
  }
}
