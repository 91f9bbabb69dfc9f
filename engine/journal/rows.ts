/**
 * The rows of a table through a BitCoder. What a session's lines have in common is modelled here:
 *
 * - names such as op17 count up with the lines, and are mostly used once, by whoever frees them: a
 *   use is written as its rank among the names that are alive;
 * - other numbers are few and repeat: a number is written as its place in the list of those that
 *   stood there before, or as a new one, alone or as the distance from the last new one.
 *
 * Which numbers are of one kind is decided by the text around the hole, not by the template, so that
 * `CMEM_alloc(⌷)` and `CMEM_alloc(⌷, CMEM_CACHED)` learn from each other.
 */
import { chances, type BitCoder } from './coder.ts';
import { holesOf, type Row } from './lines.ts';
import { codeNumber, numberModel, type NumberModel } from './numbers.ts';

/** What the encoder may choose: contexts that pay on some sessions and cost on others. */
export interface Choice {
  /** Templates are predicted by the one before. */
  readonly sequence: boolean;
  /** A number is predicted by the one before it in its line. */
  readonly pairs: boolean;
}
export const CHOICES: readonly Choice[] = [
  { sequence: false, pairs: false },
  { sequence: true, pairs: false },
  { sequence: false, pairs: true },
  { sequence: true, pairs: true },
];

/** Characters in front of a hole that say what stands in it. */
const KEY_CHARS = 10;
/** Contexts of `pairs`: the place in the list of the number before, the last for all beyond. */
const PAIRS = 24;

/** A list of numbers that came before, and how the next is written. */
class Column {
  readonly #known: number[] = [];
  readonly #places = new Map<number, number>();
  readonly #place: (NumberModel | undefined)[] = [];
  readonly #distance = chances(1);
  readonly #sign = chances(1);
  readonly #far = numberModel();
  readonly #near = numberModel();
  #last = 0;

