/**
 * npm run -s bench [-- engine | page]: the engine's figures in Node, then those of the built page in
 * Chromium. Standard output holds the figures alone.
 */
import { spawn } from 'node:child_process';
import { ensureBrowser } from './lib/browser.mjs';
import { build, buildIsCurrent } from './lib/bundle/build.mjs';
import { ensurePackages } from './lib/install.mjs';
import { exitCode } from './lib/process.mjs';
import { root } from './lib/repo.mjs';

/** @param {string} file @returns {Promise<number>} its exit code */
const runTypeScript = (file) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', file], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('exit', (code, signal) => resolve(exitCode(code, signal)));
  });

async function page() {
  const browser = await ensureBrowser();
  if ('missing' in browser) {
    console.error(browser.missing);
    return 1;
  }
  if (!buildIsCurrent()) {
    console.error('Building the page …');
    if (!(await build())) return 1;
  }
  return runTypeScript('e2e/bench.ts');
}

const PARTS = { engine: () => runTypeScript('engine/bench/run.ts'), page };

const names = process.argv.slice(2);
const wanted = names.length > 0 ? names : Object.keys(PARTS);
const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(' and ')}`);
  process.exit(2);
}
if (!(await ensurePackages())) process.exit(1);
let worst = 0;
for (const [name, start] of Object.entries(PARTS)) {
  if (wanted.includes(name)) worst = Math.max(worst, await start());
}
process.exit(worst);
