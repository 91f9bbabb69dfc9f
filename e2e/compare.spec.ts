import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { inRepo } from '../tools/lib/repo.mjs';
import { expect, expectAccessible, test } from './fixtures.ts';
import { headlessDiff, headlessLink } from './headless.ts';
import type { CarveoutPage } from './page.ts';
import { digest, spyOnWorkers } from './workers.ts';

const PIPELINE = readFileSync(inRepo('engine/scenarios/imx6-gstreamer.carveout'), 'utf8');
const withBoard = (options: string): string =>
  PIPELINE.replace('board imx6', `board imx6 ${options}`);

interface Comparison {
  readonly pane: Locator;
  readonly a: Locator;
  readonly b: Locator;
  readonly slider: Locator;
}

/** The comparison of the i.MX pipeline with what stands beside it at first. */
async function compare(page: Page): Promise<Comparison> {
  await page.goto(`./${headlessLink(PIPELINE)}`);
  // All of it was executed: what is left holds 124 pages.
  await expect(page.locator('dl.figures').first()).toContainText('124');
  await page.locator('body').press('Shift+C');
  const pane = page.getByRole('dialog');
  await expect(pane).toBeVisible();
  const side = (letter: string): Locator =>
    pane.locator('section.side').filter({ has: page.locator('.letter', { hasText: letter }) });
  const [a, b] = [side('A'), side('B')];
  return { pane, a, b, slider: pane.getByRole('slider') };
}
const settled = async ({ pane, slider }: Comparison): Promise<void> => {
  await expect(pane.locator('section.side[aria-busy="true"]')).toHaveCount(0);
  await expect(slider).not.toHaveAttribute('max', '0');
  await expect(pane.locator('.states .sum')).toBeVisible();
};
/** What the comparison counts, section by section, and the sum. */
const counted = (pane: Locator): Promise<string[]> =>
  pane.locator('.states summary, .states .sum').allTextContents();
/** The same from the command line: the fields themselves stand below a section, two blanks in. */
const countedHeadless = (a: string, b: string): string[] =>
  headlessDiff(a, b).filter((line) => !line.startsWith(' '));
const scrolls = (pane: Locator): Promise<number[]> =>
  pane.locator('.scroller').evaluateAll((maps) => maps.map((map) => map.scrollTop));
const figure = (pane: Locator, name: string): Promise<string[]> =>
  pane.locator(`tr[data-figure="${name}"] td`).allTextContents();

