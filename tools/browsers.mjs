/**
 * npm run -s test:browsers [-- firefox | webkit]: the built page in Firefox and in WebKitGTK. Each must
 * start isolated, draw its map, answer as the headless program does, open a link, go back in time, keep
 * its session over a reload, and print no error. Pictures are in .cache/browsers.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apt, mayUseApt } from './lib/browser.mjs';
import { build, buildIsCurrent, distDir } from './lib/bundle/build.mjs';
import { ensurePackages } from './lib/install.mjs';
import { cacheDir, root } from './lib/repo.mjs';
import { serveFolder } from './lib/server.mjs';

const PROGRAMS = { firefox: ['firefox-esr'], webkit: ['WebKitWebDriver', 'xvfb-run'] };
const PACKAGES = { firefox: ['firefox-esr'], webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'] };
const PORTS = { firefox: 9518, webkit: 9519 };
/** @typedef {keyof typeof PROGRAMS} Name */

/** Before all else of the page: notes what goes wrong. */
const COLLECT = `globalThis.smoke = [];
addEventListener('error', (event) => smoke.push(String(event.message || event.target.src || event.target.href)), true);
addEventListener('unhandledrejection', (event) => smoke.push(String(event.reason)));
console.error = (...all) => smoke.push(all.join(' '));
`;
const TYPED = [
  'a = cma_alloc(7)',
  'cma_release(a)',
  'workload cma ops=100 seed=1 mix=dma',
  'b = cma_alloc(3)',
];
const LOG = `document.querySelector('[role=log][aria-label="Console output"]')`;
const LINES = `[...${LOG}.querySelectorAll('.line .text')].map((line) => line.textContent)`;
const COLOURS = `Math.max(...[...document.querySelectorAll('canvas')].map((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let at = 0; at < data.length; at += 404) seen.add(data.slice(at, at + 3).join());
  return seen.size;
}))`;

/** @param {string} program */
const isThere = (program) => spawnSync('which', [program]).status === 0;

/** @param {string} verb @param {string} source */
function headless(verb, source) {
  const args = ['tools/with-deps.mjs', 'tsx', 'engine/cli.ts', verb, '-'];
  return spawnSync(process.execPath, args, { cwd: root, input: source, encoding: 'utf8' }).stdout;
}

/** @param {import('./lib/drivers.mjs').Driver} driver @param {string} url @param {string} pictures */
async function smoke({ go, read, picture }, url, pictures) {
  /** @param {string} condition */
  const until = async (condition) => {
    for (
      let tries = 0;
      !(await read(`(() => { try { return Boolean(${condition}); } catch { return false; } })()`));
      tries += 1
    ) {
      assert(tries < 120, `never true: ${condition}`);
      await sleep(500);
    }
  };
  const settled = () =>
    until(`${LOG}.textContent.length > 20 && ${LOG}.getAttribute('aria-busy') === 'false'`);
  const type = async (/** @type {string} */ line) => {
    await read(`(() => {
      const field = document.querySelector('[aria-label=Console]:is(textarea, input)');
      field.focus();
      field.value = ${JSON.stringify(line)};
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      return true;
    })()`);
    await until(`${LINES}.includes(${JSON.stringify(`> ${line}`)})`);
    await settled();
  };

  await go(url);
  await settled();
  assert.equal(await read('crossOriginIsolated'), true, 'isolated');
  await until(`${COLOURS} > 5`);
  for (const line of TYPED) await type(line);
  const scenario = readFileSync(join(root, 'engine/scenarios/ssd202-seed.carveout'), 'utf8');
  const wanted = headless('run', `${scenario}\n${TYPED.join('\n')}\n`)
    .trimEnd()
    .split('\n');
  const lines = await read(LINES);
  assert.deepEqual(lines.slice(-6), wanted.slice(-6), 'answers');
  await picture(join(pictures, 'session.png'));

  const step = `document.querySelector('.time input')?.value ?? ''`;
  const before = await read(step);
  await read(`(document.querySelector('.time button[aria-label^="Back one step"]').click(), true)`);
  await until(`${step} !== ${JSON.stringify(before)}`);

  await sleep(1_500);
  await read('(location.reload(), true)');
  await sleep(1_000);
  await settled();
  await until(`${LINES}.some((line) => line.includes('b = cma_alloc(3)'))`);

  await go('about:blank');
  await go(`${url}${headless('link', 'board ssd202\nlinked = cma_alloc(9)\n').trim()}`);
  await settled();
  await until(`${LINES}.some((line) => line.includes('linked = pfn'))`);
  await picture(join(pictures, 'link.png'));
  assert.deepEqual(await read('globalThis.smoke'), [], 'errors');
}

/** @param {Name} name @returns {Promise<string | undefined>} what is wrong; undefined: it works */
async function check(name) {
  if (!PROGRAMS[name].every(isThere) && mayUseApt()) await apt(PACKAGES[name]);
  const lost = PROGRAMS[name].filter((program) => !isThere(program));
  if (lost.length > 0) return `there is no ${lost.join(' and no ')} and none could be installed`;
  const pictures = join(cacheDir, 'browsers', name);
  mkdirSync(pictures, { recursive: true });
  const drivers = await import('./lib/drivers.mjs');
  const boot = readFileSync(join(distDir, 'boot.js'), 'utf8');
  const server = await serveFolder(
    distDir,
    { host: 'localhost', port: 0, strictPort: false },
    (path) => (path === '/boot.js' ? { body: COLLECT + boot } : undefined),
  );
  const driver = await drivers[name](PORTS[name]);
  try {
    await smoke(driver, server.url, pictures);
    return undefined;
  } catch (error) {
    await driver.picture(join(pictures, 'failed.png')).catch(() => undefined);
    return error instanceof Error ? error.message : String(error);
  } finally {
    await driver.close();
    await server.close();
  }
}

if (!(await ensurePackages())) process.exit(1);
if (!buildIsCurrent() && !(await build())) process.exit(1);
const named = process.argv.slice(2);
for (const name of /** @type {Name[]} */ (Object.keys(PROGRAMS))) {
  if (named.length > 0 && !named.includes(name)) continue;
  const wrong = await check(name).catch((/** @type {Error} */ error) => error.message);
  console.log(wrong === undefined ? `ok     ${name}` : `FAILED ${name}: ${wrong}`);
  if (wrong !== undefined) process.exitCode = 1;
}
process.exit();
