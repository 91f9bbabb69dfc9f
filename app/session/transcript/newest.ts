/** The newest thing that was said up to where one stands: an answer of the console or a line of the kernel. */
import { lineTextOf } from './line-text.ts';
import type { ConsoleContent, ConsoleLine, KernelLine } from './transcript.ts';

export interface Newest {
  readonly text: string;
  /** It tells of a refusal or of something that went wrong. */
  readonly failed: boolean;
  /** The console's line; undefined: the kernel said it. */
  readonly line: ConsoleLine | undefined;
}

/** Lines looked at from the end of each list: what is before them is not new. */
const LOOKED_AT = 400;

export const TYPED: ReadonlySet<ConsoleContent['kind']> = new Set(['in', 'source', 'caret']);
export const BAD: ReadonlySet<ConsoleContent['kind']> = new Set(['refusal', 'error', 'err']);

function lastUpTo<Line extends { readonly at: number }>(
  lines: readonly Line[],
  position: number,
  fits: (line: Line) => boolean,
): Line | undefined {
  const least = Math.max(0, lines.length - LOOKED_AT);
  for (let i = lines.length - 1; i >= least; i -= 1) {
    const line = lines[i]!;
    if (line.at <= position && fits(line)) return line;
  }
  return undefined;
}

const first = (content: ConsoleContent): ConsoleContent =>
  content.kind === 'fold' ? (content.lines[0] ?? content) : content;

/** Of the console where the command that was answered is not older than what the kernel said last. */
export function newest(
  console: readonly ConsoleLine[],
  kernel: readonly KernelLine[],
  position: number,
): Newest | undefined {
  const isSaid = ({ content }: ConsoleLine): boolean =>
    !TYPED.has(content.kind) && lineTextOf(first(content)).trim() !== '';
  const answer = lastUpTo(console, position, isSaid);
  const said = lastUpTo(kernel, position, ({ channel }) => channel === 'printk');
  if (answer && answer.at >= (said?.at ?? 0)) {
    const content = first(answer.content);
    return { text: lineTextOf(content), failed: BAD.has(content.kind), line: answer };
  }
  return said && { text: said.text, failed: said.failed, line: undefined };
}
