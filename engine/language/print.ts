/**
 * An outcome → the lines a console shows. What the board would print stands as it is; Carveout's own
 * words are messages, said in the reader's language when they are shown.
 *
 * Source of truth for the shell's texts: BusyBox 1.2x ash, cat, ls, echo, insmod, modprobe and rmmod,
 * with glibc's strerror.
 */
import { BOARDS } from '../boards.ts';
import {
  ERRNO,
  type Command,
  type Errno,
  type Message,
  type Outcome,
  type PoolValue,
  type Refusal,
  type Value,
} from '../command.ts';
import { say, type Lang } from './messages/index.ts';

export type TranscriptLine =
  /** A line of the command's standard output; `open` = the output ended without a newline. */
  | { readonly kind: 'out'; readonly text: string; readonly open?: true }
  /** A line of its standard error. */
  | { readonly kind: 'err'; readonly text: string }
  | { readonly kind: 'note' | 'refusal'; readonly message: Message };

const note = (id: string, args: Message['args'] = {}): TranscriptLine => ({
  kind: 'note',
  message: { id, args },
});

/** glibc's strerror() of the errors a shell line can meet. */
const STRERROR: Readonly<Record<Errno, string>> = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  EINTR: 'Interrupted system call',
  EIO: 'Input/output error',
  ENXIO: 'No such device or address',
  EBADF: 'Bad file descriptor',
  EAGAIN: 'Resource temporarily unavailable',
  ENOMEM: 'Cannot allocate memory',
  EACCES: 'Permission denied',
  EFAULT: 'Bad address',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  ENODEV: 'No such device',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: 'Invalid argument',
  ENOTTY: 'Inappropriate ioctl for device',
  ENOSPC: 'No space left on device',
  ERANGE: 'Numerical result out of range',
};

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

/** BusyBox' moderror(): what init_module() means by ENOENT, unless the file itself is not there. */
const insertError = (errno: Errno, { id }: Message): string =>
  id === 'cmem.unknownParameter'
    ? 'unknown symbol in module, or unknown parameter'
    : STRERROR[errno];
/** filename2modname(). */
const moduleName = (file: string): string =>
  file.slice(file.lastIndexOf('/') + 1).replace(/\.ko$/, '');

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
    case 'insmod':
      return `insmod: can't insert '${command.module}': ${insertError(errno, why)}`;
    case 'modprobe': {
      const name = moduleName(command.module);
      return why.id === 'cmem.noSuchModule'
        ? `modprobe: module ${name} not found in modules.dep`
        : `modprobe: can't load module ${name} (extra/${name}.ko): ${insertError(errno, why)}`;
    }
    case 'rmmod':
      return `rmmod: can't unload module '${moduleName(command.module)}': ${text}`;
    default:
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

function refusalLines(command: Command, refusal: Refusal): readonly TranscriptLine[] {
  const said = refusal.errno && shellError(command, refusal.errno, refusal.why);
  const line = refusalLine(refusal);
  if (said === undefined) return [line];
  const err: TranscriptLine = { kind: 'err', text: said };
  return SAID_BY_SHELL.has(refusal.why.id) ? [err] : [err, line];
}

/** `a = …` in front of what a call gave. */
function named(
  handle: string | undefined,
  what: string,
  args: NonNullable<Message['args']>,
): TranscriptLine {
  return handle === undefined ? note(what, args) : note('note.named', { ...args, handle, what });
}

function writtenLines(bytes: number, hidden: Refusal | undefined): readonly TranscriptLine[] {
  if (!hidden) return [];
  const { errno, why } = hidden;
  const args = { ...why.args, bytes, hiddenWhy: why.id };
  if (errno === undefined) return [note('note.hiddenDeclined', args)];
  return [note('note.hidden', { ...args, hiddenErrno: errno, hiddenNumber: -ERRNO[errno] })];
}

function dmemLine(command: Command, value: Extract<Value, { is: 'dmem' }>): TranscriptLine {
  const { name, length, phys, kvirt, kept, retries } = value;
  const id = kept ? 'note.dmemKept' : retries > 0 ? 'note.dmemRetried' : 'note.dmem';
  const into = command.kind === 'msys_request_dmem' ? command.into : undefined;
  const found = command.kind === 'msys_request_dmem' ? id : 'note.dmem';
  return named(into, found, { name, length, phys, kvirt, retries });
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

/** What a request got from a pool that is larger than it needs. */
function wasteLines(events: Outcome['events']): readonly TranscriptLine[] {
  return events.flatMap((event) => {
    if (event.is !== 'served' || event.unused === 0) return [];
    const { asked, size, rounding, unused } = event;
    return [note('note.unused', { asked, size, rounding, unused })];
  });
}

/** What a call of a DMA pool gave, and what it did besides without a word. */
function poolLines(value: PoolValue): readonly TranscriptLine[] {
  const told = value.notes.map((message): TranscriptLine => ({ kind: 'note', message }));
  switch (value.is) {
    case 'pool_void':
      return told;
    case 'pool': {
      const { id, name, device, size, allocation, boundary, blocks } = value;
      const args = { id, name, size, allocation, boundary, blocks };
      const line =
        device === undefined
          ? named(value.handle, 'note.poolNoDevice', args)
          : named(value.handle, 'note.pool', { ...args, device });
      return [line, ...told];
    }
    case 'pool_block': {
      const { phys, dma, virt, size } = value;
      const line =
        virt === undefined
          ? named(value.handle, 'note.poolBlock', { phys, dma, size })
          : named(value.handle, 'note.poolBlockVirt', { phys, dma, virt, size });
      return [line, ...told];
    }
  }
}

const noteLines = (messages: readonly Message[] = []): readonly TranscriptLine[] =>
  messages.map((message) => ({ kind: 'note', message }));

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
    case 'pages': {
      const { pfn, count, page, phys, virt } = value;
      const args = { pfn, count, page, phys };
      return virt === undefined
        ? [named(value.handle, 'note.pages', args)]
        : [named(value.handle, 'note.pagesVirt', { ...args, virt })];
    }
    case 'buddy': {
      const { count, order } = value;
      return [named(value.handle, 'note.buddy', { count, order })];
    }
    case 'dmem':
      return [dmemLine(command, value)];
    case 'pointer':
      return [pointerLine(value)];
    case 'extent': {
      const { phys, size } = value;
      return [note('note.extent', { phys, size, end: phys + size })];
    }
    case 'freed':
      return [note('note.freed', { pool: value.pool, size: value.size })];
    case 'pool':
    case 'pool_block':
    case 'pool_void':
      return poolLines(value);
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
  }
}

/** Everything a console shows under a command, in order. */
export function printOutcome(command: Command, outcome: Outcome): readonly TranscriptLine[] {
  const inner = command.kind === 'expect' ? command.command : command;
  const { result, expectation, sleptMs, dropped } = outcome;
  const lines = [
    ...stderrLines(outcome.stderr ?? ''),
    ...(result.ok
      ? [...valueLines(inner, result.value), ...wasteLines(outcome.events)]
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
