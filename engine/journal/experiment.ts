/**
 * An experiment: all that a link and a file hold. Text, not commands: comments and lines that cannot
 * be read yet belong to it. Positions count steps: a command is one, a workload as many as it has
 * operations; position 0 is before the first command.
 */
import {
  MAX_BRANCHES,
  MAX_EXPERIMENT_CHARS,
  MAX_JOURNAL_OPS,
  MAX_TITLE,
  MAX_VIEW_FIELDS,
  MAX_VIEW_TEXT,
} from '../contract/limits.ts';
import { refuse } from './refuse.ts';

/** How the page looked: fields that only the page knows. Never the theme: that is the reader's. */
export type ViewSettings = Readonly<Record<string, string | number | boolean>>;

/** A way through the experiment. Steps of `at` count along the branch that it leaves. */
export interface Branch {
  /** For people; at most MAX_TITLE characters. */
  readonly name: string;
  /** Where it leaves another branch with a smaller index; undefined for the first only. */
  readonly from: { readonly branch: number; readonly at: number } | undefined;
  /** Its own lines, in the language of engine/language. */
  readonly text: string;
}

export interface Experiment {
  /** Empty: it has no name. */
  readonly title: string;
  /** The first is the trunk. */
  readonly branches: readonly Branch[];
  /** Index of the branch that is shown. */
  readonly shown: number;
  /** Steps played, counted from the trunk's beginning along the branch that is shown; undefined: all. */
  readonly position: number | undefined;
  readonly view: ViewSettings;
}

/** Name of the first branch where nobody gave another. */
export const TRUNK = 'main';

/** A script and nothing else. */
export const plainExperiment = (text: string, title = ''): Experiment => ({
  title,
  branches: [{ name: TRUNK, from: undefined, text }],
  shown: 0,
  position: undefined,
  view: {},
});

/** Control characters, line and paragraph separators, lone surrogates, and what begins markup. */
const NO_NAME = /[\p{Cc}\u2028\u2029<>\p{Cs}]/u;
const NO_TEXT = /[\p{Cc}\u2028\u2029\p{Cs}]/u;
/** Name of a field: the page's own, so a plain identifier. */
const FIELD = /^[A-Za-z][A-Za-z0-9_.-]{0,31}$/;

/** Characters of a text that its name is looked for in: what is longer is no name. */
const NAME_CHARS = 16 * MAX_TITLE;

/** The nearest text that may be a title or the name of a branch. */
export function plainName(text: string): string {
  const plain = text
    .slice(0, NAME_CHARS)
    .replace(new RegExp(NO_NAME, 'gu'), ' ')
    .replace(/ +/g, ' ')
    .trim();
  return Array.from(plain)
    .slice(0, MAX_TITLE / 2)
    .join('');
}

/** `what` is the id of the word for what has the name. */
function assertName(what: string, name: string): void {
  if (name.length > MAX_TITLE)
    refuse('journal.nameTooLong', { what, length: name.length, most: MAX_TITLE });
  const found = NO_NAME.exec(name)?.[0];
  if (found !== undefined) refuse('journal.nameCharacter', { what, found: pictured(found) });
}
/** A character as it can be shown. */
const pictured = (char: string): string =>
  char === '<' || char === '>'
    ? char
    : `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** Names are plain identifiers, values are short texts, booleans and finite numbers. */
function assertView(view: ViewSettings): void {
  const fields = Object.entries(view);
  if (fields.length > MAX_VIEW_FIELDS)
    refuse('journal.viewFields', { count: fields.length, most: MAX_VIEW_FIELDS });
  for (const [field, value] of fields) {
    if (!FIELD.test(field)) refuse('journal.viewName', { most: 32 });
    const fits =
      typeof value === 'string'
        ? value.length <= MAX_VIEW_TEXT && !NO_TEXT.test(value)
        : typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
    if (!fits) refuse('journal.viewValue', { field, most: MAX_VIEW_TEXT });
  }
}

/** A position that a journal can have. */
const isStep = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= MAX_JOURNAL_OPS;

/** What may be said of an experiment whether its texts are whole or in pieces. */
export interface Outline extends Omit<Experiment, 'branches'> {
  readonly branches: readonly (Omit<Branch, 'text'> & { readonly chars: number })[];
}

/** Each branch leaves an earlier one; texts together stay within MAX_EXPERIMENT_CHARS. */
function assertBranches({ branches, shown, position }: Outline): void {
  if (branches.length > MAX_BRANCHES || branches.length < 1)
    refuse('journal.branches', { count: branches.length, most: MAX_BRANCHES });
  let chars = 0;
  branches.forEach(({ name, from, chars: length }, index) => {
    assertName('journal.what.branch', name);
    if ((from === undefined) !== (index === 0)) refuse('journal.branchFrom', { branch: name });
    if (from && !(Number.isInteger(from.branch) && from.branch >= 0 && from.branch < index))
      refuse('journal.branchFrom', { branch: name });
    if (from && !isStep(from.at)) refuse('journal.position', { most: MAX_JOURNAL_OPS });
    chars += length;
  });
  if (chars > MAX_EXPERIMENT_CHARS)
    refuse('journal.tooLong', { length: chars, most: MAX_EXPERIMENT_CHARS });
  if (!Number.isInteger(shown) || !branches[shown]) refuse('journal.shown', { shown });
  if (position !== undefined && !isStep(position))
    refuse('journal.position', { most: MAX_JOURNAL_OPS });
}

/** Refuses what no experiment may be. */
export function assertOutline(outline: Outline): void {
  assertName('journal.what.title', outline.title);
  assertView(outline.view);
  assertBranches(outline);
}

/** The same for one whose texts are whole; who writes and who reads ask the same. */
export function assertExperiment(experiment: Experiment): Experiment {
  const branches = experiment.branches.map(({ name, from, text }) => ({
    name,
    from,
    chars: text.length,
  }));
  assertOutline({ ...experiment, branches });
  return experiment;
}
