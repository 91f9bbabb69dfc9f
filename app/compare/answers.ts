/** What a command answered, as far as two answers can be told apart and the beginning of one be shown. */
import type { Command, Outcome } from '../../engine/contract/command.ts';
import { boardLineOf, formatCommand, printOutcome } from '../../engine/language/index.ts';
import type { TranscriptLine } from '../../engine/language/index.ts';
import { COMPARE_ANSWER_LINES, COMPARE_LINE_CHARS } from '../page/limits.ts';
import { wentWrong } from '../session/transcript/transcript.ts';

export interface Answer {
  /** The first lines; long ones are cut. */
  readonly lines: readonly TranscriptLine[];
  /** Lines beyond these. */
  readonly more: number;
  /** Equal for equal answers. */
  readonly key: string;
  /** It was refused. That an `expect` of another experiment does not hold is no failure here. */
  readonly failed: boolean;
}

/** Answers up to this length are their own key. */
const PLAIN_KEY = 400;

/** FNV-1a over UTF-16 units, from two beginnings: 64 bits are enough for 50,000 answers. */
function digest(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x01000193);
  }
  return `${text.length}:${a >>> 0}:${b >>> 0}`;
}

const cutLine = (line: TranscriptLine): TranscriptLine =>
  'text' in line && line.text.length > COMPARE_LINE_CHARS
    ? { ...line, text: `${line.text.slice(0, COMPARE_LINE_CHARS)}…` }
    : line;

/** What an `expect` expected is the script's word, not the machine's: without it. */
const plain = (command: Command): Command =>
  command.kind === 'expect' ? command.command : command;

export function answerOf(command: Command, outcome: Outcome): Answer {
  const { expectation: _judged, ...told } = outcome;
  const lines = printOutcome(plain(command), told);
  const whole = JSON.stringify(lines);
  return {
    lines: lines.slice(0, COMPARE_ANSWER_LINES).map(cutLine),
    more: Math.max(0, lines.length - COMPARE_ANSWER_LINES),
    key: whole.length <= PLAIN_KEY ? whole : digest(whole),
    failed: wentWrong(told),
  };
}

/** Lines with the same key are the same line: boots whatever their options, calls whatever is expected of them. */
export function lineKey(command: Command): string {
  return boardLineOf(command) ? 'board' : formatCommand(plain(command));
}

/** The first line in which two answers differ, as far as their lines are kept; 0 if none does. */
export function firstDifferent(a: Answer | undefined, b: Answer | undefined): number {
  if (!a || !b || a.key === b.key) return 0;
  const most = Math.min(a.lines.length, b.lines.length);
  for (let i = 0; i < most; i += 1)
    if (JSON.stringify(a.lines[i]) !== JSON.stringify(b.lines[i])) return i;
  return a.lines.length === b.lines.length ? 0 : most;
}
