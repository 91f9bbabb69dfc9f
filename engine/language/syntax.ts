/**
 * One line's tree → the statement as it stands: who is called, with which arguments, or what is
 * wrong with its shape. Meaning (is there such a call, does the argument fit) is bind.ts.
 */
import type { SyntaxNode, Tree } from '@lezer/common';
import type { Message } from '../contract/command.ts';
import { findCall } from './calls/index.ts';
import { shorten } from '../words/number.ts';
import { unescapeC, unquoteWord } from '../words/quoting.ts';
import type { Form, Raw } from '../words/spec.ts';

/** A problem in a line; offsets count from the line's start. */
export interface Problem {
  readonly from: number;
  readonly to: number;
  readonly message: Message;
}

/** A word and where it stands. */
export interface NamePart {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}
/** Arguments as text: no name was looked up, no number read. */
export interface RawStatement {
  /** A call with parentheses, or a line of the shell. */
  readonly form: Form;
  readonly name: NamePart;
  readonly args: readonly Raw[];
  /** What stands after each `>`. */
  readonly redirects: readonly Raw[];
  /** The name in front of `=`. */
  readonly into: NamePart | undefined;
  /** `expect …` in front of it, outermost first. */
  readonly expectations: readonly Raw[];
  readonly from: number;
  readonly to: number;
}

/** Thrown inside this file only: the first problem of a line ends its reading. */
class Wrong extends Error {
  readonly problem: Problem;
  constructor(
    node: { readonly from: number; readonly to: number },
    id: string,
    args: Message['args'] = {},
  ) {
    super(id);
    this.problem = { from: node.from, to: node.to, message: { id, args } };
  }
}

/** A node's children in order. */
const children = (node: SyntaxNode): readonly SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
};

const span = (node: SyntaxNode) => ({ from: node.from, to: node.to });

/** Resolve quotes, or say what is wrong with them. */
function unquoted(node: SyntaxNode, line: string): string {
  const text = line.slice(node.from, node.to);
  if (node.name === 'UnclosedString' || node.name === 'UnclosedWord')
    throw new Wrong(node, 'language.unclosed', { found: shorten(text) });
  const read = node.name === 'String' ? unescapeC(text.slice(1, -1)) : unquoteWord(text);
  if ('problem' in read) throw new Wrong(node, read.problem.id, read.problem.args);
  return read.value;
}

/** One argument of a call: a list, a string, or bare text without blanks. */
function callArgument(node: SyntaxNode, line: string): Raw {
  const at = span(node);
  switch (node.name) {
    case 'NamedArgument': {
      const key = node.firstChild;
      const value = node.lastChild;
      if (!key || !value) throw new Error('a named argument has a key and a value');
      return {
        ...callArgument(value, line),
        key: { text: line.slice(key.from, key.to), ...span(key) },
      };
    }
    case 'List':
      return {
        ...at,
        text: '',
        as: 'bare',
        items: children(node)
          .filter((child) => child.firstChild || !/^[[\],]$/.test(child.name))
          .map((child) => callArgument(child, line)),
      };
    case 'String':
    case 'UnclosedString':
      return { ...at, text: unquoted(node, line), as: 'string' };
    default:
      return {
        ...at,
        text: line.slice(node.from, node.to).replace(/[ \t\r\n\\]+/g, ''),
        as: 'bare',
      };
  }
}

const PUNCTUATION = new Set(['(', ')', ',', '=', ';', 'Comment']);

/** Reads `NAME(ARGUMENTS)`. */
function readCall(node: SyntaxNode, line: string) {
  const name = node.getChild('CallName');
  const list = node.getChild('Arguments');
  if (!name || !list) throw new Error('a call has a name and arguments');
  return {
    form: 'call' as const,
    name: { text: line.slice(name.from, name.to), ...span(name) },
    args: children(list)
      .filter((child) => !PUNCTUATION.has(child.name))
      .map((child) => callArgument(child, line)),
    redirects: [],
  };
}

