/**
 * Where a run of `npm test` keeps what it makes: reports, the built page, screenshots of failures. Each
 * has a folder of its own, so that two at once keep their results; old ones go.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from './repo.mjs';

/** Runs that are kept for whoever looks at them later. */
const KEPT = 3;

/** @param {string} name of a run's folder: time and process */
function isRunning(name) {
  try {
    process.kill(Number(name.replace(/^.*-/, '')), 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * A new folder for this process; older ones whose process is gone are removed, but for the newest.
 * @param {string} [dir] where the folders of all runs are
 * @returns {string}
 */
export function newRun(dir = join(cacheDir, 'runs')) {
  mkdirSync(dir, { recursive: true });
  const over = readdirSync(dir).filter((name) => !isRunning(name));
  for (const name of over.sort().slice(0, Math.max(0, over.length - KEPT + 1)))
    rmSync(join(dir, name), { recursive: true, force: true });
  const time = new Date().toISOString().replaceAll(/[:.]/g, '');
  const mine = join(dir, `${time}-${String(process.pid)}`);
  mkdirSync(mine);
  return mine;
}
