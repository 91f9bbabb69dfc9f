import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import type { CarveoutPage } from './page.ts';
import { installProbe, takeFrames } from './probe.ts';

const LOAD =
  'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x88000000 pools=4x4096,2x53248,1x102400,1x4096000';

test.beforeEach(async ({ carveout, page }) => {
  await installProbe(page);
  await carveout.open();
});

const strip = (page: Page): Locator => page.getByRole('region', { name: /^Inside operation/ });
const steps = (page: Page): Locator => page.getByRole('listbox', { name: 'Steps' });
const current = (page: Page): Locator => steps(page).locator('[aria-selected="true"]');

/** Colours on the canvas that lies over a map. */
const marksOn = (map: Locator): Promise<number> =>
  map
    .locator('canvas')
    .nth(1)
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement)
        .getContext('2d')!
        .getImageData(0, 0, width, height);
      let painted = 0;
      for (let i = 3; i < data.length; i += 4) if (data[i]! > 0) painted += 1;
      return painted;
    });

/** A request that no window can meet, then one that meets a taken page and a pinned one first. */
async function refusals(carveout: CarveoutPage): Promise<void> {
  await carveout.ask('board ssd202');
  for (const line of ['a = cma_alloc(20)', 'cma_alloc(1)', 'pin 0x26430', 'cma_release(a)'])
    await carveout.ask(line);
  const answer = await carveout.ask('expect ENOMEM cma_alloc(500, align=4)');
  expect(answer).toContain('as expected');
  await carveout.ask('cma_alloc(32, align=4)');
  await carveout.console.blur();
}

test('the windows of a search are stepped through by keys, and the map follows', async ({
  carveout,
  page,
}) => {
  await refusals(carveout);
  await page.keyboard.press('\\');
  await expect(strip(page)).toBeVisible();
  await expect(strip(page)).toContainText(
    /windows looked at, 1 with a taken page.*2 busy; claimed/,
  );
  // After the last step, as an operation leaves it.
  await expect(current(page)).toContainText('32 pages from pfn 0x26440 on are claimed');
  const before = await marksOn(carveout.map);
  await page.keyboard.press('[');
  await expect(current(page)).toContainText('are tried');
  await page.keyboard.press('[');
  await expect(current(page)).toContainText('page 0x26430 is pinned or busy: EBUSY, next window');
  await expect.poll(() => marksOn(carveout.map)).not.toBe(before);
  await page.keyboard.press(']');
  await expect(current(page)).toContainText('are tried');
  await steps(page).focus();
  await page.keyboard.press('Home');
  await expect(current(page)).toContainText('page 0x26414 is taken; go on after it');
  await expectAccessible(page, 'with the steps of an operation');
  await page.keyboard.press('Escape');
  await expect(strip(page)).toHaveCount(0);
  await expect.poll(() => marksOn(carveout.map)).toBe(0);
});

test('an earlier operation is chosen, and the page says that the maps show a later state', async ({
  carveout,
  page,
}) => {
  await refusals(carveout);
  await page.keyboard.press('\\');
  await expect(strip(page).getByText(/The maps show the machine as it is now/)).toHaveCount(0);
  const which = strip(page).getByRole('combobox', { name: 'Operation' });
  const refused = which.locator('option', { hasText: 'ENOMEM' });
  await which.selectOption(await refused.getAttribute('value'));
  await expect(strip(page)).toContainText('then the region ended');
  await expect(strip(page)).toContainText(
    'The maps show the machine as it is now, 1 operation later.',
  );
});

test('the machine goes to where an operation left it, and its steps are shown there', async ({
  carveout,
  page,
}) => {
  await refusals(carveout);
  await page.keyboard.press('\\');
  const which = strip(page).getByRole('combobox', { name: 'Operation' });
  const first = which.locator('option', { hasText: 'a = cma_alloc(20)' });
  await which.selectOption(await first.getAttribute('value'));
  await expect(strip(page)).toContainText('operations later');
  await strip(page).getByRole('button', { name: 'Take the machine there' }).click();
  await expect(strip(page).getByText(/The maps show the machine/)).toHaveCount(0);
  await expect(current(page)).toContainText('20 pages from pfn 0x26400 on are claimed');
  await expect(carveout.blocks.getByRole('row')).toHaveCount(2);
  // Later ones are still there, and so is the way back.
  await which.selectOption({ index: 0 });
  await expect(strip(page)).toContainText('5 operations before this one was done');
  await strip(page).getByRole('button', { name: 'Take the machine there' }).click();
  await expect(strip(page).getByText(/The maps show the machine/)).toHaveCount(0);
  await expect(carveout.blocks.getByRole('row')).toHaveCount(3);
});

