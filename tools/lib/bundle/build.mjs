/** The built page: whether it is older than what it is made of, building it, serving it. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { binScript, run } from '../process.mjs';
import { cacheDir, inRepo } from '../repo.mjs';
import { serveFolder } from '../server.mjs';

/** The built page; a run of the tests has one of its own. */
export const distDir = process.env['CARVEOUT_DIST'] ?? inRepo('dist');

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

const page = () => join(distDir, 'index.html');

export const isBuilt = () => existsSync(page());

export function buildIsCurrent() {
  if (!isBuilt()) return false;
  const built = statSync(page()).mtimeMs;
  return SOURCES.every((source) => newest(inRepo(source)) <= built);
}

/**
 * Builds into a folder of its own, which then takes the place of dist/: whoever reads dist/ meanwhile
 * finds the old page or the new one, never half of one.
 * @param {import('../process.mjs').Options} options
 * @param {string} [copy] a folder that is to hold the page as well
 * @returns {Promise<import('../process.mjs').Ended>}
 */
export async function buildWith(options, copy) {
  mkdirSync(cacheDir, { recursive: true });
  const dir = mkdtempSync(join(cacheDir, 'build-'));
  try {
    const fresh = join(dir, 'new');
    // Who starts the page wants its address, not a list of its files: warnings and errors alone.
    const quiet = ['--logLevel', 'warn'];
    const args = [binScript('vite'), 'build', '--outDir', fresh, '--emptyOutDir', ...quiet];
    const ended = await run(process.execPath, args, options);
    if (ended.code === 0 && copy !== undefined) cpSync(fresh, copy, { recursive: true });
    if (ended.code === 0) exchange(fresh, inRepo('dist'), join(dir, 'old'));
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
