import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { inspectorOf } from './page.ts';

const NAMES = {
  'en-US': {
    menu: 'Board and scenario',
    find: 'Find a scenario',
    look: 'Theme and text size',
    welcome: /^Carveout draws the contiguous memory/,
  },
  'zh-CN': {
    menu: '开发板与场景',
    find: '查找场景',
    look: '主题与字号',
    welcome: /^Carveout 逐页画出/,
  },
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
        const welcome = page.getByRole('region', { name: names.welcome });
        await welcome.scrollIntoViewIfNeeded();
        await expect(welcome).toBeInViewport({ ratio: 0.98 });
        await expectAccessible(page, `the first sight, ${String(width)} wide`, '.welcome');
        await page.evaluate(() => scrollTo(0, 0));
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
  await find.fill('');
  await find.press('ArrowDown');
  await page.keyboard.type('f');
  await expect(find).toBeFocused();
  await expect(find).toHaveValue('f');
  await find.fill('碎片');
  const groups = menu.getByRole('region', { name: 'Play a scenario' }).getByRole('group');
  await expect(groups.first()).toHaveAccessibleName('Fragmentation, and why requests fail');
  await expect(rows.filter({ hasText: 'Plenty free, and a request fails' })).toBeVisible();
  // A word that only the scenario's own comments say.
  await find.fill('sixty-four buffers');
  await expect(rows).toHaveCount(1);
  await find.fill('no scenario says this');
  await expect(menu.getByText('No scenario says that.')).toBeVisible();
});

test('the palette runs what is typed, and finds what people ask it for', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  const dialog = page.getByRole('dialog');
  const search = dialog.getByRole('combobox');
  const ask = async (query: string): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+k');
    await search.fill(query);
  };
  const finds = async (query: string, ...names: readonly (string | RegExp)[]): Promise<void> => {
    await search.fill(query);
    for (const name of names)
      await expect(dialog.getByRole('option', { name }).first(), query).toBeVisible();
  };
  await ask('kernel');
  await finds(
    'kernel',
    'Show the kernel log',
    'Boot SigmaStar SSD202',
    'Boot a board with options',
  );
  await finds('内核', 'Show the kernel log', 'Boot NXP i.MX6');
  await finds('language', '切换到中文', 'Language: 简体中文');
  await finds('语言', 'Language: 简体中文');
  await finds('help', 'Keys');
  await finds('帮助', 'Keys');
  await finds('import', 'Open a file');
  await finds('导入', 'Open a file');
  await finds('i.mx', 'Boot NXP i.MX6', /^Eleven requests of a video pipeline/);
  await finds('碎片', /^Plenty free, and a request fails/);
  await finds('cma region', /^CMA region/);
  await finds('0x20000000', /^Reserved for kernel/);
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const query of ['i.mx', 'kernel', 'cma_alloc(4)']) {
      await search.fill(query);
      await expect(dialog.getByRole('option').first()).toBeVisible();
      expect(await outside(dialog), `${query}, ${String(width)} wide`).toBe(0);
      const wide = await dialog
        .getByRole('option')
        .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
      expect(wide, `${query}, ${String(width)} wide`).toBe(0);
    }
    await expectAccessible(page, `the palette with a command, ${String(width)} wide`);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  await finds('probe = cma_alloc(3)', 'Run: probe = cma_alloc(3)');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(async () => (await carveout.lines()).join('\n'))
    .toContain('probe = cma_alloc(3)');

  await test.step('a free page opens its hole', async () => {
    await ask('0x265FF000');
    await expect(dialog.getByRole('option', { name: /^Free: a hole of/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(inspectorOf(page).getByRole('heading', { name: 'Free hole' })).toBeVisible();
  });
  await test.step('a setting is set', async () => {
    await ask('text large');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-text', 'l');
  });
});

test.describe('the first sight', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('says what this is, and has three doors', async ({ carveout, page }) => {
    await carveout.open();
    const card = page.getByRole('region', { name: /^Carveout draws the contiguous memory/ });
    const door = (name: string): Locator => card.getByRole('button', { name, exact: true });
    const comeAgain = async (): Promise<void> => {
      await page.evaluate(() => localStorage.removeItem('carveout.welcomed'));
      await page.reload();
    };
    for (const [width, height] of [...SIZES, [1440, 900]] as const) {
      await page.setViewportSize({ width, height });
      await expect(card).toBeVisible();
      // It stands beside the maps or below them, never over one.
      const [mine, map] = [await card.boundingBox(), await carveout.map.boundingBox()];
      if (!mine || !map) throw new Error('the card or the map is not there');
      const beside = mine.x >= map.x + map.width || mine.x + mine.width <= map.x;
      expect(beside || mine.y >= map.y + map.height, `${String(width)} wide`).toBe(true);
    }
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await door('Paste a script or a link').click();
    await expect(page.getByText(/then press Ctrl V/)).toBeVisible();
    await expect(card).toBeVisible();
    await door('Open a scenario').click();
    await expect(panel(page).getByRole('searchbox', { name: 'Find a scenario' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(card).toHaveCount(0);
    await page.reload();
    await carveout.settled();
    await expect(card).toHaveCount(0);

    await comeAgain();
    await door('Try it').click();
    await expect(carveout.console).toHaveValue(/cma_alloc/);
    await expect(carveout.console).toBeFocused();
    await expect(card).toHaveCount(0);

    await comeAgain();
    const script = 'board generic\npasted = cma_alloc(5)\n';
    await page.evaluate((text) => navigator.clipboard.writeText(text), script);
    await door('Paste a script or a link').click();
    await expect(card).toHaveCount(0);
    await expect
      .poll(async () => (await carveout.lines()).join('\n'))
      .toContain('pasted = cma_alloc(5)');
  });
});
