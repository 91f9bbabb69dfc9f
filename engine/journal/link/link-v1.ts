/**
 * Version 1 of what a link holds: a head (names, view, templates of lines), packed, and after it the
 * rows of all branches through an arithmetic coder.
 *
 *   length of the packed head · packed head · rows
 *   head: title · view · shown · position · branches · templates · words · choice
 */
import {
  MAX_BRANCHES,
  MAX_LINK_HEAD_BYTES,
  MAX_LINK_LINES,
  MAX_SOURCE_CHARS,
  MAX_VIEW_FIELDS,
} from '../../contract/limits.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { BitReader, BitWriter } from './coder.ts';
import { DICTIONARY_V1 } from './dictionary-v1.ts';
import type { Branch, Experiment, ViewSettings } from '../experiment.ts';
import { deflate, inflate } from './inflate.ts';
import { fill, tabulate, Template, type Table } from './lines.ts';
import { refuse } from '../refuse.ts';
import { CHOICES, RowModel } from './rows.ts';
import type { Work } from './work.ts';

/** A branch without its text, and how many lines that has. */
type Outline = Omit<Branch, 'text'> & { readonly lines: number };

/** What a value of the view begins with. */
const TAG = { text: 0, no: 1, yes: 2, whole: 3, negative: 4, real: 5 } as const;

/** A count, then a name and a value for each field. */
function writeView(out: ByteWriter, view: ViewSettings): void {
  const fields = Object.entries(view);
  out.number(fields.length);
  for (const [field, value] of fields) {
    out.text(field);
    writeValue(out, value);
  }
}
/** Whole numbers take few bytes; everything else that is a number takes eight. */
function writeValue(out: ByteWriter, value: string | number | boolean): void {
  if (typeof value === 'string') {
    out.number(TAG.text);
    out.text(value);
  } else if (typeof value === 'boolean') out.number(value ? TAG.yes : TAG.no);
  else if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
    out.number(value < 0 ? TAG.negative : TAG.whole);
    out.number(Math.abs(value));
  } else {
    out.number(TAG.real);
    out.double(value);
  }
}
/** Reads all fields of the view; refuses a field that comes twice. */
function readView(from: ByteReader): ViewSettings {
  const fields: [string, string | number | boolean][] = [];
  const count = from.number();
  if (count > MAX_VIEW_FIELDS) refuse('journal.viewFields', { count, most: MAX_VIEW_FIELDS });
  for (let left = count; left > 0; left -= 1) fields.push([from.text(), readValue(from)]);
  if (new Set(fields.map(([field]) => field)).size < fields.length) refuse('link.malformed');
  return Object.fromEntries(fields);
}
/** Reads one value by its tag; refuses a tag that no writer writes. */
function readValue(from: ByteReader): string | number | boolean {
  switch (from.number()) {
    case TAG.text:
      return from.text();
    case TAG.no:
      return false;
    case TAG.yes:
      return true;
    case TAG.whole:
      return from.number();
    case TAG.negative:
      return -from.number();
    case TAG.real:
      return from.double();
    default:
      return refuse('link.malformed');
  }
}

/** `choice` is the index in CHOICES by which the rows were written. */
function writeHead(experiment: Experiment, table: Table, choice: number): Uint8Array {
  const out = new ByteWriter();
  const { title, view, shown, position, branches } = experiment;
  out.text(title);
  writeView(out, view);
  out.number(shown);
  out.number(position === undefined ? 0 : position + 1);
  out.number(branches.length);
  for (const { name, from, text } of branches) {
    out.text(name);
    out.number(from ? from.branch : 0);
    out.number(from ? from.at : 0);
    out.number(linesOf(text).length);
  }
  out.number(choice);
  out.text(table.words.join('\n'));
  out.text(table.templates.join('\n'));
  return out.finish();
}

const linesOf = (text: string): readonly string[] => text.split('\n');

/** More rows than this and the other choices are not worth their time: no link holds as many. */
const FEW_ROWS = 10_000;

/** The rows by the choice that makes them shortest. */
function writeRows({ templates, rows }: Table): {
  readonly choice: number;
  readonly bytes: Uint8Array;
} {
  const shapes = templates.map((text) => new Template(text));
  const tried = (rows.length > FEW_ROWS ? CHOICES.slice(0, 1) : CHOICES).map((by, choice) => {
    const coder = new BitWriter();
    const model = new RowModel(shapes, by);
    for (const row of rows) model.code(coder, row);
    return { choice, bytes: coder.finish() };
  });
  return tried.reduce((best, one) => (one.bytes.length < best.bytes.length ? one : best));
}

