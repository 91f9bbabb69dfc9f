/** Scenarios by words of either language, whatever language the reader has chosen. */
import type { ScenarioEntry } from './entry.ts';
import { GROUPS, GROUP_IDS } from './groups.ts';
import type { GroupId } from './groups.ts';

/** Comments of a scenario's text without those that are fields, which the list has. */
export const narrationOf = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) => line.replace(/^#+ ?(?:title|about|)(?:\.zh)?:? ?/, ''))
    .join('\n');

/** All that may be looked for, in lower case. */
function wordsOf(entry: ScenarioEntry, text = ''): string {
  const { id, system, board, group, keywords, title, about } = entry;
  const said = [title, about, GROUPS[group]].flatMap(({ en, zh }) => [en, zh]);
  return [id, system, board, keywords, ...said, narrationOf(text)].join('\n').toLowerCase();
}

/** Whether every word of what was typed occurs in a text of lower case. */
export const hasWords = (text: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));

interface ScenarioGroup {
  readonly id: GroupId;
  readonly scenarios: readonly ScenarioEntry[];
}

/** The groups with those of their scenarios that have every word; groups without any are left out. */
export function findScenarios(
  scenarios: readonly ScenarioEntry[],
  query: string,
  texts: Readonly<Record<string, string>> = {},
): readonly ScenarioGroup[] {
  const found = scenarios.filter((one) => hasWords(wordsOf(one, texts[one.id]), query.trim()));
  return GROUP_IDS.map((id) => ({
    id,
    scenarios: found.filter(({ group }) => group === id),
  })).filter((group) => group.scenarios.length > 0);
}
