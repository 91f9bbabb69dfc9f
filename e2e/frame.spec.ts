/** The frame around the maps, as a visitor meets it who has changed nothing. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { CarveoutPage } from './page.ts';

const maps = (page: Page) => page.getByRole('region', { name: 'Maps', exact: true });
const dock = (page: Page) => page.getByRole('region', { name: 'Console, kernel log and tables' });
const prompt = (page: Page) => new CarveoutPage(page).console;
const controls = (page: Page, words: string) =>
  page.getByRole('button', { name: `${words}: CMA region` });

async function visit(browser: Browser, width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto('./');
  await expect(prompt(page)).toBeEditable();
  await expect(controls(page, 'Fold to a line')).toBeVisible();
  await expect(dock(page).getByRole('button', { name: /^Operations/ })).toContainText('15');
  return page;
}
const tall = async (page: Page): Promise<number> => (await maps(page).boundingBox())!.height;

test('at rest the maps have the page, and whatever opens leaves them two fifths', async ({
  browser,
}) => {
  for (const [width, height, least] of [
    [1440, 900, (900 - 112) * 0.75],
    [1366, 768, 560],
  ] as const) {
    const page = await visit(browser, width, height);
    const rest = await tall(page);
    expect(rest).toBeGreaterThanOrEqual(least);
    // Pointing at the ribbon moves nothing.
    const ribbon = page.getByRole('region', { name: 'Physical memory' });
    await ribbon.hover();
    await expect(ribbon.getByText('0x26400000')).toBeVisible();
    expect(await tall(page)).toBe(rest);

    await page.getByRole('application', { name: /^Page map of/ }).focus();
    await page.keyboard.press('`');
    await expect(page.getByRole('log', { name: 'Console output' })).toBeVisible();
    await expect(prompt(page)).toBeFocused();
    await prompt(page).fill('cma_alloc(400)');
    await page.keyboard.press('Enter');
    await dock(page)
      .getByRole('button', { name: /^Why operation/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: /^Inside operation/ })).toBeVisible();
    expect(await tall(page)).toBeGreaterThanOrEqual((height - 112) * 0.4 - 1);
    await page.context().close();
  }
});

test('a map folds to a line and stands alone, and a reload leaves it so', async ({ browser }) => {
  const page = await visit(browser, 1440, 900);
  const map = page.getByRole('application', { name: /^Page map of/ });
  await expect.poll(() => page.url()).toContain('#');
  const before = page.url();
  await controls(page, 'Fold to a line').click();
  await expect(map).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /CMA region/ })).toBeVisible();
  await expect.poll(() => page.url()).not.toBe(before);
  await page.reload();
  await expect(controls(page, 'Unfold').first()).toBeVisible();
  await expect(map).toHaveCount(0);
  await page.keyboard.press('1');
  await expect(map).toBeFocused();

  // By keys alone: where the plate stands keeps the focus, so the same keys lead back.
  await page.keyboard.press('Shift+M');
  await expect(map).toHaveCount(0);
  await page.keyboard.press('Shift+M');
  await expect(map).toBeVisible();

  await page.keyboard.press('m');
  const rail = page.getByRole('navigation', { name: 'Commands' });
  await expect(rail).toBeVisible();
  await rail.getByRole('button', { name: 'Script' }).click();
  await expect(rail).toHaveCount(0);
  await map.focus();
  await page.keyboard.press('m');
  await expect(controls(page, 'This map alone')).toHaveAttribute('aria-pressed', 'false');
  await page.context().close();
});

test('the newest answer stands in the line, and its buttons open what they name', async ({
  browser,
}) => {
  const page = await visit(browser, 1440, 900);
  await prompt(page).fill('a = cma_alloc(4)');
  await page.keyboard.press('Enter');
  await expect(dock(page).getByRole('button', { name: /^Newest line: a = / })).toBeVisible();
  const log = page.getByRole('log', { name: 'Kernel log' });
  const button = dock(page).getByRole('button', { name: /^Kernel log/ });
  await button.click();
  await expect(log).toBeVisible();
  await dock(page).getByRole('button', { name: 'Tables', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Blocks' })).toBeVisible();
  await expect(log).toBeVisible();
  await button.click();
  await expect(log).toHaveCount(0);
  await page.context().close();
});

test('a finger opens the ribbon first, and moves its window then', async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const thrown: Error[] = [];
  page.on('pageerror', (error) => thrown.push(error));
  await page.goto('./');
  const map = page.getByRole('application', { name: /^Page map of/ });
  await expect(map).toBeVisible();
  const ribbon = page.getByRole('region', { name: 'Physical memory' });
  await expect(ribbon.getByRole('button', { name: /^Map 1/ })).toBeVisible();
  // The middle of the bar: far from the window.
  await ribbon.tap();
  await expect(ribbon.getByText('mma_heap')).toBeVisible();
  await expect(map).toBeVisible();
  await ribbon.tap();
  await expect(page.getByText('This region lies outside the window on the ribbon.')).toBeVisible();
  await ribbon.getByRole('button', { name: 'All regions' }).tap();
  await expect(map).toBeVisible();
  expect(thrown).toEqual([]);
  await page.context().close();
});
