/**
 * Version 1 of a saved session, as text. The head is comments, the script is the trunk as it stands, so
 * the file is a scenario as well: whoever plays it plays the trunk.
 *
 *   # carveout 1
 *   # title: Why the second buffer fails
 *   # trunk: main                      the trunk's name, if it is another
 *   # branch from 0 at 12: retry       its lines follow, each after `#| `; branches count from 1
 *   #| cma_alloc(4)
 *   # shown: 1                         0 if it is not there
 *   # position: 17                     the end if it is not there
 *   # view zoom: 3                     a number, true, false, or text in double quotes
 *   # script
 *   board ssd202
 *   # end
 */
import { MAX_BRANCHES, MAX_VIEW_FIELDS } from '../../contract/limits.ts';
import { pushAll } from '../../contract/long-lists.ts';
import { TRUNK, type Branch, type Experiment } from '../experiment.ts';
import type { ExperimentInPieces, InSteps, Piece } from '../pieces.ts';
import { refuse } from '../refuse.ts';

export const FILE_HEAD = '# carveout ';
const SCRIPT = '# script';
const END = '# end';
const OWN = '#|';
/** Lines read before others may work. */
const LINES_AT_ONCE = 1_024;

/** Writes a value as JSON, and a negative zero as -0, which JSON.stringify() would lose. */
const jsonOf = (value: string | number | boolean): string =>
  Object.is(value, -0) ? '-0' : JSON.stringify(value);

/** A line of a branch other than the trunk: a comment for whoever plays the file. */
const ownLine = (line: string): string => (line === '' ? OWN : `${OWN} ${line}`);

/** How a piece stands in a branch's lines, for as long as there is the piece. */
const owned = new WeakMap<Piece, string>();

/** Lines of a piece as a branch's own. `goesOn`: it begins inside a line. */
function ownPiece(piece: Piece, goesOn: boolean): string {
  const known = goesOn ? undefined : owned.get(piece);
  if (known !== undefined) return known;
  const lines = piece.text.split('\n');
  const last = lines.length - 1;
  const own = lines
    .map((line, i) => ((i === 0 && goesOn) || (i === last && line === '') ? line : ownLine(line)))
    .join('\n');
  if (!goesOn) owned.set(piece, own);
  return own;
}

/** Every line of a branch, the last one too, is ended. */
function ownPieces(pieces: readonly Piece[]): readonly string[] {
  let goesOn = false;
  const own = pieces.map((piece) => {
    const text = ownPiece(piece, goesOn);
    goesOn = !piece.text.endsWith('\n');
    return text;
  });
  return [...own, goesOn ? '\n' : `${OWN}\n`];
}

/** The file, piece by piece: a piece of the trunk stands in it as it is. */
export function writeFileV1(experiment: ExperimentInPieces): readonly string[] {
  const { title, branches, shown, position, view } = experiment;
  const [trunk, ...others] = branches;
  const out: string[] = [];
  let lines = [`${FILE_HEAD}1`];
  if (title !== '') lines.push(`# title: ${title}`);
  if (trunk!.name !== TRUNK) lines.push(`# trunk: ${trunk!.name}`);
  for (const { name, from, pieces } of others) {
    lines.push(`# branch from ${from!.branch} at ${from!.at}: ${name}`);
    out.push(`${lines.join('\n')}\n`);
    lines = [];
    pushAll(out, ownPieces(pieces));
  }
  if (shown !== 0) lines.push(`# shown: ${shown}`);
  if (position !== undefined) lines.push(`# position: ${position}`);
  for (const [field, value] of Object.entries(view))
    lines.push(`# view ${field}: ${jsonOf(value)}`);
  out.push([...lines, SCRIPT, ''].join('\n'));
  pushAll(
    out,
    trunk!.pieces.map(({ text }) => text),
  );
  out.push(`\n${END}\n`);
  return out;
}

/** A branch whose lines are still coming. */
interface OpenBranch extends Omit<Branch, 'text'> {
  /** Its lines, each ended, but for those that wait. */
  text: string;
  waiting: string[];
}
/** What the head has said so far. */
interface Head {
  title: string;
  trunk: string;
  shown: number;
  position: number | undefined;
  readonly branches: OpenBranch[];
  readonly view: Map<string, string | number | boolean>;
}

