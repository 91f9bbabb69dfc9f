/** The TypeScript projects of the repository, found rather than listed: a new one is checked too. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './repo.mjs';

/** Folders that hold no source. */
const PASSED_OVER = new Set(['node_modules', 'dist', 'coverage', 'public']);
/** The one that Svelte's own checker reads, components and all. */
export const SVELTE_PROJECT = join('app', 'tsconfig.json');

/** @param {string} dir @returns {string[]} paths from the repository's root */
function find(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) {
      return PASSED_OVER.has(entry.name) || entry.name.startsWith('.') ? [] : find(path);
    }
    return /^tsconfig(\..+)?\.json$/.test(entry.name) ? [relative(root, path)] : [];
  });
}

/** A solution only points at projects, a base is only extended: neither has files of its own. @param {string} file */
function hasFiles(file) {
  const text = readFileSync(join(root, file), 'utf8');
  return !/tsconfig\.base\.json$/.test(file) && !/"files"\s*:\s*\[\s*\]/.test(text);
}

/** Every project that `tsc -p` checks. */
export const tscProjects = () =>
  find(root).filter((file) => file !== SVELTE_PROJECT && hasFiles(file));
