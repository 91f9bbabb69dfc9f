import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { inRepo } from '../tools/lib/repo.mjs';
import { expect, expectAccessible, test } from './fixtures.ts';
import { headlessDiff, headlessLink } from './headless.ts';
import { scriptInAddress } from './page.ts';
import type { CarveoutPage } from './page.ts';
import { digest, spyOnWorkers } from './workers.ts';

const PIPELINE = readFileSync(inRepo('engine/scenarios/imx6-gstreamer.carveout'), 'utf8');
/** Nothing in it comes twice: no link is long enough. */
const LONG = Array.from({ length: 3_000 }, (_, i) => `# ${((i + 7) * 2_654_435_761) % 2 ** 32}`);
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

test('alignment 8 beside alignment 4', async ({ page }) => {
  const comparison = await compare(page);
  const { pane, a, b, slider } = comparison;
  await settled(comparison);

  await test.step('counts what carveout diff counts', async () => {
    await expect(b).toContainText('CONFIG_CMA_ALIGNMENT=4');

    // The page stands at the end, and so does the comparison.
    await expect(slider).toHaveAttribute('aria-valuetext', /line 25 of 25/);
    const end = countedHeadless(PIPELINE, withBoard('CONFIG_CMA_ALIGNMENT=4'));
    await expect.poll(() => counted(pane)).toEqual(end);

    // All eleven buffers are there after line 14: what the scenario itself says of its largest run.
    await slider.fill('14');
    const cut = (text: string): string => text.split('\n# The pipeline ends')[0]!;
    const there = countedHeadless(cut(PIPELINE), cut(withBoard('CONFIG_CMA_ALIGNMENT=4')));
    await expect.poll(() => counted(pane)).toEqual(there);
    await expect.poll(() => figure(pane, 'longest')).toEqual(['79,182', '79,902', '+720']);
    await expect.poll(() => figure(pane, 'used')).toEqual(['1,906', '1,906', '=']);
    await expect(pane.locator('.group').filter({ hasText: 'Blocks that differ' })).toContainText(
      'at another address10',
    );
  });

  await test.step('one time: n and p go from difference to difference on both sides', async () => {
    await slider.fill('0');
    await expect(slider).toHaveAttribute('aria-valuetext', 'before the first line');
    await expect.poll(() => figure(pane, 'used')).toEqual(['0', '0', '=']);
    const stops = [/^line 1 of 25: board/, /^line 3 of 25: .*r2/, /^line 4 of 25: .*r3/];
    for (const stop of stops) {
      await page.keyboard.press('n');
      await expect(slider).toHaveAttribute('aria-valuetext', stop);
    }
    await page.keyboard.press('p');
    await expect(slider).toHaveAttribute('aria-valuetext', /^line 3 of 25/);
    await expect(pane.locator('.current .one')).toHaveText([/pfn 0x2c080/, /pfn 0x2c010/]);
    await expect.poll(() => figure(pane, 'used')).toEqual(['128', '128', '=']);

    await pane.getByRole('checkbox', { name: 'Only differences' }).check();
    await expect(pane.locator('tbody tr.same')).toHaveCount(0);
    await expect(pane.getByRole('row').filter({ hasText: 'differs' })).toHaveCount(11);
    await expect(pane.getByRole('row').filter({ hasText: 'other setting' })).toHaveCount(1);
  });

  await test.step('one zoom: both maps stand at the same place', async () => {
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
    await expect.poll(async () => (await scrolls(pane))[0]).toBeGreaterThan(0);
    // Led by the other one now.
    await b.getByRole('application').hover();
    await page.mouse.wheel(0, 90);
    await expect.poll(async () => new Set(await scrolls(pane)).size).toBe(1);
    await pane.getByRole('button', { name: 'Whole region' }).click();
    await expect.poll(() => scrolls(pane)).toEqual([0, 0]);
  });

  await test.step('one address: it comes back to the same place', async () => {
    await slider.fill('14');
    await pane.getByRole('button', { name: 'Zoom in' }).click();
    await a.getByRole('application').hover();
    await page.mouse.wheel(0, 300);
    await expect.poll(() => page.url()).toMatch(/&at=14\.14&row=\d+&top=\d+/);
    await settled(comparison);
    // The address follows a moment after the maps: it is read when it stands still.
    await expect(async () => {
      const before = page.url();
      await page.waitForTimeout(500);
      expect(page.url()).toBe(before);
    }).toPass();
    const [there, address] = [await scrolls(pane), page.url()];
    expect(there[0]).toBeGreaterThan(0);
    const found = await counted(pane);
    await page.reload();
    await settled(comparison);
    // A link keeps rows, no pixels: another window has others.
    const away = async (): Promise<number> => Math.abs((await scrolls(pane))[0]! - there[0]!);
    await expect.poll(away).toBeLessThan(20);
    await expect.poll(async () => new Set(await scrolls(pane)).size).toBe(1);
    await expect.poll(() => counted(pane)).toEqual(found);
    await expect(slider).toHaveValue('14');
    await expect(pane.getByRole('checkbox', { name: 'Only differences' })).toBeChecked();
    await expect.poll(() => page.url()).toBe(address);
  });
});

