/** A statement as it stands → the command it means, by the table of calls; or every problem with it. */
import type { Command, Expectation, Message } from '../contract/command.ts';
import { ERRNO } from '../contract/command.ts';
import { MAX_SYNTAX_ERRORS } from '../contract/limits.ts';
import { callNames, findCall } from './calls/index.ts';
import { handleProblem, isErrno, NULL, unknownWord } from '../words/kinds.ts';
import { nearest, nearestNames } from '../words/nearest.ts';
import { parseNumber, shorten, type ReadResult } from '../words/number.ts';
import { signature, type CallSpec, type ParamSpec, type Raw } from '../words/spec.ts';
import type { NamePart, Problem, RawStatement } from './syntax.ts';

/** Offsets in the line, the end not included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** An argument and the parameter that takes it. */
interface Assigned {
  readonly param: ParamSpec;
  readonly raw: Raw;
}
/** An argument with its `key=`. */
const whole = (raw: Raw): Span => ({ from: raw.key?.from ?? raw.from, to: raw.to });

/** Arguments with a parameter, and those of a call that takes any number. */
interface Sorted {
  readonly assigned: readonly Assigned[];
  readonly rest: readonly Raw[];
}

/** Collects problems instead of stopping at the first: a line shows all that is wrong with it. */
class Binder {
  readonly problems: Problem[] = [];
  readonly #spec: CallSpec;
  readonly #statement: RawStatement;
  readonly #assigned = new Map<string, Assigned>();
  readonly #rest: Raw[] = [];
  #switchesOver = false;

  /** One binder serves one statement. */
  constructor(spec: CallSpec, statement: RawStatement) {
    this.#spec = spec;
    this.#statement = statement;
  }

