/** What can be typed at a cursor, from the table of calls and from what the machine holds now. */
import { BOARD_OPTIONS } from '../board/boards.ts';
import { ERRNO, type Message } from '../contract/command.ts';
import { MAX_LINE_CHARS, MAX_SOURCE_CHARS } from '../contract/limits.ts';
import { pushAll } from '../contract/long-lists.ts';
import { calls } from './calls/index.ts';
import { lineStart, locate, type Cursor } from './cursor.ts';
import { quoteC, quoteWord } from '../words/quoting.ts';
import type { CallSpec, ParamSpec } from '../words/spec.ts';

/** What only the running machine knows. */
export interface CompletionContext {
  /** Ids of the boards one can boot. */
  readonly boards: readonly string[];
  /** Every file of the simulated tree. */
  readonly paths: readonly string[];
  /** Names that hold something now. */
  readonly handles: readonly string[];
  /** Names of the CMA regions. */
  readonly regions: readonly string[];
  /** Names on the kept list of msys. */
  readonly dmemNames: readonly string[];
}
/** What an option is, for its mark in the list. */
export type CompletionKind =
  'command' | 'call' | 'param' | 'value' | 'path' | 'handle' | 'board' | 'region' | 'dmem';
/** One thing that may be typed. */
export interface CompletionOption {
  /** The text to put in place of `from`…`to`. */
  readonly label: string;
  readonly kind: CompletionKind;
  /** What it does, as a message. */
  readonly detail?: Message;
}
/** What stands between the offsets is replaced by the option that is chosen. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly options: readonly CompletionOption[];
}

const plain = (kind: CompletionKind, labels: readonly string[]): readonly CompletionOption[] =>
  labels.map((label) => ({ label, kind }));

/** A call is completed with its parenthesis: what follows is its first argument. */
const callOption = (spec: CallSpec): CompletionOption =>
  spec.forms[0] === 'call'
    ? { label: `${spec.name}(`, kind: 'call', detail: { id: spec.doc } }
    : { label: spec.name, kind: 'command', detail: { id: spec.doc } };

/** `expect` stands in front of any command, so that no call of the table has it. */
const EXPECT: CompletionOption = {
  label: 'expect',
  kind: 'command',
  detail: { id: 'language.want.expectation' },
};

/** Values that the options of `board` take, where they are a short list. */
const boardValues = (key: string | undefined): readonly string[] =>
  BOARD_OPTIONS.find((known) => known.name === key)?.values ?? [];

/** The next segments of the paths below what is typed; folders end in `/`. */
function pathOptions(typed: string, paths: readonly string[]): readonly CompletionOption[] {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1) || '/';
  const segments = new Set<string>();
  for (const path of paths) {
    if (!path.startsWith(folder)) continue;
    const slash = path.indexOf('/', folder.length);
    segments.add(path.slice(folder.length, slash < 0 ? undefined : slash + 1));
  }
  // At the very start there is no slash yet to stand in front of the segment.
  const lead = typed.includes('/') ? '' : '/';
  return plain(
    'path',
    [...segments].map((segment) => lead + segment),
  );
}

/** Names as they are written here: bare in a shell line and in an open string, quoted in a call. */
function names(kind: CompletionKind, list: readonly string[], cursor: Cursor) {
  const isCall = cursor.spec?.forms[0] === 'call';
  const written = list.map((name) => {
    if (cursor.inString) return quoteC(name).slice(1, -1);
    return isCall ? quoteC(name) : quoteWord(name);
  });
  return plain(kind, written);
}

