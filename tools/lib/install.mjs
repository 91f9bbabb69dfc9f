/** Brings node_modules to what package-lock.json says, when and only when it differs. */
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
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

/**
 * Why nothing can be written here, when that is what an error came of.
 * @param {unknown} error
 * @returns {string | undefined} the code of the system call; undefined: it is something else
 */
export function unwritable(error) {
  const { code, syscall } = /** @type {NodeJS.ErrnoException} */ (error);
  if (syscall === undefined) return undefined;
  try {
    accessSync(root, constants.W_OK);
    return code;
  } catch (why) {
    // mkdir itself says ENOENT where a file system is read-only.
    return /** @type {NodeJS.ErrnoException} */ (why).code;
  }
}

async function install() {
  if (packagesAreCurrent()) return true;
  console.error('Installing packages (npm ci) …');
  const [npm, first] = npmCommand();
  const args = [...first, 'ci', '--include=dev', '--no-audit', '--no-fund'];
  const { code } = await run(npm, args, { toStderr: true });
  if (code !== 0) console.error('The packages could not be installed; the lines above say why.');
  return code === 0;
}

/**
 * Installs what is missing, one command at a time. All its output goes to stderr.
 * @returns {Promise<boolean>} whether the packages are in place now; if not, it was said why
 */
export async function ensurePackages() {
  if (packagesAreCurrent()) return true;
  try {
    mkdirSync(cacheDir, { recursive: true });
    return await withLock(join(cacheDir, 'installing'), install, (holder) =>
      console.error(`Process ${holder} installs packages here; waiting for it …`),
    );
  } catch (error) {
    const why = unwritable(error);
    if (why === undefined) throw error;
    console.error(`Packages are missing, and nothing can be written to ${root} (${why}).`);
    return false;
  }
}