  /** The number, and its place from 1 on; undefined: what was read is none. */
  code(coder: BitCoder, value: number, context: number) {
    const model = (this.#place[context] ??= numberModel());
    const place = codeNumber(coder, model, this.#places.get(value) ?? 0);
    if (place === undefined || place > this.#known.length) return undefined;
    const met = place > 0 ? this.#known[place - 1] : this.#fresh(coder, value);
    return met === undefined ? undefined : { value: met, place };
  }

  #fresh(coder: BitCoder, value: number): number | undefined {
    const last = this.#last;
    const close = Math.abs(value - last) < value ? 1 : 0;
    let met: number | undefined;
    if (coder.bit(this.#distance, 0, close) === 1) {
      const down = coder.bit(this.#sign, 0, value < last ? 1 : 0) === 1;
      const distance = codeNumber(coder, this.#near, Math.abs(value - last));
      met = distance === undefined ? undefined : last + (down ? -distance : distance);
    } else met = codeNumber(coder, this.#far, value);
    if (met === undefined || met < 0 || !Number.isSafeInteger(met)) return undefined;
    this.#last = met;
    this.#known.push(met);
    this.#places.set(met, this.#known.length);
    return met;
  }
}

/** Names alive at once that are kept in mind; looking through them costs time with every use. */
const MOST_ALIVE = 1_024;

/** How a definition follows the one before: the same step in lines, the next number, anything. */
const IN_STEP = 0;
const NEXT = 1;
const ELSEWHERE = 2;

/** Numbers of the names with one prefix: `op` of op17. */
class Names {
  /** Alive, newest last. */
  readonly #alive: number[] = [];
  /** The same: most that is dropped is not among them. */
  readonly #among = new Set<number>();
  #last = 0;
  #line = -1;
  readonly #step = numberModel();
  readonly #jump = new Column();
  readonly #rank = numberModel();
  readonly #unknown = new Column();

  define(coder: BitCoder, value: number, line: number): number | undefined {
    const inStep = this.#last + line - this.#line;
    const next = this.#last + 1;
    const how = value === inStep ? IN_STEP : value === next ? NEXT : ELSEWHERE;
    const step = codeNumber(coder, this.#step, how);
    if (step === undefined || step > ELSEWHERE) return undefined;
    const met =
      step === IN_STEP ? inStep : step === NEXT ? next : this.#jump.code(coder, value, 0)?.value;
    if (met === undefined || !Number.isSafeInteger(met)) return undefined;
    this.#last = met;
    this.#line = line;
    this.#drop(met);
    this.#add(met);
    return met;
  }

  /** `ends`: whoever is named is alive no more. */
  use(coder: BitCoder, value: number, ends: boolean): number | undefined {
    const { length } = this.#alive;
    const at = this.#alive.lastIndexOf(value);
    const rank = codeNumber(coder, this.#rank, at < 0 ? 0 : length - at);
    if (rank === undefined || rank > length) return undefined;
    if (rank > 0) return this.#again(length - rank, ends);
    const met = this.#unknown.code(coder, value, 0)?.value;
    if (met === undefined) return undefined;
    this.#drop(met);
    if (!ends) this.#add(met);
    return met;
  }
  /** The name at a place among those alive is used. */
  #again(at: number, ends: boolean): number {
    const [met] = this.#alive.splice(at, 1);
    this.#among.delete(met!);
    if (!ends) this.#add(met!);
    return met!;
  }
  #add(value: number): void {
    this.#alive.push(value);
    this.#among.add(value);
    if (this.#alive.length > MOST_ALIVE) this.#among.delete(this.#alive.shift()!);
  }
  #drop(value: number): void {
    if (!this.#among.delete(value)) return;
    this.#alive.splice(this.#alive.lastIndexOf(value), 1);
  }
}

type HoleRole =
  | { readonly is: 'number'; readonly column: Column }
  | { readonly is: 'definition' | 'use' | 'end'; readonly names: Names };

/** `op⌷ = …` defines a name; a call with one of these in its name ends it. */
const DEFINES = /^([A-Za-z_]+)[\u0001]( = )/;
const ENDS = /free|release|unmap|unregister|destroy/i;

const LETTER = /[A-Za-z_]/;
const DIGIT = /[0-9]/;
/**
 * The word of letters that ends at `end`, if no digit stands right before it; else ''. No hole lies in
 * a word, so that all holes of a template together are looked through once.
 */
export function wordBefore(template: string, end: number): string {
  let from = end;
  while (from > 0 && LETTER.test(template[from - 1]!)) from -= 1;
  return from > 0 && DIGIT.test(template[from - 1]!) ? '' : template.slice(from, end);
}

export class RowModel {
  readonly #choice: Choice;
  readonly #templateTexts: readonly string[];
  /** Found when a template is first met: it may never be. */
  readonly #roles: (readonly HoleRole[] | undefined)[] = [];
  readonly #columns = new Map<string, Column>();
  readonly #names = new Map<string, Names>();
  readonly #templates: (NumberModel | undefined)[] = [];
  #before = 0;
  /** Templates met so far: they come in the order of their numbers. */
  #met = 0;
  #line = 0;
  /** Numbers that may still be coded. */
  #left: number;

  /** `most`: numbers of all rows together; a row beyond is none. */
  constructor(templates: readonly string[], choice: Choice, most = Infinity) {
    this.#choice = choice;
    this.#left = most;
    for (const template of templates) {
      const prefix = DEFINES.exec(template)?.[1];
      if (prefix !== undefined) this.#names.set(prefix, new Names());
    }
    this.#templateTexts = templates;
  }

  #rolesAt(template: number): readonly HoleRole[] | undefined {
    const text = this.#templateTexts[template];
    return text === undefined ? undefined : (this.#roles[template] ??= this.#rolesOf(text));
  }
  #rolesOf(template: string): readonly HoleRole[] {
    const defines = DEFINES.test(template);
    const other = ENDS.test(template) ? 'end' : 'use';
    return holesOf(template).map((at, i): HoleRole => {
      const names = this.#names.get(wordBefore(template, at));
      if (names) return { is: defines && i === 0 ? 'definition' : other, names };
      const key = template.slice(Math.max(0, at - KEY_CHARS), at) + template.slice(at + 1, at + 2);
      const column = this.#columns.get(key) ?? new Column();
      this.#columns.set(key, column);
      return { is: 'number', column };
    });
  }

  /** 0 is the next template that did not come yet, others count from 1. */
  #nextTemplate(coder: BitCoder, model: NumberModel, wanted: number): number | undefined {
    const code = codeNumber(coder, model, wanted === this.#met ? 0 : wanted + 1);
    if (code === undefined || code > this.#met) return undefined;
    return code === 0 ? this.#met++ : code - 1;
  }

  /** The row that was written or read; undefined: what was read is none. */
  code(coder: BitCoder, row: Row | undefined): Row | undefined {
    const context = this.#choice.sequence ? this.#before : 0;
    const model = (this.#templates[context] ??= numberModel());
    const template = this.#nextTemplate(coder, model, row?.template ?? 0);
    const roles = template === undefined ? undefined : this.#rolesAt(template);
    if (template === undefined || !roles || roles.length > this.#left) return undefined;
    this.#left -= roles.length;
    this.#before = template;
    const line = this.#line++;
    const values: number[] = [];
    let pair = 0;
    for (const [i, role] of roles.entries()) {
      const wanted = row?.values[i] ?? 0;
      let met: number | undefined;
      if (role.is === 'number') {
        const found = role.column.code(coder, wanted, this.#choice.pairs ? pair : 0);
        met = found?.value;
        pair = Math.min(PAIRS, found?.place ?? 0);
      } else if (role.is === 'definition') met = role.names.define(coder, wanted, line);
      else met = role.names.use(coder, wanted, role.is === 'end');
      if (met === undefined) return undefined;
      values.push(met);
    }
    return { template, values };
  }
}
