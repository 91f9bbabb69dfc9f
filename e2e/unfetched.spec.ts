/** Code that cannot be fetched: offline, or because another version took the page's place. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { CarveoutPage } from './page.ts';

/** A page of its own: its console is full of what could not be fetched. */
async function opened(
  browser: Browser,
  baseURL: string | undefined,
  before: (page: Page) => Promise<unknown>,
): Promise<{ context: BrowserContext; page: Page; carveout: CarveoutPage; thrown: Error[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const thrown: Error[] = [];
  page.on('pageerror', (error) => thrown.push(error));
  await before(page);
  const carveout = new CarveoutPage(page);
  await carveout.open(baseURL);
  return { context, page, carveout, thrown };
}

const WORKLOAD = 'workload cma ops=100 seed=1 mix=dma';

test('what cannot be fetched is said where it was asked for, and can be tried again', async ({
  browser,
  baseURL,
}) => {
  const FILES = /\/assets\/(KeySheet|workload-task|dma-pool-system|machine-time|Planner)-/;
  const { context, page, carveout, thrown } = await opened(browser, baseURL, (fresh) =>
    fresh.route(FILES, (route) => route.abort()),
  );
  await carveout.ask('a = cma_alloc(2)');

  // A part of the page.
  await carveout.map.focus();
  await page.keyboard.press('?');
  const alert = page.getByRole('alert').filter({ hasText: 'This part could not be fetched.' });
  await expect(alert).toBeVisible();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toBeVisible();
  await expect(alert).toBeInViewport();
  await expectAccessible(page, 'with a part missing');
  await page.keyboard.press('Escape');
  await expect(alert).toHaveCount(0);
  await expect(carveout.map).toBeFocused();

  // A system in the worker: what stood before it was done, what stands after it waits.
  const notice = page.locator('.notices').getByText(/asked for could not be fetched/);
  await carveout.console.fill(`b = cma_alloc(3)\n${WORKLOAD}\nc = cma_alloc(4)`);
  await carveout.console.press('Enter');
  await expect(notice).toBeVisible();
  // The notice may stand before the console has its lines.
  await expect
    .poll(async () => (await carveout.lines()).slice(-2))
    .toEqual([
      expect.stringContaining('workload cma'),
      expect.stringMatching(/could not be fetched: not executed/),
    ]);
  await expect(carveout.blocks.getByText('b', { exact: true })).toBeVisible();
  await expect(carveout.blocks.getByText('c', { exact: true })).toHaveCount(0);
  expect(await carveout.ask('d = cma_alloc(1)')).toHaveLength(1);
  expect(page.workers()).toHaveLength(1);

  // Going back needs code, too.
  await carveout.map.focus();
  await page.keyboard.press('Control+z');
  await expect(notice).toBeVisible();

  await page.unroute(FILES);
  await page.locator('.notices').getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toHaveCount(0);
  await expect(carveout.blocks.getByText('d', { exact: true })).toHaveCount(0);
  // The map is there before the answer that says where one stands.
  const track = page.getByRole('slider', { name: 'Position in time' });
  const end = (await track.getAttribute('aria-valuemax')) ?? '';
  await expect(track).not.toHaveAttribute('aria-valuenow', end);
  await page.keyboard.press('Control+Shift+z');
  await expect(carveout.blocks.getByText('d', { exact: true })).toBeVisible();
  expect((await carveout.ask(WORKLOAD)).join(' ')).toContain('100');
  await carveout.map.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();

  await page.reload();
  await carveout.settled();
  await expect(carveout.output).toContainText(
    /a = cma_alloc.*b = cma_alloc.*d = cma_alloc.*workload/,
  );
  expect(thrown).toEqual([]);
  await context.close();
});

test('another version in the place of this one is told, and a reload keeps the session', async ({
  browser,
  baseURL,
}) => {
  const { context, page, carveout, thrown } = await opened(browser, baseURL, async (fresh) => {
    await fresh.route(/\/assets\/(ShareDialog|workload-task)-/, (route) =>
      route.fulfill({ status: 404, contentType: 'text/html', body: 'gone' }),
    );
  });
  await carveout.ask('a = cma_alloc(2)');
  await page.route('**/parts.json', (route) => route.fulfill({ json: { files: [], parts: {} } }));
  await carveout.type(WORKLOAD);
  await expect(page.locator('.notices').getByText(/a newer version of this page/)).toBeVisible();
  await carveout.map.focus();
  await page.keyboard.press('Shift+S');
  const alert = page.getByRole('alert').filter({ hasText: 'newer version' });
  await expect(alert).toBeVisible();
  expect((await carveout.ask('b = cma_alloc(1)')).at(-1)).toMatch(/^b = pfn/);
  await page.unrouteAll();
  await alert.getByRole('button', { name: 'Reload' }).click();
  await expect(alert).toHaveCount(0);
  await carveout.settled();
  await expect(carveout.blocks.getByText('b', { exact: true })).toBeVisible();
  expect((await carveout.ask(WORKLOAD)).join(' ')).toContain('100');
  expect(thrown).toEqual([]);
  await context.close();
});

test('what the page may need was fetched while it rested: offline all of it works', async ({
  browser,
  baseURL,
}) => {
  const fetched = new Set<string>();
  const { context, page, carveout, thrown } = await opened(browser, baseURL, (fresh) =>
    Promise.resolve(
      fresh.on('requestfinished', (request) => fetched.add(request.url().replace(/^.*\//, ''))),
    ),
  );
  const list = await page.request.get(`${baseURL}parts.json`);
  const { files } = (await list.json()) as { files: string[] };
  await expect
    .poll(() => files.filter((file) => !fetched.has(file)), { timeout: 40_000 })
    .toEqual([]);
  await context.setOffline(true);
  expect((await carveout.ask(WORKLOAD)).join(' ')).toContain('100');
  expect(await carveout.ask('dma_pool_create("q", 64)')).not.toHaveLength(0);
  await carveout.map.focus();
  for (const [key, name] of [
    ['?', 'Keys'],
    ['Shift+S', 'Share'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await carveout.ask('board dm365');
  await expect(page.getByText(/could not be fetched/)).toHaveCount(0);
  expect(thrown).toEqual([]);
  await context.close();
});
