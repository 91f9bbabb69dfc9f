import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { inspectorOf, scriptInAddress, type CarveoutPage } from './page.ts';
import { installProbe, takeFrames } from './probe.ts';

test.beforeEach(async ({ carveout, page }) => {
  await installProbe(page);
  await carveout.open();
});

/** A point of the map, as shares of its box. */
async function point(carveout: CarveoutPage, x: number, y: number): Promise<[number, number]> {
  const box = await carveout.map.boundingBox();
  if (box === null) throw new Error('the map is not shown');
  return [box.x + x * box.width, box.y + y * box.height];
}

/** Colours of the map's land, sampled on a coarse grid. */
const colours = (page: Page): Promise<number> =>
  page
    .getByRole('application')
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const context = (canvas as HTMLCanvasElement).getContext('2d')!;
      const { data } = context.getImageData(0, 0, width, height);
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4 * 37) {
        seen.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
      }
      return seen.size;
    });

test('the map, its table, its inspector and the forms are one', async ({ carveout, page }) => {
  await test.step('the map is painted in more than one colour', async () => {
    expect(await colours(page)).toBeGreaterThan(4);
  });
  await test.step('a click chooses what lies there; the inspector names it', async () => {
    const [x, y] = await point(carveout, 0.3, 0.12);
    await page.mouse.click(x, y);
    await expect(inspectorOf(page).getByText(/0x264/i).first()).toBeVisible();
    await expect(
      inspectorOf(page)
        .getByText(/pfn|page frames/)
        .first(),
    ).toBeVisible();
  });
  await test.step('a row of the table chooses the block on the map, and back', async () => {
    await carveout.blocks.getByRole('button', { name: /emac1_buff/ }).click();
    await expect(inspectorOf(page).getByText('0x26450000').first()).toBeVisible();
    await expect(
      carveout.blocks.locator('[aria-selected="true"], [aria-current="true"]'),
    ).toHaveCount(1);
    await carveout.map.focus();
    await page.keyboard.press('Escape');
    await expect(inspectorOf(page).getByText('0x26450000')).toHaveCount(0);
  });
  await test.step('the inspector releases, and says so in the console', async () => {
    await carveout.blocks.getByRole('button', { name: /emac1_buff/ }).click();
    await inspectorOf(page).getByRole('button', { name: 'Release' }).click();
    await expect(carveout.blocks.getByText('emac1_buff')).toHaveCount(0);
    expect((await carveout.lines()).join('\n')).toMatch(/> .*emac1_buff/);
  });
  await test.step('the form allocates, and says so in the console', async () => {
    const mark = await carveout.mark();
    await page.getByRole('button', { name: 'Allocate', exact: true }).click();
    await carveout.answeredSince(mark);
    expect((await carveout.since(mark))[0]).toBe(
      '> echo buf1 65536 > /sys/class/mstar/msys/dmem_alloc',
    );
    await expect(carveout.blocks.getByText('buf1', { exact: true })).toBeVisible();
  });
  await test.step('a hole offers what lands in it, and the way to the others', async () => {
    const inspector = inspectorOf(page);
    await page.mouse.click(...(await point(carveout, 0.3, 0.97)));
    await expect(inspector.getByText('Free hole')).toBeVisible();
    const where = (): Promise<string> => inspector.locator('.where').innerText();
    const last = await where();
    await inspector.getByRole('button', { name: 'Previous hole' }).click();
    await expect.poll(where).not.toBe(last);
    await inspector.getByRole('button', { name: 'Next hole' }).click();
    await expect.poll(where).toBe(last);
    await expect(inspector.getByRole('button', { name: 'Next hole' })).toBeDisabled();
    // The longest hole is the one of now, and not of when the first was looked at.
    await inspector.getByRole('button', { name: 'Previous hole' }).click();
    await expect.poll(where).not.toBe(last);
    await carveout.ask('cma_alloc(200)');
    await inspector.getByRole('button', { name: 'Longest hole' }).click();
    await expect(inspector.getByRole('button', { name: 'Longest hole' })).toBeDisabled();
    await expect.poll(where).not.toBe(last);
    const rows = page.getByText(/^\d+ a row$/);
    const whole = await rows.innerText();
    await inspector.getByRole('button', { name: 'Zoom to it' }).click();
    const zoomed = await rows.innerText();
    for (const [key, shown] of [
      ['f', whole],
      ['z', zoomed],
      ['f', whole],
    ] as const) {
      await carveout.map.focus();
      await page.keyboard.press(key);
      await expect(rows).toHaveText(shown);
    }
    const mark = await carveout.mark();
    await inspector.getByRole('button', { name: /^Allocate \d+ pages here$/ }).click();
    await carveout.answeredSince(mark);
    expect((await carveout.since(mark))[0]).toMatch(/^> cma_alloc\(\d+, align=4\)$/);
  });
});

