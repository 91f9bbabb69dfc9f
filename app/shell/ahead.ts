/**
 * Fetches ahead whatever the page may need later, while it rests: then it is there offline, and when a
 * new version has taken this one's place. Who asks to save data gets what is asked for and no more.
 */
import { allFiles, fetchFile } from '../link/parts.ts';
import type { Session } from '../session/session.svelte.ts';

const REST_MS = 1_000;
const RETRY_MS = 60_000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** When nothing runs and nothing is drawn. */
async function resting(session: Session): Promise<void> {
  while (session.running || document.hidden) await wait(REST_MS);
  await new Promise<unknown>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve, { timeout: REST_MS });
    else setTimeout(resolve);
  });
}

const savesData = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Resolves when all is there. */
export async function fetchAhead(session: Session): Promise<void> {
  await wait(REST_MS);
  const there = new Set<string>();
  for (;;) {
    try {
      for (const file of await allFiles()) {
        if (there.has(file)) continue;
        await resting(session);
        if (savesData()) return;
        await fetchFile(file);
        there.add(file);
      }
      return;
    } catch {
      // Nobody asked for it: no word, and another try later.
      await wait(RETRY_MS);
    }
  }
}
