import { createServer } from 'node:http';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, savingData, test } from './fixtures.ts';
import { CarveoutPage, inspectorOf } from './page.ts';
import { digest, spyOnWorkers } from './workers.ts';

test.beforeEach(({ page }) => spyOnWorkers(page));

/** Nothing in it comes twice: no link is long enough. */
const LONG = Array.from({ length: 3_000 }, (_, i) => `# ${((i + 7) * 2_654_435_761) % 2 ** 32}`);

/** The address once it holds another experiment than before. */
async function linkAfter(page: Page, before: string): Promise<string> {
  await expect.poll(() => page.url()).not.toBe(before);
  return page.url();
}
const firstLink = async (page: Page): Promise<string> => {
  await expect.poll(() => new URL(page.url()).hash.length).toBeGreaterThan(20);
  return page.url();
};

/** Somebody else, who never was on the page. */
async function stranger(
  browser: Browser,
  link: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ readonly context: BrowserContext; readonly twin: CarveoutPage }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  await savingData(page);
  await spyOnWorkers(page);
  const twin = new CarveoutPage(page);
  await twin.open(link);
  return { context, twin };
}
const notice = (page: Page, text: RegExp | string) =>
  page.locator('.notices').getByText(text).first();
const openFromKeyboard = (page: Page, key: string): Promise<void> =>
  page
    .evaluate(() => (document.activeElement as HTMLElement | undefined)?.blur())
    .then(() => page.keyboard.press(key));

