/**
 * Version 1 of a saved session, as text. The head is comments, the script is the trunk as it stands, so
 * the file is a scenario as well: whoever plays it plays the trunk.
 *
 *   # carveout 1
 *   # title: Why the second buffer fails
 *   # trunk: main                      the trunk's name, if it is another
 *   # branch from 0 at 12: retry       its lines follow, each behind `#| `; branches count from 1
 *   #| cma_alloc(4)
 *   # shown: 1                         0 if it is not there
 *   # position: 17                     the end if it is not there
 *   # view zoom: 3                     a number, true, false, or text in double quotes
 *   # script
 *   board ssd202
 *   # end
 */
import { TRUNK, type Branch, type Experiment } from './experiment.ts';
import { refuse } from './refuse.ts';
import { pushAll } from '../long-lists.ts';

export const FILE_HEAD = '# carveout ';
const SCRIPT = '# script';
const END = '# end';
const OWN = '#|';

const jsonOf = (value: string | number | boolean): string =>
  Object.is(value, -0) ? '-0' : JSON.stringify(value);

const ownLines = (text: string): readonly string[] =>
  text.split('\n').map((line) => (line === '' ? OWN : `${OWN} ${line}`));

export function writeFileV1({ title, branches, shown, position, view }: Experiment): string {
  const [trunk, ...others] = branches;
  const lines = [`${FILE_HEAD}1`];
  if (title !== '') lines.push(`# title: ${title}`);
  if (trunk!.name !== TRUNK) lines.push(`# trunk: ${trunk!.name}`);
  for (const { name, from, text } of others) {
    lines.push(`# branch from ${from!.branch} at ${from!.at}: ${name}`);
    pushAll(lines, ownLines(text));
  }
  if (shown !== 0) lines.push(`# shown: ${shown}`);
  if (position !== undefined) lines.push(`# position: ${position}`);
  for (const [field, value] of Object.entries(view))
    lines.push(`# view ${field}: ${jsonOf(value)}`);
  return `${lines.join('\n')}\n${SCRIPT}\n${trunk!.text}\n${END}\n`;
}

interface OpenBranch extends Omit<Branch, 'text'> {
  readonly lines: string[];
}
interface Head {
  title: string;
  trunk: string;
  shown: number;
  position: number | undefined;
  readonly branches: OpenBranch[];
  readonly view: [string, string | number | boolean][];
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
      const from = { branch: Number(branch), at: Number(at) };
      head.branches.push({ name, from, lines: [] });
      return true;
    },
  },
  {
    form: '#| LINE',
    line: /^#\|(?: ([^\n]*))?$/,
    take(head, [, text = '']) {
      head.branches.at(-1)?.lines.push(text);
      return head.branches.length > 0;
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
      if (value === undefined || head.view.some(([known]) => known === field)) return false;
      head.view.push([field, value]);
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

/** What of a line is shown in a message. */
const excerpt = (line: string): string =>
  Array.from(line.replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd'))
    .slice(0, 40)
    .join('');

function takeLine(head: Head, line: string): boolean {
  for (const { line: form, take } of FIELDS) {
    const match = form.exec(line);
    if (match) return take(head, match);
  }
  return false;
}

/** `text` begins with the head's first line. */
export function readFileV1(text: string): Experiment {
  const head: Head = {
    title: '',
    trunk: TRUNK,
    shown: 0,
    position: undefined,
    branches: [],
    view: [],
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
  }
  const trunk = { name: head.trunk, from: undefined, text: scriptOf(text.slice(at)) };
  return {
    title: head.title,
    branches: [trunk, ...head.branches.map(closed)],
    shown: head.shown,
    position: head.position,
    view: Object.fromEntries(head.view),
  };
}
const closed = ({ name, from, lines }: OpenBranch): Branch => ({
  name,
  from,
  text: lines.join('\n'),
});

/** What stands in front of the last line, which must be there. */
function scriptOf(rest: string): string {
  const end = /(?:^|\n)# end\n*$/.exec(rest);
  return end ? rest.slice(0, end.index) : refuse('file.noEnd', { accepted: END });
}
