/**
 * Carveout without a page: `carveout run FILE`, `carveout state FILE`. FILE may be `-` for standard
 * input. Exit 0; 1 when an `expect` failed; 2 when the text, the file or the command line is wrong.
 */
import { ALL_SYSTEMS } from './all-systems.ts';
import { readFileSync } from 'node:fs';
import { createMachine, type Machine } from './index.ts';
import type { Outcome } from './command.ts';
import {
  parse,
  printOutcome,
  printTranscript,
  say,
  type Lang,
  type Statement,
} from './language/index.ts';

const USAGE = `usage: carveout run FILE [--lang en|zh]     play a scenario, print its transcript
       carveout state FILE [--lang en|zh]   play it, print the final state as JSON
FILE may be - for standard input.`;

class UsageError extends Error {}

interface Arguments {
  readonly verb: 'run' | 'state';
  readonly file: string;
  readonly lang: Lang;
}

function readArguments(argv: readonly string[]): Arguments {
  const rest = [...argv];
  const at = rest.indexOf('--lang');
  const lang = at < 0 ? 'en' : rest.splice(at, 2)[1];
  if (lang !== 'en' && lang !== 'zh') throw new UsageError('--lang takes en or zh');
  const [verb, file, ...more] = rest;
  if (verb !== 'run' && verb !== 'state')
    throw new UsageError(verb === undefined ? 'what to do?' : `there is no command "${verb}"`);
  if (file === undefined) throw new UsageError(`${verb} takes a FILE`);
  if (more.length > 0) throw new UsageError(`${verb} takes one FILE, not also "${more[0]}"`);
  return { verb, file, lang };
}

function readSource(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const code = (error as { code?: string }).code ?? String(error);
    throw new UsageError(`cannot read ${file === '-' ? 'standard input' : file}: ${code}`);
  }
}

interface Played {
  readonly statement: Statement;
  readonly outcome: Outcome;
}

function play(machine: Machine, statements: readonly Statement[]): readonly Played[] {
  return statements.map((statement) => ({ statement, outcome: machine.exec(statement.command) }));
}

const transcript = (played: readonly Played[], lang: Lang): string =>
  printTranscript(
    played.map(({ statement, outcome }) => ({
      text: statement.text,
      lines: printOutcome(statement.command, outcome),
    })),
    lang,
  );

function main(argv: readonly string[]): number {
  const { verb, file, lang } = readArguments(argv);
  const source = readSource(file);
  const { statements, errors } = parse(source);
  if (errors.length > 0) {
    for (const error of errors)
      process.stderr.write(`${file}:${error.line}:${error.column}: ${say(error.message, lang)}\n`);
    return 2;
  }
  const machine = createMachine(ALL_SYSTEMS);
  const played = play(machine, statements);
  if (verb === 'state') process.stdout.write(`${JSON.stringify(machine.state(), undefined, 2)}\n`);
  else process.stdout.write(transcript(played, lang));
  return played.some(({ outcome }) => outcome.expectation?.held === false) ? 1 : 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`carveout: ${error.message}\n${USAGE}\n`);
  process.exitCode = 2;
}
