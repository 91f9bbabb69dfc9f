import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { firstLoad } from './first-load.mjs';

describe('first load', () => {
  let dir = '';
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'carveout-dist-'))));
  afterEach(() => rmSync(dir, { recursive: true }));

  const files = (tree: Record<string, string>): string[] => {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    return firstLoad(dir)
      .map(({ file }) => file)
      .sort();
  };
  const page = (body: string): string => `<!doctype html><html><head>${body}</head></html>`;
  const script = page('<script type="module" crossorigin src="./assets/main.js"></script>');

  test('scripts, style sheets and preloads of the page', () => {
    const html = page(
      '<link rel="icon" href="/icon.svg"><script src="/boot.js"></script>' +
        '<link rel="stylesheet" crossorigin href="./a.css"><link rel="modulepreload" href="./p.js">',
    );
    const tree = { 'index.html': html, 'boot.js': '', 'a.css': '', 'p.js': '', 'icon.svg': '' };
    expect(files(tree)).toEqual(['a.css', 'boot.js', 'index.html', 'p.js']);
  });

  test.each([
    'import"./x.js";',
    'import{a as b}from"./x.js";a();',
    'import a,{b}from"./x.js"',
    'import*as a from"./x.js"',
    'const q=1;export*from"./x.js"',
    'const q=1;export{a as default}from"./x.js"',
    'import{$ as _,a0}from\n"./x.js"',
    'new Worker(new URL("./x.js",import.meta.url),{type:"module"})',
    'new Worker(new URL(new URL(`x.js`,import.meta.url).href,``+import.meta.url),{type:`module`})',
    'new Worker(new URL("/assets/x.js",""+import.meta.url))',
  ])('counts %s', (text) => {
    const tree = { 'index.html': script, 'assets/main.js': text, 'assets/x.js': '' };
    expect(files(tree)).toContain('assets/x.js');
  });

  test.each([
    'import("./x.js").then(f)',
    'const f=()=>import("./x.js")',
    'const deps=["./x.js"]',
    'const s="from ./x.js"',
  ])('does not count %s', (text) => {
    const tree = { 'index.html': script, 'assets/main.js': text, 'assets/x.js': '' };
    expect(files(tree)).not.toContain('assets/x.js');
  });

  test('follows imports of imports, and circles once', () => {
    const tree = {
      'index.html': script,
      'assets/main.js': 'import"./a.js"',
      'assets/a.js': 'import"./b.js"',
      'assets/b.js': 'import"./a.js"',
    };
    expect(files(tree)).toEqual(['assets/a.js', 'assets/b.js', 'assets/main.js', 'index.html']);
  });

  test('what a style sheet names is fetched too', () => {
    const tree = {
      'index.html': page('<link rel="stylesheet" href="./a.css">'),
      'a.css': '@font-face{src:url(./f.woff2)}b{background:url("data:image/svg+xml,x")}',
      'f.woff2': 'x',
    };
    expect(files(tree)).toContain('f.woff2');
  });

  test('a name that was not built is an error', () => {
    expect(() => files({ 'index.html': script })).toThrow('assets/main.js');
  });

  test('sizes are those of the compressed files', () => {
    files({ 'index.html': script, 'assets/main.js': 'a'.repeat(10_000) });
    const main = firstLoad(dir).find(({ file }) => file === 'assets/main.js');
    expect(main?.bytes).toBe(10_000);
    expect(main?.gzip).toBeLessThan(100);
  });
});
