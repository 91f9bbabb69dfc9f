import type { Locator } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';

const WIDTHS = [
  [1440, 900],
  [390, 844],
] as const;

for (const locale of ['en-US', 'zh-CN'] as const)
  test.describe(locale, () => {
    test.use({ locale });

    test('accessible as it opens and with a block chosen, never wider than the window', async ({
      page,
    }) => {
      await page.goto('./');
      const map = page.getByRole('application');
      await expect(map).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute(
        'lang',
        locale === 'zh-CN' ? locale : 'en',
      );
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('html')).toHaveCSS('color-scheme', colorScheme);
        for (const [width, height] of WIDTHS) {
          await page.setViewportSize({ width, height });
          await expect(map).toBeVisible();
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow).toBe(0);
          await expectAccessible(page, `${colorScheme}, ${String(width)} wide`);
          await map.focus();
          await map.press('Enter');
          await expectAccessible(page, `${colorScheme}, ${String(width)} wide, a block chosen`);
          await page.keyboard.press('Escape');
        }
      }
    });
  });

test('dialogs, lists, a refusal and a restart notice are accessible', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await test.step('dialogs and lists are accessible', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, 'with the palette open');
    await page.keyboard.press('Escape');
    await carveout.map.focus();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await expectAccessible(page, 'with the key sheet open');
    await page.keyboard.press('Escape');
    await carveout.console.fill('cma_');
    await carveout.console.press('ControlOrMeta+Space');
    await expect(page.getByRole('listbox')).toBeVisible();
    await expectAccessible(page, 'with completions open');
  });
  await test.step('a refusal and a restart notice are accessible', async () => {
    await carveout.ask('cma_alloc(4096)');
    await carveout.ask('frobnicate(1)');
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog').getByRole('combobox').fill('restart');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/was restarted/)).toBeVisible();
    await expectAccessible(page, 'after a refusal and a restart');
  });
});

test('reduced motion is respected', async ({ carveout, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await carveout.open();
  await carveout.ask('cma_alloc(4)');
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});

test('colours that the system sets still tell what is chosen, and whose it is', async ({
  carveout,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await carveout.open();
  await carveout.blocks.getByRole('button', { name: /emac1_buff/ }).click();
  const ground = (of: Locator): Promise<string> =>
    of.evaluate((element) => getComputedStyle(element).backgroundColor);
  const tabs = page.getByRole('tablist').first().getByRole('tab');
  const [chosen, other] = [
    tabs.and(page.locator('[aria-selected=true]')),
    tabs.and(page.locator('[aria-selected=false]')).first(),
  ];
  expect(await ground(chosen)).not.toBe(await ground(other));
  const rows = carveout.blocks.getByRole('row');
  const current = rows.and(page.locator('[aria-current=true]'));
  expect(await ground(current)).toBe(await ground(chosen));
  expect(await ground(rows.last())).not.toBe(await ground(current));
  const tints = carveout.blocks.locator('.tint');
  const colours = await tints.evaluateAll((all) =>
    all.map((element) => getComputedStyle(element).backgroundColor),
  );
  expect(new Set(colours).size).toBeGreaterThan(3);
  await expectAccessible(page, 'in forced colours');
});
