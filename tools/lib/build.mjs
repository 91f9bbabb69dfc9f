/** The built page: whether it is older than what it is made of, building it, serving it. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRepo } from './repo.mjs';
import { binScript, run } from './process.mjs';

export const distDir = inRepo('dist');

/** What a build reads. */
const SOURCES = ['app', 'engine', 'public', 'vite.config.ts', 'package-lock.json'];

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

/** @returns {Promise<boolean>} whether dist/ holds the page now */
export async function build() {
  const { code } = await run(process.execPath, [binScript('vite'), 'build'], { toStderr: true });
  return code === 0;
}

/**
 * Serves dist/ with the headers of vite.config.ts.
 * @param {{ host: string, port: number, strictPort: boolean }} where without `strictPort` the next
 *   free port from `port` on is taken
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve({ host, port, strictPort }) {
  const { preview } = await import('vite');
  const server = await preview({ logLevel: 'error', preview: { host, port, strictPort } });
  const url = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0];
  if (url === undefined) throw new Error('the server has no address');
  return { url, close: () => server.close() };
}
