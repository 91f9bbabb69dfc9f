/** Finds the Chromium that end-to-end tests and the browser benchmark use, or gets one. */
import { existsSync, readFileSync } from 'node:fs';
import { binScript, run } from './process.mjs';

/** Where Debian, Fedora, Arch and Alpine put their own package. */
const SYSTEM_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
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
function mayUseApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID=debian$/m.test(release);
}

/** @param {string[]} packages */
async function apt(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, toStderr: true });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const { code } = await run('apt-get', args, { env, toStderr: true });
  return code === 0;
}

/**
 * Makes sure that there is a Chromium and, where we can, a font with Chinese characters.
 * @returns {Promise<string | undefined>} its path
 */
export async function ensureBrowser() {
  const found = systemChromium() ?? (await playwrightChromium());
  const missing = [
    ...(found === undefined ? ['chromium'] : []),
    ...(CJK_FONTS.some(existsSync) ? [] : ['fonts-noto-cjk']),
  ];
  if (missing.length > 0 && mayUseApt()) {
    console.error(`Installing ${missing.join(' and ')} (apt-get) …`);
    await apt(missing);
  }
  const now = found ?? systemChromium();
  if (now !== undefined) return now;
  console.error('Installing Chromium (playwright install) …');
  const withSystemLibraries = process.getuid?.() === 0 ? ['--with-deps'] : [];
  const args = [binScript('@playwright/test#playwright'), 'install', ...withSystemLibraries];
  await run(process.execPath, [...args, 'chromium'], { toStderr: true });
  return playwrightChromium();
}
