/** Text of the language as nobody types it: what is read must be written and read again as the same. */
import { isDeepStrictEqual } from 'node:util';
import { MAX_LINE_CHARS } from '../../contract/limits.ts';
import {
  complete,
  formatCommand,
  help,
  highlight,
  parse,
  parseInSteps,
  type Parsed,
} from '../../language/index.ts';
import type { Attempt, Finding, Target } from '../target.ts';
import { anyLine } from '../sittings/any-line.ts';
import { bentText, dice, goodScript, one, SHARDS, type Dice } from './draws.ts';
import { firstFinding, unsaid } from './said.ts';

export const scriptTarget: Target = {
  name: 'script',
  about: 'text of the language with garbage in it, lines of any length',
  mostMs: 1_000,
  mostBytes: 100 * 2 ** 20,
  draw,
  attempt,
  pieces: 'lines',
  repeat: (file) => `npm run -s carveout -- run ${file}`,
};

/** Shards up to the length of the longest line. */
const garbage = (throws: Dice): string =>
  Array.from({ length: 1 + throws.length(20) }, () =>
    throws.of(SHARDS).repeat(1 + throws.length(MAX_LINE_CHARS)),
  ).join('');

/** Garbage, lines nobody types, or a script that is bent. */
function draw(seed: number): string {
  const throws = dice(seed);
  const how = throws.upTo(4);
  if (how === 0) return garbage(throws);
  if (how === 1)
    return Array.from({ length: 1 + throws.length(40) }, () => garbage(throws)).join('\n');
  const text =
    how === 2
      ? Array.from({ length: 1 + throws.upTo(20) }, (_, i) => one(anyLine, seed + i)).join('\n')
      : goodScript(throws);
  return bentText(text, throws);
}

/** Each statement as a line of its own says the same command. */
function unlike({ statements }: Parsed): Finding | undefined {
  for (const { command, text } of statements) {
    const line = formatCommand(command);
    const [again] = parse(line).statements;
    if (!isDeepStrictEqual(again?.command, command))
      return { kind: `written differently: ${command.kind}`, says: `${text}\n${line}` };
  }
  return undefined;
}

/** Errors stand inside the text and are sentences. */
function badError({ errors }: Parsed, input: string): Finding | undefined {
  for (const { from, to, line, column, message } of errors) {
    const inside = from >= 0 && from <= to && to <= input.length && line >= 1 && column >= 1;
    if (!inside) return { kind: `placed wrong: ${message.id}`, says: `${from} to ${to}` };
    const finding = unsaid(message, input);
    if (finding) return finding;
  }
  return undefined;
}

/** The whole work of the reader that stops in between. */
function inSteps(input: string): Parsed {
  const work = parseInSteps(input);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
/** Both readers must read the same. */
function differsInSteps(whole: Parsed, input: string): Finding | undefined {
  const stepped = inSteps(input);
  // With so many errors the two stop at different places.
  const same = whole.errors.length > 90 || isDeepStrictEqual(stepped, whole);
  return same ? undefined : { kind: 'read differently in steps', says: '' };
}

const NAMES = {
  boards: ['imx6'],
  paths: ['/proc/meminfo'],
  handles: ['a'],
  regions: ['reserved'],
  dmemNames: ['new1k'],
};

/** What a prompt asks while one types: nothing of it may throw. */
function typed(input: string): void {
  const line = input.slice(0, 400).split('\n')[0]!;
  highlight(line);
  help(line, line.length >> 1);
  complete(line, line.length, NAMES);
}

function attempt(input: string): Attempt {
  const whole = parse(input);
  typed(input);
  const check = (): Finding | undefined =>
    firstFinding(
      () => badError(whole, input),
      () => unlike(whole),
      () => differsInSteps(whole, input),
    );
  return { commands: whole.statements.length, check };
}
