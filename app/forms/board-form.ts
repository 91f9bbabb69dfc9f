/**
 * The form of `board`: every option that the board takes with what it has now, the line that boots it,
 * and which field a refusal belongs to. Options and their values come from the engine's own table.
 */
import { BOARDS, optionsNow, refusalOfBoot } from '../../engine/index.ts';
import { formatCommand } from '../../engine/language/index.ts';
import type { BoardOption } from '../../engine/index.ts';
import type { BoardProfile } from '../../engine/contract/profile.ts';
import type { Message } from '../../engine/contract/command.ts';

export interface BoardDraft {
  /** Id of the board. */
  readonly name: string;
  /** What stands in the fields that were changed, by option. */
  readonly options: Readonly<Record<string, string>>;
}
export interface BoardField {
  readonly option: BoardOption;
  /** What stands in it, and what the board has where nothing is said. */
  readonly value: string;
  readonly own: string;
}

/** What matters first; all others are folded. */
const FIRST: ReadonlySet<string> = new Set(['kernel', 'mem', 'cma']);

const boardOf = (name: string): BoardProfile | undefined => BOARDS.find(({ id }) => id === name);

/** The board that runs now as a draft: what it has otherwise than a plain `board NAME` would. */
export function draftOf(present: BoardProfile | undefined): BoardDraft {
  const own = present && boardOf(present.id);
  if (present === undefined || own === undefined) return { name: BOARDS[0]!.id, options: {} };
  const plain = new Map(optionsNow(own).map(({ option, value }) => [option.name, value]));
  const changed = optionsNow(present).filter(
    ({ option, value }) => plain.get(option.name) !== value,
  );
  return {
    name: present.id,
    options: Object.fromEntries(changed.map(({ option, value }) => [option.name, value])),
  };
}

/** The fields of a draft's board: those that come first, and the others. */
export function fieldsOf({ name, options }: BoardDraft): {
  readonly first: readonly BoardField[];
  readonly others: readonly BoardField[];
} {
  const board = boardOf(name);
  const all = (board ? optionsNow(board) : []).map(({ option, value: own }) => ({
    option,
    own,
    value: options[option.name] ?? own,
  }));
  return {
    first: all.filter(({ option }) => FIRST.has(option.name)),
    others: all.filter(({ option }) => !FIRST.has(option.name)),
  };
}

/** What is said in the line: of fields that are empty or as the board has them, nothing. */
const said = (draft: BoardDraft): readonly (readonly [string, string])[] => {
  const { first, others } = fieldsOf(draft);
  return [...first, ...others]
    .filter(({ value, own }) => value.trim() !== '' && value.trim() !== own)
    .map(({ option, value }) => [option.name, value.trim()] as const);
};

/** The line that boots the draft. */
export const boardLine = (draft: BoardDraft): string =>
  formatCommand({ kind: 'board', board: draft.name, options: Object.fromEntries(said(draft)) });

/** What is wrong, by option; that a region cannot be reserved belongs to `cma`. */
export function boardProblems(draft: BoardDraft): Readonly<Record<string, Message>> {
  const problems: Record<string, Message> = {};
  const options = Object.fromEntries(said(draft));
  for (;;) {
    const refusal = refusalOfBoot(draft.name, options);
    if (refusal === undefined) return problems;
    const named = refusal.args?.['option'];
    const option = typeof named === 'string' ? named : 'cma';
    problems[option] = refusal;
    // The others are looked at without it.
    if (!(option in options)) return problems;
    delete options[option];
  }
}
