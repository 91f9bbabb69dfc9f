/**
 * Lines of text as a table: what repeats is a template with holes, what differs is a number in a hole.
 *
 *   op17 = cma_alloc(64, align=4)   →  "op⌷ = cma_alloc(⌷, align=⌷)"  17 64 4
 *
 * Works on any text, whatever its language becomes later: a line is its template with the numbers put
 * back. A number stands in a hole only where it is written exactly as fill() writes it; a word in a
 * hole (what echo writes, a C string) is the number of that word in a list.
 */

/** Holes by what is in them and how it is written; the last is the mark before a character that is none. */
const DECIMAL = '\u0001';
const HEX = '\u0002';
const HEX_UPPER = '\u0003';
const WORD = '\u0004';
const LITERAL = '\u0005';
const MARKS = /[\u0001-\u0005]/g;
const HOLE = /\u0005[\s\S]|[\u0001-\u0004]/g;

/** Words, then numbers in canonical spelling up to 2^53: `0X`, leading zeros and longer ones stay text. */
const VARIABLE =
  /(?<=\becho )([A-Za-z_][\w.+-]*)|(?<=")([^"\u0000-\u001f]+)(?=")|(?<![0-9A-Za-z])0x(?:(0|[1-9a-f][0-9a-f]{0,12})|([1-9A-F][0-9A-F]{0,12}))(?![0-9A-Za-z])|(?<![0-9])(?:0(?!x)|[1-9][0-9]{0,14})(?![0-9])/g;

export interface Row {
  readonly template: number;
  readonly values: readonly number[];
}
export interface Table {
  readonly templates: readonly string[];
  readonly words: readonly string[];
  readonly rows: readonly Row[];
}

const literal = (text: string): string => text.replace(MARKS, `${LITERAL}$&`);

/** A line's template, and what stands in its holes. */
function cut(line: string): { readonly template: string; readonly values: (number | string)[] } {
  const values: (number | string)[] = [];
  let template = '';
  let from = 0;
  for (const match of line.matchAll(VARIABLE)) {
    const [text, echoed, quoted, lower, upper] = match;
    const word = echoed ?? quoted;
    template += literal(line.slice(from, match.index));
    if (word !== undefined) template += WORD;
    else template += lower !== undefined ? HEX : upper !== undefined ? HEX_UPPER : DECIMAL;
    values.push(word ?? Number(text));
    from = match.index + text.length;
  }
  return { template: template + literal(line.slice(from)), values };
}

/** Numbers in the order in which things were first asked for. */
class Numbering {
  readonly #ids = new Map<string, number>();
  of(text: string): number {
    const id = this.#ids.get(text) ?? this.#ids.size;
    this.#ids.set(text, id);
    return id;
  }
  all(): readonly string[] {
    return [...this.#ids.keys()];
  }
}

/** A line that comes once needs no holes. */
export function tabulate(lines: readonly string[]): Table {
  const cuts = lines.map(cut);
  const seen = new Map<string, number>();
  for (const { template } of cuts) seen.set(template, (seen.get(template) ?? 0) + 1);
  const templates = new Numbering();
  const words = new Numbering();
  const rows = cuts.map(({ template, values }, i): Row => {
    if (seen.get(template) === 1) return { template: templates.of(literal(lines[i]!)), values: [] };
    const numbers = values.map((value) => (typeof value === 'string' ? words.of(value) : value));
    return { template: templates.of(template), values: numbers };
  });
  return { templates: templates.all(), words: words.all(), rows };
}

/** Offsets of the holes in a template, ascending. */
export function holesOf(template: string): readonly number[] {
  const holes: number[] = [];
  for (const { 0: mark, index } of template.matchAll(HOLE))
    if (mark.length === 1) holes.push(index);
  return holes;
}

/** What fill() answers instead of a line longer than it may be; no line has a newline in it. */
export const TOO_LONG = '\n';

/**
 * The line, or TOO_LONG where it would have more than `most` characters: nothing longer is put together
 * first. Undefined: a word that is not in the list.
 */
export function fill(
  template: string,
  values: readonly number[],
  words: readonly string[],
  most: number,
): string | undefined {
  let line = '';
  let from = 0;
  let next = 0;
  for (const { 0: mark, index } of template.matchAll(HOLE)) {
    const filled = mark.length > 1 ? mark.slice(1) : filling(mark, values[next++]!, words);
    if (filled === undefined) return undefined;
    if (line.length + index - from + filled.length > most) return TOO_LONG;
    line += template.slice(from, index) + filled;
    from = index + mark.length;
  }
  if (line.length + template.length - from > most) return TOO_LONG;
  return line + template.slice(from);
}

/** What stands in a hole; undefined: a word that is not in the list. */
function filling(mark: string, value: number, words: readonly string[]): string | undefined {
  switch (mark) {
    case DECIMAL:
      return String(value);
    case HEX:
      return `0x${value.toString(16)}`;
    case HEX_UPPER:
      return `0x${value.toString(16).toUpperCase()}`;
    default:
      return words[value];
  }
}
