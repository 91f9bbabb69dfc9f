/** What stands under a cursor: the call, and the parameter if the cursor is on an argument. */
import type { SyntaxNode } from '@lezer/common';
import { MAX_LINE_CHARS, MAX_SOURCE_CHARS } from '../contract/limits.ts';
import { findCall } from './calls/index.ts';
import { lineStart, locate } from './cursor.ts';
import { parser } from './grammar/parser.ts';
import type { CallSpec, ParamSpec } from '../words/spec.ts';

/** A call and, on an argument, its parameter. */
export interface Help {
  readonly spec: CallSpec;
  readonly param: ParamSpec | undefined;
  /** The word the help is about; offsets of the source. */
  readonly from: number;
  readonly to: number;
}

/** A token of letters, digits or quotes: not a bracket, not a mark. */
const isWord = (node: SyntaxNode): boolean =>
  !node.firstChild && node.to > node.from && /^[A-Z]/.test(node.name) && node.name !== 'Redirect';

/** undefined: nothing that has help stands there, or the source is too long. */
export function help(source: string, pos: number): Help | undefined {
  if (source.length > MAX_SOURCE_CHARS || pos < 0 || pos > source.length) return undefined;
  const start = lineStart(source, pos);
  const newline = source.indexOf('\n', pos);
  const line = source.slice(start, newline < 0 ? undefined : newline);
  if (line.length > MAX_LINE_CHARS) return undefined;
  const tree = parser.parse(line);
  const at = pos - start;
  const after = tree.resolveInner(at, 1);
  const word = isWord(after) ? after : tree.resolveInner(at, -1);
  if (!isWord(word) || word.name === 'Comment') return undefined;
  const place = { from: start + word.from, to: start + word.to };
  const named = findCall(line.slice(word.from, word.to));
  if (named && (word.name === 'Verb' || word.name === 'CallName'))
    return { spec: named, param: undefined, ...place };
  const key = word.name === 'ArgumentKey' || word.name === 'OptionKey';
  const cursor = locate(line.slice(0, key ? word.to : word.from));
  if (key && cursor.spec) {
    const name = line.slice(word.from, word.to).replace(/=$/, '');
    const param = cursor.spec.params.find((one) => one.name === name || one.aliases.includes(name));
    return { spec: cursor.spec, param, ...place };
  }
  if (/^-[A-Za-z]+$/.test(line.slice(word.from, word.to))) {
    const letter = line[at === word.from ? at + 1 : at] ?? '';
    const param = cursor.spec?.params.find((one) => one.place === 'switch' && one.name === letter);
    if (cursor.spec && param) return { spec: cursor.spec, param, ...place };
  }
  return cursor.spec && { spec: cursor.spec, param: cursor.param, ...place };
}
