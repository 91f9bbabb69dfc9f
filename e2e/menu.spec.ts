import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';

const NAMES = {
  'en-US': { menu: 'Board and scenario', find: 'Find a scenario', look: 'Theme and text size' },
  'zh-CN': { menu: '开发板与场景', find: '查找场景', look: '主题与字号' },
} as const;

const opener = (page: Page, name: string): Locator =>
  page.locator('header').getByRole('button', { name, exact: true });
const panel = (page: Page): Locator => page.locator(':popover-open');

/** What is wrong with the rows of an open list: words that leave their row, rows over one another. */
const faultsOf = (list: Locator): Promise<string[]> =>
  list.evaluate((element) => {
    const faults: string[] = [];
    const rows = [...element.querySelectorAll<HTMLElement>('button.row')];
    if (rows.length < 50) faults.push(`${rows.length} rows only`);
    const columns = new Map<number, number>();
    for (const row of rows) {
      const { left, top, bottom } = row.getBoundingClientRect();
      const name = row.textContent.trim().slice(0, 30);
      if (top < (columns.get(left) ?? -Infinity) - 0.5)
        faults.push(`${name} lies over the one above`);
      columns.set(left, bottom);
      if (row.scrollHeight > row.clientHeight + 1 || row.scrollWidth > row.clientWidth + 1)
        faults.push(`${name} is larger than its row`);
      for (const part of row.children) {
        const words = part.getBoundingClientRect();
        if (words.top < top - 0.5 || words.bottom > bottom + 0.5) faults.push(`${name} is cut`);
        if (part.scrollWidth > part.clientWidth + 1) faults.push(`${name} is cut at its side`);
      }
    }
    return faults;
  });

/** How far an element lies outside the window, in pixels. */
const outside = (element: Locator): Promise<number> =>
  element.evaluate((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return Math.max(0, -left, -top, right - innerWidth, bottom - innerHeight);
  });

const SIZES = [
  [1366, 768],
  [720, 900],
  [390, 844],
  [320, 568],
] as const;

for (const locale of ['en-US', 'zh-CN'] as const) {
  test.describe(locale, () => {
    test.use({ locale });
    const names = NAMES[locale];

    test('the lists of the head: every row by itself, all of it inside the window', async ({
      page,
    }) => {
      await page.goto('./');
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        await opener(page, names.menu).click();
        const menu = panel(page);
        await expect(menu.getByRole('searchbox', { name: names.find })).toBeVisible();
        expect(await faultsOf(menu), `${String(width)} wide`).toEqual([]);
        expect(await outside(menu)).toBe(0);
        await expectAccessible(page, `the board menu, ${String(width)} wide`, ':popover-open');
        const rows = menu.locator('button.row');
        for (const row of [rows.first(), rows.nth(5), rows.nth(20), rows.last()]) {
          await row.scrollIntoViewIfNeeded();
          await expect(row).toBeInViewport({ ratio: 0.98 });
          expect(await outside(row)).toBeLessThan(1);
        }
        // The page has not become wider, nor was it moved.
        expect(await page.evaluate(() => [document.documentElement.scrollWidth, scrollY])).toEqual([
          width,
          0,
        ]);
        await menu.getByRole('searchbox').fill('cmem');
        expect(await outside(menu)).toBe(0);
        await menu.getByRole('searchbox').fill('');
        await page.keyboard.press('Escape');
        await expect(menu).toHaveCount(0);

        await opener(page, names.look).click();
        await expect(panel(page).getByRole('radio').first()).toBeVisible();
        expect(await outside(panel(page))).toBe(0);
        await page.keyboard.press('Escape');
        await expect(panel(page)).toHaveCount(0);
      }
    });
  });
}

test('scenarios are found by words, and walked through by arrows', async ({ page }) => {
  await page.goto('./');
  await opener(page, NAMES['en-US'].menu).click();
  const menu = panel(page);
  const find = menu.getByRole('searchbox');
  await find.fill('first fit');
  const rows = menu.getByRole('region', { name: 'Play a scenario' }).locator('button.row');
  await expect(rows.filter({ hasText: /fit/i }).first()).toBeVisible();
  await find.press('ArrowDown');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(menu.getByRole('button', { name: /^Boot with options/ })).toBeFocused();
  await page.keyboard.press('Home');
  const present = menu.getByRole('button', { name: /^SigmaStar SSD202/ });
  await expect(present).toBeFocused();
  await expect(present).toHaveAttribute('aria-current', 'true');
  await find.fill('no scenario says this');
  await expect(menu.getByText('No scenario says that.')).toBeVisible();
});
