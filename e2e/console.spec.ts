import type { Locator } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { linesOf, scriptInAddress } from './page.ts';

/** As many rows as a log may have in the document, whatever it holds. */
const MOST_ROWS = 120;
/** An answer longer than a stack has room for. */
const LONG = [
  'board generic mem=512M cma=2M',
  'insmod cmemk.ko phys_start=0x120000000 phys_end=0x220000000 pools=126000x4096',
  'CMEM_init()',
  'cat /proc/cmem',
];
const rowsOf = (log: Locator): Locator => log.locator('.line');

test('a console and a log of any length have few rows, and all of them can be read', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  const few = await rowsOf(carveout.output).count();
  const lines = Array.from({ length: 500 }, (_, i) => `n${i} = cma_alloc(1)\ncma_release(n${i})`);
  const mark = await carveout.mark();
  await carveout.console.evaluate((prompt, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    prompt.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, lines.join('\n'));
  await carveout.answeredSince(mark);
  for (const log of [carveout.output, carveout.kernelLog])
    expect(await rowsOf(log).count()).toBeLessThanOrEqual(MOST_ROWS);
  expect(few).toBeLessThanOrEqual(MOST_ROWS);
  const typed = (await carveout.since(mark)).filter((line) => line.startsWith('> '));
  expect(typed).toEqual(lines.flatMap((two) => two.split('\n').map((line) => `> ${line}`)));
  expect((await linesOf(carveout.kernelLog)).length).toBeGreaterThan(1_000);

  // By keys: to the first line, a screen down, and back to the newest.
  const top = carveout.output.getByText('> board ssd202', { exact: true });
  const newest = carveout.output.getByText('> cma_release(n499)', { exact: true });
  await carveout.output.focus();
  await page.keyboard.press('Home');
  await expect(top).toBeInViewport();
  await page.keyboard.press('PageDown');
  await expect(top).not.toBeInViewport();
  await page.keyboard.press('End');
  await expect(newest).toBeInViewport();
  // New lines pour in while one reads: what is read stays, and a button leads to them.
  await page.keyboard.press('Home');
  await expect(top).toBeInViewport();
  await carveout.type('last = cma_alloc(1)');
  await expect(page.getByRole('button', { name: /^\d+ new lines ↓$/ }).first()).toBeVisible();
  await expect(top).toBeInViewport();

  // What is typed at an earlier position is seen, although the lines beyond it went.
  await carveout.output.focus();
  await page.keyboard.press('End');
  await carveout.map.focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+z');
  await carveout.settled();
  await carveout.type('again = cma_alloc(2)');
  await expect(carveout.output.getByText(/^again = pfn/)).toBeInViewport();
  await carveout.settled();
  await expect(carveout.output.getByText(/^again = pfn/)).toBeInViewport();

  // A line of thousands of characters shows its beginning; the rest is asked for.
  await carveout.ask('board generic mem=1G cma=512M');
  await carveout.ask('workload cma ops=4000 seed=7 mix=video');
  await carveout.ask('huge = cma_alloc(131072)');
  const free = rowsOf(carveout.kernelLog).filter({ hasText: 'range 0:' }).last();
  const short = (await free.innerText()).length;
  await free.getByRole('button', { name: /^Show [\d,]+ more characters$/ }).click();
  await expect(free.getByRole('button')).toHaveCount(0);
  expect((await free.innerText()).length).toBeGreaterThan(short);
});

test('an answer of 126,000 lines is folded, shown, found in and copied, and its command is kept', async ({
  carveout,
  context,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await carveout.open();
  for (const line of LONG) await carveout.ask(line);
  const { output } = carveout;
  const fold = output.locator('.c-fold');
  await expect(fold).toContainText('125,986 more of 126,006 lines');
  await expect.poll(() => scriptInAddress(page)).toContain('CMEM_init()\ncat /proc/cmem\n');
  await expect(page.locator('[aria-live=polite]', { hasText: 'Pool 0 free bufs' })).toContainText(
    'more lines',
  );
  expect(await rowsOf(output).count()).toBeLessThanOrEqual(MOST_ROWS);
  await expectAccessible(page, 'with a folded answer');

  await fold.getByRole('button', { name: 'Copy all' }).click();
  await expect(fold.getByRole('status')).toHaveText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(126_006);
  expect(copied).toContain('id 125999: phys addr ');

  // Found in the fold, which opens as far as that.
  await carveout.console.press('ControlOrMeta+f');
  const search = page.getByRole('searchbox', { name: 'Find in the console' });
  await search.fill('id 100000:');
  const row = output.locator('.c-found');
  await expect(row).toHaveText(/^id 100000: phys addr/);
  await expect(row).toBeInViewport();
  await expect(search).toBeFocused();
  await search.fill('id 10000');
  await expect(page.getByText('11 of 11', { exact: true })).toBeVisible();
  await search.press('Enter');
  await expect(page.getByText('10 of 11', { exact: true })).toBeVisible();
  await expect(row).toHaveText(/^id 100008: /);
  await expectAccessible(page, 'with the search open');
  await search.press('Escape');
  await expect(search).toHaveCount(0);
  await expect(carveout.console).toBeFocused();

  await output.focus();
  await page.keyboard.press('End');
  await fold.getByRole('button', { name: 'Show all' }).click();
  await expect(fold).toContainText('All 126,006 lines');
  expect(await rowsOf(output).count()).toBeLessThanOrEqual(MOST_ROWS);
  await expect(output.getByText(/^id 125999: /)).toBeAttached();
  await fold.getByRole('button', { name: 'Fold', exact: true }).click();
  await expect(output.getByText(/^id 13: /)).toBeVisible();
});
