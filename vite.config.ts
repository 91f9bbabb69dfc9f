import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** Cross-origin isolation: without these the page has no SharedArrayBuffer and copies its frames. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const port = Number(process.env['PORT'] ?? 4173);

export default defineConfig({
  root: here('./app'),
  publicDir: here('./public'),
  base: './',
  plugins: [svelte()],
  worker: { format: 'es' },
  server: { headers: isolation, port },
  preview: { headers: isolation, port, strictPort: true },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
