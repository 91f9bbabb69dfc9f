import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, readSite, serveFolder } from './server.mjs';

const HEADERS =
  '/*\n  Cross-Origin-Embedder-Policy: require-corp\n/assets/*\n  Cache-Control: max-age=1\n';
const OURS = { host: 'localhost:1' };

describe('server', () => {
  let dir = '';
  let site: ReturnType<typeof readSite>;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'carveout-site-'));
    mkdirSync(join(dir, 'assets'));
    const files = {
      _headers: HEADERS,
      'index.html': 'page',
      '404.html': 'lost',
      'assets/a b.js': '1',
    };
    for (const [path, text] of Object.entries(files)) writeFileSync(join(dir, path), text);
    site = readSite(dir);
  });
  afterAll(() => rmSync(dir, { recursive: true }));
  const ask = (url: string, headers = {}, method = 'GET'): ReturnType<typeof answer> =>
    answer(site, { url, method, headers: { ...OURS, ...headers } }, 'localhost');

  test.each([
    ['/', 200, 'page'],
    ['/?x#y', 200, 'page'],
    ['/assets/a%20b.js', 200, '1'],
    ['/a/b/c', 404, 'lost'],
    ['/assets', 404, 'lost'],
    ['/_headers', 404, 'lost'],
    ['/../package.json', 404, 'lost'],
    ['/%2e%2e/package.json', 404, 'lost'],
    ['/%', 404, 'lost'],
  ])('%s', (url, status, body) => {
    const got = ask(url);
    expect(got.status).toBe(status);
    expect(String(got.body)).toBe(body);
  });

  test('every answer carries the headers of its path', () => {
    const tag = ask('/').headers['ETag'] ?? '';
    const known = ask('/', { 'if-none-match': `"x", ${tag}` });
    expect(known.status).toBe(304);
    for (const got of [known, ask('/'), ask('/nowhere'), ask('/', {}, 'POST')])
      expect(got.headers['Cross-Origin-Embedder-Policy']).toBe('require-corp');
    expect(ask('/assets/a%20b.js').headers['Cache-Control']).toBe('max-age=1');
    expect(ask('/').headers['Cache-Control']).toBe('no-cache');
    expect(ask('/', { 'if-none-match': '"x"' }).status).toBe(200);
  });

  test.each([
    ['localhost:4173', 200],
    ['x.localhost', 200],
    ['127.0.0.1:1', 200],
    ['[::1]:1', 200],
    ['evil.example', 403],
    ['', 403],
  ])('as %s', (host, status) => {
    expect(ask('/', { host }).status).toBe(status);
  });

  test('only reads', () => {
    expect(ask('/', {}, 'POST').status).toBe(405);
    expect(ask('/', {}, 'HEAD').status).toBe(200);
  });

  test('listens, says where, takes the next port, and goes on when the folder is gone', async () => {
    const where = { host: 'localhost', port: 0, strictPort: false };
    const one = await serveFolder(dir, where);
    const taken = { ...where, port: Number(new URL(one.url).port) };
    await expect(serveFolder(dir, { ...taken, strictPort: true })).rejects.toThrow('is taken');
    const two = await serveFolder(dir, taken);
    expect(two.url).not.toBe(one.url);
    rmSync(join(dir, 'index.html'));
    expect(await (await fetch(two.url)).text()).toBe('page');
    const head = await fetch(two.url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    await Promise.all([one.close(), two.close()]);
  });

  test('tests may put another answer in the place of one', async () => {
    const where = { host: 'localhost', port: 0, strictPort: false };
    const server = await serveFolder(dir, where, (path) =>
      path === '/404.html' ? { status: 500, body: 'no' } : undefined,
    );
    expect((await fetch(`${server.url}404.html`)).status).toBe(500);
    expect((await fetch(`${server.url}nowhere`)).status).toBe(404);
    await server.close();
  });
});