test('what stands around the map stays while memory changes', async ({ carveout, page }) => {
  const parts = [carveout.blocks, page.getByRole('list', { name: 'Legend' }), carveout.console];
  for (const part of parts) await part.evaluate((element) => element.setAttribute('data-same', ''));
  await carveout.ask('around = cma_alloc(1)');
  await expect(carveout.blocks.getByText('around', { exact: true })).toBeVisible();
  for (const part of parts) await expect(part).toHaveAttribute('data-same', '');
});

test('the wheel with control zooms at the pointer, double click too', async ({
  carveout,
  page,
}) => {
  await carveout.ask('board generic mem=2G cma=512M');
  await carveout.quiet();
  const rowsOf = () =>
    page
      .getByText(/ a row$/)
      .first()
      .innerText();
  const fit = await rowsOf();
  const [x, y] = await point(carveout, 0.5, 0.5);
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  await expect.poll(rowsOf).not.toBe(fit);
  await carveout.map.press('f');
  await expect.poll(rowsOf).toBe(fit);
  await page.mouse.dblclick(x, y);
  await expect.poll(rowsOf).not.toBe(fit);
});

test('frames are drawn for what changes, and for nothing else', async ({ carveout, page }) => {
  await test.step('no frame is drawn while nothing happens', async () => {
    await carveout.quiet();
    await takeFrames(page);
    await page.waitForTimeout(2_000);
    expect(await takeFrames(page)).toEqual([]);
  });
  await test.step('hovering draws a frame with the ring, then nothing more', async () => {
    await carveout.quiet();
    await takeFrames(page);
    const [x, y] = await point(carveout, 0.5, 0.12);
    await page.mouse.move(x, y);
    await carveout.quiet();
    const frames = await takeFrames(page);
    expect(frames.some((frame) => frame.draws > 0)).toBe(true);
    await page.waitForTimeout(500);
    expect(await takeFrames(page)).toEqual([]);
  });
});

test('sixteen gibibytes of pages are drawn and stay usable', async ({ carveout, page }) => {
  await carveout.ask('board generic mem=32G cma=16G@8G');
  await carveout.ask('workload cma ops=20000 seed=7 mix=video');
  await carveout.quiet();
  expect(await colours(page)).toBeGreaterThan(3);
  await carveout.ask('big = cma_alloc(64)');
  await expect(carveout.blocks.getByText('big', { exact: true })).toBeVisible();
});

test('a board is booted by its form, which begins with the present one and says what is wrong', async ({
  carveout,
  page,
}) => {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Board/ })
    .click();
  await page.getByRole('button', { name: /^Boot with options/ }).click();
  const form = page.locator('form', {
    has: page.getByRole('button', { name: 'Boot', exact: true }),
  });
  const boot = form.getByRole('button', { name: 'Boot', exact: true });
  await expect(form.getByLabel('board', { exact: true })).toHaveValue('ssd202');
  await expect(form.getByLabel(/^kernel/)).toHaveValue('4.9');
  await expect(form.getByLabel(/^mem/)).toHaveValue('128M');
  await expect(form.getByLabel('MSYS_DEBUG')).toBeHidden();
  await expect(boot).toBeInViewport();
  await form.getByLabel(/^mem/).fill('3');
  await expect(form.getByLabel(/^mem/)).toHaveAccessibleDescription(/^mem=3 is not possible/);
  await expect(boot).toBeDisabled();
  await form.getByLabel(/^mem/).fill('256M');
  await form.getByText(/^9 more settings/).click();
  await form.getByLabel('MSYS_DEBUG').selectOption('n');
  await expectAccessible(page, 'with the form of a board');
  await boot.click();
  await expect.poll(() => scriptInAddress(page)).toBe('board ssd202 mem=256M MSYS_DEBUG=n\n');
  await carveout.settled();
});