test('links beside: a damaged one is refused on its own side, the same one has no difference', async ({
  page,
}) => {
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

  // A link that stands beside: the same experiment twice has no difference.
  await b.getByRole('button', { name: /Change what stands/ }).click();
  await picker.getByRole('combobox', { name: 'Experiment' }).selectOption('A link…');
  await picker.getByRole('textbox', { name: 'Link' }).fill(headlessLink(PIPELINE));
  await picker.getByRole('combobox', { name: 'With another setting' }).selectOption('as it is');
  await picker.getByRole('button', { name: 'Show' }).click();
  await expect(pane.getByRole('status').filter({ hasText: 'No difference' })).toBeVisible();
  await expect(pane.locator('.states .sum')).toHaveText('No difference: the digests are equal.');

  // It travels along with the address, and so does a file; what is too long for a link says so.
  await expect.poll(() => page.url()).toContain(`&b=link.${headlessLink(PIPELINE).slice(1)}`);
  await page.reload();
  await settled(comparison);
  await expect(pane.locator('.states .sum')).toHaveText('No difference: the digests are equal.');
  const choose = async (text: string): Promise<void> => {
    await b.getByRole('button', { name: /Change what stands/ }).click();
    await picker.getByRole('combobox', { name: 'Experiment' }).selectOption('A file…');
    const file = { name: 'mine.carveout', mimeType: 'text/plain', buffer: Buffer.from(text) };
    await picker.getByLabel('File').setInputFiles(file);
    await picker.getByRole('button', { name: 'Show' }).click();
    await settled(comparison);
  };
  const before = page.url();
  await choose(`${PIPELINE}mine = cma_alloc(4)\n`);
  await expect(pane.getByRole('row').filter({ hasText: 'only B' })).toHaveCount(1);
  await expect.poll(() => page.url()).not.toBe(before);
  expect(page.url()).toMatch(/&b=link\./);
  const found = await counted(pane);
  await page.reload();
  await settled(comparison);
  expect(await counted(pane)).toEqual(found);
  await choose(`${LONG.join('\n')}\ncma_alloc(1)\n`);
  await expect(pane.getByText(/not in the address\..* at most 8,000 are accepted/)).toBeVisible();
  await expect.poll(() => page.url()).not.toContain('&b=');
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
  await expect.poll(() => scriptInAddress(page)).toContain('a = cma_alloc(16)');
  const workers = await page.evaluate(() => carveoutWorkers.length);
  const address = page.url();
  await page.getByRole('button', { name: /^File/ }).click();
  await page.getByRole('menuitem', { name: /^Compare/ }).click();
  const pane = page.getByRole('dialog');
  await expect(pane.getByRole('slider')).not.toHaveAttribute('max', '0');
  await pane.press('n');
  await pane.press('t');
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect.poll(() => page.url()).toBe(address);
  // The two that it started are gone; the newest is asked for its state.
  await page.evaluate((count) => carveoutWorkers.splice(count), workers);
  expect(await digest(page)).toBe(before);
  expect((await carveout.ask('cma_release(a)')).join('\n')).not.toMatch(/refused|error/i);
});

for (const [locale, width] of [
  ['en-US', 1440],
  ['zh-CN', 390],
] as const)
  test.describe(`${locale}, ${String(width)} wide`, () => {
    test.use({ locale, viewport: { width, height: 844 } });
    test('accessible, light and dark, with the picker open as well', async ({ page }) => {
      const comparison = await compare(page);
      const { pane, b } = comparison;
      await settled(comparison);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('html')).toHaveCSS('color-scheme', colorScheme);
        await expectAccessible(page, `side by side, ${colorScheme}`);
        await b.locator('[aria-controls]').click();
        await expect(pane.getByRole('form')).toBeVisible();
        await expectAccessible(page, `with the picker open, ${colorScheme}`);
        const overflow = await pane.evaluate((it) => it.scrollWidth - it.clientWidth);
        expect(overflow).toBe(0);
        await b.locator('[aria-controls]').click();
        await expect(pane.getByRole('form')).toHaveCount(0);
      }
    });
  });
