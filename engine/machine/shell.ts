/**
 * The shell's part: cat, ls, echo > PATH, dmesg. Answers are what a busybox shell on the board gives;
 * its stderr texts are put into words by the language's printer.
 */
import type { Command, Errno, Result } from '../contract/command.ts';
import type { Board } from '../board/board.ts';
import type { OpId } from '../contract/units.ts';
import { fromByteString, toByteString } from '../memory/bytes/cstring.ts';
import type { Recorder } from '../board/recorder.ts';
import type { BoardTree } from '../board/tree.ts';
import { normalize } from '../board/tree.ts';
import { declined, done, errnoName, nothing, refused, text } from '../board/answer.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

const isErrno = (value: unknown): value is Errno => typeof value === 'string';

/** ENOENT, ENOTDIR or EISDIR from the tree, EACCES for a file that nobody may read. */
export function cat(tree: BoardTree, command: Of<'cat'>): Result {
  const file = tree.file(command.path);
  if (isErrno(file)) return refused(file, 'shell.cannotOpen', { path: command.path });
  if (!file.show) return refused('EACCES', 'shell.notReadable', { path: command.path });
  const silent = file.silent?.();
  if (silent) return declined(silent);
  const shown = fromByteString(file.show());
  const note = file.oddity?.(shown);
  return note ? done({ is: 'text', text: shown, note }) : text(shown);
}

/**
 * One name a line, sorted by byte; with `-l` permissions
 * and links.
 */
export function ls(tree: BoardTree, command: Of<'ls'>): Result {
  const names = tree.list(command.path);
  if (isErrno(names)) return refused(names, 'shell.cannotOpen', { path: command.path });
  if (!command.long) return text(names.map((name) => `${name}\n`).join(''));
  const lines = names.map((name) => {
    const { mode, link } = tree.describe(
      name.startsWith('/') ? name : `${normalize(command.path)}/${name}`,
    );
    return `${mode} ${name}${link === undefined ? '' : ` -> ${link}`}\n`;
  });
  return text(lines.join(''));
}

/** The bytes go to the file's store function in one write; its errno is the answer's. */
export function echo(tree: BoardTree, command: Of<'echo'>, op: OpId, sink: Recorder): Result {
  const file = tree.file(command.path);
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

/** `-c` clears the ring after it was printed. */
export function dmesg(board: Board, command: Of<'dmesg'>): Result {
  const lines = board.klog.lines();
  const all = lines.map((line) => `${line}\n`).join('');
  if (command.clear) board.klog.clear();
  return command.clear && all === '' ? nothing : text(all);
}
