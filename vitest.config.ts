import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const plugins = [svelte({ configFile: 'app/svelte.config.js' })];
/** A property under load may take a while; a hang still ends. */
const testTimeout = 30_000;
const setupFiles = ['engine/test/properties.setup.ts'];
const RUNES = 'app/**/*.svelte.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'node',
          testTimeout,
          setupFiles,
          include: ['engine/**/*.test.ts', 'app/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: [RUNES],
        },
      },
      {
        // Runes here are what they are in the page: reactive, with effects.
        plugins,
        environments: {
          ssr: {
            consumer: 'client',
            resolve: { conditions: ['browser', 'module', 'development'], noExternal: ['svelte'] },
          },
        },
        test: { name: 'runes', testTimeout, setupFiles, include: [RUNES] },
      },
    ],
  },
});
