import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { headlessDigest } from './headless.ts';
import { digest, spyOnWorkers } from './workers.ts';

const LINES = [
  'board generic',
  'a = cma_alloc(16)',
  'b = cma_alloc(1000000)',
  'workload cma ops=300 seed=3 mix=video',
  'c = cma_alloc(2)',
];
const digestAt = (count: number): string => headlessDigest(`${LINES.slice(0, count).join('\n')}\n`);
const tableOf = (page: Page): Locator => page.getByRole('table', { name: 'Operations' });
const track = (page: Page): Locator => page.getByRole('slider', { name: 'Position in time' });

/** The prompt has the focus after a command: keys are its own then. */
async function showOperations(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | undefined)?.blur());
  await page.keyboard.press('o');
}

test.beforeEach(({ page }) => spyOnWorkers(page));

test('operations are listed, searched, and the way back to each', async ({ carveout, page }) => {
  await carveout.open();
  for (const line of LINES) await carveout.ask(line);
  await showOperations(page);
  const table = tableOf(page);
  const row = (text: string): Locator => table.getByRole('row').filter({ hasText: text });
  await expect(row('c = cma_alloc(2)')).toHaveAttribute('aria-current', 'true');
  await expect(row('c = cma_alloc(2)')).toBeInViewport();
  await expect(row('workload cma')).toContainText('3…302');
  await expectAccessible(page, 'with the operations shown');

  await row('a = cma_alloc(16)').click();
  await expect(row('a = cma_alloc(16)')).toHaveAttribute('aria-current', 'true');
  await expect(track(page)).toHaveAttribute('aria-busy', 'false');
  expect(await digest(page)).toBe(digestAt(2));
  await row('workload cma').getByRole('rowheader').getByRole('button').press('Enter');
  await expect(row('workload cma')).toHaveAttribute('aria-current', 'true');
  await expect(track(page)).toHaveAttribute('aria-busy', 'false');
  expect(await digest(page)).toBe(digestAt(4));

  await page.getByRole('checkbox', { name: 'Failed only' }).check();
  await expect(row('b = cma_alloc(1000000)')).toContainText('EBUSY');
  await expect(row('a = cma_alloc(16)')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Failed only' }).uncheck();
  await page.getByRole('searchbox', { name: 'Part of a call' }).fill('nowhere');
  await expect(page.getByText('No operation matches.')).toBeVisible();
});

test('thousands of operations draw as few rows as a handful', async ({ carveout, page }) => {
  await carveout.open();
  await showOperations(page);
  const many = Array.from({ length: 3_000 }, (_, i) => `x${i} = cma_alloc(1)\ncma_release(x${i})`);
  await page.evaluate(
    (text) => {
      const clipboard = new DataTransfer();
      clipboard.setData('text/plain', text);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true }),
      );
    },
    `board generic\n${many.join('\n')}\n`,
  );
  await expect(page.getByText(/^6,0\d\d commands$/)).toBeVisible({ timeout: 30_000 });
  await carveout.settled();
  const table = tableOf(page);
  await expect(table).toHaveAttribute('aria-rowcount', /^60\d\d$/);
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  await expect(table.getByRole('row').filter({ hasText: 'cma_release(x2999)' })).toBeVisible();
});