/** A word, or `key=value`, with its quotes resolved. */
function shellWord(node: SyntaxNode, line: string): Raw {
  if (node.name !== 'Option') return { ...span(node), text: unquoted(node, line), as: 'word' };
  const [key, value] = children(node);
  if (!key) throw new Error('an option has a key');
  // Where the value would stand, if there is none.
  const at = value ?? { from: key.to, to: key.to };
  return {
    from: at.from,
    to: at.to,
    text: value ? unquoted(value, line) : '',
    as: 'word',
    key: { text: line.slice(key.from, key.to - 1), from: key.from, to: key.to - 1 },
  };
}

/** `echo 1>x`: ash takes a lone digit right before `>` for a file descriptor, not for a word. */
function checkDescriptor(redirection: SyntaxNode, line: string): void {
  const before = redirection.prevSibling;
  if (before?.name !== 'Word' || before.to !== redirection.from || before.to - before.from > 1)
    return;
  const word = line.slice(before.from, before.to);
  if (/[0-9]/.test(word)) throw new Wrong(before, 'language.descriptor', { found: word });
}

/** Reads a verb, its words, and its redirections. */
function readShell(node: SyntaxNode, line: string) {
  const parts = children(node);
  const verb = parts[0];
  if (!verb) throw new Error('a shell line has a verb');
  const args: Raw[] = [];
  const redirects: Raw[] = [];
  for (const part of parts.slice(1)) {
    if (part.name === 'Comment') continue;
    if (part.name !== 'Redirection') {
      args.push(shellWord(part, line));
      continue;
    }
    checkDescriptor(part, line);
    const word = part.lastChild;
    if (word) redirects.push({ ...shellWord(word, line), from: part.from, to: part.to });
  }
  return {
    form: 'shell' as const,
    name: { text: line.slice(verb.from, verb.to), ...span(verb) },
    args,
    redirects,
  };
}

function readExpectation(node: SyntaxNode, line: string): Raw {
  const value = node.getChild('Expectation')?.firstChild;
  if (!value) throw new Error('an expectation has a value');
  return callArgument(value, line);
}

/** Takes off `expect …` and `name =` until a call or a shell line is left. */
function readStatement(node: SyntaxNode, line: string): RawStatement {
  const at = span(node);
  const plain = { into: undefined, expectations: [], ...at };
  if (node.name === 'Shell') return { ...plain, ...readShell(node, line) };
  if (node.name === 'Call') return { ...plain, ...readCall(node, line) };
  const inner = node.lastChild;
  if (!inner) throw new Error(`a ${node.name} has an inner statement`);
  if (node.name === 'Assign') {
    const name = node.getChild('HandleName');
    if (!name) throw new Error('an assignment has a name');
    return {
      ...plain,
      ...readCall(inner, line),
      into: { text: line.slice(name.from, name.to), ...span(name) },
    };
  }
  const statement = readStatement(inner, line);
  return {
    ...statement,
    ...at,
    expectations: [readExpectation(node, line), ...statement.expectations],
  };
}

/** The first place at which the grammar did not fit, and the last whole token in front of it. */
function firstError(
  tree: Tree,
): { readonly at: number; readonly before: SyntaxNode | undefined } | undefined {
  const scout = tree.cursor();
  while (!scout.type.isError) if (!scout.next()) return undefined;
  // Most lines end above: nodes are made only for a line that has an error.
  const cursor = tree.cursor();
  let before: SyntaxNode | undefined;
  while (!cursor.type.isError) {
    const leaf = cursor.node;
    if (!leaf.firstChild && leaf.to > leaf.from && leaf.name !== 'Comment') before = leaf;
    cursor.next();
  }
  return { at: scout.from, before };
}

