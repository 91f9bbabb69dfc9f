/** Finds the Chromium that end-to-end tests and the browser benchmark use, or gets one. */
import { existsSync, readFileSync } from 'node:fs';
import { binScript, run } from './process.mjs';

/** The same engine without windows, tabs and extensions: a third of the work. Debian has it from 12 on. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';
/** Where Debian, Fedora, Arch and Alpine put their own packages; the first that is there is taken. */
const SYSTEM_CHROMIUM = [HEADLESS_SHELL, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
const CJK_FONTS = ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'];

/** Ubuntu's chromium-browser is a shell script that asks for a snap: not a browser. @param {string} path */
const isBrowser = (path) =>
  existsSync(path) && !readFileSync(path).subarray(0, 4096).toString('latin1').includes('snap');

/** Path of the system's Chromium; undefined where Playwright's own is to be used. */
export function systemChromium() {
  const named = process.env['CARVEOUT_CHROMIUM'];
  if (named) return named;
  return SYSTEM_CHROMIUM.find(isBrowser);
}

async function playwrightChromium() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** Whether this is Debian itself, whose `chromium` is a real package, and we may install it. */
export function mayUseApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID=debian$/m.test(release);
}

/** Installs Debian's packages. @param {string[]} packages @returns {Promise<boolean>} whether it worked */
export async function apt(packages) {
  console.error(`Installing ${packages.join(' and ')} (apt-get) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, toStderr: true });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const { code } = await run('apt-get', args, { env, toStderr: true });
  return code === 0;
}

/** @returns {Promise<string | undefined>} where it is after whatever can be done to get one */
async function findOrInstall() {
  if (mayUseApt()) {
    const named = process.env['CARVEOUT_CHROMIUM'];
    const missing = [
      ...(named || existsSync(HEADLESS_SHELL) ? [] : ['chromium-headless-shell']),
      ...(CJK_FONTS.some(existsSync) ? [] : ['fonts-noto-cjk']),
    ];
    if (missing.length > 0) await apt(missing);
    // Older releases have only the whole browser.
    if (systemChromium() === undefined) await apt(['chromium']);
  }
  const found = systemChromium() ?? (await playwrightChromium());
  if (found !== undefined) return found;
  console.error('Installing Chromium (playwright install) …');
  const withSystemLibraries = process.getuid?.() === 0 ? ['--with-deps'] : [];
  const args = [binScript('@playwright/test#playwright'), 'install', ...withSystemLibraries];
  await run(process.execPath, [...args, 'chromium'], { toStderr: true });
  return playwrightChromium();
}

/** As root there is no sandbox. */
export const CHROMIUM_ARGS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const LAUNCH_MS = 60_000;

/** @param {string} executablePath @returns {Promise<string | undefined>} why it does not start; undefined: it does */
async function whyNot(executablePath) {
  if (!existsSync(executablePath)) return 'it is not there';
  const { chromium } = await import('@playwright/test');
  try {
    await (
      await chromium.launch({ executablePath, args: CHROMIUM_ARGS, timeout: LAUNCH_MS })
    ).close();
    return undefined;
  } catch (error) {
    const [first = ''] = error instanceof Error ? error.message.split('\n') : [String(error)];
    return first;
  }
}

/**
 * Makes sure that there is a Chromium which starts and, where we can, a font with Chinese characters.
 * @returns {Promise<{ path: string } | { missing: string }>} where it is, or in one sentence why there is none
 */
export async function ensureBrowser() {
  const path = await findOrInstall();
  if (path === undefined) return { missing: 'There is no Chromium and none could be installed.' };
  const why = await whyNot(path);
  if (why === undefined) return { path };
  const named = process.env['CARVEOUT_CHROMIUM']
    ? 'CARVEOUT_CHROMIUM'
    : 'The Chromium of this system';
  return { missing: `${named} does not work: ${path}: ${why}.` };
}
