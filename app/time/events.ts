/**
 * The commands of a session as rows of a table: which are shown, and in which order. A list grows at its
 * end, so what was looked at is not looked at again.
 */
import type { ScriptLine } from '../session/transcript/transcript.ts';

export const EVENT_COLUMNS = ['op', 'text', 'inside', 'answer', 'at'] as const;
export type EventColumn = (typeof EVENT_COLUMNS)[number];

export interface EventSorting {
  readonly column: EventColumn;
  readonly descending: boolean;
}
export interface EventFilter {
  /** Part of what was typed or of the name it was given, in any case. */
  readonly text: string;
  readonly failed: boolean;
}

/** Indices of the lines that are shown, as they were executed. */
export class EventRows {
  #lines: readonly ScriptLine[] = [];
  #filter: EventFilter = { text: '', failed: false };
  #rows: number[] = [];

  /** The same array with more after it, or another one, as long as nothing was taken away. */
  rows(lines: readonly ScriptLine[], filter: EventFilter): readonly number[] {
    const { text, failed } = this.#filter;
    const from = this.#lines.length;
    const grown =
      filter.text === text &&
      filter.failed === failed &&
      from <= lines.length &&
      lines[0] === this.#lines[0] &&
      lines[from - 1] === this.#lines[from - 1];
    const rows = grown ? [...this.#rows] : [];
    const wanted = filter.text.trim().toLowerCase();
    for (let i = grown ? from : 0; i < lines.length; i += 1) {
      const line = lines[i]!;
      if (line.comment || (filter.failed && !line.failed)) continue;
      if (wanted === '' || line.text.toLowerCase().includes(wanted)) rows.push(i);
    }
    this.#lines = lines;
    this.#filter = filter;
    this.#rows = rows;
    return rows;
  }
}

/** What a line says besides itself. */
export interface EventWords {
  /** In words. */
  readonly answer: (line: ScriptLine) => string;
  /** Steps inside the operation, 0 = none are kept. */
  readonly inside: (line: ScriptLine) => number;
}

/** In the order of a column; equal ones as they were executed. */
export function sortEvents(
  lines: readonly ScriptLine[],
  rows: readonly number[],
  { column, descending }: EventSorting,
  words: EventWords,
): readonly number[] {
  if (column === 'at') return descending ? rows.toReversed() : rows;
  const sign = descending ? -1 : 1;
  if (column === 'op' || column === 'inside') {
    const key = (row: number): number =>
      column === 'op' ? (lines[row]!.op ?? -1) : words.inside(lines[row]!);
    return rows.toSorted((a, b) => (key(a) - key(b)) * sign || a - b);
  }
  const word = column === 'text' ? (line: ScriptLine) => line.text : words.answer;
  const spoken = new Map(rows.map((row) => [row, word(lines[row]!)]));
  const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
  return rows.toSorted((a, b) => order(spoken.get(a)!, spoken.get(b)!) * sign || a - b);
}
