/**
 * The workers of the page, reached from outside: asked by Comlink's own messages, or ended as a
 * crash would end them. What ships knows nothing of it. Must be installed before the page loads.
 */
import type { Page } from '@playwright/test';

declare global {
  // Lives in the page under test: every worker it ever started, the newest last.
  var carveoutWorkers: Worker[];
  var carveoutAsk: (method: string, ...args: readonly number[]) => Promise<unknown>;
}

function install(): void {
  globalThis.carveoutWorkers = [];
  globalThis.Worker = class extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      // The machine's worker has no name; one with a name makes links.
      if (options?.name === undefined) carveoutWorkers.push(this);
    }
  };
  let lastId = 0;
  globalThis.carveoutAsk = (method, ...args) => {
    const worker = carveoutWorkers.at(-1);
    if (worker === undefined) throw new Error('the page has no worker');
    lastId += 1;
    const id = `spy-${lastId}`;
    return new Promise((resolve) => {
      const answer = (event: MessageEvent<{ id?: string; value?: unknown }>): void => {
        if (event.data.id !== id) return;
        worker.removeEventListener('message', answer);
        resolve(event.data.value);
      };
      worker.addEventListener('message', answer);
      const argumentList = args.map((value) => ({ type: 'RAW', value }));
      worker.postMessage({ id, type: 'APPLY', path: [method], argumentList });
    });
  };
}

export async function spyOnWorkers(page: Page): Promise<void> {
  await page.addInitScript(install);
}

/** Calls one method of the newest worker's API, as Comlink would. */
export const askWorker = (page: Page, method: string): Promise<unknown> =>
  page.evaluate((name) => carveoutAsk(name), method);

/** The same once for each argument, one after the other; answers how many ms each took. */
export const askWorkerRepeatedly = (
  page: Page,
  method: string,
  args: readonly (number | undefined)[],
): Promise<number[]> =>
  page.evaluate(
    async ([name, list]) => {
      const took: number[] = [];
      for (const arg of list) {
        const start = performance.now();
        await (arg === undefined ? carveoutAsk(name) : carveoutAsk(name, arg));
        took.push(performance.now() - start);
      }
      return took;
    },
    [method, args] as const,
  );

/** The digest of the machine's whole state. */
export async function digest(page: Page): Promise<string> {
  const state = (await askWorker(page, 'state')) as { digest: string };
  return state.digest;
}

/** Ends the newest worker without a word, as a crashed process would; answers how many there were. */
export const killWorker = (page: Page): Promise<number> =>
  page.evaluate(() => {
    carveoutWorkers.at(-1)?.terminate();
    return carveoutWorkers.length;
  });
