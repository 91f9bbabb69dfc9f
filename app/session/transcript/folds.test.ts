import { describe, expect, it } from 'vitest';
import { bounded, folded, foldOf, foundIn, hiddenIn, opened, partId, unfolded } from './folds.ts';
import { FOLD_ABOVE_LINES, FOLDED_LINES, UNFOLDED_LINES } from '../../page/limits.ts';
import type { ConsoleContent, ConsoleLine } from './transcript.ts';

const answer = (lines: number): readonly ConsoleContent[] =>
  Array.from({ length: lines }, (_, i) => ({ kind: 'out', text: `line ${i}` }));
const asLines = (contents: readonly ConsoleContent[]): ConsoleLine[] =>
  contents.map((content, i) => ({ id: i + 1, op: 1, first: false, at: 1, content }));
const textOf = (content: ConsoleContent): string => ('text' in content ? content.text : '');
const texts = (lines: readonly ConsoleLine[]): string[] =>
  lines.map((line) => foldOf(line)?.kind ?? textOf(line.content));

describe('an answer', () => {
  it('up to the limit stays as it is, a longer one is folded', () => {
    expect(folded(answer(FOLD_ABOVE_LINES))).toEqual(answer(FOLD_ABOVE_LINES));
    const long = folded(answer(FOLD_ABOVE_LINES + 1));
    expect(long).toHaveLength(21);
    expect(long.at(-1)).toEqual({ kind: 'fold', lines: answer(FOLD_ABOVE_LINES + 1), from: 20 });
  });

  it.each([0, 1, 500, 980])('with %d more lines open has all of its lines in order', (open) => {
    const lines = asLines(folded(answer(1_000)));
    const fold = lines.at(-1)!;
    const all = unfolded(lines, new Map(open === 0 ? [] : [[fold.id, open]]));
    expect(texts(all)).toEqual([...answer(20 + open).map(textOf), 'fold']);
    expect(hiddenIn(foldOf(fold)!, open)).toBe(980 - open);
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });

  it('is opened by a thousand lines, or as far as one can scroll', () => {
    const fold = foldOf(asLines(folded(answer(UNFOLDED_LINES + 1_000))).at(-1)!)!;
    expect([opened(fold, 0, false), opened(fold, 1_000, false)]).toEqual([1_000, 2_000]);
    expect(opened(fold, UNFOLDED_LINES - 5, false)).toBe(UNFOLDED_LINES);
    expect(opened(fold, 0, true)).toBe(UNFOLDED_LINES);
    const short = foldOf(asLines(folded(answer(250))).at(-1)!)!;
    expect([opened(short, 0, false), opened(short, 0, true)]).toEqual([230, 230]);
  });
});

it('the oldest folds are emptied when they are too many lines together, and no other', () => {
  const [most, some] = [folded(answer(FOLDED_LINES - 300)), folded(answer(300))];
  const fits = asLines([...some, ...most]);
  expect(bounded(fits)).toBe(fits);
  const all = asLines([...some, ...most, ...some]);
  const left = bounded(all).map((line) => foldOf(line)?.lines.length ?? 0);
  expect(left.filter((lines) => lines > 0)).toEqual([20, FOLDED_LINES - 300, 300]);
  expect(bounded(all).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
});

it('words are found in what is shown and in what is folded, the newest of too many', () => {
  const lines = asLines(folded(answer(300)));
  const fold = foldOf(lines.at(-1)!)!;
  const found = foundIn(lines, 'LINE 1', textOf, 1_000);
  const names = found.map(({ line, part }) =>
    part === undefined ? textOf(line.content) : textOf(fold.lines[fold.from + part]!),
  );
  expect(names).toEqual(
    answer(300)
      .map(textOf)
      .filter((text) => text.startsWith('line 1')),
  );
  expect(foundIn(lines, 'line 1', textOf, 3)).toEqual(found.slice(-3));
  expect(foundIn(lines, '', textOf, 3)).toEqual([]);
  expect(partId(lines.at(-1)!, fold, 5)).toBeGreaterThan(lines.at(-2)!.id);
});