/** Deterministic: the same experiment gives the same bytes. Bounds are asserted by the caller. */
export function writeLinkV1(experiment: Experiment): Uint8Array {
  const table = tabulate(experiment.branches.flatMap(({ text }) => linesOf(text)));
  const { choice, bytes } = writeRows(table);
  const head = deflate(writeHead(experiment, table, choice), DICTIONARY_V1);
  const out = new ByteWriter();
  out.number(head.length);
  out.bytes(head);
  out.bytes(bytes);
  return out.finish();
}

/**
 * Every bit of the rows is a step of `work`; the rest is bounded by what the head may unpack to.
 * Refuses bytes that no writer makes; the caller asserts what an experiment may be.
 */
export function readLinkV1(bytes: Uint8Array, work: Work): Experiment {
  const all = new ByteReader(bytes);
  const packed = all.bytes(all.number());
  const head = new ByteReader(inflate(packed, DICTIONARY_V1, MAX_LINK_HEAD_BYTES));
  const title = head.text();
  const view = readView(head);
  const shown = head.number();
  const position = head.number();
  const outlines = readOutlines(head);
  const choice = CHOICES[head.number()] ?? refuse('link.malformed');
  const words = head.text();
  const templates = listed(head.text()).map((text) => new Template(text));
  head.end();
  const coder = new BitReader(all.rest(), work);
  const model = new RowModel(templates, choice);
  const lines = new LineReader(coder, model, templates, words === '' ? [] : listed(words));
  const branches = outlines.map(({ name, from, lines: count }) => ({
    name,
    from,
    text: lines.text(count),
  }));
  return { title, view, shown, branches, position: position === 0 ? undefined : position - 1 };
}

/** Name, origin and number of lines of each branch; the first leaves none. */
function readOutlines(head: ByteReader): readonly Outline[] {
  const outlines: Outline[] = [];
  const count = head.number();
  if (count > MAX_BRANCHES) refuse('journal.branches', { count, most: MAX_BRANCHES });
  for (let left = count; left > 0; left -= 1) {
    const name = head.text();
    const from = { branch: head.number(), at: head.number() };
    outlines.push({
      name,
      from: outlines.length === 0 ? undefined : from,
      lines: head.number(),
    });
  }
  return outlines;
}

/** Lines of a head: no link has room for more that differ. */
function listed(text: string): readonly string[] {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    if ((count += 1) >= MAX_LINK_LINES) return refuse('link.malformed');
  return linesOf(text);
}

/** Lines read before they are put together: as they are, a million small ones weigh more than their text. */
const LINES_AT_ONCE = 1_024;

/** The last line of a branch is not ended by a newline; who takes the experiment counts exactly. */
const MOST_CHARS = MAX_SOURCE_CHARS + MAX_BRANCHES;

/** Lines of all branches, one after the other; together no longer than a source may be. */
class LineReader {
  readonly #coder: BitReader;
  readonly #model: RowModel;
  readonly #templates: readonly Template[];
  readonly #words: readonly string[];
  #left = MOST_CHARS;

  constructor(
    coder: BitReader,
    model: RowModel,
    templates: readonly Template[],
    words: readonly string[],
  ) {
    this.#coder = coder;
    this.#model = model;
    this.#templates = templates;
    this.#words = words;
  }

  /** Reads the text of a branch of so many lines. */
  text(lines: number): string {
    if (lines < 1) refuse('link.malformed');
    this.#take(lines);
    const pieces: string[] = [];
    for (let left = lines; left > 0; left -= LINES_AT_ONCE)
      pieces.push(this.#lines(Math.min(left, LINES_AT_ONCE)).join('\n'));
    return pieces.join('\n');
  }
  #lines(count: number): readonly string[] {
    return Array.from({ length: count }, () => this.#line());
  }
  /** Reads a row and fills it into its template. */
  #line(): string {
    const row = this.#model.code(this.#coder, undefined) ?? refuse('link.malformed');
    const template = this.#templates[row.template]!;
    const line = fill(template, row.values, this.#words, this.#left);
    if (line === undefined) return refuse('link.malformed');
    this.#take(line.length);
    return line;
  }
  /** Refuses once all lines together are longer than a source may be. */
  #take(chars: number): void {
    this.#left -= chars;
    const length = MOST_CHARS - this.#left;
    if (this.#left < 0) refuse('link.scriptTooLong', { length, most: MAX_SOURCE_CHARS });
  }
}
