/** Brings node_modules to what package-lock.json says, when and only when it differs. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheDir, root } from './repo.mjs';
import { npmCommand, run } from './process.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 */

/**
 * What differs between the lock file and what npm noted it had installed. Packages for other
 * platforms are optional and may be absent.
 * @param {Lock} wanted package-lock.json
 * @param {Lock | undefined} installed node_modules/.package-lock.json, which npm writes last
 * @returns {string[]} names of packages that are missing or of another version
 */
export function differences(wanted, installed) {
  return Object.entries(wanted.packages)
    .filter(([path, entry]) => {
      if (path === '' || entry.link) return false;
      const have = installed?.packages[path];
      return have === undefined ? !entry.optional : have.version !== entry.version;
    })
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
}

/** @param {string} file @returns {Lock | undefined} */
function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @param {string} [dir] the repository */
export function packagesAreCurrent(dir = root) {
  const wanted = readLock(join(dir, 'package-lock.json'));
  const installed = readLock(join(dir, 'node_modules', '.package-lock.json'));
  return wanted !== undefined && differences(wanted, installed).length === 0;
}

const lockFile = join(cacheDir, 'installing');

/** Whether the process that wrote its number into the lock is still there. */
function lockIsHeld() {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

const unlock = () => rmSync(lockFile, { force: true });

/** Two commands started at once in a fresh clone must not install into each other. */
async function lock() {
  mkdirSync(cacheDir, { recursive: true });
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      return;
    } catch {
      if (!lockIsHeld()) unlock();
      await sleep(300);
    }
  }
}

/**
 * Installs what is missing. All its output goes to stderr.
 * @returns {Promise<boolean>} whether the packages are in place now
 */
export async function ensurePackages() {
  if (packagesAreCurrent()) return true;
  await lock();
  try {
    if (packagesAreCurrent()) return true;
    console.error('Installing packages (npm ci) …');
    const [npm, first] = npmCommand();
    const args = [...first, 'ci', '--include=dev', '--no-audit', '--no-fund'];
    const { code } = await run(npm, args, { toStderr: true });
    return code === 0;
  } finally {
    unlock();
  }
}
