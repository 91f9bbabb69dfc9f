/** Experiments out of files, links and standard input. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Command } from '../contract/command.ts';
import { MAX_FILE_CHARS, MAX_INPUT_BYTES } from '../contract/limits.ts';
import {
  readFile,
  readLink,
  scriptOf,
  type BranchScript,
  type Experiment,
} from '../journal/index.ts';
import { say, type Lang } from '../language/index.ts';
import { UsageError } from './arguments.ts';

/** What was given cannot be read: the lines say where and why. */
export class InputError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** An experiment, and where it came from. */
export interface Input {
  /** What messages call it. */
  readonly name: string;
  readonly experiment: Experiment;
}

const nameOf = (file: string): string => (file === '-' ? 'standard input' : file);

const PIECE_BYTES = 65_536;

/** What there is to read; undefined when it does not end within MAX_INPUT_BYTES, as a device may never. */
function readPieces(handle: number): Buffer | undefined {
  const pieces: Buffer[] = [];
  for (let bytes = 0; bytes <= MAX_INPUT_BYTES;) {
    const piece = Buffer.alloc(PIECE_BYTES);
    const read = readSync(handle, piece);
    if (read === 0) return Buffer.concat(pieces);
    pieces.push(piece.subarray(0, read));
    bytes += read;
  }
  return undefined;
}

/** undefined: there is more than is ever read. */
function readBytes(file: string): Buffer | undefined {
  if (file === '-') return readPieces(0);
  const handle = openSync(file, 'r');
  try {
    return readPieces(handle);
  } finally {
    closeSync(handle);
  }
}

/** The text of a file, or of standard input for `-`. A UsageError where it cannot be read. */
export function readSource(file: string): string {
  try {
    const bytes = readBytes(file);
    if (bytes) return bytes.toString('utf8');
  } catch (error) {
    const code = (error as { code?: string }).code ?? String(error);
    throw new UsageError(`cannot read ${nameOf(file)}: ${code}`);
  }
  throw new UsageError(
    `cannot read ${nameOf(file)}: it goes on after ${MAX_INPUT_BYTES} bytes; at most ${MAX_FILE_CHARS} characters are read`,
  );
}

/** A scenario or a session; an InputError says why it is neither. */
export function fileInput(file: string, lang: Lang): Input {
  const answer = readFile(readSource(file));
  if ('refused' in answer) throw new InputError([`${file}: ${say(answer.refused, lang)}`]);
  return { name: file, experiment: answer.experiment };
}

/** A link as it was pasted, or on standard input. */
export function linkInput(link: string, lang: Lang): Input {
  const text = link === '-' ? readSource(link) : link;
  const answer = readLink(text);
  if ('refused' in answer) throw new InputError([say(answer.refused, lang)]);
  return { name: 'link', experiment: answer.experiment };
}

/** What only a link looks like: a # with something after it, or one long word of its characters. */
const LINK = /#[A-Za-z0-9_-]|^[A-Za-z0-9_-]{24,}$/;

/** Reads a link where the text looks like one, else the file of that name. */
export const anyInput = (given: string, lang: Lang): Input =>
  LINK.test(given) ? linkInput(given, lang) : fileInput(given, lang);

/** The script of the branch that is shown; lines that cannot be read are an error. */
export function scriptIn({ name, experiment }: Input, lang: Lang): BranchScript {
  const script = scriptOf(experiment);
  if ('refused' in script) throw new InputError([`${name}: ${say(script.refused, lang)}`]);
  const single = experiment.branches.length === 1;
  const lines = script.errors.map(({ branch, line, column, message }) => {
    const where = single ? name : `${name} (${experiment.branches[branch]!.name})`;
    return `${where}:${line}:${column}: ${say(message, lang)}`;
  });
  if (lines.length > 0) throw new InputError(lines);
  return script;
}

/** The commands of the branch that is shown. */
export const commandsIn = (input: Input, lang: Lang): readonly Command[] =>
  scriptIn(input, lang).commands;
