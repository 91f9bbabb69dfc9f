/** The scenarios that are shipped: their names at once, a text when it is wanted. */
export { SCENARIOS } from '../../engine/scenarios/index.ts';
import { part } from '../link/parts.ts';

export type { ScenarioEntry } from '../../engine/scenarios/index.ts';

const FILES = import.meta.glob<string>('../../engine/scenarios/*.carveout', {
  query: '?raw',
  import: 'default',
});

/** Rejects when it could not be fetched. */
export function scenarioText(id: string): Promise<string> {
  const fetch = FILES[`../../engine/scenarios/${id}.carveout`];
  return fetch ? part(fetch) : Promise.reject(new Error(`there is no scenario ${id}`));
}
