import { describe, expect, it } from 'vitest';
import { parse } from '../../../engine/language/index.ts';
import { narrated } from './transcript.ts';
import type { ScriptLine } from './transcript.ts';
import { sameParts, sharedOf } from './same.ts';

const partsOf = (source: string) => narrated(source, parse(source).statements);
/** Lines as they were executed, each in one step or in so many; `#` in none. */
function script(...texts: (string | [string, number])[]): ScriptLine[] {
  let at = 0;
  return texts.map((one, i) => {
    const [text, takes] = typeof one === 'string' ? [one, 1] : one;
    const comment = text.startsWith('#');
    const steps = comment ? 0 : takes;
    at += steps;
    const none = { failed: false, line: 99, by: undefined };
    return { id: i + 1, op: i, at, steps, text, comment, ...none };
  });
}
const WORK = 'workload cma ops=50 seed=3';

describe('as much of a text was executed as', () => {
  it.each([
    ['board ssd202\ncma_alloc(1)', ['board ssd202', 'cma_alloc(1)'], 2],
    ['board ssd202\n\n  # why\ncma_alloc(1)', ['board ssd202', '# why', 'cma_alloc(1)'], 3],
    ['board ssd202\ncma_alloc(1)', ['board ssd202', 'cma_alloc(2)'], 1],
    ['board ssd202\n# other', ['board ssd202', '# why'], 1],
    ['# board ssd202', ['board ssd202'], 0],
    [WORK, [[WORK, 50]], 1],
    // It was stopped half-way.
    [WORK, [[WORK, 20]], 0],
    // What boots nothing takes no step.
    ['board nosuch', [['board nosuch', 0]], 1],
    ['cma_alloc(1)\ncma_alloc(2)', ['cma_alloc(1)'], 1],
    ['', ['cma_alloc(1)'], 0],
  ] satisfies [string, (string | [string, number])[], number][])('%j of %j', (text, lines, same) =>
    expect(sameParts(partsOf(text), script(...lines))).toBe(same),
  );
});

describe('what a text and a script share', () => {
  const items = script('# why', 'board ssd202', [WORK, 50], 'cma_alloc(1)');
  const shared = (text: string, upTo = false, lead = 0, dropped = 0) =>
    sharedOf(partsOf(text), { items, dropped }, lead, upTo);

  it('are lines, where they stand in the text, and the position after them', () => {
    const { lines, at, isApart, isThere, ran } = shared(
      `# why\n\nboard ssd202\n${WORK}\ncma_alloc(2)`,
    );
    expect([lines, at, isApart, isThere]).toEqual([3, 51, false, false]);
    expect(ran.map(({ id, line, by }) => [id, line, by])).toEqual([
      [2, 3, 'editor'],
      [3, 4, 'editor'],
    ]);
  });
  it('is all of it, or all of the text where the script may go on', () => {
    const text = `# why\nboard ssd202\n${WORK}`;
    expect(shared(text).isThere).toBe(false);
    expect(shared(text, true).isThere).toBe(true);
    expect(shared(`${text}\ncma_alloc(1)`).isThere).toBe(true);
    expect(shared(`${text}\ncma_alloc(1)\n# end`, true).isThere).toBe(false);
  });
  it('is nothing where no step is the same', () => {
    expect(shared('# why\nboard generic').isApart).toBe(true);
    expect(shared('').isApart).toBe(true);
    expect(sharedOf(partsOf('board generic'), { items: [], dropped: 0 }, 0, false).isApart).toBe(
      false,
    );
  });
  it('is nothing where the script has lost its oldest lines', () =>
    expect(shared('# why\nboard ssd202', false, 0, 1).isApart).toBe(true));
  it('does not count lines in front of the text', () => {
    const rest = script('board ssd202', 'cma_alloc(1)');
    const { ran } = sharedOf(
      partsOf('board ssd202\ncma_alloc(1)'),
      { items: rest, dropped: 0 },
      1,
      false,
    );
    expect(ran.map(({ id, line }) => [id, line])).toEqual([[2, 1]]);
  });
});
