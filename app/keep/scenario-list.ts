/** Texts of the scenarios that are shipped, each fetched when it is wanted. */
import { part } from '../link/parts.ts';

const FILES = import.meta.glob<string>('../../engine/scenarios/*.carveout', {
  query: '?raw',
  import: 'default',
});

/** Rejects when it could not be fetched. */
export function scenarioText(id: string): Promise<string> {
  const fetch = FILES[`../../engine/scenarios/${id}.carveout`];
  return fetch ? part(fetch) : Promise.reject(new Error(`there is no scenario ${id}`));
}
