import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { inspectorOf } from './page.ts';

const MENU = 'Board and scenario';
const head = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('banner').getByRole('button', { name });
const strip = (page: Page): Locator => page.getByRole('region', { name: /^Inside operation/ });

/** Opens something by Enter on a button, sees it, and closes it by one Escape. */
async function there(page: Page, opener: Locator, what: Locator): Promise<void> {
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(what).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(what).toBeHidden();
  await expect(opener).toBeFocused();
}

test('lists, menus and dialogs close with Escape and give the focus back', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await test.step('lists, menus and dialogs of the head close with Escape and give the focus back', async () => {
    const open = page.locator(':popover-open');
    await there(page, head(page, MENU), open);
    await there(page, head(page, 'Theme and text size'), open);
    await there(page, page.getByRole('button', { name: /^Branch/ }), open);
    await there(page, head(page, /^File/), page.getByRole('menu'));
    const dialogs = [
      [/^Search/, 'Search and commands'],
      ['Share', 'Share'],
      ['Keys', 'Keys'],
    ] as const;
    for (const [button, dialog] of dialogs)
      await there(page, head(page, button).first(), page.getByRole('dialog', { name: dialog }));
  });
  await test.step('from inside a list, with a word in its field: first the word, then the list', async () => {
    await head(page, MENU).press('Enter');
    const open = page.locator(':popover-open');
    const find = open.getByRole('searchbox');
    await find.fill('cmem');
    await page.keyboard.press('Escape');
    await expect(find).toHaveValue('');
    await expect(open).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(open).toBeHidden();
    await expect(head(page, MENU)).toBeFocused();
  });
  await test.step('dialogs of the file menu give the focus back to it', async () => {
    const file = head(page, /^File/);
    for (const [item, dialog] of [
      [/^Share/, 'Share'],
      [/^Recent/, /^Recent/],
      [/^Compare/, /^Compare/],
    ] as const) {
      await file.press('Enter');
      await page.getByRole('menuitem', { name: item }).press('Enter');
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(file).toBeFocused();
    }
  });
});

test('the steps close with Escape and lead back to what opened them', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await test.step('the choice, then the steps: each Escape closes the newest, from wherever the focus is', async () => {
    await carveout.ask('board ssd202');
    await carveout.ask('a = cma_alloc(20)');
    await carveout.map.focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('Enter');
    await expect(inspectorOf(page)).toBeVisible();
    const door = carveout.output.getByRole('button', { name: 'Steps inside operation 1' });
    await door.press('Enter');
    const list = page.getByRole('listbox', { name: 'Steps' });
    await expect(list).toBeFocused();

    // The prompt has the focus, and nothing in it that Escape would take away.
    await carveout.console.focus();
    await page.keyboard.press('Escape');
    await expect(strip(page)).toHaveCount(0);
    await expect(inspectorOf(page)).toBeVisible();
    await expect(carveout.console).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(inspectorOf(page)).toHaveCount(0);
  });
  await test.step('the steps lead back to the button they were opened by: console, refusal, table', async () => {
    await carveout.ask('board ssd202');
    await carveout.ask('a = cma_alloc(20)');
    await carveout.ask('expect ENOMEM cma_alloc(512)');
    await there(
      page,
      carveout.output.getByRole('button', { name: 'Steps inside operation 1' }),
      strip(page),
    );
    await there(
      page,
      carveout.output.getByRole('button', { name: /^Why operation 2/ }),
      strip(page),
    );

    await carveout.map.focus();
    await page.keyboard.press('o');
    const row = page.getByRole('table', { name: 'Operations' }).getByRole('row');
    // By keys alone: to the row, and on from its button to the one that leads inside.
    await row
      .filter({ hasText: 'expect ENOMEM cma_alloc(512)' })
      .getByRole('rowheader')
      .getByRole('button')
      .focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    const door = row
      .filter({ hasText: 'a = cma_alloc(20)' })
      .getByRole('button', { name: /^Steps inside/ });
    await expect(door).toBeFocused();
    await there(page, door, strip(page));
  });
});

test('what the strip itself closes goes back as well, and a second way in is the way out', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await carveout.ask('board ssd202');
  await carveout.ask('a = cma_alloc(20)');
  await carveout.ask('b = cma_alloc(4)');
  const door = (op: number): Locator =>
    carveout.output.getByRole('button', { name: `Steps inside operation ${op}` });
  await door(1).press('Enter');
  await expect(strip(page)).toBeVisible();
  await door(2).press('Enter');
  await expect(page.getByRole('listbox', { name: 'Steps' })).toBeFocused();
  await strip(page)
    .getByRole('button', { name: /^Close/ })
    .press('Enter');
  await expect(strip(page)).toHaveCount(0);
  await expect(door(2)).toBeFocused();
});

test.describe('390 wide', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the sheet closes with Escape and the bar has the focus again', async ({ page }) => {
    await page.goto('./');
    // What hears Escape comes after the first paint.
    await page.waitForLoadState('networkidle');
    const bar = page.getByRole('navigation', { name: 'Panels' });
    for (const name of ['Commands', 'Console', 'Kernel log', 'Blocks'])
      await there(page, bar.getByRole('button', { name }), page.locator('#sheet'));
  });
});
