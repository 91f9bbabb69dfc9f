import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { experimentInAddress } from './page.ts';

/** The script's tab, opened. */
async function openScript(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: 'Script' }).click();
  const text = page.getByRole('textbox', { name: 'Script' });
  await expect(text).toBeVisible();
  return text;
}

/** Another text in place of what is there, as a paste: nothing is completed on the way. */
async function write(page: Page, text: Locator, source: string): Promise<void> {
  await text.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(source);
}

/** As the clipboard would bring it. */
const paste = (text: Locator, source: string): Promise<void> =>
  text.evaluate((node, data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', data);
    node.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, source);

const SCRIPT =
  'board ssd202\n# three of them\na = cma_alloc(4)\nb = cma_alloc(4096)\ncma_release(a)';

const marks = (page: Page): Promise<string[]> =>
  page
    .locator('.cm-ops .cm-gutterElement:visible')
    .evaluateAll((cells) => cells.map((cell) => cell.textContent));
const lastLine = (page: Page): Locator => page.locator('.cm-lineLast');
const button = (page: Page, name: string): Locator => page.getByRole('button', { name });

test('the session’s script stands there, and grows with the console', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  const text = await openScript(page);
  await expect(text).toContainText('# title: The SSD202 session');
  await carveout.ask('mine = cma_alloc(3)');
  await text.press('ControlOrMeta+End');
  await expect(lastLine(page)).toHaveText('mine = cma_alloc(3)');
  await expect(page.getByText(/^Line (\d+) of \1 · op 15$/)).toBeVisible();
});

test('a script without a board runs upon the one that runs, whatever was refused or expected', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  const text = await openScript(page);
  const runs = async (source: string, typed: readonly string[]): Promise<void> => {
    const mark = await carveout.mark();
    await write(page, text, source);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const seen = async (): Promise<string[]> =>
      (await carveout.since(mark)).filter((line) => line.startsWith('> '));
    await expect.poll(seen).toEqual(typed.map((line) => `> ${line}`));
  };
  await carveout.ask('board imx6');
  await carveout.ask('board nosuch');
  await runs('a = cma_alloc(4)', ['board imx6', 'a = cma_alloc(4)']);
  await carveout.ask('board ssd202');
  await carveout.ask('expect ok board imx6 # so');
  // That board is the first line already: it is kept.
  await runs('b = cma_alloc(4)', ['b = cma_alloc(4)']);
  await runs('expect ok board generic', ['expect ok board generic']);
});

test('a script that is run again stays as it is, an edit executes from its line on, and a reload shows the same', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  const text = await openScript(page);
  const document = (): ReturnType<typeof experimentInAddress> => experimentInAddress(page);
  const main = { name: 'main', from: undefined, text: `${SCRIPT}\n` };
  await write(page, text, SCRIPT);
  for (let times = 0; times < 4; times += 1) {
    await text.press('ControlOrMeta+Enter');
    await expect.poll(() => marks(page)).toEqual(['–', '1', '2', '3']);
    await carveout.settled();
  }
  await expect.poll(document).toEqual({ branches: [main], shown: 0, position: undefined });
  // Nothing of the demo before it.
  expect(page.url().length).toBeLessThan(new URL('./', page.url()).href.length + 166);

  const mark = await carveout.mark();
  await write(page, text, SCRIPT.replace('4096', '8'));
  await text.press('ControlOrMeta+Enter');
  const executed = async (): Promise<string[]> =>
    (await carveout.since(mark)).filter((line) => line.startsWith('> '));
  await expect.poll(executed).toEqual(['> b = cma_alloc(8)', '> cma_release(a)']);
  const branch = {
    name: 'b = cma_alloc(8)',
    from: { branch: 0, at: 2 },
    text: 'b = cma_alloc(8)\ncma_release(a)\n',
  };
  const whole = { branches: [main, branch], shown: 1, position: undefined };
  await expect.poll(document).toEqual(whole);
  await page.reload();
  await carveout.settled();
  await openScript(page);
  await expect(text).toHaveText(SCRIPT.replace('4096', '8').replaceAll('\n', ''));
  await expect.poll(document).toEqual(whole);
});

