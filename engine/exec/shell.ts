/**
 * The shell's part: cat, ls, echo > PATH, dmesg. Answers are what a busybox shell on the board gives;
 * its stderr texts are put into words by the language's printer.
 */
import { ERRNO, type Command, type Errno, type Result } from '../command.ts';
import type { Board } from '../board.ts';
import type { OpId } from '../units.ts';
import { fromByteString, toByteString } from '../memory/cstring.ts';
import type { Recorder } from '../recorder.ts';
import { PROC_CMEM } from '../fs/board-tree.ts';
import { normalize } from '../fs/tree.ts';
import { done, declined, nothing, refused, text } from './answer.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

const isErrno = (value: unknown): value is Errno => typeof value === 'string';

/** The errno name of a negative return code. */
export function errnoName(ret: number): Errno {
  const found = (Object.keys(ERRNO) as Errno[]).find((name) => ERRNO[name] === -ret);
  if (!found) throw new Error(`no errno ${ret}`);
  return found;
}

export function cat(board: Board, command: Of<'cat'>): Result {
  const file = board.tree.file(command.path);
  if (isErrno(file)) return refused(file, 'shell.cannotOpen', { path: command.path });
  if (!file.show) return refused('EACCES', 'shell.notReadable', { path: command.path });
  const stopped = normalize(command.path) === PROC_CMEM && board.cmem?.system.stopped;
  if (stopped) return refused(undefined, 'cmem.stopped', { how: stopped.stopped });
  const shown = fromByteString(file.show());
  const note = normalize(command.path) === PROC_CMEM ? board.cmem?.oddity(shown) : undefined;
  return note ? done({ is: 'text', text: shown, note }) : text(shown);
}

export function ls(board: Board, command: Of<'ls'>): Result {
  const names = board.tree.list(command.path);
  if (isErrno(names)) return refused(names, 'shell.cannotOpen', { path: command.path });
  if (!command.long) return text(names.map((name) => `${name}\n`).join(''));
  const lines = names.map((name) => {
    const { mode, link } = board.tree.describe(
      name.startsWith('/') ? name : `${normalize(command.path)}/${name}`,
    );
    return `${mode} ${name}${link === undefined ? '' : ` -> ${link}`}\n`;
  });
  return text(lines.join(''));
}

export function echo(board: Board, command: Of<'echo'>, op: OpId, sink: Recorder): Result {
  const file = board.tree.file(command.path);
  if (isErrno(file)) return refused(file, 'shell.cannotCreate', { path: command.path });
  if (!file.store) return refused('EACCES', 'shell.notWritable', { path: command.path });
  const input = toByteString(command.text);
  // An empty write never reaches the driver: sysfs and debugfs call nothing for 0 bytes.
  if (input === '') return done({ is: 'written', bytes: 0, hidden: undefined });
  const wrote = file.store(input, op, sink);
  if ('undefinedBehaviour' in wrote) return declined(wrote.undefinedBehaviour);
  if (wrote.ret < 0) {
    const why = wrote.why ?? { id: 'shell.writeRefused', args: { path: command.path } };
    return { ok: false, refusal: { errno: errnoName(wrote.ret), why } };
  }
  return done({ is: 'written', bytes: wrote.ret, hidden: wrote.hidden });
}

export function dmesg(board: Board, command: Of<'dmesg'>): Result {
  const lines = board.klog.lines();
  const all = lines.map((line) => `${line}\n`).join('');
  if (command.clear) board.klog.clear();
  return command.clear && all === '' ? nothing : text(all);
}