  /** Every argument to its parameter. */
  assignAll(): Sorted {
    for (const raw of this.#statement.args) {
      if (this.#isFull()) break;
      this.#place(raw);
    }
    const redirect = this.#spec.params.find((param) => param.place === 'redirect');
    for (const raw of this.#statement.redirects) {
      if (this.#isFull()) break;
      if (redirect) this.#assign(redirect, raw);
      else this.#wrong(raw, { id: 'language.noRedirect', args: { call: this.#spec.name } });
    }
    return { assigned: [...this.#assigned.values()], rest: this.#rest };
  }

  /** More problems than these are not listed. */
  #isFull(): boolean {
    return this.problems.length >= MAX_SYNTAX_ERRORS;
  }

  /** A problem at a place of the line. */
  #wrong(at: Span, message: Message): void {
    this.problems.push({ from: at.from, to: at.to, message });
  }

  /** Only switches may come twice. */
  #assign(param: ParamSpec, raw: Raw): void {
    if (this.#assigned.has(param.name) && param.place !== 'switch')
      this.#wrong(whole(raw), { id: 'language.twice', args: { param: param.name } });
    else this.#assigned.set(param.name, { param, raw });
  }

  /** Switches first, then `key=`, then the next free parameter. */
  #place(raw: Raw): void {
    if (this.#takesSwitches() && this.#placeSwitches(raw)) return;
    this.#switchesOver ||= this.#spec.rest === 'words';
    if (raw.key && this.#placeKey(raw, raw.key)) return;
    const text = raw.key ? { ...raw, text: `${raw.key.text}=${raw.text}` } : raw;
    const param = this.#paramFor(text);
    if (param) this.#assign(param, text);
    else if (this.#spec.rest) this.#rest.push(raw);
    else {
      const { name, forms } = this.#spec;
      const form = forms.includes(this.#statement.form) ? this.#statement.form : forms[0];
      const args = {
        call: name,
        found: shorten(text.text),
        signature: signature(this.#spec, form),
      };
      this.#wrong(raw, { id: 'language.tooMany', args });
    }
  }

  /** echo takes switches only in front of its words, the others anywhere in front of `--`. */
  #takesSwitches(): boolean {
    return this.#statement.form === 'shell' && !this.#switchesOver;
  }

  /** True when the argument was one or more switches, right or wrong. */
  #placeSwitches(raw: Raw): boolean {
    if (raw.text === '--' && !raw.key && this.#spec.rest !== 'words') {
      this.#switchesOver = true;
      return true;
    }
    if (!/^-[A-Za-z]+$/.test(raw.text) || raw.key) return false;
    const letters = [...raw.text.slice(1)];
    const known = this.#spec.params.filter((param) => param.place === 'switch');
    const unknown = letters.find((one) => !known.some((param) => param.name === one));
    if (unknown !== undefined) {
      if (this.#spec.rest === 'words') return false;
      const accepted = known.map((param) => `-${param.name}`);
      this.#wrong(
        raw,
        accepted.length > 0
          ? { id: 'language.unknownWord', args: { found: raw.text, accepted: accepted.join('\n') } }
          : { id: 'language.noSwitches', args: { found: raw.text, call: this.#spec.name } },
      );
      return true;
    }
    for (const param of known) if (letters.includes(param.name)) this.#assign(param, raw);
    return true;
  }

  /** True when the key was dealt with; a shell word such as `a=b` may also be just a word. */
  #placeKey(raw: Raw, key: NamePart): boolean {
    if (this.#spec.rest === 'options') this.#rest.push(raw);
    if (this.#spec.rest) return this.#spec.rest === 'options';
    const keyed = this.#spec.params.some((known) => known.place === 'key');
    if (this.#statement.form === 'shell' && !keyed) return false;
    const nameable = this.#spec.params.filter((param) => param.place !== 'switch');
    const param = nameable.find(
      (known) => known.name === key.text || known.aliases.includes(key.text),
    );
    if (param) {
      this.#assign(param, raw);
      return true;
    }
    this.#wrong(
      key,
      unknownParam(
        key.text,
        this.#spec.name,
        nameable.map((known) => known.name),
      ),
    );
    return true;
  }

  /** A constant finds its own parameter; anything else takes the first that is free. */
  #paramFor(raw: Raw): ParamSpec | undefined {
    const free = this.#spec.params.filter((param) => !this.#assigned.has(param.name));
    const constant = this.#spec.params.find(
      (param) => param.place === 'flag' && param.kind.values?.includes(raw.text),
    );
    if (constant && raw.as !== 'string') return constant;
    return free.find(
      (param) =>
        param.place === 'position' ||
        (this.#statement.form === 'call' && (param.place === 'key' || param.place === 'flag')),
    );
  }
}

/** It offers the nearest name, or else all of them. */
function unknownParam(found: string, call: string, accepted: readonly string[]): Message {
  const suggestion = nearest(found, accepted);
  const args = { found: shorten(found), call, accepted: accepted.join('\n') };
  return suggestion === undefined
    ? { id: 'language.unknownParam', args }
    : { id: 'language.unknownParamNear', args: { ...args, suggestion } };
}

/** `count: 1.5 is not a whole number`. */
const aboutParam = (param: string, problem: Message): Message => ({
  id: 'language.argument',
  args: { ...problem.args, param, problem: problem.id },
});

/** Names offered for one that is unknown: as many as fit a line. */
const OFFERED = 4;

/** It offers names that are near, or says that there are none. */
function unknownCall(name: NamePart): Message {
  const near = nearestNames(name.text, ['expect', ...callNames], OFFERED);
  const found = shorten(name.text);
  return near.length === 0
    ? { id: 'language.unknownCall', args: { found } }
    : { id: 'language.unknownCallNear', args: { found, accepted: near.join('\n') } };
}

/** The call a statement names, in a form in which it can be written. */
function specOf(statement: RawStatement): CallSpec | Problem {
  const { name, form, into } = statement;
  const wrong = (at: NamePart, message: Message): Problem => ({
    from: at.from,
    to: at.to,
    message,
  });
  const spec = findCall(name.text);
  if (!spec) return wrong(name, unknownCall(name));
  if (!spec.forms.includes(form)) {
    const args = { call: spec.name, signature: signature(spec) };
    return wrong(name, { id: form === 'shell' ? 'language.isCall' : 'language.isShell', args });
  }
  if (!into) return spec;
  if (!spec.named) return wrong(into, { id: 'language.givesNothing', args: { call: spec.name } });
  if (findCall(into.text) || ['expect', NULL].includes(into.text) || isErrno(into.text))
    return wrong(into, { id: 'language.reserved', args: { found: into.text } });
  const problem = handleProblem(into.text);
  return problem ? wrong(into, problem) : spec;
}

/** Values of the assigned arguments by name; defaults where nothing was given. */
function values(spec: CallSpec, sorted: Sorted, statement: RawStatement, problems: Problem[]) {
  const args: Record<string, unknown> = {};
  for (const { param, raw } of sorted.assigned) {
    const empty = raw.key && raw.as === 'word' && raw.text === '' && param.kind.name !== 'text';
    const read = empty
      ? { problem: { id: 'language.noValue', args: { found: param.name } } }
      : param.kind.read(raw);
    if ('value' in read) args[param.name] = read.value;
    else
      problems.push({ from: raw.from, to: raw.to, message: aboutParam(param.name, read.problem) });
  }
  if (problems.length > 0) return args;
  const given = new Set(sorted.assigned.map(({ param }) => param.name));
  for (const param of spec.params) {
    if (given.has(param.name)) continue;
    if (param.optional) {
      if (param.fallback !== undefined) args[param.name] = param.fallback;
      continue;
    }
    const message: Message = {
      id: 'language.missing',
      args: { call: spec.name, param: param.name, signature: signature(spec, statement.form) },
    };
    problems.push({ from: statement.name.from, to: statement.to, message });
    return args;
  }
  return args;
}

/** `ok`, an errno, a number, or text in quotes that the output must hold. */
function readExpectation(raw: Raw): ReadResult<Expectation> {
  if (raw.as === 'string') return { value: { is: 'text', text: raw.text } };
  if (raw.text === 'ok') return { value: { is: 'ok' } };
  if (isErrno(raw.text)) return { value: { is: 'errno', errno: raw.text } };
  if (/^[A-Za-z_]/.test(raw.text))
    return { problem: unknownWord(raw.text, ['ok', ...Object.keys(ERRNO)]) };
  const read = parseNumber(raw.text);
  return 'problem' in read ? read : { value: { is: 'value', value: read.value } };
}

/** Puts `expect …` around a command. */
function demanded(
  command: Command,
  statement: RawStatement,
): { readonly command: Command } | Problem {
  const [raw, second] = statement.expectations;
  if (!raw) return { command };
  if (second) return { from: second.from, to: second.to, message: { id: 'language.expectTwice' } };
  const read = readExpectation(raw);
  if ('problem' in read) return { from: raw.from, to: raw.to, message: read.problem };
  return { command: { kind: 'expect', what: read.value, command } };
}

/** Problems come in the order of their places; the command is there only without any. */
export function bind(statement: RawStatement): { readonly command: Command } | readonly Problem[] {
  const spec = specOf(statement);
  if ('message' in spec) return [spec];
  const binder = new Binder(spec, statement);
  const sorted = binder.assignAll();
  const { problems } = binder;
  const args = values(spec, sorted, statement, problems);
  if (problems.length > 0) return problems.sort((a, b) => a.from - b.from);
  const built = spec.build(args, { rest: sorted.rest, into: statement.into?.text });
  if ('problem' in built) {
    const at = sorted.assigned.find(({ param }) => param.name === built.param)?.raw ?? built.at;
    const { from, to } = at ?? statement;
    const message = built.param ? aboutParam(built.param, built.problem) : built.problem;
    return [{ from, to, message }];
  }
  const result = demanded(built.value, statement);
  return 'command' in result ? result : [result];
}
