/**
 * Where a comparison is, as flags of an address: what stands on either side, how far both are, and the
 * place on the maps. Addresses come from anywhere, so a flag that is missing, foreign or out of range is
 * left out; a source that cannot be had is refused on its own side.
 *
 *   compare&b=branch.1&b.set=kernel:6.17&at=12.14&row=7
 */
import { BOARD_OPTIONS } from '../../engine/index.ts';
import {
  MAX_BRANCHES,
  MAX_JOURNAL_OPS,
  MAX_LINK_CHARS,
  MAX_PAGES,
  MAX_VIEW_TEXT,
} from '../../engine/contract/limits.ts';
import { COMPARE } from '../keep/address/beside.svelte.ts';
import type { SideName } from './comparison.svelte.ts';
import type { Steps } from './rows.ts';
import type { Setting } from './settings.ts';
import type { Pick, Source } from './sources.ts';

/** What others have as well: the experiment of the same address, scenarios, and links. */
export type Sent = Exclude<Source, { readonly is: 'recent' | 'file' }>;
export interface SentPick extends Pick {
  readonly source: Sent;
}

/** The place on the maps. Pages are those of the map that leads. */
export interface Layout {
  readonly leader: SideName;
  /** Log2 of the pages a row; undefined: the whole region. */
  readonly order: number | undefined;
  /** Page at the beginning of the first row that is seen; undefined: nothing is scrolled away. */
  readonly top: number | undefined;
  /** Chosen page. */
  readonly page: number | undefined;
}
export interface ComparePlace extends Layout {
  /** Undefined: what stands there when a comparison is opened. */
  readonly left: SentPick | undefined;
  readonly right: SentPick | undefined;
  readonly steps: Steps;
  /** Name of the region that is compared; undefined: the first. */
  readonly region: string | undefined;
  /** Lines that differ are listed alone. */
  readonly only: boolean;
}

export const PLAIN_LAYOUT: Layout = {
  leader: 'left',
  order: undefined,
  top: undefined,
  page: undefined,
};

const MAX_ORDER = Math.ceil(Math.log2(MAX_PAGES));
const LETTERS = { left: 'a', right: 'b' } as const satisfies Record<SideName, string>;

function sourceText(source: Sent): string {
  switch (source.is) {
    case 'present':
      return 'here';
    case 'branch':
      return `branch.${source.index}`;
    case 'scenario':
      return `scenario.${source.id}`;
    case 'link':
      return `link.${source.link}`;
  }
}
function sideFlags(which: SideName, pick: SentPick | undefined): readonly string[] {
  if (!pick) return [];
  const { source, setting, at } = pick;
  const letter = LETTERS[which];
  return [
    // What stands on side A unless another is named.
    ...(which === 'left' && source.is === 'present' ? [] : [`${letter}=${sourceText(source)}`]),
    ...(setting ? [`${letter}.set=${setting.option}:${encodeURIComponent(setting.value)}`] : []),
    ...(at === undefined ? [] : [`${letter}.to=${at}`]),
  ];
}
function stepFlags({ left, right }: Steps): readonly string[] {
  if (left === undefined) return right === undefined ? [] : [`at=.${right}`];
  return [right === undefined ? `at=${left}` : `at=${left}.${right}`];
}

/** What is as a comparison opens takes no room. */
export function writePlace(place: ComparePlace): readonly string[] {
  const { left, right, steps, region, leader, order, top, page, only } = place;
  const said = (name: string, value: string | number | undefined): readonly string[] =>
    value === undefined ? [] : [`${name}=${value}`];
  return [
    COMPARE,
    ...sideFlags('left', left),
    ...sideFlags('right', right),
    ...stepFlags(steps),
    ...said('region', region === undefined ? undefined : encodeURIComponent(region)),
    ...said('lead', leader === 'left' ? undefined : LETTERS[leader]),
    ...said('row', order),
    ...said('top', top),
    ...said('page', page),
    ...(only ? ['only'] : []),
  ];
}

/** The number if it is one below `end`. */
function whole(text: string | undefined, end: number): number | undefined {
  const value = /^\d{1,12}$/.test(text ?? '') ? Number(text) : end;
  return value < end ? value : undefined;
}
/** A text as a person may have written it on a board line or in a declaration. */
function plain(encoded: string | undefined): string | undefined {
  if (encoded === undefined) return undefined;
  try {
    const text = decodeURIComponent(encoded);
    return text.length > MAX_VIEW_TEXT || /[\p{Cc}\u2028\u2029]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A scenario's file name; whether there is one is seen when it is fetched. */
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
/** What may be a link's text; whether it is one is said on the side where it stands. */
export const mayBeLink = (text: string): boolean =>
  text.length <= MAX_LINK_CHARS && /^[\w-]*$/.test(text);

function readSource(text: string | undefined): Sent | undefined {
  const [is, ...rest] = (text ?? '').split('.');
  const of = rest.join('.');
  if (text === 'here') return { is: 'present' };
  if (is === 'branch') {
    const index = whole(of, MAX_BRANCHES);
    return index === undefined ? undefined : { is, index };
  }
  if (is === 'scenario' && ID.test(of)) return { is, id: of };
  return is === 'link' && mayBeLink(of) ? { is, link: of } : undefined;
}
function readSetting(text: string | undefined): Setting | undefined {
  const [option, ...rest] = (text ?? '').split(':');
  const value = plain(rest.join(':'));
  const known = BOARD_OPTIONS.find(({ name }) => name === option);
  return known && value ? { option: known.name, value } : undefined;
}

/** What flags say, in whatever order they stand. */
export function readPlace(flags: readonly string[]): ComparePlace {
  const fields = new Map(
    flags.map((flag) => {
      const [name, ...rest] = flag.split('=');
      return [name, rest.join('=')];
    }),
  );
  const pick = (letter: string): SentPick => ({
    source: readSource(fields.get(letter)) ?? { is: 'present' },
    setting: readSetting(fields.get(`${letter}.set`)),
    at: whole(fields.get(`${letter}.to`), MAX_JOURNAL_OPS + 1),
  });
  const right = pick('b');
  const isSaid = readSource(fields.get('b')) ?? right.setting ?? right.at;
  const [left, second] = (fields.get('at') ?? '').split('.');
  return {
    left: pick('a'),
    right: isSaid === undefined ? undefined : right,
    steps: { left: whole(left, MAX_JOURNAL_OPS + 1), right: whole(second, MAX_JOURNAL_OPS + 1) },
    region: plain(fields.get('region')),
    leader: fields.get('lead') === 'b' ? 'right' : 'left',
    order: whole(fields.get('row'), MAX_ORDER + 1),
    top: whole(fields.get('top'), MAX_PAGES),
    page: whole(fields.get('page'), MAX_PAGES),
    only: fields.has('only'),
  };
}
