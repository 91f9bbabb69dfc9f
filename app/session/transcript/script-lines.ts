/** A script as lines, counted from 1: which of them execute something, and what stays of a run when the text is edited. */
import { bootOf, continues } from '../../../engine/language/index.ts';
import { MAX_SOURCE_CHARS } from '../../../engine/contract/limits.ts';
import type { ScriptLine } from './transcript.ts';

/** What came of a line. */
export interface LineRun {
  /** The operation it took; 0 when it took none, as `board` does. */
  readonly op: number;
  readonly failed: boolean;
  /** Its line in the session's script. */
  readonly id: number;
}
export type LineRuns = ReadonlyMap<number, LineRun>;

/** Nothing stands in the line, or only a comment. */
const isIdle = (line: string): boolean => /^[ \t\r]*(?:#|$)/.test(line);

export const linesOf = (text: string): readonly string[] => text.split('\n');

/** Whether a line is part of the statement that begins on a line before it. */
const goesOnFrom = (lines: readonly string[], line: number): boolean => {
  const before = lines[line - 2];
  return before !== undefined && /\\\r?$/.test(before) && !isIdle(before) && continues(before);
};

/** The line on which the first statement after line `after` begins. */
export function nextStatement(lines: readonly string[], after: number): number | undefined {
  for (let line = after + 1; line <= lines.length; line += 1)
    if (!isIdle(lines[line - 1] ?? '') && !goesOnFrom(lines, line)) return line;
  return undefined;
}

/** The line on which the last statement before line `before` begins. */
export function previousStatement(lines: readonly string[], before: number): number | undefined {
  for (let line = Math.min(before - 1, lines.length); line >= 1; line -= 1)
    if (!isIdle(lines[line - 1] ?? '') && !goesOnFrom(lines, line)) return line;
  return undefined;
}

/** The last line of the statement that has a part on line `line`. */
function statementEnd(lines: readonly string[], line: number): number {
  let end = line;
  while (end < lines.length && goesOnFrom(lines, end + 1)) end += 1;
  return end;
}

/** The line that was executed last of those executed up to one of the session's lines. */
export function lastRun(runs: LineRuns, lastId: number): number | undefined {
  let [found, newest] = [undefined as number | undefined, 0];
  for (const [line, { id }] of runs) if (id <= lastId && id > newest) [found, newest] = [line, id];
  return found;
}

/** A text whose first statement boots nothing means the board that runs already. */
export function bootsFirst(lines: readonly string[]): boolean {
  const first = nextStatement(lines, 0) ?? 1;
  return bootOf(lines.slice(first - 1, statementEnd(lines, first)).join('\n')) !== undefined;
}

/** Lines `from`…`to`, the last statement whole, where they stand in the text, so that an error in them has its right line. */
export const padded = (lines: readonly string[], from: number, to: number): string =>
  '\n'.repeat(from - 1) + lines.slice(from - 1, statementEnd(lines, to)).join('\n');

/** How many lines at the beginning, and after them at the end, two texts share. */
function shared(before: readonly string[], after: readonly string[]) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { head, tail };
}

/** Runs of the lines that an edit left as they were, where these lines stand now. */
export function keptRuns(
  before: readonly string[],
  after: readonly string[],
  runs: LineRuns,
): Map<number, LineRun> {
  const { head, tail } = shared(before, after);
  const moved = after.length - before.length;
  const kept = new Map<number, LineRun>();
  for (const [line, run] of runs) {
    if (line <= head) kept.set(line, run);
    else if (line > before.length - tail) kept.set(line + moved, run);
  }
  return kept;
}

/** Where the mark of the line that was executed last stands after an edit: on it, or on the last line before it that ran. */
export function keptCurrent(
  before: readonly string[],
  after: readonly string[],
  kept: LineRuns,
  current: number | undefined,
): number | undefined {
  if (current === undefined) return undefined;
  const { head, tail } = shared(before, after);
  const isBehind = current > before.length - tail;
  const end = isBehind ? current + after.length - before.length : Math.min(current, head);
  let found: number | undefined;
  for (const line of kept.keys()) if (line <= end && line > (found ?? 0)) found = line;
  return found;
}

export interface Written {
  readonly lines: readonly string[];
  readonly runs: LineRuns;
  readonly current: number | undefined;
  /** Older lines that would not fit. */
  readonly missing: number;
}

/**
 * What the session executed, as lines of a text: a comment after commands begins a paragraph.
 * `after` is what the text ends with already.
 */
export function written(items: readonly ScriptLine[], after: readonly string[] = []): Written {
  let room = MAX_SOURCE_CHARS - after.reduce((sum, line) => sum + line.length + 1, 0);
  let first = items.length;
  for (; first > 0; first -= 1) {
    // One for the newline, one for the blank line there may be.
    room -= (items[first - 1]?.text.length ?? 0) + 2;
    if (room < 0) break;
  }
  const lines = [...after];
  const runs = new Map<number, LineRun>();
  let current: number | undefined;
  for (const { text, comment, op, failed, id } of items.slice(first)) {
    const last = lines.at(-1);
    if (comment && last !== undefined && !isIdle(last)) lines.push('');
    lines.push(text);
    if (comment) continue;
    current = lines.length;
    runs.set(current, { op: op ?? 0, failed, id });
  }
  return { lines, runs, current, missing: first };
}