/** A line of the head: what it looks like, how that is said, and what it means. */
interface Field {
  readonly form: string;
  readonly line: RegExp;
  /** False: the value is not one. */
  readonly take: (head: Head, match: RegExpExecArray) => boolean;
}
const FIELDS: readonly Field[] = [
  {
    form: '# title: TEXT',
    line: /^# title: (.*)$/,
    take(head, [, title = '']) {
      head.title = title;
      return true;
    },
  },
  {
    form: '# trunk: NAME',
    line: /^# trunk: (.*)$/,
    take(head, [, name = '']) {
      head.trunk = name;
      return true;
    },
  },
  {
    form: '# branch from N at N: NAME',
    line: /^# branch from ([0-9]{1,9}) at ([0-9]{1,9}): (.*)$/,
    take(head, [, branch = '', at = '', name = '']) {
      // The trunk is one of them.
      if (head.branches.length + 1 >= MAX_BRANCHES)
        refuse('journal.branches', { count: head.branches.length + 2, most: MAX_BRANCHES });
      const from = { branch: Number(branch), at: Number(at) };
      head.branches.push({ name, from, text: '', waiting: [] });
      return true;
    },
  },
  {
    form: '#| LINE',
    line: /^#\|(?: ([^\n]*))?$/,
    take(head, [, text = '']) {
      const branch = head.branches.at(-1);
      if (!branch) return false;
      branch.waiting.push(text);
      if (branch.waiting.length >= LINES_AT_ONCE) gather(branch);
      return true;
    },
  },
  {
    form: '# shown: N',
    line: /^# shown: ([0-9]{1,9})$/,
    take(head, [, shown = '']) {
      head.shown = Number(shown);
      return true;
    },
  },
  {
    form: '# position: N',
    line: /^# position: ([0-9]{1,9})$/,
    take(head, [, position = '']) {
      head.position = Number(position);
      return true;
    },
  },
  {
    form: '# view FIELD: VALUE',
    line: /^# view ([^: ]+): (.*)$/,
    take(head, [, field = '', json = '']) {
      const value = scalar(json);
      if (value === undefined || head.view.has(field)) return false;
      if (head.view.size >= MAX_VIEW_FIELDS)
        refuse('journal.viewFields', { count: head.view.size + 1, most: MAX_VIEW_FIELDS });
      head.view.set(field, value);
      return true;
    },
  },
];

/** Nothing nested gets as far as JSON.parse. */
function scalar(json: string): string | number | boolean | undefined {
  if (!/^(?:true|false|"[^\n]*"|-?[0-9][0-9.eE+-]*)$/.test(json)) return undefined;
  try {
    return JSON.parse(json) as string | number | boolean;
  } catch {
    return undefined;
  }
}

const ACCEPTED = [...FIELDS.map(({ form }) => form), SCRIPT].join('\n');

const EXCERPT_CHARS = 40;
/** What of a line is shown in a message. No character is longer than two units. */
const excerpt = (line: string): string =>
  Array.from(line.slice(0, 2 * EXCERPT_CHARS).replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd'))
    .slice(0, EXCERPT_CHARS)
    .join('');

/** False: it is no line of a head. */
function takeLine(head: Head, line: string): boolean {
  for (const { line: form, take } of FIELDS) {
    const match = form.exec(line);
    if (match) return take(head, match);
  }
  return false;
}

/** Lines that wait are put together: so many at once make a text of a few parts. */
function gather(branch: OpenBranch): void {
  const { waiting } = branch;
  branch.waiting = [];
  if (waiting.length > 0) branch.text += `${waiting.join('\n')}\n`;
}

/**
 * `text` begins with the head's first line. It yields between portions of lines. Refuses a head
 * line that is not understood and a file without its end.
 */
export function* readFileV1(text: string): InSteps<Experiment> {
  const head: Head = {
    title: '',
    trunk: TRUNK,
    shown: 0,
    position: undefined,
    branches: [],
    view: new Map(),
  };
  let at = text.indexOf('\n') + 1;
  for (let number = 2; ; number += 1) {
    const end = text.indexOf('\n', at);
    if (at === 0 || end < 0) return refuse('file.noEnd', { accepted: END });
    const line = text.slice(at, end);
    at = end + 1;
    if (line === SCRIPT) break;
    if (!takeLine(head, line))
      refuse('file.header', { line: number, found: excerpt(line), accepted: ACCEPTED });
    if (number % LINES_AT_ONCE === 0) yield;
  }
  const trunk = { name: head.trunk, from: undefined, text: scriptIn(text, at) };
  return {
    title: head.title,
    branches: [trunk, ...head.branches.map(closed)],
    shown: head.shown,
    position: head.position,
    view: Object.fromEntries(head.view),
  };
}

/** The last line of a branch is not ended. */
function closed(branch: OpenBranch): Branch {
  gather(branch);
  const { name, from, text } = branch;
  return { name, from, text: text.slice(0, -1) };
}

/** What stands between `from` and the last line, which must be there; blank lines may follow it. */
function scriptIn(text: string, from: number): string {
  let end = text.length;
  while (end > from && text[end - 1] === '\n') end -= 1;
  const at = end - END.length;
  if (at < from || !text.startsWith(END, at)) return refuse('file.noEnd', { accepted: END });
  if (at === from) return '';
  return text[at - 1] === '\n' ? text.slice(from, at - 1) : refuse('file.noEnd', { accepted: END });
}
