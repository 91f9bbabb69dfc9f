/**
 * What a browser must fetch for the first paint and a running machine, and how large that is
 * compressed: index.html, its scripts and style sheets, everything they import statically, and the
 * workers they start. What is after a dynamic `import()` comes after the first paint and does not
 * count; `npm run -s bench -- page` prints both sums.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes, gzip at the level web servers use: the budget of the design. */
export const FIRST_LOAD_LIMIT = 100 * 1024;

/**
 * A static import or re-export at the start of a statement, as bundlers write it. The clause has
 * no quotes, brackets or semicolons, which keeps the match inside one statement.
 */
const STATIC_IMPORT =
  /(?:^|[;}\n]|\*\/)\s*(?:import|export)\s*(?:[\w$*{}\s,]+?\s*from\s*)?["'](\.{1,2}\/[^"']+)["']/g;
const WORKER = /new (?:Shared)?Worker\(\s*(?:new URL\(\s*)+["'`]([^"'`]+)["'`]/g;
const STYLE_IMPORT = /@import\s+(?:url\()?["']?([^"')]+)/g;
/** Fonts and pictures that a style sheet names are fetched with it. */
const STYLE_URL = /url\(["']?(?!data:|#)([^"')]+)/g;
const HTML_FETCH = /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"[^>]*>/g;
/** Links that a browser fetches at once; icons are fetched when the tab is drawn, apart from the page. */
const FETCHED_LINK = /<script\b|rel="(?:stylesheet|modulepreload|preload)"/;

/** @param {string} text @param {RegExp} pattern */
const matches = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

/** Addresses as written. @param {string} text */
export const staticImports = (text) => matches(text, STATIC_IMPORT);
/** @param {string} text */
export const workerFiles = (text) => matches(text, WORKER);

/** @param {string} file @param {string} text @returns {string[]} addresses as written */
function references(file, text) {
  switch (extname(file)) {
    case '.html':
      return [...text.matchAll(HTML_FETCH)]
        .filter(([tag]) => FETCHED_LINK.test(tag))
        .map((match) => match[1] ?? '');
    case '.js':
      return [...staticImports(text), ...workerFiles(text)];
    case '.css':
      return [...matches(text, STYLE_IMPORT), ...matches(text, STYLE_URL)];
    default:
      return [];
  }
}

/** @param {string} dist @param {string} from @param {string} address @returns {string | undefined} a file of dist */
function resolve(dist, from, address) {
  if (/^[a-z]+:|^\/\//i.test(address)) return undefined;
  const path = address.replace(/[?#].*$/, '');
  return path.startsWith('/') ? join(dist, path) : join(dirname(from), path);
}

/**
 * @param {string} dist folder of the built page
 * @returns {{ file: string, bytes: number, gzip: number }[]} what is fetched first, largest first
 */
export function firstLoad(dist) {
  const found = /** @type {Map<string, { file: string, bytes: number, gzip: number }>} */ (
    new Map()
  );
  const open = [join(dist, 'index.html')];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    if (!existsSync(path)) throw new Error(`${relative(dist, path)} is named but was not built`);
    const content = readFileSync(path);
    const gzip = gzipSync(content).length;
    found.set(path, { file: relative(dist, path), bytes: content.length, gzip });
    for (const address of references(path, content.toString('utf8'))) {
      const next = resolve(dist, path, address);
      if (next !== undefined) open.push(next);
    }
  }
  return [...found.values()].sort((a, b) => b.gzip - a.gzip);
}
