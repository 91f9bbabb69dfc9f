/** The board's shell: BusyBox ash and its cat, echo, ls and dmesg; `board` itself boots. */
import { BOARD_OPTIONS } from '../../board/boards.ts';
import { unknownWord, letter, path, text } from '../../words/kinds.ts';
import { shorten, type ReadResult } from '../../words/number.ts';
import { quoteWord, unescapeEcho } from '../../words/quoting.ts';
import { define, optional, required, withDefault, type Built, type Raw } from '../../words/spec.ts';

/** `KEY=VALUE` words as a record; values are the machine's business, unknown keys are not. */
function readOptions(rest: readonly Raw[]): Built<Readonly<Record<string, string>>> {
  const known = BOARD_OPTIONS.map((option) => option.name);
  const options = new Map<string, string>();
  for (const at of rest) {
    const { key, text: value } = at;
    if (!key)
      return { problem: { id: 'language.wantsOption', args: { found: shorten(value) } }, at };
    if (!known.includes(key.text)) return { problem: unknownWord(key.text, known), at: key };
    if (options.has(key.text))
      return { problem: { id: 'language.twice', args: { param: key.text } }, at: key };
    options.set(key.text, value);
  }
  return { value: Object.fromEntries(options) };
}

/** `board NAME KEY=VALUE…`: what the values mean is decided when the board boots. */
const board = define({
  name: 'board',
  forms: ['shell'],
  rest: 'options',
  keys: BOARD_OPTIONS.map(({ name }) => name),
  params: { name: required(text()) },
  build({ name }, { rest }) {
    const options = readOptions(rest);
    if ('problem' in options) return options;
    return { value: { kind: 'board', board: name, options: options.value } };
  },
  unbuild: (command) => ({
    args: { name: command.board },
    rest: Object.entries(command.options).map(
      ([key, value]) => `${key}=${value === '' ? '' : quoteWord(value)}`,
    ),
  }),
});

/** `cat PATH` prints a file. */
const cat = define({
  name: 'cat',
  forms: ['shell'],
  params: { path: required(path) },
  build: (args) => ({ value: { kind: 'cat', path: args.path } }),
  unbuild: (command) => ({ args: { path: command.path } }),
});

/** `ls [-l] [PATH]` lists a folder, the root if no path is given. */
const ls = define({
  name: 'ls',
  forms: ['shell'],
  params: { l: optional(letter, { place: 'switch' }), path: withDefault(path, '/') },
  build({ l, path: folder }) {
    return { value: l ? { kind: 'ls', path: folder, long: true } : { kind: 'ls', path: folder } };
  },
  unbuild: (command) => ({
    args: { l: command.long === true ? true : undefined, path: command.path },
  }),
});

/** `dmesg [-c]` prints the kernel log, and clears it with -c. */
const dmesg = define({
  name: 'dmesg',
  forms: ['shell'],
  params: { c: optional(letter, { place: 'switch' }) },
  build: ({ c }) => ({ value: c ? { kind: 'dmesg', clear: true } : { kind: 'dmesg' } }),
  unbuild: (command) => ({ args: { c: command.clear === true ? true : undefined } }),
});

/** Words joined by one blank, as echo prints them; `-e` turns escapes on, `-n` the newline off. */
function echoText(
  words: readonly string[],
  escapes: boolean,
  newline: boolean,
): ReadResult<string> {
  const joined = words.join(' ');
  if (!escapes) return { value: newline ? `${joined}\n` : joined };
  const read = unescapeEcho(joined);
  if ('problem' in read) return read;
  return { value: newline && !read.value.stop ? `${read.value.text}\n` : read.value.text };
}

/** A word that echo would take for its own switches. */
const isSwitches = (word: string): boolean => /^-[neE]+$/.test(word);

/** Words that echo would join to this text again: bare where they can be, else one in quotes. */
function echoWords(body: string): readonly string[] {
  if (body === '') return [];
  const words = body.split(' ');
  const plain = words.every((word) => word !== '' && quoteWord(word) === word);
  if (isSwitches(words[0] ?? '')) return [quoteWord(body)];
  return plain ? words : [quoteWord(body)];
}

/** `echo [-neE] WORDS > PATH`; the command holds the text that is written, newline included. */
const echo = define({
  name: 'echo',
  forms: ['shell'],
  rest: 'words',
  params: {
    n: optional(letter, { place: 'switch' }),
    e: optional(letter, { place: 'switch' }),
    E: optional(letter, { place: 'switch' }),
    path: required(path, { place: 'redirect' }),
  },
  build({ n, e, E, path: file }, { rest }) {
    const words = rest.map((word) => (word.key ? `${word.key.text}=${word.text}` : word.text));
    const read = echoText(words, e === true && E !== true, n !== true);
    if ('problem' in read) return read;
    return { value: { kind: 'echo', text: read.value, path: file } };
  },
  unbuild(command) {
    const newline = command.text.endsWith('\n');
    const body = newline ? command.text.slice(0, -1) : command.text;
    const args = { n: newline ? undefined : true, path: command.path };
    // A lone word such as -n is a switch, quoted or not: only an escape can print it.
    if (isSwitches(body))
      return { args: { ...args, e: true }, rest: [quoteWord(`\\x2d${body.slice(1)}`)] };
    return { args, rest: echoWords(body) };
  },
});

/** In the order in which help shows them. */
export const shellCalls = [board, cat, ls, echo, dmesg] as const;
