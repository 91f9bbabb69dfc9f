import type { KnipConfig } from 'knip';

const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script>/g;
/** Imports in markup, `{#await …}`: the panels that are fetched behind the first paint. */
const IMPORT_IN_MARKUP = /\bimport\('([^']+)'\)/g;

/** What a component imports, scripts and markup alike. */
const importsOf = (component: string): string => {
  const scripts = [...component.matchAll(SCRIPT)].map(([, body = '']) => body);
  const markup = [...component.replaceAll(SCRIPT, '').matchAll(IMPORT_IN_MARKUP)];
  return [...scripts, ...markup.map(([found]) => `void ${found};`)].join('\n');
};

const config: KnipConfig = {
  entry: [
    'app/*.d.ts',
    'app/link/worker.ts',
    'app/link/link-worker.ts',
    'engine/index.ts',
    'engine/language/index.ts',
    'engine/cli.ts',
    'engine/replay/cli.ts',
    'engine/bench/run.ts',
    'engine/fuzz/cli.ts',
    'e2e/bench.ts',
    'tools/*.mjs',
  ],
  project: ['app/**/*.{ts,svelte,css}', 'engine/**/*.ts', 'e2e/**/*.ts', 'tools/**/*.{mjs,ts}'],
  playwright: { config: 'e2e/playwright.config.ts', entry: 'e2e/**/*.spec.ts' },
  compilers: { svelte: importsOf },
  // Run by name, in tools/typecheck.mjs.
  ignoreDependencies: ['svelte-check'],
  // Written by a program, every term.
  ignoreIssues: { 'engine/language/parser.terms.ts': ['exports'] },
  ignoreExportsUsedInFile: true,
  // Types are documentation: a protocol names more than its present users need.
  rules: { types: 'off' },
};

export default config;