/** What stands at an offset, as a person would name it; undefined at the end of the line. */
function tokenAt(line: string, from: number): NamePart | undefined {
  const skipped = /^(?:[ \t\r]|\\\r?\n)*/.exec(line.slice(from))?.[0].length ?? 0;
  const at = from + skipped;
  const rest = line.slice(at);
  if (rest === '' || rest.startsWith('#')) return undefined;
  const text = /^[A-Za-z0-9_.]+/.exec(rest)?.[0] ?? Array.from(rest.slice(0, 2))[0] ?? '';
  return { text: shorten(text), from: at, to: at + text.length };
}

const SHELL_TOKENS = new Set(['Verb', 'Word', 'Path', 'OptionKey', 'OptionValue', 'UnclosedWord']);

/** What would have been accepted after this token: message ids and verbatim marks. */
function acceptedBehind(before: SyntaxNode | undefined): readonly string[] {
  const parent = before?.parent?.name;
  if (!before) return ['language.want.statement'];
  switch (before.name) {
    case 'ExpectKeyword':
      return ['language.want.expectation'];
    case 'HandleName':
      return ['='];
    case 'CallName':
      return ['('];
    case 'Redirect':
      return ['language.want.path'];
    case '=':
      return [parent === 'Assign' ? 'language.want.call' : 'language.want.value'];
    case '(':
      return ['language.want.value', ')'];
    case ',':
      return ['language.want.value'];
    case '[':
    case '-':
    case '@':
      return ['language.want.number'];
    case ')':
    case ';':
      return ['language.want.end'];
    case ']':
      return [',', ')'];
  }
  if (SHELL_TOKENS.has(before.name)) return ['language.want.word', 'language.want.end'];
  if (inside(before, 'Expectation')) return ['language.want.statement'];
  return inside(before, 'List') ? [',', ']'] : [',', ')'];
}

/** Whether a node of that name lies above. */
function inside(node: SyntaxNode, name: string): boolean {
  for (let at = node.parent; at; at = at.parent) if (at.name === name) return true;
  return false;
}

/** The commonest slips have words of their own. */
function slip(before: SyntaxNode | undefined, found: NamePart, line: string): Problem | undefined {
  const problem = (
    at: { readonly from: number; readonly to: number },
    id: string,
    name: string,
  ) => ({
    from: at.from,
    to: at.to,
    message: { id, args: { found: name } },
  });
  if (/^\p{Cs}/u.test(line.slice(found.from)))
    return problem(found, 'language.halfCharacter', found.text);
  if (!before) return undefined;
  if (before.name === ';') return problem(found, 'language.oneStatement', found.text);
  if (SHELL_TOKENS.has(before.name)) return problem(found, 'language.shellMeta', found.text);
  const spec = inside(before, 'Expectation') && findCall(line.slice(before.from, before.to));
  return spec ? problem(before, 'language.expectFirst', spec.name) : undefined;
}

/** Where the grammar did not fit, what stands there, and what would have been accepted. */
function diagnose(tree: Tree, line: string): Problem | undefined {
  const error = firstError(tree);
  if (!error) return undefined;
  const { before } = error;
  const found = tokenAt(line, error.at);
  const end = line.trimEnd().length;
  const at = found ?? { from: end, to: end };
  const known = found && slip(before, found, line);
  if (known) return known;
  const accepted = acceptedBehind(before).join('\n');
  const message: Message = found
    ? { id: 'language.unexpected', args: { found: found.text, accepted } }
    : { id: 'language.unexpectedEnd', args: { accepted } };
  return { from: at.from, to: at.to, message };
}

/** The statement of one line; undefined for a line without any. */
export function readLine(
  tree: Tree,
  line: string,
): RawStatement | { readonly wrong: Problem } | undefined {
  const wrong = diagnose(tree, line);
  if (wrong) return { wrong };
  const first = tree.topNode.firstChild;
  const node = first?.name === 'Comment' ? undefined : first;
  if (!node) return undefined;
  try {
    return readStatement(node, line);
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.problem };
    throw error;
  }
}
