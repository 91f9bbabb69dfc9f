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
}

/** The fields that say something; what is as the page opens takes no room in a link. */
export function writePageView(
  plates: readonly AnyPlate[],
  { lang, plates: kept, table }: PageView,
): ViewSettings {
  const fields: readonly (readonly [string, string | number | undefined])[] = [
    ['lang', lang],
    ...plates.flatMap(({ id, link }) => Object.entries(link?.write(kept[id]) ?? {})),
    ['table', table],
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
  const tables = plates.flatMap(({ table }) => table?.id ?? []);
  return {
    lang: word('lang', LANGUAGES),
    plates: Object.fromEntries(
      plates.flatMap(({ id, link }) => (link ? [[id, link.read(whole)]] : [])),
    ),
    table: word('table', [...tables, OPERATIONS]),
  };
}
