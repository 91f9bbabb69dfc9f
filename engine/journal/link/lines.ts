/**
 * Lines of text as a table: what repeats is a template with holes, what differs is a number in a hole.
 *
 *   op17 = cma_alloc(64, align=4)   →  "op⌷ = cma_alloc(⌷, align=⌷)"  17 64 4
 *
 * Works on any text, whatever its language becomes later: a line is its template with the numbers put
 * back. A number stands in a hole only where it is written exactly as fill() writes it; a word in a
 * hole (what echo writes, a C string) is the number of that word in a list.
 */
import { MAX_LINE_HOLES } from '../../contract/limits.ts';
import { DECIMAL, HEX, HEX_UPPER, LITERAL, marksIn, WORD, type Marks } from './holes.ts';

const MARKS = /[\u0001-\u0005]/g;
const MARKED = /\u0005([\s\S])/g;

/** Words, then numbers in canonical spelling up to 2^53: `0X`, leading zeros and longer ones stay text. */
const VARIABLE =
  /(?<=\becho )([A-Za-z_][\w.+-]*)|(?<=")([^"\u0000-\u001f]+)(?=")|(?<![0-9A-Za-z])0x(?:(0|[1-9a-f][0-9a-f]{0,12})|([1-9A-F][0-9A-F]{0,12}))(?![0-9A-Za-z])|(?<![0-9])(?:0(?!x)|[1-9][0-9]{0,14})(?![0-9])/g;

/** One line: the number of its template, and what stands in its holes. */
export interface Row {
  readonly template: number;
  readonly values: readonly number[];
}
/** All lines of an experiment; numbers of templates and words are places in the lists. */
export interface Table {
  readonly templates: readonly string[];
  readonly words: readonly string[];
  readonly rows: readonly Row[];
}

/** Text in which a mark stands for itself. */
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
  /** The number of a text; a new text gets the next one. */
  of(text: string): number {
    const id = this.#ids.get(text) ?? this.#ids.size;
    this.#ids.set(text, id);
    return id;
  }
  /** The texts by their numbers. */
  all(): readonly string[] {
    return [...this.#ids.keys()];
  }
}

/** A line that comes once needs no holes, and one that has too many gets none. */
export function tabulate(lines: readonly string[]): Table {
  const cuts = lines.map(cut);
  const seen = new Map<string, number>();
  for (const { template } of cuts) seen.set(template, (seen.get(template) ?? 0) + 1);
  const templates = new Numbering();
  const words = new Numbering();
  const rows = cuts.map(({ template, values }, i): Row => {
    if (seen.get(template) === 1 || values.length > MAX_LINE_HOLES)
      return { template: templates.of(literal(lines[i]!)), values: [] };
    const numbers = values.map((value) => (typeof value === 'string' ? words.of(value) : value));
    return { template: templates.of(template), values: numbers };
  });
  return { templates: templates.all(), words: words.all(), rows };
}

/** The text of a part of a template that no hole is in. */
const plain = (part: string): string =>
  part.includes(LITERAL) ? part.replace(MARKED, '$1') : part;

/** A template, taken apart when somebody first asks: a link may list many that no line uses. */
export class Template {
  readonly text: string;
  #marks: Marks | undefined;
  #parts: readonly string[] | undefined;

  constructor(text: string) {
    this.text = text;
  }
  /** Offsets of the holes. */
  get holes(): readonly number[] {
    return (this.#marks ??= marksIn(this.text)).holes;
  }
  /** Characters that only look like holes. */
  get literals(): number {
    return (this.#marks ??= marksIn(this.text)).literals;
  }
  /** The text before, between and after the holes. */
  get parts(): readonly string[] {
    return (this.#parts ??= [...this.holes, this.text.length].map((hole, i) =>
      plain(this.text.slice(i === 0 ? 0 : this.holes[i - 1]! + 1, hole)),
    ));
  }
}

/** What stands in a hole; undefined: a word that is not in the list. */
function written(mark: string, value: number, words: readonly string[]): string | undefined {
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

/** The line; undefined: a word that is not in the list. Where it gets longer than `most` it ends. */
export function fill(
  { text, holes, parts }: Template,
  values: readonly number[],
  words: readonly string[],
  most: number,
): string | undefined {
  let line = parts[0]!;
  for (let i = 0; i < holes.length && line.length <= most; i += 1) {
    const piece = written(text.charAt(holes[i]!), values[i]!, words);
    if (piece === undefined) return undefined;
    line += piece + parts[i + 1]!;
  }
  return line;
}
