import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const boxOf = async (one: Locator) => {
  const box = await one.boundingBox();
  if (box === null) throw new Error('it is not shown');
  return box;
};

for (const width of [390, 320]) {
  test.describe(`${String(width)} wide`, () => {
    test.use({ viewport: { width, height: 700 } });

    test('a tap on the map says what is there in one line above the bar', async ({ page }) => {
      await page.goto('./');
      const map = page.getByRole('application');
      const chosen = page.getByRole('group', { name: 'Chosen' });
      await expect(map).toBeVisible();
      await expect(page.getByText(/337 are free/)).toBeVisible();
      await expect(chosen).toHaveCount(0);
      await map.click({ position: { x: width / 2, y: 28 } });
      await expect(chosen).toContainText(/unnamed.*64 pages · 262,144 B/);

      const line = await boxOf(chosen);
      const bar = await boxOf(page.getByRole('navigation', { name: 'Panels' }));
      const said = await boxOf(page.locator('.readout'));
      expect(line.y + line.height).toBeLessThanOrEqual(bar.y + 1);
      expect(said.y + said.height).toBeLessThanOrEqual(line.y + 1);

      await chosen.getByRole('button', { name: /64 pages/ }).click();
      const inspector = page.getByRole('region', { name: 'unnamed' });
      await expect(inspector.getByText('0x26400000', { exact: false }).first()).toBeVisible();
      const close = await boxOf(page.getByRole('button', { name: 'Close' }));
      const where = await boxOf(inspector.getByText(/^map 1, page/));
      expect(where.x + where.width).toBeLessThanOrEqual(close.x + 1);

      await page.getByRole('button', { name: 'Close' }).click();
      await chosen.getByRole('button', { name: 'Release' }).click();
      await expect(chosen).toContainText('Free hole');
    });

    test('the keys can be looked up', async ({ page }) => {
      await page.goto('./');
      await page.getByRole('button', { name: 'Theme and text size' }).click();
      await page.getByRole('button', { name: 'Keys', exact: true }).click();
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      await expect(page.getByRole('radio', { name: 'Dark' })).toBeHidden();
    });
  });
}
