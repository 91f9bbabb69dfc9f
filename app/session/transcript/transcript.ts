/**
 * Lines of the console, of the kernel log and of the script, as the page keeps them. What a line
 * says about an outcome is the language's business (printOutcome): the headless program prints the
 * same. Carveout's own words stay messages until they are shown, so they follow the language.
 */
import type { Message, Outcome } from '../../../engine/contract/command.ts';
import { atOnce } from '../../../engine/journal/index.ts';
import type { InSteps } from '../../../engine/journal/index.ts';
import type { Statement, SyntaxError_, TranscriptLine } from '../../../engine/language/index.ts';

/** The lines of a long answer from line `from` on; those before it stand in front of the fold. */
export interface Fold {
  readonly kind: 'fold';
  /** The whole answer. */
  readonly lines: readonly ConsoleContent[];
  readonly from: number;
}

export type ConsoleContent =
  | Fold
  | TranscriptLine
  /** A statement as it was typed. */
  | { readonly kind: 'in'; readonly text: string }
  /** A line with an error: the source, then a caret under the place. */
  | { readonly kind: 'source' | 'caret'; readonly text: string }
  | {
      readonly kind: 'error';
      readonly at: { readonly line: number; readonly column: number } | undefined;
      readonly message: Message;
    }
  /** Said by the page itself: a key of the dictionary with its parameters, resolved when shown. */
  | { readonly kind: 'page'; readonly say: () => string };

export interface ConsoleLine {
  readonly id: number;
  /** The operation the line belongs to; undefined when it took none. */
  readonly op: number | undefined;
  /** The first line of its operation: the one that carries the number. */
  readonly first: boolean;
  /** Position in the journal after the command it belongs to. */
  readonly at: number;
  readonly content: ConsoleContent;
}

export interface KernelLine {
  readonly id: number;
  readonly op: number | undefined;
  readonly first: boolean;
  readonly at: number;
  /** `boot`: between what two boards said; the text is the name of the one that comes. */
  readonly channel: 'printk' | 'ftrace' | 'boot';
  readonly text: string;
  /** Tells of something that went wrong: drawn in the colour of refusals. */
  readonly failed: boolean;
}

/** Who handed a text to the session, where that matters. */
export type RunBy = 'editor';

export interface ScriptLine {
  readonly id: number;
  readonly op: number | undefined;
  /** Position in the journal after it, and how many steps it took; a comment takes none. */
  readonly at: number;
  readonly steps: number;
  readonly text: string;
  readonly comment: boolean;
  readonly failed: boolean;
  /** It booted a board. */
  readonly boots?: boolean;
  /** The first that was answered; undefined: nothing was said. */
  readonly answer?: ConsoleContent | undefined;
  /** Where a statement stood in the text that was run, from 1; undefined for comments and what was put before the text. */
  readonly line: number | undefined;
  readonly by: RunBy | undefined;
}

/** The kernel's own words for a failure: msys, cma and /proc texts of every profile. */
const FAILED =
  /FAILED|CMEMK Error|alloc failed|unable to allocate|returned +\(null\)|Failed to reserve|incorrect alignment|Invalid DMEM name/;
export const saysFailure = (text: string): boolean => FAILED.test(text);

/** Whether a command was refused, or an `expect` did not hold: what the script marks in red. */
export const wentWrong = (outcome: Outcome): boolean =>
  outcome.expectation ? !outcome.expectation.held : !outcome.result.ok || hidesRefusal(outcome);

/** A shell write that succeeded while what it asked for did not. */
export const hidesRefusal = ({ result }: Outcome): boolean =>
  result.ok && result.value.is === 'written' && result.value.hidden !== undefined;

/** Characters of a wrong line that are shown; the caret must stay on the screen. */
const SOURCE_SHOWN = 120;

/** The lines of one syntax error: where, the source with a caret under it, what would be accepted. */
export function errorLines(source: string, error: SyntaxError_): readonly ConsoleContent[] {
  const start = source.lastIndexOf('\n', error.from - 1) + 1;
  const newline = source.indexOf('\n', start);
  const line = source.slice(start, newline < 0 ? undefined : newline);
  const at = { line: error.line, column: error.column };
  const message: ConsoleContent = { kind: 'error', at, message: error.message };
  if (line.trim() === '' || error.column > SOURCE_SHOWN) return [message];
  const width = Math.max(
    1,
    Math.min(error.to, start + Math.min(line.length, SOURCE_SHOWN)) - error.from,
  );
  const cut = line.length > SOURCE_SHOWN ? `${line.slice(0, SOURCE_SHOWN)}…` : line;
  return [
    { kind: 'source', text: cut.replaceAll('\t', ' ') },
    { kind: 'caret', text: ' '.repeat(error.column - 1) + '^'.repeat(width) },
    message,
  ];
}

export type ScriptPart = { readonly comment: string } | { readonly statement: Statement };

/** Statements narrated in one step. */
const NARRATED_AT_ONCE = 1_000;

/** Statements with the comment lines that stand before each of them; comments after the last come last. */
export const narrated = (source: string, statements: readonly Statement[]): readonly ScriptPart[] =>
  atOnce(narrating(source, statements));

/** The same in steps. */
export function* narrating(
  source: string,
  statements: readonly Statement[],
): InSteps<readonly ScriptPart[]> {
  const parts: ScriptPart[] = [];
  let from = 0;
  const comments = (to: number): void => {
    for (const line of source.slice(from, to).split('\n'))
      if (/^\s*#/.test(line)) parts.push({ comment: line.trim() });
  };
  for (const statement of statements) {
    comments(statement.from);
    parts.push({ statement });
    const newline = source.indexOf('\n', statement.to);
    from = newline < 0 ? source.length : newline;
    if (parts.length % NARRATED_AT_ONCE === 0) yield;
  }
  comments(source.length);
  return parts;
}
