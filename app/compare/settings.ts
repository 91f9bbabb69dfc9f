/**
 * The same experiment with another setting: the board lines of its script rewritten. Which options a
 * board line takes and which values they have is the engine's table, BOARD_OPTIONS.
 */
import { BOARD_OPTIONS, DEFAULT_BOARD } from '../../engine/index.ts';
import type { Message } from '../../engine/contract/command.ts';
import type { InSteps } from '../../engine/journal/index.ts';
import { bootOf, formatCommand, parse } from '../../engine/language/index.ts';
import type { BoardLine } from '../../engine/language/index.ts';
import { leastOf, mostOf } from '../../engine/contract/long-lists.ts';
import { configureBoard } from '../../engine/planning.ts';

/** One option of a board line; an empty value leaves it out, so that the board's own holds. */
export interface Setting {
  readonly option: string;
  readonly value: string;
}

const DEFAULT_LINE: BoardLine = { kind: 'board', board: DEFAULT_BOARD.id, options: {} };

/** A line that holds a statement: not empty, no comment alone. */
const HOLDS = /^(?![ \t\r]*(?:#|$))/;

/** The board that a script runs on first; one that names none runs on the default board. */
export function firstBoard(text: string): BoardLine {
  const first = text.split('\n').find((line) => HOLDS.test(line));
  return (first === undefined ? undefined : bootOf(first)) ?? DEFAULT_LINE;
}

export function changed(line: BoardLine, { option, value }: Setting): BoardLine {
  const { [option]: _before, ...others } = line.options;
  return { ...line, options: value === '' ? others : { ...others, [option]: value } };
}

/** Why a board does not take a line; undefined: it does. */
function refusalOf({ board, options }: BoardLine): Message | undefined {
  const profile = configureBoard(board, options);
  return 'refused' in profile ? profile.refused : undefined;
}

export type Rewritten =
  { readonly text: string; readonly lines: number } | { readonly refused: Message };

/**
 * The script with a setting in every board line that takes it, nothing else touched. A script that
 * begins without a board line gets one in front. Refused when no board of it takes the setting. In steps:
 * every line may be a board's.
 */
export function* withSetting(text: string, setting: Setting): InSteps<Rewritten> {
  const lines = text.split('\n');
  let refused: Message | undefined;
  let written = 0;
  const taken = (line: BoardLine): BoardLine | undefined => {
    const next = changed(line, setting);
    const why = refusalOf(next);
    refused ??= why;
    if (why) return undefined;
    written += 1;
    return next;
  };
  const first = lines.find((line) => HOLDS.test(line));
  const bare = first === undefined || bootOf(first) === undefined;
  const front = bare ? taken(DEFAULT_LINE) : undefined;
  const rewritten: string[] = [];
  for (const line of lines) {
    const boot = bootOf(line);
    const next = boot && taken(boot);
    rewritten.push(next ? replaced(line, next) : line);
    yield;
  }
  if (written === 0 && refused) return { refused };
  const all = front ? [formatCommand(front), ...rewritten] : rewritten;
  return { text: all.join('\n'), lines: written };
}

/** The line with another boot where its own stands; what is expected of it and its comment stay. */
function replaced(line: string, boot: BoardLine): string {
  const { command, from, to } = parse(line).statements[0]!;
  const whole = command.kind === 'expect' ? { ...command, command: boot } : boot;
  return line.slice(0, from) + formatCommand(whole) + line.slice(to);
}

/** Text options have no list of values; one that such a board takes, to know whether it takes any. */
const SAMPLES: Readonly<Record<string, string>> = {
  cma: '16M',
  mem: '128M',
  coherent_pool: '256K',
};

/** What the engine's table says is accepted, as far as it is a list: `4..12`, `y | n`. */
function listed(accepts: string): readonly string[] {
  const ranges = [...accepts.matchAll(/([0-9]+)\.\.([0-9]+)/g)];
  if (ranges.length > 0) {
    const least = leastOf(ranges.map(([, from]) => Number(from)));
    const most = mostOf(ranges.map(([, , to]) => Number(to)));
    return Array.from({ length: most - least + 1 }, (_, i) => String(least + i));
  }
  return accepts.includes(' | ') && !accepts.includes('[')
    ? accepts
        .replace(/\(.*\)/, '')
        .split('|')
        .map((word) => word.trim())
    : [];
}

/** An option that a board takes: its values, or what may be typed. */
export interface Choice {
  readonly option: string;
  readonly accepts: string;
  /** Empty: a text. */
  readonly values: readonly string[];
}

/** What can be set on a board line, each with the values it then takes. */
export function choicesFor(line: BoardLine): readonly Choice[] {
  const takes = (option: string, value: string): boolean =>
    refusalOf(changed(line, { option, value })) === undefined;
  return BOARD_OPTIONS.flatMap(({ name: option, accepts }): readonly Choice[] => {
    const sample = SAMPLES[option];
    if (sample !== undefined) return takes(option, sample) ? [{ option, accepts, values: [] }] : [];
    const values = listed(accepts).filter((value) => takes(option, value));
    return values.length > 1 ? [{ option, accepts, values }] : [];
  });
}

/** What an option is on a board now, as it would be written; undefined: the line does not say. */
export function valueOf(line: BoardLine, option: string): string | undefined {
  const given = line.options[option];
  if (given !== undefined) return given;
  const profile = configureBoard(line.board, line.options);
  if ('refused' in profile) return undefined;
  if (option === 'CONFIG_CMA_ALIGNMENT') return String(profile.cmaAlignment);
  if (option === 'order_per_bit') return String(profile.orderPerBit);
  return option === 'kernel' ? profile.kernel : option === 'cma' ? profile.cma : undefined;
}

/**
 * What is shown beside an experiment that nobody chose a partner for. CONFIG_CMA_ALIGNMENT, because
 * one number of the kernel's configuration then explains every page that differs, the boundaries stand
 * on both maps, and it is the answer to the question that most people come with ("CmaFree says there
 * is room"). Small where the board has it large, and the other way round. Undefined without CMA.
 */
export function teachingSetting(line: BoardLine): Setting | undefined {
  const option = 'CONFIG_CMA_ALIGNMENT';
  const choice = choicesFor(line).find((one) => one.option === option);
  if (!choice) return undefined;
  const value = Number(valueOf(line, option)) > 4 ? '4' : '8';
  return choice.values.includes(value) ? { option, value } : undefined;
}
