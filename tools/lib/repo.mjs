import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository, without a slash at its end. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string[]} parts path inside the repository */
export const inRepo = (...parts) => join(root, ...parts);

/** Caches, locks and what runs of the tests leave; ignored by git. */
export const cacheDir = inRepo('.cache');
