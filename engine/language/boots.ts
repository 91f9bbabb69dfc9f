/**
 * Which board a line boots: the one answer for whoever asks which board the machine stands on. Read as
 * the machine reads it: an `expect` before a boot does not stop it, and a board line that is refused
 * leaves the machine on the board it had.
 */
import type { Command } from '../contract/command.ts';
import { refusalOfBoot } from '../board/boot.ts';
import { parse } from './parse.ts';

/** A board line without its place in a script. */
export type BoardLine = Extract<Command, { kind: 'board' }>;

/** The board line that a command is or expects something of, refused or not. */
export function boardLineOf(command: Command): BoardLine | undefined {
  const inner = command.kind === 'expect' ? command.command : command;
  return inner.kind === 'board' ? inner : undefined;
}

/** What the machine boots when it runs this command; undefined: it stays on its board. */
export function bootOfCommand(command: Command): BoardLine | undefined {
  const line = boardLineOf(command);
  return line && refusalOfBoot(line.board, line.options) === undefined ? line : undefined;
}

/** Of a long script few lines can boot, and only these are worth a parser. */
const MAY_BOOT = /\bboard\b/;

/** What one statement as it was typed boots; undefined: nothing, or it cannot be read. */
export function bootOf(text: string): BoardLine | undefined {
  const statement = MAY_BOOT.test(text) ? parse(text).statements[0] : undefined;
  return statement && bootOfCommand(statement.command);
}
