/** Texts of the scenarios that are shipped, fetched when a first one is wanted. */
import { part } from '../link/parts.ts';

/** By the scenario's id. Rejects when they could not be fetched. */
export const scenarioTexts = async (): Promise<Readonly<Record<string, string>>> =>
  (await part(() => import('./scenario-texts.ts'))).TEXTS;

/** Rejects when it could not be fetched. */
export async function scenarioText(id: string): Promise<string> {
  const text = (await scenarioTexts())[id];
  if (text === undefined) throw new Error(`there is no scenario ${id}`);
  return text;
}
