import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const plugins = [svelte({ configFile: 'app/svelte.config.js' })];
/** A property under load may take a while; a hang still ends. */
const testTimeout = 30_000;
const setupFiles = ['engine/test/properties.setup.ts'];
const RUNES = 'app/**/*.svelte.test.ts';
/** They put something of their own in the place of what others import. */
const APART = [
  'engine/test/bump/*.test.ts',
  'engine/fuzz/**/*.test.ts',
  'engine/cli/checked.test.ts',
  'engine/language/parse-steps.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        // The engine keeps nothing between two machines: its files share what they import, which saves
        // two fifths of their time.
        plugins,
        test: {
          name: 'engine',
          testTimeout,
          setupFiles,
          isolate: false,
          include: ['engine/**/*.test.ts'],
          exclude: APART,
        },
      },
      {
        plugins,
        test: {
          name: 'node',
          testTimeout,
          setupFiles,
          include: [...APART, 'app/**/*.test.ts', 'tools/**/*.test.ts'],
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
