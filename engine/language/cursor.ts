/**
 * Where a cursor stands in a line that may be unfinished: at the start of a statement, at an argument
 * of which call, after which `key=`. Completion and help both start here.
 */
import type { SyntaxNode } from '@lezer/common';
import { findCall } from './calls/index.ts';
import { parser } from './grammar/parser.ts';
import type { CallSpec, ParamSpec } from '../words/spec.ts';

/** `namedCall`: after `a =`. `value`: after `key=`. `nothing`: no completion can stand here. */
export type Slot = 'statement' | 'namedCall' | 'expectation' | 'argument' | 'value' | 'nothing';

/** What completion and help need to know of a place. */
export interface Cursor {
  readonly slot: Slot;
  /** The word under the cursor, from its start to the cursor; inside a string without its quote. */
  readonly typed: string;
  /** Offset of `typed` in the line. */
  readonly from: number;
  /** Whether `typed` stands inside an open string. */
  readonly inString: boolean;
  readonly spec: CallSpec | undefined;
  /** The parameter an argument or a value would be for. */
  readonly param: ParamSpec | undefined;
  /** `key` of a value whose parameter is not in the table: an option of `board`. */
  readonly key: string | undefined;
  /** Names of parameters that have an argument in front of the cursor. */
  readonly used: ReadonlySet<string>;
  /** Words in front of the cursor that no parameter took. */
  readonly words: number;
}

/** Tokens that somebody may still be typing when the cursor stands at their end. */
const TYPED = new Set([
  'Verb',
  'CallName',
  'ExpectKeyword',
  'Name',
  'Number',
  'Word',
  'Path',
  'OptionValue',
  'UnclosedString',
]);

/** Tokens of the line in order, without empty ones. */
function leavesOf(line: string): readonly SyntaxNode[] {
  const leaves: SyntaxNode[] = [];
  const cursor = parser.parse(line).cursor();
  do {
    if (cursor.to > cursor.from && !cursor.node.firstChild) leaves.push(cursor.node);
  } while (cursor.next());
  return leaves;
}

/** The nearest node above, or the node itself, that has one of the names. */
function ancestor(node: SyntaxNode | undefined, names: readonly string[]): SyntaxNode | undefined {
  for (let at = node; at; at = at.parent ?? undefined) if (names.includes(at.name)) return at;
  return undefined;
}

/** The slot after the token `before`, for a word that starts at `from`. */
function slotBehind(before: SyntaxNode | undefined, from: number): Slot {
  if (!before) return 'statement';
  const parent = before.parent?.name;
  switch (before.name) {
    case 'ExpectKeyword':
      return 'expectation';
    case '=':
      return parent === 'Assign' ? 'namedCall' : 'value';
    case '(':
      return 'argument';
    case ',':
      return parent === 'List' ? 'nothing' : 'argument';
    case 'Redirect':
      return 'value';
  }
  if (ancestor(before, ['Expectation'])) return 'statement';
  if (before.name === 'OptionKey' && before.to === from) return 'value';
  const inShell =
    ancestor(before, ['Shell']) && !before.type.isError && before.name !== 'UnclosedWord';
  return inShell && before.to < from ? 'argument' : 'nothing';
}

/** Names of the parameters that are taken, and arguments beyond them. */
interface Filled {
  readonly used: Set<string>;
  words: number;
}

/** Which parameters the arguments in front of `from` have taken. */
function filledBefore(spec: CallSpec, statement: SyntaxNode, from: number, line: string): Filled {
  const filled: Filled = { used: new Set(), words: 0 };
  const list = statement.getChild('Arguments') ?? statement;
  for (let at = list.firstChild; at; at = at.nextSibling) {
    if (at.to > from || at.type.isError || /^(?:[(),]|CallName|Verb)$/.test(at.name)) continue;
    const text = line.slice(at.from, at.to);
    const key =
      at.name === 'NamedArgument' || at.name === 'Option' ? /^[^=\s]*/.exec(text)?.[0] : undefined;
    const named = key === undefined ? undefined : findParam(spec, key);
    if (named) filled.used.add(named.name);
    else if (at.name === 'Redirection') filled.used.add(redirectOf(spec)?.name ?? '');
    else if (/^-[A-Za-z]+$/.test(text)) for (const letter of text.slice(1)) filled.used.add(letter);
    else {
      const next = constantOf(spec, text) ?? nextParam(spec, filled.used, list !== statement);
      if (next) filled.used.add(next.name);
      else filled.words += 1;
    }
  }
  return filled;
}

const redirectOf = (spec: CallSpec) => spec.params.find((param) => param.place === 'redirect');
const findParam = (spec: CallSpec, key: string) =>
  spec.params.find((param) => param.name === key || param.aliases.includes(key));
const constantOf = (spec: CallSpec, text: string) =>
  spec.params.find((param) => param.place === 'flag' && param.kind.values?.includes(text));

/** The parameter that the next argument without a name goes to. */
function nextParam(
  spec: CallSpec,
  used: ReadonlySet<string>,
  isCall: boolean,
): ParamSpec | undefined {
  const takes = isCall ? ['position', 'key', 'flag'] : ['position'];
  return spec.params.find((param) => !used.has(param.name) && takes.includes(param.place));
}

/** The `key` in front of the value that is being typed. */
function keyBefore(before: SyntaxNode, line: string): string {
  const node = before.name === '=' ? before.prevSibling : before;
  return node ? line.slice(node.from, node.to).replace(/=$/, '') : '';
}

/** Offset of the first character of the line that holds `pos`. */
export const lineStart = (source: string, pos: number): number =>
  pos === 0 ? 0 : source.lastIndexOf('\n', pos - 1) + 1;

/** Reads the line up to the cursor; what stands after it does not matter. */
export function locate(line: string): Cursor {
  const leaves = leavesOf(line);
  const last = leaves.at(-1);
  const touches = last !== undefined && last.to === line.length;
  const isTyped = touches && TYPED.has(last.name);
  const inString = isTyped && last.name === 'UnclosedString';
  const from = isTyped ? last.from + (inString ? 1 : 0) : line.length;
  const before = isTyped ? leaves.at(-2) : last;
  const none = {
    spec: undefined,
    param: undefined,
    key: undefined,
    used: new Set<string>(),
    words: 0,
  };
  const base = { ...none, typed: line.slice(from), from, inString };
  if (last?.name === 'Comment') return { ...base, slot: 'nothing' };
  const slot = slotBehind(before, isTyped ? last.from : from);
  if (!before || (slot !== 'argument' && slot !== 'value')) return { ...base, slot };
  const statement = ancestor(before, ['Call', 'Shell']);
  const name = statement?.firstChild;
  const spec = name ? findCall(line.slice(name.from, name.to)) : undefined;
  if (!statement || !spec) return { ...base, slot: 'nothing' };
  const filled = filledBefore(spec, statement, isTyped ? last.from : from, line);
  const shared = { ...base, slot, spec, ...filled };
  if (slot === 'argument')
    return { ...shared, param: nextParam(spec, filled.used, statement.name === 'Call') };
  if (before.name === 'Redirect') return { ...shared, param: redirectOf(spec) };
  const key = keyBefore(before, line);
  return { ...shared, key, param: findParam(spec, key) };
}
