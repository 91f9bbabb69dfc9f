/**
 * The rows of a table through a BitCoder. What a session's lines have in common is modelled here:
 *
 * - names such as op17 count up with the lines, and are mostly used once, by whoever frees them: a
 *   use is written as its rank among the names that are alive;
 * - other numbers are few and repeat: a number is written as its place in the list of those that
 *   stood there before, or as a new one, alone or as the distance from the last new one.
 *
 * Models are made when they are first needed: a link may name more of them than it has room to use.
 */
import { chances, type BitCoder, type Chances } from './coder.ts';
import { definedIn, kindsOf, type HoleKind } from './holes.ts';
import type { Row, Template } from './lines.ts';
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

/** Contexts of `pairs`: the place in the list of the number before, the last for all beyond. */
const PAIRS = 24;

/** A list of numbers that came before, and how the next is written. */
class Column {
  /** Numbers that came before, in the order in which they came first. */
  readonly #known: number[] = [];
  readonly #places = new Map<number, number>();
  readonly #place: (NumberModel | undefined)[] = [];
  #distance: Chances | undefined;
  #sign: Chances | undefined;
  #far: NumberModel | undefined;
  #near: NumberModel | undefined;
  #last = 0;

  /** The number, and its place from 1 on; undefined: what was read is none. */
  code(coder: BitCoder, value: number, context: number) {
    const model = (this.#place[context] ??= numberModel());
    const place = codeNumber(coder, model, coder.reads ? 0 : (this.#places.get(value) ?? 0));
    if (place === undefined || place > this.#known.length) return undefined;
    const met = place > 0 ? this.#known[place - 1] : this.#fresh(coder, value);
    return met === undefined ? undefined : { value: met, place };
  }

  /**
   * A number that did not come before: as a distance from the last new one where that is shorter.
   */
  #fresh(coder: BitCoder, value: number): number | undefined {
    const last = this.#last;
    const close = Math.abs(value - last) < value ? 1 : 0;
    let met: number | undefined;
    if (coder.bit((this.#distance ??= chances(1)), 0, close) === 1) {
      const down = coder.bit((this.#sign ??= chances(1)), 0, value < last ? 1 : 0) === 1;
      const distance = codeNumber(coder, (this.#near ??= numberModel()), Math.abs(value - last));
      met = distance === undefined ? undefined : last + (down ? -distance : distance);
    } else met = codeNumber(coder, (this.#far ??= numberModel()), value);
    if (met === undefined || met < 0 || !Number.isSafeInteger(met)) return undefined;
    this.#last = met;
    this.#known.push(met);
    if (!coder.reads) this.#places.set(met, this.#known.length);
    return met;
  }
}

/** Names alive at once that are kept in mind; looking through them costs time with every use. */
const MOST_ALIVE = 1_024;
/** What looking through them, and moving those after one, costs in bits read. */
const SEARCH_STEPS = 64;
const MOVE_STEPS = 32;
/** What finding a hole's role costs, and leaving out the mark before a character that is none. */
const HOLE_STEPS = 32;
const LITERAL_STEPS = 8;
/** What a row costs whatever is in it. */
const ROW_STEPS = 12;

/** How a definition follows the one before: the same step in lines, the next number, anything. */
const IN_STEP = 0;
const NEXT = 1;
const ELSEWHERE = 2;

/** Numbers of the names with one prefix: `op` of op17. */
class Names {
  /** Alive, newest last, each once. */
  readonly #alive: number[] = [];
  readonly #isAlive = new Set<number>();
  #last = 0;
  #line = -1;
  #step: NumberModel | undefined;
  #rank: NumberModel | undefined;
  readonly #jump = new Column();
  readonly #unknown = new Column();

  /** A name that a line gives: mostly it goes on from the one before. */
  define(coder: BitCoder, value: number, line: number): number | undefined {
    const inStep = this.#last + line - this.#line;
    const next = this.#last + 1;
    const how = value === inStep ? IN_STEP : value === next ? NEXT : ELSEWHERE;
    const step = codeNumber(coder, (this.#step ??= numberModel()), how);
    if (step === undefined || step > ELSEWHERE) return undefined;
    const met =
      step === IN_STEP ? inStep : step === NEXT ? next : this.#jump.code(coder, value, 0)?.value;
    if (met === undefined || !Number.isSafeInteger(met)) return undefined;
    this.#last = met;
    this.#line = line;
    this.#drop(coder, this.#find(coder, met));
    this.#add(coder, met);
    return met;
  }

  /** `ends`: whoever is named is alive no more. */
  use(coder: BitCoder, value: number, ends: boolean): number | undefined {
    const { length } = this.#alive;
    const wanted = coder.reads ? -1 : this.#find(coder, value);
    const rank = codeNumber(
      coder,
      (this.#rank ??= numberModel()),
      wanted < 0 ? 0 : length - wanted,
    );
    if (rank === undefined || rank > length) return undefined;
    const met = rank > 0 ? this.#alive[length - rank] : this.#unknown.code(coder, value, 0)?.value;
    if (met === undefined) return undefined;
    this.#drop(coder, rank > 0 ? length - rank : this.#find(coder, met));
    if (!ends) this.#add(coder, met);
    return met;
  }

  /** Where a number stands among those alive; below 0: it is not. */
  #find(coder: BitCoder, value: number): number {
    if (!this.#isAlive.has(value)) return -1;
    coder.spend(SEARCH_STEPS);
    return this.#alive.lastIndexOf(value);
  }
  #add(coder: BitCoder, value: number): void {
    this.#alive.push(value);
    this.#isAlive.add(value);
    if (this.#alive.length <= MOST_ALIVE) return;
    coder.spend(MOVE_STEPS);
    this.#isAlive.delete(this.#alive.shift()!);
  }
  #drop(coder: BitCoder, at: number): void {
    if (at < 0) return;
    coder.spend(MOVE_STEPS);
    this.#isAlive.delete(this.#alive[at]!);
    this.#alive.splice(at, 1);
  }
}

/** What a hole's numbers are coded by. */
type Role = Column | Use;
interface Use {
  readonly is: Exclude<HoleKind['is'], 'number'>;
  readonly names: Names;
}

export class RowModel {
  readonly #choice: Choice;
  readonly #all: readonly Template[];
  /** Of the templates that were met. */
  readonly #roles: (readonly Role[])[] = [];
  readonly #columns = new Map<string, Column>();
  readonly #names = new Map<string, Names>();
  readonly #prefixes: ReadonlySet<string | undefined>;
  readonly #templates: (NumberModel | undefined)[] = [];
  #before = 0;
  /** Templates met so far: they come in the order of their numbers. */
  #met = 0;
  #line = 0;

  constructor(templates: readonly Template[], choice: Choice) {
    this.#choice = choice;
    this.#all = templates;
    this.#prefixes = new Set(templates.map(({ text }) => definedIn(text)));
  }

  #rolesOf(coder: BitCoder, template: number): readonly Role[] | undefined {
    const met = this.#all[template];
    return met && (this.#roles[template] ??= this.#rolesIn(coder, met));
  }
  #rolesIn(coder: BitCoder, { text, holes, literals }: Template): readonly Role[] {
    coder.spend(HOLE_STEPS * holes.length + LITERAL_STEPS * literals);
    return kindsOf(text, holes, (prefix) => this.#prefixes.has(prefix)).map((kind) =>
      kind.is === 'number' ? this.#column(kind.around) : this.#use(kind),
    );
  }
  #column(around: string): Column {
    const column = this.#columns.get(around) ?? new Column();
    this.#columns.set(around, column);
    return column;
  }
  #use({ is, prefix }: Exclude<HoleKind, { is: 'number' }>): Use {
    const names = this.#names.get(prefix) ?? new Names();
    this.#names.set(prefix, names);
    return { is, names };
  }
  /** 0 is the next template that did not come yet, others count from 1. */
  #nextTemplate(coder: BitCoder, model: NumberModel, wanted: number): number | undefined {
    const code = codeNumber(coder, model, wanted === this.#met ? 0 : wanted + 1);
    if (code === undefined || code > this.#met) return undefined;
    return code === 0 ? this.#met++ : code - 1;
  }

  /** The row that was written or read; undefined: what was read is none. */
  code(coder: BitCoder, row: Row | undefined): Row | undefined {
    coder.spend(ROW_STEPS);
    const context = this.#choice.sequence ? this.#before : 0;
    const model = (this.#templates[context] ??= numberModel());
    const template = this.#nextTemplate(coder, model, row?.template ?? 0);
    const roles = template === undefined ? undefined : this.#rolesOf(coder, template);
    if (template === undefined || !roles) return undefined;
    this.#before = template;
    const values = this.#values(coder, roles, row?.values ?? [], this.#line++);
    return values && { template, values };
  }

  #values(
    coder: BitCoder,
    roles: readonly Role[],
    wanted: readonly number[],
    line: number,
  ): readonly number[] | undefined {
    const values: number[] = [];
    let pair = 0;
    for (let i = 0; i < roles.length; i += 1) {
      const role = roles[i]!;
      const value = wanted[i] ?? 0;
      let met: number | undefined;
      if (role instanceof Column) {
        const found = role.code(coder, value, this.#choice.pairs ? pair : 0);
        met = found?.value;
        pair = Math.min(PAIRS, found?.place ?? 0);
      } else if (role.is === 'definition') met = role.names.define(coder, value, line);
      else met = role.names.use(coder, value, role.is === 'end');
      if (met === undefined) return undefined;
      values.push(met);
    }
    return values;
  }
}
