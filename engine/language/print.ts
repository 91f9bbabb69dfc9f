/**
 * An outcome → the lines a console shows. What the board would print stands as it is; Carveout's own
 * words are messages, said in the reader's language when they are shown.
 *
 * Source of truth for the shell's texts: BusyBox 1.2x ash, cat, ls and echo, with glibc's strerror.
 */
import { BOARDS } from '../board/boards.ts';
import {
  ERRNO,
  type Command,
  type Errno,
  type Message,
  type Outcome,
  type Refusal,
  type Value,
} from '../contract/command.ts';
import { TEXTS } from '../systems/texts.ts';
import { named, note, noteLines, type TranscriptLine } from '../words/lines.ts';
import { STRERROR } from '../words/strerror.ts';
import { say, type Lang } from './messages/index.ts';

export type { TranscriptLine } from '../words/lines.ts';

/** Text cut at its newlines; `''` has no line. */
export function outLines(text: string): readonly TranscriptLine[] {
  if (text === '') return [];
  const closed = text.endsWith('\n');
  const lines = (closed ? text.slice(0, -1) : text).split('\n');
  return lines.map((line, i): TranscriptLine => {
    const open = !closed && i === lines.length - 1;
    return open ? { kind: 'out', text: line, open } : { kind: 'out', text: line };
  });
}

/** What a program wrote to its standard error. */
const stderrLines = (text: string): readonly TranscriptLine[] =>
  outLines(text).map((line) => ({ kind: 'err', text: lineText(line, 'en') }));

/** open(2) failed, as against a read or write of an open file. */
const OPEN_ERRORS: ReadonlySet<Errno> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM']);

/** The line that the shell or its program prints; undefined: it prints none. */
function shellError(command: Command, errno: Errno, why: Message): string | undefined {
  const text = STRERROR[errno];
  switch (command.kind) {
    case 'cat':
      return OPEN_ERRORS.has(errno)
        ? `cat: can't open '${command.path}': ${text}`
        : `cat: read error: ${text}`;
    case 'ls':
      return `ls: ${command.path}: ${text}`;
    case 'echo': {
      // ash itself opens the file; for these two its own words replace strerror's.
      if (errno === 'ENOENT' || errno === 'ENOTDIR')
        return `sh: can't create ${command.path}: nonexistent directory`;
      const opening = OPEN_ERRORS.has(errno) || errno === 'EISDIR';
      return opening ? `sh: can't create ${command.path}: ${text}` : `sh: write error: ${text}`;
    }
    default:
      for (const { shellError: own } of TEXTS) {
        const said = own?.(command, errno, why);
        if (said !== undefined) return said;
      }
      return undefined;
  }
}

/** Refusals that say no more than the shell's own line. */
const SAID_BY_SHELL: ReadonlySet<string> = new Set(['shell.cannotOpen', 'shell.cannotCreate']);

/** `-ENOMEM (-12): why`, or only why when Carveout itself declines. */
function refusalMessage({ errno, why }: Refusal): Message {
  if (errno === undefined) return why;
  return {
    id: 'note.refused',
    args: { ...why.args, refusedErrno: errno, refusedNumber: -ERRNO[errno], refusedWhy: why.id },
  };
}

const refusalLine = (refusal: Refusal): TranscriptLine => ({
  kind: 'refusal',
  message: refusalMessage(refusal),
});

/** What the board prints, then Carveout's reason where it adds something. */
function refusalLines(command: Command, refusal: Refusal): readonly TranscriptLine[] {
  const said = refusal.errno && shellError(command, refusal.errno, refusal.why);
  const line = refusalLine(refusal);
  if (said === undefined) return [line];
  const err: TranscriptLine = { kind: 'err', text: said };
  return SAID_BY_SHELL.has(refusal.why.id) ? [err] : [err, line];
}

/** A write that succeeded although the call inside it failed says so. */
function writtenLines(bytes: number, hidden: Refusal | undefined): readonly TranscriptLine[] {
  if (!hidden) return [];
  const { errno, why } = hidden;
  const args = { ...why.args, bytes, hiddenWhy: why.id };
  if (errno === undefined) return [note('note.hiddenDeclined', args)];
  return [note('note.hidden', { ...args, hiddenErrno: errno, hiddenNumber: -ERRNO[errno] })];
}

