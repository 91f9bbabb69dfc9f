/**
 * Serves a folder as a static host does that reads `_headers`: every answer carries the headers of
 * its path, those that say "not modified" and "not found" too (WebKit blocks a worker whose 304 comes
 * without them). The files are read once: a build that takes the folder's place later cannot take
 * away what a page that was loaded before still fetches.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { isIP } from 'node:net';
import { extname, join, relative, sep } from 'node:path';
import { headersOf, parseHeaders } from './bundle/headers.mjs';

/** @typedef {{ body: Buffer, type: string, tag: string }} File */
/** @typedef {ReadonlyMap<string, File>} Files by path, which begins with a slash */
/** @typedef {import('./bundle/headers.mjs').Rule} Rule */
/** @typedef {{ status: number, headers: Record<string, string>, body: Buffer | string }} Answer */

const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
});
const PLAIN = 'text/plain; charset=utf-8';

/** A connection that the server ends while its next request is under way looks like a broken server. */
const KEEP_ALIVE_MS = 120_000;

/** A folder may be exchanged while it is read: then it is read again, but not for ever. */
const READ_TRIES = 5;
const READ_AGAIN_MS = 20;

/** @param {string} dir @returns {string[]} */
const filesIn = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(dir, entry.name)) : [join(dir, entry.name)],
  );

/** @param {string} path @returns {File} */
function readOne(path) {
  const body = readFileSync(path);
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, type: TYPES[extname(path)] ?? 'application/octet-stream', tag };
}

/** @param {string} dir @returns {{ files: Files, rules: Rule[] }} */
export function readSite(dir) {
  for (let tries = 1; ; tries += 1) {
    try {
      const before = statSync(dir).ino;
      const files = new Map(
        filesIn(dir).map((path) => [`/${relative(dir, path).split(sep).join('/')}`, readOne(path)]),
      );
      if (statSync(dir).ino !== before) throw new Error(`${dir} was exchanged while it was read`);
      const rules = parseHeaders(files.get('/_headers')?.body.toString('utf8') ?? '');
      files.delete('/_headers');
      return { files, rules };
    } catch (error) {
      if (tries === READ_TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, READ_AGAIN_MS);
    }
  }
}

/** A name that a page elsewhere could make lead here is none of ours. @param {string | undefined} host @param {string} own */
function isOurs(host, own) {
  const name = (host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === own || name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0;
}

/** The path of an address, its escapes undone; undefined when it cannot be read. @param {string} url */
function pathOf(url) {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/, ''));
    return path === '/' ? '/index.html' : path;
  } catch {
    return undefined;
  }
}

/**
 * @param {{ files: Files, rules: readonly Rule[] }} site
 * @param {{ method?: string | undefined, url?: string | undefined, headers: import('node:http').IncomingHttpHeaders }} request
 * @param {string} own the host that it is served at
 * @returns {Answer}
 */
export function answer({ files, rules }, { method = 'GET', url = '/', headers }, own) {
  const path = pathOf(url);
  const sent = headersOf(rules, path === '/index.html' ? '/' : (path ?? '/'));
  /** @param {number} status @param {string} text @param {Record<string, string>} [more] @returns {Answer} */
  const say = (status, text, more = {}) => ({
    status,
    headers: { ...sent, 'Cache-Control': 'no-cache', 'Content-Type': PLAIN, ...more },
    body: `${text}\n`,
  });
  if (!isOurs(headers.host, own)) return say(403, `This server is not ${headers.host ?? ''}.`);
  if (method !== 'GET' && method !== 'HEAD')
    return say(405, 'Only GET and HEAD are answered.', { Allow: 'GET, HEAD' });
  const file = path === undefined ? undefined : files.get(path);
  if (!file) {
    const page = files.get('/404.html');
    return page
      ? { ...say(404, '', { 'Content-Type': page.type }), body: page.body }
      : say(404, 'There is nothing here.');
  }
  const full = { 'Cache-Control': 'no-cache', ...sent, 'Content-Type': file.type, ETag: file.tag };
  const known = (headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim());
  return known.includes(file.tag) || known.includes(`W/${file.tag}`)
    ? { status: 304, headers: full, body: '' }
    : { status: 200, headers: full, body: file.body };
}

/**
 * Listens; without `strictPort` on the next free port from `port` on.
 * @param {import('node:http').Server} server
 * @param {{ host: string, port: number, strictPort: boolean }} where
 * @returns {Promise<number>} the port
 */
function listen(server, { host, port, strictPort }) {
  return new Promise((resolve, reject) => {
    /** @param {number} at */
    const attempt = (at) => {
      server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
        if (error.code === 'EADDRINUSE' && strictPort)
          reject(new Error(`port ${String(at)} is taken`));
        else if (error.code === 'EADDRINUSE' && at > 0 && at < 65_535) attempt(at + 1);
        else reject(error);
      });
      server.listen(at, host);
    };
    server.once('listening', () => {
      const address = server.address();
      resolve(address === null || typeof address === 'string' ? port : address.port);
    });
    attempt(port);
  });
}

/**
 * @param {string} dir what is served
 * @param {{ host: string, port: number, strictPort: boolean }} where
 * @param {(path: string) => Partial<Answer> | undefined} [instead] for tests: another answer to a path
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveFolder(dir, where, instead = () => undefined) {
  const site = readSite(dir);
  const server = createServer((request, response) => {
    const usual = answer(site, request, where.host);
    const { status, headers, body } = { ...usual, ...instead(pathOf(request.url ?? '/') ?? '/') };
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const port = await listen(server, where);
  const everywhere = where.host === '0.0.0.0' || where.host === '::';
  const name = everywhere ? 'localhost' : where.host.includes(':') ? `[${where.host}]` : where.host;
  return {
    url: `http://${name}:${String(port)}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