test('an error is underlined, said, and gone to', async ({ carveout, page }) => {
  await carveout.open();
  const text = await openScript(page);
  await write(page, text, 'board ssd202\na = cma_alloc(64, algn=4)\n');
  await expect(page.locator('.cm-lintRange-error')).toHaveText('algn');
  await page.getByRole('button', { name: '1 error' }).click();
  await expect(page.getByRole('status').getByText(/did you mean align\?/)).toBeVisible();
  await expect(text).toBeFocused();
  const mark = await carveout.mark();
  await text.press('ControlOrMeta+Enter');
  await expect(page.getByText('Nothing was run: line 2 has an error.')).toBeVisible();
  expect(await carveout.since(mark)).toEqual([]);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('button', { name: '1 处错误' })).toBeVisible();
  await expect(page.getByText('未执行：第 2 行有错误。')).toBeVisible();
});

test('calls, parameters and names are completed', async ({ carveout, page }) => {
  await carveout.open();
  const text = await openScript(page);
  await write(page, text, 'board ssd202\nthing = cma_alloc(1)\n');
  const list = page.getByRole('listbox', { name: 'Completions' });
  await page.keyboard.type('cma_rel');
  await expect(list.getByRole('option', { name: /^cma_release\(/ })).toBeVisible();
  await expectAccessible(page, 'with completions in the editor');
  await page.keyboard.press('Tab');
  await list.getByRole('option', { name: 'thing' }).click();
  await expect(text).toContainText('cma_release(thing)');
});

test('the word under the pointer or the caret is explained', async ({ carveout, page }) => {
  await carveout.open();
  const text = await openScript(page);
  await write(page, text, 'board ssd202\ncat /proc/meminfo');
  await text.getByText('/proc/meminfo').hover();
  await expect(page.getByRole('tooltip').or(page.locator('.cm-help'))).toContainText('CmaFree');
  await page.mouse.move(0, 0);
  await expect(page.locator('.cm-help')).toHaveCount(0);
  await text.press('ControlOrMeta+Home');
  await text.press('F1');
  await expect(page.locator('.cm-help')).toContainText('board');
  await text.press('Escape');
  await expect(page.locator('.cm-help')).toHaveCount(0);
});

test('run, run to the caret, step, step back', async ({ carveout, page }) => {
  await carveout.open();
  const text = await openScript(page);
  await write(page, text, SCRIPT);
  await text.press('ControlOrMeta+Enter');
  await expect.poll(() => marks(page)).toEqual(['–', '1', '2', '3']);
  await expect(lastLine(page)).toHaveText('cma_release(a)');
  await expect(page.locator('.cm-lineBad')).toHaveText('b = cma_alloc(4096)');

  await text.press('ControlOrMeta+Home');
  await text.press('ArrowDown');
  await text.press('ArrowDown');
  await text.press('Alt+Enter');
  await expect.poll(() => marks(page)).toEqual(['–', '1']);
  await expect(carveout.blocks.getByText('a', { exact: true })).toBeVisible();
  await text.press('Alt+ArrowDown');
  await expect.poll(() => marks(page)).toEqual(['–', '1', '2']);
  await button(page, 'Step:').click();
  await expect.poll(() => marks(page)).toEqual(['–', '1', '2', '3']);
  await expect(carveout.blocks.getByText('a', { exact: true })).toHaveCount(0);
  await button(page, 'Step back').click();
  await expect(lastLine(page)).toHaveText('b = cma_alloc(4096)');
  await expect(carveout.blocks.getByText('a', { exact: true })).toBeVisible();
});

test('the script is that of the branch, and its marks go with the position', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await carveout.ask('board generic');
  await carveout.ask('a = cma_alloc(1)');
  await carveout.ask('b = cma_alloc(2)');
  const text = await openScript(page);
  /** Only lines that are seen are there. */
  const marked = async (line: string): Promise<void> => {
    await text.press('ControlOrMeta+End');
    await expect(lastLine(page)).toHaveText(line);
  };
  await marked('b = cma_alloc(2)');
  const bar = page.getByRole('region', { name: 'Time', exact: true });
  await bar.getByRole('button', { name: 'Back one step' }).click();
  await marked('a = cma_alloc(1)');
  await carveout.type('c = cma_alloc(3)');
  await marked('c = cma_alloc(3)');
  await expect(text).not.toContainText('b = cma_alloc(2)');
  await bar.getByRole('button', { name: 'Branch: c = cma_alloc(3)' }).click();
  await bar.getByRole('button', { name: /^main/ }).click();
  await marked('b = cma_alloc(2)');
  await expect(text).not.toContainText('c = cma_alloc(3)');
  await expect(text.getByText('board generic')).toHaveCount(1);
});

