import { expect, expectAccessible, test } from './fixtures.ts';

const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  (['en-US', 'zh-CN'] as const).flatMap((locale) =>
    ([1440, 390] as const).map((width) => ({ colorScheme, locale, width })),
  ),
);

for (const { colorScheme, locale, width } of LOOKS) {
  test.describe(`${colorScheme}, ${locale}, ${String(width)} wide`, () => {
    test.use({ colorScheme, locale, viewport: { width, height: width > 1000 ? 900 : 844 } });

    test('accessible as it opens, and with a block chosen', async ({ page }) => {
      await page.goto('./');
      const map = page.getByRole('application');
      await expect(map).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute(
        'lang',
        locale === 'zh-CN' ? locale : 'en',
      );
      await expectAccessible(page, 'as it opens');
      await map.focus();
      await map.press('Enter');
      await expectAccessible(page, 'with a block chosen');
    });

    test('nothing is wider than the window', async ({ page }) => {
      await page.goto('./');
      await expect(page.getByRole('application')).toBeVisible();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  });
}

test('dialogs and lists are accessible', async ({ carveout, page }) => {
  await carveout.open();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'with the palette open');
  await page.keyboard.press('Escape');
  await page.locator('body').press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectAccessible(page, 'with the key sheet open');
  await page.keyboard.press('Escape');
  await carveout.console.fill('cma_');
  await carveout.console.press('ControlOrMeta+Space');
  await expect(page.getByRole('listbox')).toBeVisible();
  await expectAccessible(page, 'with completions open');
});

test('a refusal and a restart notice are accessible', async ({ carveout, page }) => {
  await carveout.open();
  await carveout.ask('cma_alloc(4096)');
  await carveout.ask('frobnicate(1)');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').fill('restart');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/was restarted/)).toBeVisible();
  await expectAccessible(page, 'after a refusal and a restart');
});

test('reduced motion is respected', async ({ carveout, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await carveout.open();
  await carveout.ask('cma_alloc(4)');
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});
