import type { KnipConfig } from 'knip';

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g;
/** What an instance exports is for whoever holds it by `bind:this`: no export of a module. */
const OWN_EXPORT = /^( *)export (?=(?:async )?function )/gm;
/** Imports in markup, `{#await …}`: the panels that are fetched after the first paint. */
const IMPORT_IN_MARKUP = /\bimport\('([^']+)'\)/g;

/** What a component imports, scripts and markup alike. */
const importsOf = (component: string): string => {
  const scripts = [...component.matchAll(SCRIPT)].map(([, attributes = '', body = '']) =>
    /\bmodule\b/.test(attributes) ? body : body.replaceAll(OWN_EXPORT, '$1'),
  );
  const markup = [...component.replaceAll(SCRIPT, '').matchAll(IMPORT_IN_MARKUP)];
  return [...scripts, ...markup.map(([found]) => `void ${found};`)].join('\n');
};

const config: KnipConfig = {
  entry: [
    'app/*.d.ts',
    'app/link/worker/worker.ts',
    'app/link/styles.ts',
    'app/link/worker/link-worker.ts',
    'engine/index.ts',
    // They declare into what all share: every project has them among its files.
    'engine/systems/*/{protocol,part}.ts',
    'engine/test/bump/part.ts',
    'engine/language/index.ts',
    'engine/cli.ts',
    'engine/replay/cli.ts',
    'engine/bench/run.ts',
    'engine/fuzz/cli.ts',
    'e2e/bench.ts',
    'tools/*.{mjs,cjs}',
    'tools/lib/*-reporter.mjs',
    'tools/mutants/*.ts',
  ],
  project: ['app/**/*.{ts,svelte,css}', 'engine/**/*.ts', 'e2e/**/*.ts', 'tools/**/*.{mjs,cjs,ts}'],
  playwright: { config: 'e2e/playwright.config.ts', entry: 'e2e/**/*.spec.ts' },
  compilers: { svelte: importsOf },
  // Run by name, in tools/typecheck.mjs, tools/lib/stages.mjs and tools/mutants.mjs.
  ignoreDependencies: [
    'svelte-check',
    'typescript7',
    'oxlint',
    'oxlint-tsgolint',
    '@stryker-mutator/vitest-runner',
  ],
  // Written by a program, every term.
  ignoreIssues: { 'engine/language/grammar/parser.terms.ts': ['exports'] },
  ignoreExportsUsedInFile: true,
  // Types are documentation: a protocol names more than its present users need.
  rules: { types: 'off' },
};

export default config;