/** What the kind of a parameter lets one choose from; nothing for numbers. */
function valueOptions(param: ParamSpec, cursor: Cursor, context: CompletionContext) {
  const { spec } = cursor;
  switch (param.kind.name) {
    case 'path':
      return pathOptions(cursor.typed, context.paths);
    case 'target':
      return plain('handle', context.handles);
    case 'oneOf':
    case 'flag':
    case 'bool':
      return plain('value', param.kind.values ?? []);
    case 'errnoAtPage':
      return plain(
        'value',
        Object.keys(ERRNO).map((errno) => `${errno}@`),
      );
    case 'text':
      if (spec?.name === 'board') return plain('board', context.boards);
      if (param.name === 'region') return names('region', context.regions, cursor);
      return spec?.name.startsWith('msys_') ? names('dmem', context.dmemNames, cursor) : [];
    case 'process':
      return plain('value', ['p1', 'p2', 'p3']);
    case 'device':
      return plain('value', param.kind.values ?? []);
    case 'number':
    case 'pages':
    case 'switch':
      return [];
  }
}

/** `align=` and the like, and `-l`. */
function paramOptions(cursor: Cursor): readonly CompletionOption[] {
  const params = cursor.spec?.params ?? [];
  const options: CompletionOption[] = [];
  for (const param of params) {
    if (cursor.used.has(param.name)) continue;
    const detail = { id: param.doc };
    if (param.place === 'key') options.push({ label: `${param.name}=`, kind: 'param', detail });
    else if (param.place === 'switch')
      options.push({ label: `-${param.name}`, kind: 'param', detail });
    else if (param.place === 'flag' && param !== cursor.param)
      pushAll(options, plain('value', param.kind.values ?? []));
  }
  return options;
}

/** Values of the next parameter, and what may be named besides. */
function argumentOptions(cursor: Cursor, context: CompletionContext): readonly CompletionOption[] {
  const { spec, param } = cursor;
  const values = param ? valueOptions(param, cursor, context) : [];
  if (cursor.inString) return values;
  // Switches come first in a shell line or not at all; they are offered once a dash is typed.
  const dash = cursor.typed.startsWith('-');
  const params = paramOptions(cursor).filter((option) => option.label.startsWith('-') === dash);
  if (spec && spec.keys.length > 0 && !param)
    return spec.keys.map((name) => ({ label: `${name}=`, kind: 'param' }));
  if (spec?.name === 'echo' && !dash)
    return cursor.words === 0 ? names('dmem', context.dmemNames, cursor) : [];
  return [...values, ...params];
}

/** Everything that may stand in the slot, whatever is typed there. */
function optionsAt(cursor: Cursor, context: CompletionContext): readonly CompletionOption[] {
  switch (cursor.slot) {
    case 'statement':
      return [...calls.map(callOption), EXPECT];
    case 'namedCall':
      return calls.filter((spec) => spec.named).map(callOption);
    case 'expectation':
      return plain('value', ['ok', ...Object.keys(ERRNO)]);
    case 'argument':
      return argumentOptions(cursor, context);
    case 'value':
      if (cursor.param) return valueOptions(cursor.param, cursor, context);
      return cursor.spec?.rest === 'options' ? plain('value', boardValues(cursor.key)) : [];
    case 'nothing':
      return [];
  }
}

/**
 * Options whose text begins with what is typed, whatever its case. Offsets are of the source. No
 * options in a source or a line that is too long to be read.
 */
export function complete(source: string, pos: number, context: CompletionContext): Completion {
  const to = Math.max(0, Math.min(pos, source.length));
  const start = lineStart(source, to);
  if (source.length > MAX_SOURCE_CHARS || to - start > MAX_LINE_CHARS)
    return { from: to, to, options: [] };
  const cursor = locate(source.slice(start, to));
  const options = optionsAt(cursor, context);
  const segmented = options[0]?.kind === 'path' && cursor.typed.includes('/');
  const skip = segmented ? cursor.typed.lastIndexOf('/') + 1 : 0;
  const typed = cursor.typed.slice(skip).toLowerCase();
  return {
    from: start + cursor.from + skip,
    to,
    options: options.filter((option) => option.label.toLowerCase().startsWith(typed)),
  };
}
