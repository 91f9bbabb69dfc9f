/** The session as tables and texts for other programs: what was executed, and what was answered. */
import { plainName } from '../../engine/journal/index.ts';
import { csvField } from '../page/csv.ts';
import type {
  ConsoleContent,
  ConsoleLine,
  KernelLine,
  ScriptLine,
} from '../session/transcript/transcript.ts';

/** A line of the script with everything that was said to it. */
export interface Operation {
  /** Counts the lines of the script, from 1. */
  readonly line: number;
  /** Number of the operation on its board; undefined: it took none. */
  readonly op: number | undefined;
  readonly text: string;
  readonly comment: boolean;
  /** It was refused, or an `expect` did not hold. */
  readonly failed: boolean;
  readonly answer: readonly string[];
  readonly log: readonly string[];
}

interface Said {
  readonly script: readonly ScriptLine[];
  readonly transcript: readonly ConsoleLine[];
  readonly log: readonly KernelLine[];
}

/**
 * Ids grow in the order in which things were said, and a line of the script comes after what was
 * answered to it: what lies between two of them belongs to the later. Console and kernel log are
 * bounded, so old operations may have lost their answers.
 */
export function operationsOf(
  { script, transcript, log }: Said,
  textOf: (content: ConsoleContent) => string,
): readonly Operation[] {
  let [console, kernel] = [0, 0];
  return script.map(({ id, op, text, comment, failed }, i) => {
    let answer: string[] = [];
    for (; (transcript[console]?.id ?? Infinity) < id; console += 1) {
      const { content } = transcript[console]!;
      if (content.kind === 'in') answer = [];
      else answer.push(textOf(content));
    }
    const lines: string[] = [];
    for (; (log[kernel]?.id ?? Infinity) < id; kernel += 1)
      if (log[kernel]!.channel !== 'boot') lines.push(log[kernel]!.text);
    return {
      line: i + 1,
      op,
      text,
      comment,
      failed,
      answer: comment ? [] : answer,
      log: comment ? [] : lines,
    };
  });
}

const COLUMNS = ['line', 'op', 'text', 'failed', 'answer', 'log'] as const;

/** Commands only: comments are no operations. Several lines of an answer stay lines of one field. */
export function operationsCsv(operations: readonly Operation[]): string {
  const rows = operations
    .filter(({ comment }) => !comment)
    .map(({ line, op, text, failed, answer, log }) => [
      String(line),
      op === undefined ? '' : String(op),
      text,
      failed ? '1' : '0',
      answer.join('\n'),
      log.join('\n'),
    ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

export const operationsJson = (
  about: { readonly title: string; readonly board: string },
  operations: readonly Operation[],
): string =>
  `${JSON.stringify({ format: 'carveout-operations/1', ...about, operations }, undefined, 2)}\n`;

/** A name for a file: the title as far as every file system takes it, else the board. */
export function fileName(title: string, board: string, ending: string): string {
  const name = plainName(title)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${name === '' ? `carveout-${board}` : name}.${ending}`;
}
