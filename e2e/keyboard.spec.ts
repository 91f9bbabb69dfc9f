import { expect, test } from './fixtures.ts';
import { inspectorOf } from './page.ts';

test('keys: the first Tab, completion, the sheet of keys, the log of another board', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await test.step('from the address bar to a first allocation by keys alone', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByText('Skip to the console')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(carveout.console).toBeFocused();
    await page.keyboard.type('first = cma_alloc(3)\n');
    await expect(carveout.blocks.getByText('first', { exact: true })).toBeVisible();
  });
  await test.step('completion: Tab completes a call, the list is walked with arrows', async () => {
    const { console: prompt } = carveout;
    await prompt.focus();
    await page.keyboard.type('dma_al');
    await prompt.press('Tab');
    await expect(prompt).toHaveValue(/^dma_alloc_coherent\(/);
    await prompt.fill('cat /sys/class/mstar/msys/dm');
    await prompt.press('Tab');
    await expect(prompt).toHaveValue(/^cat \/sys\/class\/mstar\/msys\/dmem/);
    await prompt.fill('c');
    await prompt.press('ControlOrMeta+Space');
    const options = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
    await expect(options.first()).toHaveAttribute('aria-selected', 'true');
    await prompt.press('ArrowDown');
    await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
    await prompt.press('Escape');
    await expect(options).toHaveCount(0);
  });
  await test.step('a question mark typed into the console is a question mark', async () => {
    await carveout.console.fill('');
    await page.keyboard.type('?');
    await expect(carveout.console).toHaveValue('?');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
  await test.step('help is answered with how to get on, and is no operation', async () => {
    const answer = (await carveout.ask('help')).join('\n');
    for (const word of ['Ctrl K', '?', 'Tab', 'board ssd202']) expect(answer).toContain(word);
    await expect(page.getByRole('log', { name: 'Console output' }).locator('.c-error')).toHaveCount(
      0,
    );
  });
  await test.step('the key sheet opens with ? and closes with Escape', async () => {
    await carveout.map.focus();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await expect(sheet).toBeVisible();
    await expect(sheet.getByText('Show the whole region')).toBeVisible();
    for (const own of [
      'to the next or previous run',
      'first and last block',
      'sixteen steps at once',
    ])
      await expect(sheet.getByText(own)).toBeVisible();
    await expect(sheet.getByText(/^Go to map/)).toHaveText(['Go to map 1 to 8']);
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
  });
  await test.step('another board parts the kernel log', async () => {
    // The first line of a log that stands at its end is drawn once it comes near.
    await carveout.kernelLog.press('Home');
    await expect(carveout.kernelLog.getByText('— ssd202 booted —')).toHaveCount(1);
    await carveout.kernelLog.press('End');
    await carveout.ask('board generic cma=16M');
    await expect(carveout.kernelLog.getByText('— generic booted —')).toBeVisible();
    const lines = carveout.kernelLog.locator('.line');
    await expect(lines.last()).not.toHaveClass(/past/);
    await carveout.kernelLog.evaluate((log) => (log.scrollTop = 0));
    await expect(lines.first()).toHaveClass(/past/);
  });
});

test('history: arrows walk through what was typed, and it outlives the page', async ({
  carveout,
}) => {
  await carveout.open();
  await carveout.ask('cat /proc/meminfo');
  await carveout.ask('dmesg');
  await carveout.console.press('ArrowUp');
  await expect(carveout.console).toHaveValue('dmesg');
  await carveout.console.press('ArrowUp');
  await expect(carveout.console).toHaveValue('cat /proc/meminfo');
  await carveout.console.press('ArrowDown');
  await expect(carveout.console).toHaveValue('dmesg');
  await carveout.open();
  await carveout.console.press('ArrowUp');
  await expect(carveout.console).toHaveValue('dmesg');
});

test('the palette and the map by keys', async ({ carveout, page }) => {
  await carveout.open();
  await test.step('the palette finds an action, a block and an address', async () => {
    const search = page.getByRole('dialog').getByRole('combobox');
    await page.keyboard.press('ControlOrMeta+k');
    await search.fill('light and dark');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    for (const query of ['emac1_buff', '0x26450000']) {
      await page.keyboard.press('ControlOrMeta+k');
      await search.fill(query);
      await page.keyboard.press('Enter');
      const inspector = inspectorOf(page);
      await expect(inspector.getByText('emac1_buff').first()).toBeVisible();
    }
  });
  await test.step('on the map: arrows move, Enter chooses, Delete releases, as a console line', async () => {
    await carveout.map.focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('Enter');
    const inspector = inspectorOf(page);
    await expect(inspector.getByText(/0x26400000/i).first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+ArrowRight');
    await page.keyboard.press('ControlOrMeta+ArrowRight');
    await page.keyboard.press('Enter');
    await expect(inspector.getByText('BDMA').first()).toBeVisible();
    await page.keyboard.press('Delete');
    await expect(carveout.blocks.getByText('BDMA', { exact: true })).toHaveCount(0);
    expect((await carveout.lines()).join('\n')).toMatch(/> .*BDMA/);
  });
});

test('the palette releases a block by name, and goes to the form that allocates', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  const dialog = page.getByRole('dialog');
  const search = dialog.getByRole('combobox');
  await page.keyboard.press('ControlOrMeta+k');
  await search.fill('rel');
  await dialog.getByRole('option', { name: 'Release new1k' }).click();
  await expect(carveout.blocks.getByText('new1k', { exact: true })).toHaveCount(0);
  expect((await carveout.lines()).join('\n')).toMatch(/> echo new1k > .*release_dmem/);

  await page.getByRole('button', { name: 'Fold the form' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveCount(0);
  await carveout.open();
  await expect(page.getByRole('button', { name: 'Unfold the form' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await search.fill('alloc');
  await dialog.getByRole('option', { name: 'Allocate memory' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
});
