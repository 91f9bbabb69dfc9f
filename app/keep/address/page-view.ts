/**
 * What a link keeps of how the page looked, and its tolerant reader: links come from anywhere, so a
 * field that is missing, foreign or out of range is left out. Each plate has fields of its own
 * (plates/contract.ts). Plain data; page-view.svelte.ts takes it from the page and puts it back.
 */
import type { ViewSettings } from '../../../engine/journal/index.ts';
import { LANGUAGES } from '../../page/settings.ts';
import { OPERATIONS } from '../../page/ui.svelte.ts';
import type { AnyPlate, ReadWhole } from '../../plates/contract.ts';

export interface PageView {
  readonly lang: (typeof LANGUAGES)[number] | undefined;
  /** What each plate keeps, by its id. */
  readonly plates: Readonly<Record<string, unknown>>;
  /** Id of the table that is shown. */
  readonly table: string | undefined;
  /** Id of the plate that stands alone. */
  readonly alone: string | undefined;
  /** Ids of the plates that are folded to a line, in the order of the list. */
  readonly folded: readonly string[];
}

/** Between ids in one field: none of them has it. */
const AND = '+';

/** The fields that say something; what is as the page opens takes no room in a link. */
export function writePageView(
  plates: readonly AnyPlate[],
  { lang, plates: kept, table, alone, folded }: PageView,
): ViewSettings {
  const fields: readonly (readonly [string, string | number | undefined])[] = [
    ['lang', lang],
    ...plates.flatMap(({ id, link }) => Object.entries(link?.write(kept[id]) ?? {})),
    ['table', table],
    ['alone', alone],
    ['folded', folded.length > 0 ? folded.join(AND) : undefined],
  ];
  const said = fields.filter((field): field is [string, string | number] => field[1] !== undefined);
  return Object.fromEntries(said);
}

export function readPageView(plates: readonly AnyPlate[], fields: ViewSettings): PageView {
  const whole: ReadWhole = (name, below) => {
    const value = fields[name];
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < below
      ? value
      : undefined;
  };
  const word = <T extends string>(name: string, words: readonly T[]): T | undefined =>
    words.find((one) => one === fields[name]);
  const ids = plates.map(({ id }) => id);
  const folded = typeof fields['folded'] === 'string' ? fields['folded'].split(AND) : [];
  const tables = plates.flatMap(({ table }) => table?.id ?? []);
  return {
    lang: word('lang', LANGUAGES),
    plates: Object.fromEntries(
      plates.flatMap(({ id, link }) => (link ? [[id, link.read(whole)]] : [])),
    ),
    table: word('table', [...tables, OPERATIONS]),
    alone: word('alone', ids),
    folded: ids.filter((id) => folded.includes(id)),
  };
}
