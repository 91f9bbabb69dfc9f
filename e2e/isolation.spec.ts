import { pathToFileURL } from 'node:url';
import type { Frame, Page } from '@playwright/test';
import { distDir } from '../tools/lib/bundle/build.mjs';
import { collectErrors, expect, test } from './fixtures.ts';
import { CarveoutPage, withDock } from './page.ts';
import { digest, spyOnWorkers } from './workers.ts';

const ISOLATION = ['cross-origin-opener-policy', 'cross-origin-embedder-policy'];

/** What becomes a document or a worker: elsewhere these headers mean nothing. */
const REALMS = /\/(#.*)?$|\/assets\/(worker|link-worker)-/;

/** As a host that sends no headers of its own would serve it. */
async function without(page: Page, names: readonly string[]): Promise<void> {
  await page.route(REALMS, async (route) => {
    const response = await route.fetch();
    const headers = Object.fromEntries(
      Object.entries(response.headers()).filter(([name]) => !names.includes(name)),
    );
    await route.fulfill({ response, headers });
  });
}
const withoutHeaders = (page: Page): Promise<void> => without(page, ISOLATION);
const withoutPolicy = (page: Page): Promise<void> => without(page, ['content-security-policy']);

const isolated = (page: Page): Promise<boolean> => page.evaluate(() => crossOriginIsolated);

test('served by npm start the page is cross-origin isolated', async ({ carveout, page }) => {
  await carveout.open();
  expect(await isolated(page)).toBe(true);
});

test('isolated without a SharedArrayBuffer it works on copies and says which is missing', async ({
  carveout,
  page,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedArrayBuffer'));
  await carveout.open();
  expect(await isolated(page)).toBe(true);
  await expect(page.getByText(/offers no SharedArrayBuffer/)).toBeVisible();
  expect(await carveout.ask('cma_alloc(7)')).toHaveLength(1);
});

test('a second fetch is told of the isolation, too', async ({ request }) => {
  const headers = { 'If-None-Match': (await request.get('./')).headers()['etag'] ?? '' };
  const again = await request.get('./', { headers });
  expect(again.status()).toBe(304);
  for (const name of ISOLATION) expect(again.headers()).toHaveProperty(name);
});

/** What the policy forbids, and how a test hears of it. */
const FORBIDDEN = [
  () => void new Image().setAttribute('src', 'https://example.org/x.png'),
  () => document.body.append(Object.assign(document.createElement('script'), { text: '1' })),
];

for (const [name, strip] of [
  ['by its headers', () => Promise.resolve()],
  ['by itself, where a host sends none', withoutPolicy],
] as const)
  test(`the page is held to its policy ${name}`, async ({ browser, baseURL }) => {
    const page = await browser.newPage();
    await strip(page);
    await new CarveoutPage(page).open(baseURL);
    const errors = collectErrors(page);
    for (const forbidden of FORBIDDEN) await page.evaluate(forbidden);
    const complaints = (): Set<string> =>
      new Set(errors.filter((error) => /Content Security Policy/.test(error)));
    await expect.poll(() => complaints().size).toBe(FORBIDDEN.length);
    await page.close();
  });

test('without the headers it works on copies, says so, and answers the same', async ({
  carveout,
  page,
  browser,
}) => {
  await spyOnWorkers(page);
  await withoutHeaders(page);
  await carveout.open();
  expect(await isolated(page)).toBe(false);
  await expect(page.getByText(/it has no shared memory/)).toBeVisible();
  await carveout.type('a = cma_alloc(7)');
  await expect(carveout.blocks.getByText('a', { exact: true })).toBeVisible();
  const copied = await digest(page);

  const other = await browser.newPage();
  await spyOnWorkers(other);
  const twin = new CarveoutPage(other);
  // Without the link: the other begins as this one did.
  await twin.open(new URL('./', page.url()).href);
  await twin.type('a = cma_alloc(7)');
  await expect(twin.blocks.getByText('a', { exact: true })).toBeVisible();
  expect(await digest(other)).toBe(copied);
});

test('nothing is fetched from anywhere else', async ({ carveout, page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '') && !request.url().startsWith('data:')) {
      elsewhere.push(request.url());
    }
  });
  await carveout.open();
  await carveout.type('cma_alloc(4)');
  await carveout.settled();
  expect(elsewhere).toEqual([]);
});

/** Both languages are there to be read, and nothing else. */
async function expectUnstarted(frame: Page | Frame): Promise<void> {
  await expect(frame.getByText(/Carveout has not started/)).toBeVisible();
  await expect(frame.getByText(/未能启动/)).toBeVisible();
  await expect(frame.getByRole('button')).toHaveCount(0);
}

test('where it cannot start, and at an address that is not there, it says so in both languages', async ({
  browser,
  baseURL,
}) => {
  // A page of its own: these are full of errors.
  const page = await browser.newPage();
  await withDock(page);
  await page.goto(pathToFileURL(`${distDir}/index.html`).href);
  await expectUnstarted(page);

  await page.goto(`${baseURL}a/b/c`);
  await expect(page.getByText('There is nothing at this address.')).toBeVisible();
  await expect(page.getByText(/此地址没有内容/)).toBeVisible();
  await page.getByRole('link').first().click();
  await new CarveoutPage(page).settled();
  await expect(page.getByText(/has not started/)).toHaveCount(0);

  await page.route('**/host.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<iframe sandbox="allow-scripts" src="./" width="900" height="600"></iframe>',
    }),
  );
  await page.goto(`${baseURL}host.html`);
  await expectUnstarted(page.frames()[1]!);
  await page.close();
});