const hasCma = (board: string): boolean => !BOARDS.find((known) => known.id === board)?.noCma;

function pointerLine(value: Extract<Value, { is: 'pointer' }>): TranscriptLine {
  const { virt, phys, bytes, cached, handle } = value;
  if (virt !== undefined && bytes !== undefined)
    return named(handle, cached ? 'note.mappedCached' : 'note.mapped', { virt, phys, bytes });
  return bytes === undefined
    ? named(handle, 'note.phys', { phys })
    : named(handle, 'note.physBytes', { phys, bytes });
}

/** What a value looks like in a console; a system's own values are its texts' business. */
function valueLines(command: Command, value: Value): readonly TranscriptLine[] {
  switch (value.is) {
    case 'none':
      return noteLines(value.notes);
    case 'text':
      return [
        ...outLines(value.text),
        ...(value.note ? [{ kind: 'note', message: value.note } as const] : []),
      ];
    case 'written':
      return writtenLines(value.bytes, value.hidden);
    case 'pointer':
      return [pointerLine(value)];
    case 'pool_void':
      return noteLines(value.notes);
    case 'number':
      return [note('note.number', { value: value.value })];
    case 'bool':
      return [note(value.value ? 'note.true' : 'note.false')];
    case 'board':
      return [
        hasCma(value.board)
          ? note('note.board', { board: value.board, pages: value.pages })
          : note('note.booted', { board: value.board }),
        ...noteLines(value.notes),
        ...(value.refusal ? [refusalLine(value.refusal)] : []),
      ];
    case 'workload': {
      const { ops, allocs, releases, refused } = value;
      return [note('note.workload', { ops, allocs, releases, refused })];
    }
    default:
      return linesBySystem(command, value);
  }
}

/** A system's way to print one of its values. */
type Print = (value: Value, command: Command) => readonly TranscriptLine[];
/** Throws for a value that no system prints: the list is incomplete. */
function linesBySystem(command: Command, value: Value): readonly TranscriptLine[] {
  for (const text of TEXTS) {
    const print = (text.print as Readonly<Record<string, Print | undefined>>)[value.is];
    if (print) return print(value, command);
  }
  throw new Error(`no system prints the value ${value.is}`);
}

/** What systems make of the events of a call, for instance what a buffer wastes. */
const toldLines = (events: Outcome['events']): readonly TranscriptLine[] =>
  TEXTS.flatMap(({ told }) => told?.(events) ?? []);

/** Everything a console shows under a command, in order. */
export function printOutcome(command: Command, outcome: Outcome): readonly TranscriptLine[] {
  const inner = command.kind === 'expect' ? command.command : command;
  const { result, expectation, sleptMs, dropped } = outcome;
  const lines = [
    ...stderrLines(outcome.stderr ?? ''),
    ...(result.ok
      ? [...valueLines(inner, result.value), ...toldLines(outcome.events)]
      : refusalLines(inner, result.refusal)),
  ];
  if (sleptMs > 0) lines.push(note('note.slept', { ms: sleptMs }));
  if (dropped.log > 0) lines.push(note('note.droppedLog', { count: dropped.log }));
  if (expectation)
    lines.push({ kind: expectation.held ? 'note' : 'refusal', message: expectation.why });
  return lines;
}

/** A line as text. */
export const lineText = (line: TranscriptLine, lang: Lang): string =>
  line.kind === 'out' || line.kind === 'err' ? line.text : say(line.message, lang);

export interface TranscriptEntry {
  /** The statement as it was typed. */
  readonly text: string;
  readonly lines: readonly TranscriptLine[];
}

/** Plain text: `> statement`, then its lines, each ended by a newline. */
export function printTranscript(entries: readonly TranscriptEntry[], lang: Lang): string {
  let text = '';
  for (const entry of entries) {
    text += `> ${entry.text}\n`;
    for (const line of entry.lines) text += `${lineText(line, lang)}\n`;
  }
  return text;
}
