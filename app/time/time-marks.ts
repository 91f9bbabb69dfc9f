/** What of a script is worth a mark on the time bar. */
import type { ScriptLine } from '../session/transcript/transcript.ts';
import type { Mark, MarkKind } from './time.ts';

/** Cells of the journal that have one mark at most: more than any track has room for. */
const CELLS = 600;
const WEIGHT: Readonly<Record<MarkKind, number>> = { failed: 3, refused: 2, branch: 1, boot: 0 };

type Line = Pick<ScriptLine, 'at' | 'steps' | 'text' | 'failed' | 'comment' | 'boots'>;

function kindOf({ comment, failed, text, boots }: Line): MarkKind | undefined {
  if (comment) return undefined;
  const expects = text.startsWith('expect ');
  if (failed) return expects ? 'failed' : 'refused';
  // A refusal that was expected, and came.
  if (expects && /^expect\s+E[A-Z]+\b/.test(text)) return 'refused';
  return boots ? 'boot' : undefined;
}

/** Ascending; `leaving` are the positions at which other branches leave this one. */
export function marksOf(lines: readonly Line[], leaving: readonly number[]): readonly Mark[] {
  const length = lines.at(-1)?.at ?? 0;
  const cells = new Map<number, Mark>();
  const put = (mark: Mark): void => {
    const cell = length < CELLS ? mark.at : Math.floor((mark.at * CELLS) / (length + 1));
    const there = cells.get(cell);
    if (!there || WEIGHT[mark.kind] > WEIGHT[there.kind]) cells.set(cell, mark);
  };
  for (const line of lines) {
    const kind = kindOf(line);
    if (kind) put({ at: line.at, kind });
  }
  for (const at of leaving) put({ at, kind: 'branch' });
  return [...cells.values()].sort((a, b) => a.at - b.at);
}
