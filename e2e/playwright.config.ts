/** End-to-end tests: the built page, served as `npm start` serves it, in a real Chromium. */
import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, systemChromium } from '../tools/lib/browser.mjs';
import { cacheDir, root } from '../tools/lib/repo.mjs';

/** A port that nobody has. The workers of a run read this file too, and must meet the same one. */
async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return String(address.port);
}
const port = (process.env['CARVEOUT_E2E_PORT'] ??= await freePort());
const executablePath = systemChromium();
/** Pictures of failures: in the folder of a run of `npm test`, else in one for all. */
const results = process.env['CARVEOUT_RUN'] ?? cacheDir;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: `${results}/test-results`,
  fullyParallel: true,
  workers: 2,
  // A machine that others use answers late; what needed a second try is told by name.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['../tools/lib/e2e-reporter.mjs']],
  use: {
    baseURL: `http://localhost:${port}/`,
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    video: 'off',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: CHROMIUM_ARGS,
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: `node tools/start.mjs --no-build --strict --port ${port}`,
    cwd: root,
    url: `http://localhost:${port}/`,
    timeout: 60_000,
  },
});
