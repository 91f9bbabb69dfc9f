import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventRows, sortEvents } from './events.ts';
import type { EventColumn, EventFilter } from './events.ts';
import type { ScriptLine } from '../session/transcript/transcript.ts';

const lineArbitrary = fc.record({
  text: fc.constantFrom('cma_alloc(1)', 'a = CMA_alloc(4)', 'free', '# why'),
  failed: fc.boolean(),
  op: fc.option(fc.nat(9), { nil: undefined }),
  steps: fc.nat(3),
});
/** Lines as a session keeps them: positions grow by the steps each took. */
const linesOf = (
  parts: readonly { text: string; failed: boolean; op: number | undefined; steps: number }[],
) => {
  let at = 0;
  return parts.map(({ text, failed, op, steps }, id): ScriptLine => {
    const comment = text.startsWith('#');
    const taken = comment ? 0 : steps;
    at += taken;
    return {
      id,
      op,
      at,
      steps: taken,
      text,
      comment,
      failed,
      line: id + 1,
      by: undefined,
      answer: undefined,
    };
  });
};
const scripts = fc.array(lineArbitrary, { maxLength: 30 }).map(linesOf);
const filters = fc.record({
  text: fc.constantFrom('', ' ', 'cma', 'CMA_', 'x'),
  failed: fc.boolean(),
});

const plainly = (lines: readonly ScriptLine[], filter: EventFilter): readonly number[] =>
  lines.flatMap((line, i) => {
    const fits = line.text.toLowerCase().includes(filter.text.trim().toLowerCase());
    return !line.comment && fits && (!filter.failed || line.failed) ? [i] : [];
  });

describe('EventRows', () => {
  it('shows after every change what a fresh look shows', () => {
    const looks = fc.array(fc.tuple(fc.nat(30), filters), { maxLength: 12 });
    fc.assert(
      fc.property(scripts, scripts, looks, (one, other, steps) => {
        const rows = new EventRows();
        for (const [many, filter] of steps) {
          // Odd: another script, as after a branch; otherwise the same, grown or cut.
          const lines = (many % 2 === 0 ? one : other).slice(0, many);
          expect(rows.rows(lines, filter)).toEqual(plainly(lines, filter));
        }
      }),
    );
  });
});

describe('a list that grows', () => {
  const ALL: EventFilter = { text: '', failed: false };
  /** Counts how often its text is read. */
  const lineOf = (text: string, reads: { count: number } = { count: 0 }): ScriptLine =>
    Object.defineProperty({ ...linesOf([{ text, failed: false, op: 1, steps: 1 }])[0]! }, 'text', {
      get: () => {
        reads.count += 1;
        return text;
      },
    });
  it('is looked at where it grew alone', () => {
    const reads = { count: 0 };
    const some = [lineOf('a', reads), lineOf('ab', reads), lineOf('c', reads)];
    const rows = new EventRows();
    const filter = { text: 'a', failed: false };
    expect(rows.rows(some, filter)).toEqual([0, 1]);
    expect(reads.count).toBe(3);
    expect(rows.rows(some, { ...filter })).toEqual([0, 1]);
    expect(reads.count).toBe(3);
    expect(rows.rows([...some, lineOf('xa', reads)], filter)).toEqual([0, 1, 3]);
    expect(reads.count).toBe(4);
  });
  it('is another one where its beginning or its end is another', () => {
    const [a, b, c, other] = [lineOf('a'), lineOf('b'), lineOf('c'), lineOf('# why')];
    const rows = new EventRows();
    const comment = { ...other, comment: true };
    expect(rows.rows([a, b], ALL)).toEqual([0, 1]);
    expect(rows.rows([a, comment, c], ALL)).toEqual([0, 2]);
    expect(rows.rows([comment, comment, c], ALL)).toEqual([2]);
    expect(rows.rows([a, b, c], ALL)).toEqual([0, 1, 2]);
    expect(rows.rows([comment, b, c], ALL)).toEqual([1, 2]);
    expect(rows.rows([comment], ALL)).toEqual([]);
  });
});

describe('sortEvents', () => {
  const words = {
    answer: ({ id }: ScriptLine): string => String(id % 3),
    inside: ({ id }: ScriptLine): number => id % 4,
  };
  it('orders by a column, equal ones as they were executed', () => {
    const columns = fc.constantFrom<EventColumn>('op', 'text', 'inside', 'answer', 'at');
    fc.assert(
      fc.property(scripts, columns, fc.boolean(), (lines, column, descending) => {
        const rows = plainly(lines, { text: '', failed: false });
        const sorted = sortEvents(lines, rows, { column, descending }, words);
        expect([...sorted].sort((a, b) => a - b)).toEqual(rows);
        const key = (row: number): string | number => {
          const line = lines[row]!;
          const { op = -1, text } = line;
          const [inside, answer] = [words.inside(line), words.answer(line)];
          const keys = { op, text, inside, answer, at: row };
          return keys[column];
        };
        for (let i = 1; i < sorted.length; i += 1) {
          const [a, b] = [sorted[i - 1]!, sorted[i]!];
          const [low, high] = descending ? [key(b), key(a)] : [key(a), key(b)];
          expect(low <= high).toBe(true);
          if (low === high) expect(a).toBeLessThan(b);
        }
      }),
    );
  });
});
