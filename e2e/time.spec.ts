import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { inRepo } from '../tools/lib/repo.mjs';
import { expect, expectAccessible, test } from './fixtures.ts';
import { headlessDigest } from './headless.ts';
import { experimentInAddress, linesOf } from './page.ts';
import { digest, spyOnWorkers } from './workers.ts';

const SEED = readFileSync(inRepo('engine/scenarios/ssd202-seed.carveout'), 'utf8');
const typed = SEED.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
const digestAt = (lines: readonly string[]): string => headlessDigest(`${lines.join('\n')}\n`);

const barOf = (page: Page): Locator => page.getByRole('region', { name: 'Time', exact: true });
const track = (page: Page): Locator => page.getByRole('slider', { name: 'Position in time' });
const button = (page: Page, name: string): Locator =>
  barOf(page).getByRole('button', { name, exact: true });
/** Waits until the machine stands after so many steps. */
async function standsAt(page: Page, position: number): Promise<void> {
  await expect(track(page)).toHaveAttribute('aria-valuenow', String(position));
  await expect(track(page)).toHaveAttribute('aria-busy', 'false');
}
async function goTo(page: Page, position: number): Promise<void> {
  const field = barOf(page).getByRole('textbox', { name: 'Go to step' });
  await field.fill(String(position));
  await field.press('Enter');
  await standsAt(page, position);
}

test.beforeEach(({ page }) => spyOnWorkers(page));

test('step, step back, jump and scrub come to what a run comes to that stops there', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await standsAt(page, typed.length);
  await button(page, 'Back one step').click();
  await standsAt(page, typed.length - 1);
  expect(await digest(page)).toBe(digestAt(typed.slice(0, -1)));
  await button(page, 'To the beginning').click();
  await standsAt(page, 0);
  await expect(carveout.kernelLog.locator('.line')).toHaveCount(0);
  await button(page, 'Forward one step').click();
  await standsAt(page, 1);
  expect(await digest(page)).toBe(digestAt(typed.slice(0, 1)));
  await goTo(page, 7);
  expect(await digest(page)).toBe(digestAt(typed.slice(0, 7)));
  // The lines of what is still to come are not in the log.
  const before = await linesOf(carveout.kernelLog);
  expect(before.join('\n')).not.toContain('new1k');

  const box = (await track(page).boundingBox())!;
  const x = (at: number): number => box.x + ((at + 0.5) / (typed.length + 1)) * box.width;
  await page.mouse.move(x(7), box.y + 10);
  await page.mouse.down();
  for (const at of [8, 12, 3, 11]) await page.mouse.move(x(at), box.y + 10, { steps: 3 });
  await page.mouse.up();
  await standsAt(page, 11);
  expect(await digest(page)).toBe(digestAt(typed.slice(0, 11)));
  await button(page, 'To the end').click();
  await standsAt(page, typed.length);
  expect(await digest(page)).toBe(digestAt(typed));
});

test('plays from the beginning, faster or slower, and pauses', async ({ carveout, page }) => {
  await carveout.open();
  await barOf(page).getByRole('combobox', { name: 'Speed' }).selectOption('0.25×');
  await button(page, 'Play').click();
  await expect(track(page)).toHaveAttribute('aria-valuenow', /^[2-9]$/);
  await button(page, 'Pause').click();
  await expect(button(page, 'Play')).toBeVisible();
  await expect(track(page)).toHaveAttribute('aria-busy', 'false');
  const stood = Number(await track(page).getAttribute('aria-valuenow'));
  expect(stood).toBeLessThan(typed.length);
  await standsAt(page, stood);
  expect(await digest(page)).toBe(digestAt(typed.slice(0, stood)));
  await barOf(page).getByRole('combobox', { name: 'Speed' }).selectOption('fastest');
  await button(page, 'Play').click();
  await standsAt(page, typed.length);
  await expect(button(page, 'Play')).toBeVisible();
  expect(await digest(page)).toBe(digestAt(typed));
});

test('undo and redo are a step back and forward, but not where text is written', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await track(page).focus();
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await standsAt(page, typed.length - 2);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await standsAt(page, typed.length - 1);
  await carveout.console.fill('cma_alloc(3)');
  await carveout.console.press('ControlOrMeta+z');
  await standsAt(page, typed.length - 1);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Undo');
  await page.getByRole('option', { name: /^Undo/ }).click();
  await standsAt(page, typed.length - 2);
  expect(await digest(page)).toBe(digestAt(typed.slice(0, -2)));
});

/** Lines of the first scenario as a session has them. */
const SCRIPT = SEED.split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');
const scriptOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const MAIN = { name: 'main', from: undefined, text: scriptOf(SCRIPT) };
const SEVEN = 'a = cma_alloc(7)';
const BRANCH = { name: SEVEN, from: { branch: 0, at: 5 }, text: `${SEVEN}\n` };