test.describe('alignment 8 beside alignment 4', () => {
  test('counts what carveout diff counts', async ({ page }) => {
    const comparison = await compare(page);
    const { pane, b, slider } = comparison;
    await settled(comparison);
    await expect(b).toContainText('CONFIG_CMA_ALIGNMENT=4');

    await pane.getByRole('button', { name: 'To the end' }).click();
    await expect(slider).toHaveAttribute('aria-valuetext', /line 25 of 25/);
    const end = countedHeadless(PIPELINE, withBoard('CONFIG_CMA_ALIGNMENT=4'));
    await expect.poll(() => counted(pane)).toEqual(end);

    // All eleven buffers are there behind line 14: what the scenario itself says of its largest run.
    await slider.fill('14');
    const cut = (text: string): string => text.split('\n# The pipeline ends')[0]!;
    const there = countedHeadless(cut(PIPELINE), cut(withBoard('CONFIG_CMA_ALIGNMENT=4')));
    await expect.poll(() => counted(pane)).toEqual(there);
    expect(await figure(pane, 'longest')).toEqual(['79,182', '79,902', '+720']);
    expect(await figure(pane, 'used')).toEqual(['1,906', '1,906', '=']);
    await expect(pane.locator('.group').filter({ hasText: 'Blocks that differ' })).toContainText(
      'at another address10',
    );
  });

  test('one time: n and p go from difference to difference on both sides', async ({ page }) => {
    const comparison = await compare(page);
    const { pane, slider } = comparison;
    await settled(comparison);
    await slider.fill('0');
    await expect(slider).toHaveAttribute('aria-valuetext', 'before the first line');
    expect(await figure(pane, 'used')).toEqual(['0', '0', '=']);
    const stops: (string | null)[] = [];
    for (let i = 0; i < 3; i += 1) {
      await page.keyboard.press('n');
      stops.push(await slider.getAttribute('aria-valuetext'));
    }
    expect(stops).toEqual([
      expect.stringMatching(/^line 1 of 25: board/),
      expect.stringMatching(/^line 3 of 25: .*r2/),
      expect.stringMatching(/^line 4 of 25: .*r3/),
    ]);
    await page.keyboard.press('p');
    await expect(slider).toHaveAttribute('aria-valuetext', /^line 3 of 25/);
    await expect(pane.locator('.current .one')).toHaveText([/pfn 0x2c080/, /pfn 0x2c010/]);
    await expect.poll(() => figure(pane, 'used')).toEqual(['128', '128', '=']);

    await pane.getByRole('checkbox', { name: 'Only differences' }).check();
    await expect(pane.locator('tbody tr.same')).toHaveCount(0);
    await expect(pane.getByRole('row').filter({ hasText: 'differs' })).toHaveCount(11);
    await expect(pane.getByRole('row').filter({ hasText: 'other setting' })).toHaveCount(1);
  });

  test('one zoom: both maps stand at the same place', async ({ page }) => {
    const comparison = await compare(page);
    const { pane, a, b } = comparison;
    await settled(comparison);
    const shown = pane.getByText(/a row$/);
    const before = await shown.textContent();
    const map = a.getByRole('application');
    const box = (await map.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.keyboard.down('Control');
    for (let i = 0; i < 3; i += 1) {
      await page.mouse.wheel(0, -120);
      await page.waitForTimeout(80);
    }
    await page.keyboard.up('Control');
    await expect(shown).not.toHaveText(before ?? '');
    await expect.poll(async () => new Set(await scrolls(pane)).size).toBe(1);
    expect((await scrolls(pane))[0]).toBeGreaterThan(0);
    // Led by the other one now.
    await b.getByRole('application').hover();
    await page.mouse.wheel(0, 90);
    await expect.poll(async () => new Set(await scrolls(pane)).size).toBe(1);
    await pane.getByRole('button', { name: 'Whole region' }).click();
    await expect.poll(() => scrolls(pane)).toEqual([0, 0]);
  });
});

test('a damaged link is refused on its own side, and the other goes on', async ({ page }) => {
  const comparison = await compare(page);
  const { pane, a, b } = comparison;
  await settled(comparison);
  await b.getByRole('button', { name: /Change what stands/ }).click();
  const picker = pane.getByRole('form');
  await picker.getByRole('combobox', { name: 'Experiment' }).selectOption('A link…');
  const link = headlessLink(PIPELINE);
  await picker
    .getByRole('textbox', { name: 'Link' })
    .fill(`${link.slice(0, 30)}A${link.slice(31)}`);
  await picker.getByRole('button', { name: 'Show' }).click();
  await expect(b.getByRole('alert')).toContainText(/link/i);
  await expect(a.getByRole('application')).toBeVisible();
  await expect(pane.getByRole('row').filter({ hasText: 'only A' }).first()).toBeVisible();

  await b.getByRole('button', { name: /Change what stands/ }).click();
  await picker
    .getByRole('combobox', { name: 'Experiment' })
    .selectOption('scenario imx6-gstreamer-align4');
  await picker.getByRole('combobox', { name: 'With another setting' }).selectOption('kernel');
  await picker.getByRole('combobox', { name: 'Value' }).selectOption('6.17');
  await picker.getByRole('button', { name: 'Show' }).click();
  await settled(comparison);
  await expect(b).toContainText('Linux 6.17.0');
  await expect(b.getByRole('alert')).toHaveCount(0);
});

test('a link that stands beside: the same experiment twice has no difference', async ({ page }) => {
  const comparison = await compare(page);
  const { pane, b } = comparison;
  await settled(comparison);
  await b.getByRole('button', { name: /Change what stands/ }).click();
  const picker = pane.getByRole('form');
  await picker.getByRole('combobox', { name: 'Experiment' }).selectOption('A link…');
  await picker.getByRole('textbox', { name: 'Link' }).fill(headlessLink(PIPELINE));
  await picker.getByRole('combobox', { name: 'With another setting' }).selectOption('as it is');
  await picker.getByRole('button', { name: 'Show' }).click();
  await expect(pane.getByRole('status').filter({ hasText: 'No difference' })).toBeVisible();
  await expect(pane.locator('.states .sum')).toHaveText('No difference: the digests are equal.');
});

test('the page is as it was when the comparison is closed', async ({ carveout, page }) => {
  const opened = async (of: CarveoutPage): Promise<string> => {
    await of.settled();
    return digest(page);
  };
  await spyOnWorkers(page);
  await carveout.open();
  await carveout.ask('a = cma_alloc(16)');
  const before = await opened(carveout);
  await expect.poll(() => new URL(page.url()).hash.length).toBeGreaterThan(20);
  const workers = await page.evaluate(() => carveoutWorkers.length);
  await page.getByRole('button', { name: /^File/ }).click();
  await page.getByRole('menuitem', { name: /^Compare/ }).click();
  const pane = page.getByRole('dialog');
  await expect(pane.getByRole('slider')).not.toHaveAttribute('max', '0');
  const address = page.url();
  await pane.press('n');
  await pane.press('t');
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(page.url()).toBe(address);
  // The two that it started are gone; the newest is asked for its state.
  await page.evaluate((count) => carveoutWorkers.splice(count), workers);
  expect(await digest(page)).toBe(before);
  expect((await carveout.ask('cma_release(a)')).join('\n')).not.toMatch(/refused|error/i);
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const [locale, width] of [
    ['en-US', 1440],
    ['zh-CN', 390],
  ] as const)
    test.describe(`${colorScheme}, ${locale}, ${String(width)} wide`, () => {
      test.use({ colorScheme, locale, viewport: { width, height: 844 } });
      test('accessible, with the picker open as well', async ({ page }) => {
        const comparison = await compare(page);
        const { pane, b } = comparison;
        await settled(comparison);
        await expectAccessible(page, 'side by side');
        await b.locator('[aria-controls]').click();
        await expect(pane.getByRole('form')).toBeVisible();
        await expectAccessible(page, 'with the picker open');
        const overflow = await pane.evaluate((it) => it.scrollWidth - it.clientWidth);
        expect(overflow).toBe(0);
      });
    });
