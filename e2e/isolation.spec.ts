import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { CarveoutPage } from './page.ts';
import { digest, spyOnWorkers } from './workers.ts';

const ISOLATION = ['cross-origin-opener-policy', 'cross-origin-embedder-policy'];

/** As a host that sends no headers of its own would serve it. */
async function withoutHeaders(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = Object.fromEntries(
      Object.entries(response.headers()).filter(([name]) => !ISOLATION.includes(name)),
    );
    await route.fulfill({ response, headers });
  });
}

const isolated = (page: Page): Promise<boolean> => page.evaluate(() => crossOriginIsolated);

test('served by npm start the page is cross-origin isolated', async ({ carveout, page }) => {
  await carveout.open();
  expect(await isolated(page)).toBe(true);
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