test('a text of one’s own is kept, and the session’s comes back on request', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  const text = await openScript(page);
  await write(page, text, SCRIPT);
  await expect(page.getByText(/^Edited since it was run/)).toBeVisible();
  await carveout.ask('cma_alloc(1)');
  await expect(page.getByText('1 command was executed that is not in this text.')).toBeVisible();
  await page.getByRole('tab', { name: 'Held' }).click();
  await openScript(page);
  await expect(text).toContainText('# three of them');
  await button(page, 'Show the session’s script').click();
  await expect(text).toContainText('# title: The SSD202 session');
  await text.press('ControlOrMeta+z');
  await expect(text).toContainText('# three of them');
});

test('what a line made is chosen on the map', async ({ carveout, page }) => {
  await carveout.open();
  const text = await openScript(page);
  await text.getByText('emac1_buff').click();
  await expect(page.getByRole('region', { name: 'emac1_buff' })).toBeVisible();
});

test('too much text is refused with a sentence', async ({ carveout, page }) => {
  await carveout.open();
  const text = await openScript(page);
  await text.click();
  const before = await page.locator('.state').textContent();
  await paste(text, 'cma_alloc(1)\n'.repeat(80_660));
  await expect(
    page.getByText('Not inserted: the text would have 1,048,580 characters; at most 1,000,000'),
  ).toBeVisible();
  expect(await page.locator('.state').textContent()).toBe(before);
});

test('ten thousand lines are pasted, checked and typed into without a stall', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  const text = await openScript(page);
  const lines = Array.from(
    { length: 10_000 },
    (_, at) => `b${at} = cma_alloc(${at % 64}, align=4)`,
  );
  await text.click();
  await text.press('ControlOrMeta+a');
  await paste(text, [...lines, 'foo'].join('\n'));
  await expect(button(page, '1 error')).toBeVisible();
  const began = Date.now();
  await page.keyboard.type(' # and so on');
  await expect(text).toContainText('foo # and so on');
  expect(Date.now() - began).toBeLessThan(5_000);
});

test('Tab does not keep one inside', async ({ carveout, page }) => {
  await carveout.open();
  const text = await openScript(page);
  await text.click();
  await text.press('ControlOrMeta+End');
  await text.press('Escape');
  await text.press('Tab');
  await expect(text).not.toBeFocused();
  await expect(text).toHaveAccessibleDescription(/Escape, then Tab/);
});

test('a wider editor is remembered', async ({ carveout, page }) => {
  await carveout.open();
  const text = await openScript(page);
  const width = async (): Promise<number> => (await text.boundingBox())?.width ?? 0;
  const narrow = await width();
  await button(page, 'Widen the editor').click();
  expect(await width()).toBeGreaterThan(narrow + 150);
  await page.reload();
  await openScript(page);
  await expect(button(page, 'Narrow the editor')).toBeVisible();
  expect(await width()).toBeGreaterThan(narrow + 150);
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test.describe(`${colorScheme}, ${String(width)} wide`, () => {
      test.use({ colorScheme, viewport: { width, height: width > 1000 ? 900 : 844 } });

      test('the editor is accessible', async ({ page }) => {
        await page.goto('./');
        await expect(page.getByText(/337 are free/)).toBeVisible();
        if (width < 1000) await page.getByRole('button', { name: 'Commands' }).click();
        const text = await openScript(page);
        await expectAccessible(page, 'with the script shown');
        await write(page, text, `${SCRIPT}\nfoo`);
        await expect(page.locator('.cm-lintRange-error')).toBeVisible();
        await text.press('ControlOrMeta+f');
        await expect(page.getByRole('textbox', { name: 'Find' })).toBeVisible();
        await expectAccessible(page, 'with an error and the search');
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
      });
    });