test('a command at an earlier position begins a branch, which is taken back, or left and deleted', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await goTo(page, 5);
  await carveout.type(SEVEN);
  await standsAt(page, 6);
  await expect(carveout.console).toHaveValue('');
  await expect(
    page.getByText(`A branch began at step 5 of ${String(typed.length)}: “${SEVEN}”.`),
  ).toBeVisible();
  await expectAccessible(page, 'with the note of a branch');
  // Taken back, all is as it was, and the line is there again: another word is all it takes.
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await standsAt(page, 5);
  await expect(track(page)).toHaveAttribute('aria-valuemax', String(typed.length));
  await expect(carveout.console).toHaveValue(SEVEN);
  await expect(carveout.console).toBeFocused();
  const before = { branches: [MAIN], shown: 0, position: 5 };
  await expect.poll(() => experimentInAddress(page)).toEqual(before);

  await carveout.console.press('Enter');
  await standsAt(page, 6);
  const branch = [...typed.slice(0, 5), SEVEN];
  expect(await digest(page)).toBe(digestAt(branch));
  const after = { branches: [MAIN, BRANCH], shown: 1, position: undefined };
  await expect.poll(() => experimentInAddress(page)).toEqual(after);
  // The note is over once something else is executed.
  await carveout.ask('dmesg');
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0);
  await goTo(page, 6);

  const menu = (shown: string): Locator => button(page, `Branch: ${shown}`);
  const list = barOf(page).getByRole('list', { name: 'Branches' });
  await menu(SEVEN).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page, 'with the branches open');
  await list.getByRole('button', { name: `Rename ${SEVEN}` }).click();
  await list.getByRole('textbox', { name: 'New name' }).fill('seven pages');
  await list.getByRole('textbox', { name: 'New name' }).press('Enter');
  await list.getByRole('button', { name: /^main/ }).click();
  await standsAt(page, typed.length);
  expect(await digest(page)).toBe(digestAt(typed));

  await menu('main').click();
  await list.getByRole('button', { name: /^seven pages/ }).click();
  await standsAt(page, 7);
  expect(await digest(page)).toBe(digestAt([...branch, 'dmesg']));

  // Deleting the one that is shown leads back to the one it left.
  await menu('seven pages').click();
  await list.getByRole('button', { name: 'Delete seven pages' }).click();
  await list.getByRole('button', { name: 'Delete', exact: true }).click();
  await standsAt(page, typed.length);
  await expect(list.getByRole('listitem')).toHaveCount(1);
  expect(await digest(page)).toBe(digestAt(typed));
  const left = { branches: [MAIN], shown: 0, position: undefined };
  await expect.poll(() => experimentInAddress(page)).toEqual(left);
});

test('a link and a reload keep the position and the branches', async ({ carveout, page }) => {
  await carveout.open();
  await goTo(page, 5);
  await carveout.type(SEVEN);
  await standsAt(page, 6);
  await goTo(page, 4);
  const opened = page.url();
  await expect.poll(() => page.url()).not.toBe(opened);
  const context = await page.context().browser()!.newContext();
  const twin = await context.newPage();
  await spyOnWorkers(twin);
  for (const again of [() => page.reload(), () => twin.goto(page.url())]) {
    await again();
    const there = twin.url() === 'about:blank' ? page : twin;
    await standsAt(there, 4);
    await expect(track(there)).toHaveAttribute('aria-valuemax', '6');
    await expect(button(there, `Branch: ${SEVEN}`)).toBeVisible();
    expect(await digest(there)).toBe(digestAt(typed.slice(0, 4)));
    const whole = { branches: [MAIN, BRANCH], shown: 1, position: 4 };
    await expect.poll(() => experimentInAddress(there)).toEqual(whole);
  }
  await context.close();
});

/** What differs is known, and the row in which both sides stand. */
async function compared(page: Page): Promise<string> {
  const pane = page.getByRole('dialog');
  await expect(pane.locator('section.side').nth(1)).toContainText('main');
  await expect(pane.locator('.states .sum')).toBeVisible();
  return (await pane.getByRole('slider').getAttribute('aria-valuetext')) ?? '';
}

