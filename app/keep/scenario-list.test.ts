import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FIRST_SCENARIO } from './scenarios.ts';
import { SCENARIOS } from '../../engine/scenarios/index.ts';
import { scenarioText } from './scenario-list.ts';

const fileOf = (id: string): string =>
  readFileSync(new URL(`../../engine/scenarios/${id}.carveout`, import.meta.url), 'utf8');

it.each(SCENARIOS.map(({ id }) => [id] as const))('the text of %s is its file', async (id) => {
  expect(await scenarioText(id)).toBe(fileOf(id));
});
it('the first is there at once', async () => {
  expect(FIRST_SCENARIO).toBe(await scenarioText('ssd202-seed'));
});
it.each(['nosuch', '../index', ''])('there is none called %j', async (id) => {
  await expect(scenarioText(id)).rejects.toThrow(`there is no scenario ${id}`);
});