test('of a DMA pool: the page, the block that is handed out, and what comes next', async ({
  carveout,
  page,
}) => {
  await carveout.ask('board ssd202 cma=8M');
  await carveout.ask('p = dma_pool_create("q", 96, 32, 4096)');
  await carveout.ask('a = dma_pool_alloc(p)');
  await carveout.console.blur();
  await page.keyboard.press('\\');
  await expect(current(page)).toContainText('the free list of page 0x25E00000 begins at');
  const pool = page.getByRole('application', { name: /q/ }).last();
  await expect.poll(() => marksOn(pool)).toBeGreaterThan(0);
  const next = await marksOn(pool);
  await page.keyboard.press('[');
  await expect(current(page)).toContainText('block 0 at 0x25E00000 is handed out');
  await expect.poll(() => marksOn(pool)).not.toBe(next);
});

test('the line of an operation leads to its steps', async ({ carveout, page }) => {
  await carveout.ask('board ssd202');
  await carveout.ask('cma_alloc(3)');
  await carveout.ask('cma_alloc(5)');
  const line = carveout.output.locator('.line', { hasText: 'cma_alloc(3)' });
  const door = line.getByRole('button', { name: /^Steps inside operation/ });
  await expect(door).toBeVisible();
  await expect(door).toHaveText('Steps inside');
  await door.click();
  await expect(strip(page)).toBeVisible();
  await expect(current(page)).toContainText('3 pages from pfn 0x26400 on are claimed');
});

test('a refusal leads to its steps, and so does the row of an operation', async ({
  carveout,
  page,
}) => {
  await refusals(carveout);
  const refusal = carveout.output.locator('.c-refusal', { hasText: 'ENOMEM' }).last();
  const why = refusal.getByRole('button', { name: /^Why operation 5 was refused/ });
  await expect(why).toBeVisible();
  await expect(why).toHaveText('Why');
  await why.click();
  await expect(strip(page)).toContainText('then the region ended');

  await page.keyboard.press('o');
  const row = page.getByRole('table', { name: 'Operations' }).getByRole('row');
  const first = row.filter({ hasText: 'a = cma_alloc(20)' });
  await first.getByRole('button', { name: /^Steps inside operation 1: 2/ }).click();
  await expect(current(page)).toContainText('20 pages from pfn 0x26400 on are claimed');
});

test('a cascade of CMEM: pools that were empty, the one that served, on the racks', async ({
  carveout,
  page,
}) => {
  for (const line of ['board dm365', LOAD, 'CMEM_init()']) await carveout.ask(line);
  for (const name of ['a', 'b', 'c']) await carveout.ask(`${name} = CMEM_alloc(53248)`);
  const plate = page.getByRole('region', { name: /CMEM/ });
  await plate.getByRole('button', { name: /^Steps inside operation/ }).click();
  await expect(strip(page)).toContainText(
    '4 pools looked at, 1 too small, 1 empty; pool 2 gave buffer 0.',
  );
  await strip(page).getByRole('button', { name: 'First step' }).click();
  await expect(current(page)).toContainText('pool 0: buffers of 4,096 B are too small');
  await strip(page).getByRole('button', { name: 'One step on' }).click();
  await expect(current(page)).toContainText('none is free');
  const racks = page.getByRole('application', { name: /Racks and heap/ });
  expect(await marksOn(racks)).toBeGreaterThan(0);
  await strip(page).getByRole('button', { name: 'Play', exact: true }).click();
  await expect(current(page)).toContainText('mmap returns');
  await expect(strip(page).getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  test(`a step ${reducedMotion === 'reduce' ? 'is a cut' : 'moves'} with ${reducedMotion}, and then nothing is drawn`, async ({
    carveout,
    page,
  }) => {
    await page.emulateMedia({ reducedMotion });
    await refusals(carveout);
    await page.keyboard.press('\\');
    await expect(strip(page)).toBeVisible();
    await carveout.quiet();
    await takeFrames(page);
    await page.keyboard.press('[');
    await page.keyboard.press('[');
    await carveout.quiet();
    const drawn = (await takeFrames(page)).filter(({ draws }) => draws > 0).length;
    if (reducedMotion === 'reduce') expect(drawn).toBeLessThanOrEqual(2);
    else expect(drawn).toBeGreaterThan(4);
    await page.waitForTimeout(400);
    expect(await takeFrames(page)).toEqual([]);
  });
}