test('a link opens the same state with the same view', async ({ carveout, page, browser }) => {
  await carveout.open();
  const first = await firstLink(page);
  await carveout.ask('a = cma_alloc(16, align=4)');
  await carveout.ask('workload cma ops=500 seed=7 mix=video');
  await carveout.blocks.getByText('emac1_buff').click();
  for (let i = 0; i < 3; i += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
  const rows = await page.getByText(/\d+ a row/).textContent();
  const map = (of: Page) => of.locator('.scroller').first();
  // Zoomed in, and back at the beginning.
  await map(page).evaluate((it) => (it.scrollTop = 0));
  await linkAfter(page, first);
  await openFromKeyboard(page, 'Shift+S');
  await page.getByRole('textbox', { name: 'Title' }).fill('Where the hole is');
  await page.keyboard.press('Escape');
  await expect(page).toHaveTitle('Where the hole is · Carveout');
  // The address rests once it has the title.
  await expect
    .poll(async () => {
      const before = page.url();
      await page.waitForTimeout(600);
      return page.url() === before;
    })
    .toBe(true);

  const { context, twin } = await stranger(browser, page.url());
  expect(await digest(twin.page)).toBe(await digest(page));
  await expect(twin.page).toHaveTitle('Where the hole is · Carveout');
  await expect(twin.page.getByText(/\d+ a row/)).toHaveText(rows ?? '');
  await expect(inspectorOf(twin.page)).toContainText('emac1_buff');
  expect(
    await map(twin.page).evaluate((it) => [it.scrollTop, it.scrollHeight > it.clientHeight]),
  ).toEqual([0, true]);
  await context.close();
});

test('the browser keeps one entry however often the address changes', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  let link = await firstLink(page);
  const entries = await page.evaluate(() => history.length);
  for (let i = 0; i < 3; i += 1) {
    await carveout.ask(`cma_alloc(${String(i + 1)})`);
    link = await linkAfter(page, link);
  }
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test('a link in another language is shown in it, and settles nothing', async ({
  carveout,
  page,
  browser,
}) => {
  await carveout.open();
  const english = await firstLink(page);
  const { context, twin } = await stranger(browser, english, { locale: 'zh-CN' });
  await expect(twin.page.locator('html')).toHaveAttribute('lang', 'en');
  expect(await twin.page.evaluate(() => localStorage.getItem('carveout.settings'))).toBe(
    '{"collapsed":[]}',
  );
  await context.close();
});

test('a link pasted beside every input, or put into the address, is opened', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  const first = await firstLink(page);
  await carveout.ask('b = cma_alloc(3)');
  const second = await linkAfter(page, first);
  await page.goto(first);
  await expect(carveout.blocks.getByText('b', { exact: true })).toHaveCount(0);
  await carveout.settled();
  await page.evaluate((link) => {
    (document.activeElement as HTMLElement | undefined)?.blur();
    const data = new DataTransfer();
    data.setData('text/plain', link);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, second);
  await expect(carveout.blocks.getByText('b', { exact: true })).toBeVisible();
});

/** A link of version 1 whose body is `bytes`, as base64url; the sum is not looked after. */
const packed = (...bytes: readonly number[]): string =>
  Buffer.from(Uint8Array.from(bytes)).toString('base64url');

const HOSTILE: readonly (readonly [string, (link: string) => string, RegExp])[] = [
  ['cut', (link) => link.slice(0, -40), /not opened.*(damaged|ends too early)/],
  [
    'one character changed',
    (link) => `${link.slice(0, 60)}${link[60] === 'A' ? 'B' : 'A'}${link.slice(61)}`,
    /not opened.*damaged/,
  ],
  ['of a newer version', () => packed(9, 0, 0, 0, 0, 1, 2, 3), /not opened.*version/],
  ['of a version that never was', () => packed(0, 1, 2, 3, 4, 5), /not opened/],
  ['no base64url', () => '<script>alert(1)</script>', /not opened/],
  ['far too long', (link) => link + 'A'.repeat(9_000), /not opened.*8,000/],
];

test('a link that is hostile or broken leaves the page working', async ({
  carveout,
  page,
  browser,
}) => {
  await carveout.open();
  const good = new URL(await firstLink(page));
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  for (const [what, damage, says] of HOSTILE) {
    const bad = `${good.origin}${good.pathname}#${damage(good.hash.slice(1))}`;
    await test.step(what, async () => {
      // As the first thing that a tab opens.
      const twin = new CarveoutPage(await context.newPage());
      await twin.open(bad);
      await expect(notice(twin.page, says)).toBeVisible();
      await expect(twin.blocks.getByText('new1k')).toBeVisible();
      await twin.ask('z = cma_alloc(1)');
      await expect(twin.blocks.getByText('z', { exact: true })).toBeVisible();
      await twin.page.close();

      // In a page that has something to lose.
      await carveout.ask('kept = cma_alloc(1)');
      await page.goto(bad);
      await expect(notice(page, says)).toBeVisible();
      await expect(carveout.blocks.getByText('kept', { exact: true })).toBeVisible();
      await expect.poll(() => page.url().length).toBeLessThan(3_000);
      await carveout.ask('cma_release(kept)');
      await page.locator('.notices').getByRole('button').first().click();
    });
  }
  await context.close();
});

test('too long for a link: the address holds none, the dialog offers the file', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await firstLink(page);
  await page.evaluate(
    (script) => {
      (document.activeElement as HTMLElement | undefined)?.blur();
      const data = new DataTransfer();
      data.setData('text/plain', script);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    `${LONG.join('\n')}\ncma_alloc(1)`,
  );
  await expect.poll(() => new URL(page.url()).hash, { timeout: 20_000 }).toBe('');
  await openFromKeyboard(page, 'Shift+S');
  const dialog = page.getByRole('dialog', { name: 'Share this experiment' });
  await expect(dialog.getByText(/too long for a link/)).toBeVisible();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save session' }).click();
  expect((await download).suggestedFilename()).toBe('carveout-ssd202.carveout');
  const before = await digest(page);
  await page.reload();
  await carveout.settled();
  await expect.poll(() => digest(page), { timeout: 20_000 }).toBe(before);
});

test('the share dialog gives a link and lines for a page', async ({ carveout, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await carveout.open();
  await page.getByRole('button', { name: 'Share a link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this experiment' });
  await expect(dialog.getByText(/characters: passes everywhere/)).toBeVisible();
  await expectAccessible(page, 'with the share dialog open');
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(dialog.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await dialog.getByLabel('Open in presentation mode').check();
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/&present$/);
  await expect(dialog.getByRole('textbox', { name: 'For a page of your own' })).toHaveValue(
    /^<iframe src="http[^"]*&amp;embed" width="600" height="600"/,
  );
});

test('embedded in another page it is the maps and the way to all of it', async ({
  carveout,
  page,
  browser,
}) => {
  await carveout.open();
  const link = await firstLink(page);
  const before = await digest(page);
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    // As README says it.
    response.end(`<!doctype html><html lang="en"><title>Host</title><main>
      <h1>Host</h1><iframe src="${link}&amp;embed" width="600" height="400" title="x"></iframe>
      <script>
        const frame = document.querySelector('iframe');
        addEventListener('message', ({ source, data }) => {
          if (source === frame.contentWindow && data.type === 'carveout:height')
            frame.height = data.height;
        });
      </script></main>`);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  const context = await browser.newContext({ viewport: { width: 700, height: 800 } });
  const host = await context.newPage();
  await host.goto(`http://localhost:${String(address.port)}/`);
  const frame = host.frameLocator('iframe');
  await expect(frame.getByRole('application', { name: /^Page map of/ })).toBeVisible();
  await expect(frame.getByRole('banner')).toHaveCount(0);
  await expect(frame.getByRole('log')).toHaveCount(0);
  const way = frame.getByRole('link', { name: 'Open in Carveout' });
  await expect(way).toBeInViewport();
  await expect(way).toHaveAttribute('href', /#[\w-]{20,}$/);
  const href = await way.getAttribute('href');
  await expect(frame.getByRole('list', { name: 'Legend' })).toContainText('new1k');
  // As tall as what it shows, and at rest.
  const overflow = frame.getByRole('region', { name: 'Maps' });
  const hidden = (): Promise<number> =>
    overflow.evaluate((it) => it.scrollHeight - it.clientHeight);
  await expect.poll(hidden).toBe(0);
  expect(Number(await host.locator('iframe').getAttribute('height'))).toBeGreaterThan(400);
  await expect(frame.getByText('15 of 15')).toBeVisible();
  await frame.getByRole('button', { name: 'Back one step' }).click();
  await expect(frame.getByText('14 of 15')).toBeVisible();
  await expectAccessible(host, 'embedded');
  await context.close();
  server.close();
  const opened = await stranger(browser, href ?? '');
  expect(await digest(opened.twin.page)).toBe(before);
  await opened.context.close();
});

test('presentation mode is large, stays in the link, and can be left', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await firstLink(page);
  const size = (): Promise<number> =>
    page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const normal = await size();
  await openFromKeyboard(page, 'p');
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect.poll(size).toBeGreaterThan(normal * 1.3);
  await expect.poll(() => page.url()).toMatch(/&present$/);
  const telling = page.getByRole('region', { name: 'What is happening' });
  const present = telling.getByRole('group', { name: 'The present line and its answer' });
  await expect(telling).toContainText('What the engineer typed');
  await expect(present).toContainText('cat /sys/class/mstar/msys/dmem');
  await expect(present).toContainText('[new1k]');
  await expect(telling.getByRole('list', { name: 'Legend' })).toContainText('new1k');
  await page.keyboard.press(',');
  await expect(present).toContainText('echo new1k 1024');
  const map = page.getByRole('application', { name: /^Page map of/ });
  /** Of the window. */
  const share = async (): Promise<number> => {
    const { width, height } = page.viewportSize()!;
    const visible = await map.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const under = element.closest('section[aria-label]')!.getBoundingClientRect();
      return box.width * (Math.min(box.bottom, under.bottom) - Math.max(box.top, under.top));
    });
    return visible / (width * height);
  };
  expect(await share()).toBeGreaterThan(0.45);
  await expectAccessible(page, 'in presentation mode');
  // As at 200 % zoom.
  await page.setViewportSize({ width: 720, height: 450 });
  await expect.poll(size).toBeLessThan(normal * 1.1);
  expect(await share()).toBeGreaterThan(0.3);
  await expect(telling).toContainText('What the engineer typed');
  await expectAccessible(page, 'in presentation mode, zoomed');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
  await expect(present).toContainText('echo new1k 1024');
  await expect(page.getByRole('banner')).toHaveCount(0);
  await page.getByRole('button', { name: 'Leave presentation mode' }).click();
  await expect(page.getByRole('banner')).toBeVisible();
  await expect.poll(() => page.url()).not.toMatch(/&present/);
});
