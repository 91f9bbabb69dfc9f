/** Storage that never answers is storage that fails: whoever waits for it hears of it within a bound. */
import { deadline } from '../link/clock.ts';
import type { Clock } from '../link/clock.ts';
import { STORAGE_MS } from './limits.ts';

/** There was no answer in time; one may still come. */
export class Silent extends Error {
  override readonly name = 'Silent';
}

/** What `work` answers; rejects with Silent when that takes longer than STORAGE_MS. */
export const timely = <T>(work: Promise<T>, clock: Clock): Promise<T> =>
  timelyInSteps(() => work, clock);

/** The same for work of many steps, each of which may take as long: `work` calls `onStep` after each. */
export function timelyInSteps<T>(
  work: (onStep: () => void) => Promise<T>,
  clock: Clock,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let callOff = (): void => undefined;
    const wait = (): void => {
      callOff();
      callOff = deadline(clock, STORAGE_MS, () => {
        reject(new Silent(`no answer in ${STORAGE_MS} ms`));
      });
    };
    wait();
    work(wait)
      .then(resolve, reject)
      .finally(() => callOff());
  });
}
