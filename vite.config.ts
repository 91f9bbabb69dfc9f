import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { isolationOf, policyTags, readHeaders } from './tools/lib/bundle/headers.mjs';
import { partsPlugins } from './tools/lib/bundle/parts.mjs';
import {
  AROUND,
  GOING_ON,
  isOneOf,
  MACHINE_SHELL,
  MACHINE_TIME,
  pieceName,
  LANGUAGE,
} from './tools/lib/bundle/pieces.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const headers = readHeaders();
const parts = partsPlugins();
/** The built page carries its policy itself as well: many hosts send no headers. */
const policy: Plugin = {
  name: 'carveout:policy',
  apply: 'build',
  transformIndexHtml: () =>
    policyTags(headers).map((attrs) => ({ tag: 'meta', attrs, injectTo: 'head-prepend' })),
};
/** The bundler's helper fetches, too, which app/link/parts.ts does: what is left is the style sheets. */
const styles: Plugin = {
  name: 'carveout:styles',
  apply: 'build',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper')
      ? `export { withStyles as __vitePreload } from ${JSON.stringify(here('./app/link/styles.ts'))};`
      : undefined,
};
/** What is needed at once comes in one piece; what every page asks for after that in three more. */
const PAGE = {
  groups: [
    { name: 'page', tags: ['$initial' as const], priority: 3 },
    { name: 'language', test: isOneOf(LANGUAGE), priority: 2 },
    { name: 'around', test: isOneOf(AROUND), priority: 1 },
    { name: 'going-on', test: isOneOf(GOING_ON) },
  ],
};
/** The same, apart from the worker's entry: no other chunk may import that one. */
const MACHINE = {
  groups: [
    {
      name: 'machine',
      tags: ['$initial' as const],
      test: (id: string) => !id.endsWith('/app/link/worker/worker.ts'),
      priority: 1,
    },
    { name: 'machine-time', test: isOneOf(MACHINE_TIME) },
    { name: 'machine-shell', test: isOneOf(MACHINE_SHELL) },
  ],
};
const port = Number(process.env['PORT'] ?? 4173);

export default defineConfig({
  root: here('./app'),
  publicDir: here('./public'),
  base: './',
  plugins: [styles, svelte(), policy, parts.page],
  worker: {
    format: 'es',
    plugins: () => [parts.worker()],
    rolldownOptions: {
      output: {
        codeSplitting: MACHINE,
        chunkFileNames: ({ facadeModuleId, name }) =>
          `assets/${pieceName(facadeModuleId, name)}-[hash].js`,
      },
    },
  },
  // Without isolation the page has no SharedArrayBuffer and copies its frames.
  server: { headers: isolationOf(headers), port },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    // app/link/parts.ts fetches what a part consists of.
    modulePreload: false,
    assetsInlineLimit: 0,
    // Timings of plugins are no news to whoever starts the page.
    rolldownOptions: { output: { codeSplitting: PAGE }, checks: { bundlerTimings: false } },
  },
});
