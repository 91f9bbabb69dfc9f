/**
 * A lock between commands: a file that its holder keeps touching. Who waits takes it over when the
 * holder is gone or the file has not moved for a while, whoever may have the holder's number by now: a
 * container that was killed leaves the number of a process that another one runs.
 */
import { renameSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const TOUCH_MS = 1_000;
const LOOK_MS = 250;
/** A holder that has not touched its lock for so long is none; a busy machine may be late. */
const STALE_MS = 10_000;

/** The file that the lock is. @typedef {{ text: string, moved: number }} Mark */

/** @param {string} file @returns {Mark | undefined} undefined: nobody holds it */
function look(file) {
  try {
    return { text: readFileSync(file, 'utf8'), moved: statSync(file).mtimeMs };
  } catch {
    return undefined;
  }
}

/** @param {Mark} mark */
function isGone({ text }) {
  try {
    process.kill(Number(text), 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM';
  }
}

/** Takes the stale file away, and no other: another waiter may have done so a moment before. @param {string} file @param {Mark} stale */
function clear(file, stale) {
  const aside = `${file}-${String(process.pid)}`;
  try {
    renameSync(file, aside);
    const taken = look(aside);
    const wrong = taken && (taken.text !== stale.text || taken.moved !== stale.moved);
    if (wrong && !look(file)) renameSync(aside, file);
  } catch {
    // It is gone already.
  }
  rmSync(aside, { force: true });
}

/** @param {string} file @returns {boolean} whether it is ours now; throws where nothing can be written */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Waits for the lock and holds it while `work` lasts.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(holder: string) => void} onWait called once if another holds it, with its process number
 * @param {number} [staleMs] for tests
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait, staleMs = STALE_MS) {
  let told = false;
  for (let seen = look(file), since = performance.now(); !take(file);) {
    if (!told && seen) onWait(seen.text.trim());
    told ||= seen !== undefined;
    await sleep(LOOK_MS);
    const now = look(file);
    if (!now) continue;
    const still = seen?.text === now.text && seen.moved === now.moved;
    if (!still) since = performance.now();
    seen = now;
    if (isGone(now) || performance.now() - since >= staleMs) clear(file, now);
  }
  const touching = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Somebody took it away: what is under way goes on.
    }
  }, TOUCH_MS);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    rmSync(file, { force: true });
  }
}
