/** The built page: whether it is older than what it is made of, building it, serving it. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { binScript, run } from './process.mjs';
import { cacheDir, inRepo } from './repo.mjs';
import { serveFolder } from './server.mjs';

export const distDir = inRepo('dist');

/** What a build reads. */
const SOURCES = ['app', 'engine', 'public', 'tools/lib', 'vite.config.ts', 'package-lock.json'];

/**
 * Newest modification in ms of a file or of anything under a folder. The folders count too: a
 * deleted file leaves its mark only there.
 * @param {string} path @returns {number}
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    stat.mtimeMs,
  );
}

export function buildIsCurrent() {
  const page = join(distDir, 'index.html');
  if (!existsSync(page)) return false;
  const built = statSync(page).mtimeMs;
  return SOURCES.every((source) => newest(inRepo(source)) <= built);
}

/**
 * Builds into a folder of its own, which then takes the place of dist/: whoever reads dist/ meanwhile
 * finds the old page or the new one, never half of one.
 * @returns {Promise<import('./process.mjs').Ended>}
 */
export async function buildWith(/** @type {import('./process.mjs').Options} */ options) {
  mkdirSync(cacheDir, { recursive: true });
  const dir = mkdtempSync(join(cacheDir, 'build-'));
  try {
    const fresh = join(dir, 'new');
    const args = [binScript('vite'), 'build', '--outDir', fresh, '--emptyOutDir'];
    const ended = await run(process.execPath, args, options);
    if (ended.code === 0) exchange(fresh, distDir, join(dir, 'old'));
    return ended;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Another build may do the same at this moment: then once more. */
const EXCHANGE_TRIES = 5;

/** @param {string} fresh @param {string} place @param {string} aside where the old ones go */
function exchange(fresh, place, aside) {
  for (let tries = 1; ; tries += 1) {
    try {
      if (existsSync(place)) renameSync(place, `${aside}-${String(tries)}`);
      renameSync(fresh, place);
      return;
    } catch (error) {
      if (tries === EXCHANGE_TRIES) throw error;
    }
  }
}

/** @returns {Promise<boolean>} whether dist/ holds the page now */
export const build = async () => (await buildWith({ toStderr: true })).code === 0;

/**
 * Serves dist/ as a host does that reads its `_headers`.
 * @param {{ host: string, port: number, strictPort: boolean }} where without `strictPort` the next
 *   free port from `port` on is taken
 */
export const serve = (where) => serveFolder(distDir, where);