test('a branch is compared with the one that is shown, where it stands, and by whoever has the link', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await goTo(page, 5);
  await carveout.type(SEVEN);
  await standsAt(page, 6);
  await goTo(page, 4);
  const whole = { branches: [MAIN, BRANCH], shown: 1, position: 4 };
  await expect.poll(() => experimentInAddress(page)).toEqual(whole);
  const alone = page.url();
  await button(page, `Branch: ${SEVEN}`).click();
  await page.getByRole('button', { name: 'Compare with main' }).click();
  // At the present position, and it can go on from there.
  expect(await compared(page)).toMatch(/^line 4 of 16: /);
  await expect.poll(() => page.url()).toMatch(/&compare&b=branch\.0&at=4\.4/);
  await page.getByRole('button', { name: 'One line on' }).click();
  await page.getByRole('checkbox', { name: 'Only differences' }).check();
  await expect.poll(() => page.url()).toMatch(/&at=5\.5.*&only$/);
  const there = await compared(page);
  const link = page.url();
  expect(experimentInAddress(page)).toEqual(whole);

  const context = await page.context().browser()!.newContext();
  const twin = await context.newPage();
  for (const [at, open] of [
    [page, () => page.reload()],
    [twin, () => twin.goto(link)],
  ] as const) {
    await open();
    expect(await compared(at)).toBe(there);
    await expect(at.getByRole('checkbox', { name: 'Only differences' })).toBeChecked();
    await expect
      .poll(() => at.url().replace(/&(row|top)=\d+/g, ''))
      .toBe(link.replace(/&(row|top)=\d+/g, ''));
  }
  // The way back closes it; without one, closing takes it out of the address.
  await page.goBack();
  await twin.keyboard.press('Escape');
  for (const at of [page, twin]) {
    await expect(at.getByRole('dialog')).toHaveCount(0);
    await standsAt(at, 4);
    await expect.poll(() => at.url()).not.toContain('&compare');
    expect(experimentInAddress(at)).toEqual(whole);
  }
  expect(page.url()).toBe(alone);
  await page.goForward();
  expect(await compared(page)).toBe(there);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.url()).toBe(alone);
  await context.close();
});

test('what lies beyond is dropped where the reader wants that, and comes back', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await button(page, 'Branch: main').click();
  await page.getByRole('radio', { name: 'is dropped' }).check();
  await page.keyboard.press('Escape');
  await goTo(page, 5);
  await carveout.type(SEVEN);
  await standsAt(page, 6);
  await expect(track(page)).toHaveAttribute('aria-valuemax', '6');
  expect(await digest(page)).toBe(digestAt([...typed.slice(0, 5), SEVEN]));
  const kept = SCRIPT.slice(0, SCRIPT.indexOf(typed[5]!));
  const dropped = { ...MAIN, text: scriptOf([...kept, SEVEN]) };
  await expect
    .poll(() => experimentInAddress(page))
    .toEqual({ branches: [dropped], shown: 0, position: undefined });
  await expect(page.getByText(/^Dropped: \d+ steps beyond step 5\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await standsAt(page, 5);
  await expect
    .poll(() => experimentInAddress(page))
    .toEqual({ branches: [MAIN], shown: 0, position: 5 });
});

test('a workload of a million operations is scrubbed, and a branch begins inside it', async ({
  carveout,
  page,
}) => {
  test.setTimeout(120_000);
  await carveout.open();
  const workload = (ops: number): string => `workload cma ops=${String(ops)} seed=7 mix=video`;
  await carveout.type(workload(1_000_000));
  const length = typed.length + 1_000_000;
  await expect(track(page)).toHaveAttribute('aria-valuemax', String(length), { timeout: 60_000 });
  await carveout.settled();

  const box = (await track(page).boundingBox())!;
  await page.mouse.move(box.x + box.width - 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y + 10, { steps: 25 });
  await page.mouse.move(box.x + box.width * 0.43, box.y + 10, { steps: 25 });
  await page.mouse.up();
  await expect(track(page)).toHaveAttribute('aria-busy', 'false');
  const at = Number(await track(page).getAttribute('aria-valuenow'));
  expect(Math.abs(at / length - 0.43)).toBeLessThan(0.01);
  expect(await digest(page)).toBe(digestAt([...typed, workload(at - typed.length)]));

  await carveout.type('b = cma_alloc(1)');
  await standsAt(page, at + 1);
  expect(await digest(page)).toBe(
    digestAt([...typed, workload(at - typed.length), 'b = cma_alloc(1)']),
  );
});

test('a full journal offers a new experiment', async ({ carveout, page }) => {
  test.setTimeout(120_000);
  await carveout.open();
  for (const seed of [1, 2]) await carveout.type(`workload cma ops=1000000 seed=${String(seed)}`);
  await carveout.settled();
  const offer = page.getByRole('button', { name: 'Begin a new experiment', exact: true });
  await expect(offer).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'with a full journal');
  await offer.click();
  await standsAt(page, 1);
  await expect(offer).toHaveCount(0);
  expect(await digest(page)).toBe(digestAt(['board ssd202']));
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('accessible in the middle of time, at any width', async ({ carveout, page }) => {
      await carveout.open();
      await goTo(page, 9);
      await track(page).hover();
      await expectAccessible(page, 'in the middle of time');
      for (const width of [900, 390, 320]) {
        await page.setViewportSize({ width, height: 800 });
        await expect(track(page)).toBeVisible();
        await expectAccessible(page, `${String(width)} wide`);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
      }
      await button(page, 'Position, speed, branches (main)').click();
      await expectAccessible(page, 'with the menu of a narrow bar');
    });
  });
