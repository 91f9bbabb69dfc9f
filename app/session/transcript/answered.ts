/** What was said to the line of the script that one stands at: its answers, else what the kernel printed. */
import { lineTextOf } from './line-text.ts';
import { BAD, TYPED } from './newest.ts';
import type { ConsoleContent, ConsoleLine, KernelLine } from './transcript.ts';

export interface Answered {
  readonly text: string;
  readonly failed: boolean;
}

const flat = (content: ConsoleContent): readonly ConsoleContent[] =>
  content.kind === 'fold' ? content.lines : [content];

/** The first `most` lines; `at`: the position after the line. */
export function answered(
  console: readonly ConsoleLine[],
  kernel: readonly KernelLine[],
  at: number,
  most: number,
): readonly Answered[] {
  const answers = console
    .filter((line) => line.at === at && !TYPED.has(line.content.kind))
    .flatMap(({ content }) => flat(content))
    .map((content) => ({ text: lineTextOf(content), failed: BAD.has(content.kind) }))
    .filter(({ text }) => text.trim() !== '');
  const printed = (): readonly Answered[] =>
    kernel
      .filter((line) => line.at === at && line.channel === 'printk')
      .map(({ text, failed }) => ({ text, failed }));
  return (answers.length > 0 ? answers : printed()).slice(0, most);
}
