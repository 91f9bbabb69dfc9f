import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { isolationOf, policyTags, readHeaders } from './tools/lib/headers.mjs';

const headers = readHeaders();
/** The built page carries its policy itself as well: many hosts send no headers. */
const policy: Plugin = {
  name: 'carveout:policy',
  apply: 'build',
  transformIndexHtml: () =>
    policyTags(headers).map((attrs) => ({ tag: 'meta', attrs, injectTo: 'head-prepend' })),
};
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** What is needed at once comes in one piece: many small files weigh more than one. */
const PAGE = { groups: [{ name: 'page', tags: ['$initial' as const] }] };
/** The same, apart from the worker's entry: no other chunk may import that one. */
const MACHINE = {
  groups: [
    {
      name: 'machine',
      tags: ['$initial' as const],
      test: (id: string) => !id.endsWith('/app/link/worker.ts'),
    },
  ],
};
const port = Number(process.env['PORT'] ?? 4173);

export default defineConfig({
  root: here('./app'),
  publicDir: here('./public'),
  base: './',
  plugins: [svelte(), policy],
  worker: { format: 'es', rolldownOptions: { output: { codeSplitting: MACHINE } } },
  // Without isolation the page has no SharedArrayBuffer and copies its frames.
  server: { headers: isolationOf(headers), port },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: PAGE } },
  },
});
