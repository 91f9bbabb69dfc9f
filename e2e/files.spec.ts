import type { Page } from '@playwright/test';
import { exported, fileMenu, textOf } from './exported.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { headlessDigest } from './headless.ts';
import { kept, keptWith } from './kept.ts';
import { CarveoutPage, experimentInAddress } from './page.ts';
import { digest, spyOnWorkers } from './workers.ts';

test.beforeEach(({ page }) => spyOnWorkers(page));

/** Drop a file of this content on the window, the overlay seen on the way. */
async function drop(page: Page, name: string, content: readonly number[] | string): Promise<void> {
  const data = await page.evaluateHandle(
    ([file, body]) => {
      const transfer = new DataTransfer();
      const part = typeof body === 'string' ? body : Uint8Array.from(body);
      transfer.items.add(new File([part], file));
      return transfer;
    },
    [name, content] as const,
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: data });
  await expect(page.getByText('Drop to open')).toBeVisible();
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(page.getByText('Drop to open')).toHaveCount(0);
}
const notice = (page: Page, text: RegExp) => page.locator('.notices').getByText(text).first();
const blockCount = (carveout: CarveoutPage, name: string) =>
  carveout.blocks.getByText(name, { exact: true });

test('what is saved is what is opened', async ({ carveout, page }) => {
  await carveout.open();
  await carveout.ask('a = cma_alloc(16, align=4)');
  await carveout.ask('# a comment stays\ncat /proc/meminfo');
  const before = await digest(page);
  const file = await exported(page, 'Save session');
  expect(file.suggestedFilename()).toBe('carveout-ssd202.carveout');
  const text = await textOf(file);
  expect(headlessDigest(text)).toBe(before);
  await carveout.ask('b = cma_alloc(1)');
  await drop(page, 'session.carveout', text);
  await expect(blockCount(carveout, 'b')).toHaveCount(0);
  await carveout.settled();
  expect(await digest(page)).toBe(before);
  expect(await textOf(await exported(page, 'Save session'))).toBe(text);
});

test('a dropped scenario opens, and what was there is among the recent sessions', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await carveout.ask('mine = cma_alloc(3)');
  const scenario = 'board dm6446\n# only a board\n';
  await drop(page, 'my board.carveout', scenario);
  await expect(page.getByRole('button', { name: 'Board and scenario' })).toContainText('DM6446');
  await expect(page).toHaveTitle('my board · Carveout');
  expect(await keptWith(page, 'mine = cma_alloc(3)')).toBe(true);
  await fileMenu(page).click();
  await page.getByRole('menuitem', { name: 'Recent sessions' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recent sessions' });
  await expectAccessible(page, 'with the recent sessions');
  await dialog.getByRole('button', { name: /^Open SigmaStar SSD202 · The SSD202 session/ }).click();
  await expect(blockCount(carveout, 'mine')).toBeVisible();
  expect(await keptWith(page, 'only a board')).toBe(true);
});

const BAD: readonly (readonly [string, string, readonly number[] | string, RegExp])[] = [
  [
    'binary',
    'map.png',
    [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff],
    /map\.png was not opened.*no text/,
  ],
  ['with a zero byte', 'zero.carveout', 'board ssd202\n\u0000', /not opened.*text/],
  [
    'of a newer version',
    'new.carveout',
    '# carveout 9\n# script:\n# end\n',
    /new\.carveout was not opened.*version/i,
  ],
  ['cut off', 'cut.carveout', '# carveout 1\n# title: x\n', /cut\.carveout was not opened.*cut/],
  [
    'no scenario',
    'notes.txt',
    'Dear colleague,\nhere are my notes.\n',
    /notes\.txt was not opened.*Line 1/,
  ],
];
test('a file that is none of ours is refused, and nothing changes', async ({ carveout, page }) => {
  await carveout.open();
  for (const [what, name, content, says] of BAD)
    await test.step(what, async () => {
      const before = await digest(page);
      await drop(page, name, content);
      await expect(notice(page, says)).toBeVisible();
      expect(await digest(page)).toBe(before);
      await carveout.ask('z = cma_alloc(1)');
      await expect(blockCount(carveout, 'z')).toBeVisible();
      await carveout.ask('cma_release(z)');
    });
});

test('a file far too large is not even read', async ({ carveout, page }) => {
  await carveout.open();
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    const megabyte = new Blob([new Uint8Array(1_000_000)]);
    transfer.items.add(
      new File(
        Array.from({ length: 241 }, () => megabyte),
        'huge.bin',
      ),
    );
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
    );
  });
  await expect(notice(page, /huge\.bin was not opened\. It has 230 MiB/)).toBeVisible();
});

test('a script pasted beside every input is executed', async ({ carveout, page }) => {
  await carveout.open();
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | undefined)?.blur();
    const data = new DataTransfer();
    data.setData('text/plain', 'p1 = cma_alloc(2)\r\np2 = cma_alloc(2)\r\n');
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(blockCount(carveout, 'p2')).toBeVisible();
});

test('another experiment is begun from the File menu, the boards, and a text with a board; the one before is kept', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await carveout.ask('mine = cma_alloc(3)');
  const holds = async (text: string): Promise<void> => {
    const branches = [{ name: 'main', from: undefined, text }];
    await expect
      .poll(() => experimentInAddress(page))
      .toEqual({ branches, shown: 0, position: undefined });
  };
  await fileMenu(page).click();
  await page.getByRole('menuitem', { name: 'New experiment' }).click();
  await holds('board ssd202\n');
  expect(await keptWith(page, 'mine = cma_alloc(3)')).toBe(true);

  await carveout.ask('second = cma_alloc(2)');
  await page.getByRole('button', { name: 'Board and scenario' }).click();
  await page
    .locator(':popover-open')
    .getByRole('button', { name: /DM6446/ })
    .first()
    .click();
  await holds('board dm6446\n');
  expect(await keptWith(page, 'second = cma_alloc(2)')).toBe(true);

  const paste = (target: 'body' | 'console', text: string): Promise<void> =>
    (target === 'body' ? page.locator('body') : carveout.console).evaluate((node, data) => {
      if (node === document.body) (document.activeElement as HTMLElement | undefined)?.blur();
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', data);
      const how = { clipboardData, bubbles: true, cancelable: true };
      node.dispatchEvent(new ClipboardEvent('paste', how));
    }, text);
  const third = 'board generic\n# The third.\nthird = cma_alloc(4)\n';
  await paste('body', third.replaceAll('\n', '\r\n'));
  await holds(third);
  const fourth = 'board ssd202\nfourth = cma_alloc(4)\n';
  await paste('console', fourth);
  await holds(fourth);
  expect(await keptWith(page, 'third = cma_alloc(4)')).toBe(true);

  await page.keyboard.press('Escape');
  await fileMenu(page).click();
  await page.getByRole('menuitem', { name: 'Recent sessions' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recent sessions' });
  await expect(dialog.getByRole('listitem').locator('strong')).toHaveText([
    'SigmaStar SSD202 · fourth = cma_alloc(4)',
    /· The third\.$/,
    /DM6446/,
    'SigmaStar SSD202 · second = cma_alloc(2)',
    'SigmaStar SSD202 · The SSD202 session',
  ]);
  await expectAccessible(page, 'with sessions named by themselves');
});

test('state, operations and transcript are exported', async ({ carveout, page }) => {
  await carveout.open();
  await carveout.ask('cma_alloc(4096)');
  const state = JSON.parse(await textOf(await exported(page, 'State as JSON'))) as {
    digest: string;
  };
  expect(state.digest).toBe(await digest(page));
  const csv = await textOf(await exported(page, 'Operations as CSV'));
  expect(csv).toMatch(/^line,op,text,failed,answer,log\r\n/);
  expect(csv).toContain('cma_alloc(4096),1,');
  const json = JSON.parse(await textOf(await exported(page, 'Operations as JSON'))) as {
    operations: { text: string; failed: boolean; log: string[] }[];
  };
  expect(json.operations.at(-1)).toMatchObject({ text: 'cma_alloc(4096)', failed: true });
  const transcript = await textOf(await exported(page, 'Transcript as text'));
  expect(transcript.trimEnd().split('\n')).toEqual((await carveout.lines()).join('\n').split('\n'));
});

test('the menu is opened and walked by keys', async ({ carveout, page }) => {
  await carveout.open();
  await fileMenu(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'New experiment' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Open…' })).toBeFocused();
  await expectAccessible(page, 'with the File menu open');
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Transcript as text' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(fileMenu(page)).toBeFocused();
});

test('a reload restores what was typed a moment ago', async ({ carveout, page }) => {
  await carveout.open();
  // What is still being fetched when a page is left counts as an error of the page.
  await page.waitForLoadState('networkidle');
  await carveout.ask('a = cma_alloc(5)');
  await page.reload();
  await expect(blockCount(carveout, 'a')).toBeVisible();
  await carveout.ask('b = cma_alloc(5)');
  await expect.poll(() => keptWith(page, 'b = cma_alloc(5)')).toBe(true);
  expect((await kept(page)).length, 'still the same session').toBe(1);
});

test('a tab that is killed loses nothing: it is offered, and restored', async ({
  carveout,
  page,
  context,
}) => {
  await carveout.open();
  await carveout.ask('mine = cma_alloc(7)');
  const before = await digest(page);
  await expect.poll(() => keptWith(page, 'mine = cma_alloc(7)')).toBe(true);
  // No unload, no goodbye.
  await page.close({ runBeforeUnload: false });

  const next = await context.newPage();
  // The browser takes back what the tab held, in its own time.
  await next.goto('./icon.svg');
  await expect
    .poll(() => next.evaluate(async () => (await navigator.locks.query()).held?.length))
    .toBe(0);
  await spyOnWorkers(next);
  const again = new CarveoutPage(next);
  await again.open();
  await expect(notice(next, /last session is kept.*SigmaStar SSD202/)).toBeVisible();
  await expectAccessible(next, 'with a session offered');
  await next.getByRole('button', { name: 'Go on with it' }).click();
  await expect(blockCount(again, 'mine')).toBeVisible();
  await again.settled();
  expect(await digest(next)).toBe(before);
  await again.ask('more = cma_alloc(1)');
  await expect.poll(() => keptWith(next, 'more = cma_alloc(1)')).toBe(true);
  expect((await kept(next)).length, 'it goes on as the same session').toBe(1);
});

test('two tabs keep each its own', async ({ carveout, page, context }) => {
  await carveout.open();
  await carveout.ask('one = cma_alloc(1)');
  await expect.poll(() => keptWith(page, 'one = cma_alloc(1)')).toBe(true);
  const link = page.url();
  const other = await context.newPage();
  const twin = new CarveoutPage(other);
  // As a duplicated tab: the same address, and the same storage of the tab.
  const storage = await page.evaluate(() => JSON.stringify(sessionStorage));
  await other.addInitScript((items) => {
    if (sessionStorage.length > 0) return;
    for (const [key, value] of Object.entries(JSON.parse(items) as Record<string, string>))
      sessionStorage.setItem(key, value);
  }, storage);
  await twin.open(link);
  await twin.ask('two = cma_alloc(2)');
  await carveout.ask('three = cma_alloc(3)');
  await expect.poll(() => keptWith(page, 'three = cma_alloc(3)')).toBe(true);
  await expect.poll(() => keptWith(page, 'two = cma_alloc(2)')).toBe(true);
  const texts = await kept(page);
  expect(texts.length).toBe(2);
  for (const text of texts) expect(text.includes('two =')).toBe(!text.includes('three ='));

  await other.evaluate(() => (document.activeElement as HTMLElement | undefined)?.blur());
  await other.keyboard.press('r');
  const dialog = other.getByRole('dialog', { name: 'Recent sessions' });
  await expect(dialog.getByText(/open in another tab/)).toBeVisible();
  await expect(dialog.getByText(/this one/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Delete/ })).toHaveCount(0);
});

test('recent sessions are renamed and deleted', async ({ carveout, page, context }) => {
  await carveout.open();
  await carveout.ask('a = cma_alloc(1)');
  await expect.poll(() => keptWith(page, 'a = cma_alloc(1)')).toBe(true);
  await page.close();
  const next = await context.newPage();
  await new CarveoutPage(next).open();
  await next.getByRole('button', { name: 'Recent sessions…' }).click();
  const dialog = next.getByRole('dialog', { name: 'Recent sessions' });
  await dialog
    .getByRole('button', { name: /^Rename SigmaStar SSD202 · The SSD202 session/ })
    .click();
  await dialog.getByRole('textbox', { name: 'New name' }).fill('The leak');
  await next.keyboard.press('Enter');
  await expect(dialog.getByText('The leak')).toBeVisible();
  expect(await keptWith(next, 'The leak')).toBe(true);
  await dialog.getByRole('button', { name: 'Delete all' }).click();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(dialog.getByText(/None yet/)).toBeVisible();
  expect(await kept(next)).toEqual([]);
});

test('a browser that keeps nothing says so, and the page works', async ({ carveout, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await carveout.open();
  await expect(notice(page, /keeps nothing for this page/)).toBeVisible();
  await carveout.ask('a = cma_alloc(1)');
  await drop(page, 'other.carveout', 'board dm6446\n');
  await expect(page.getByRole('button', { name: 'Board and scenario' })).toContainText('DM6446');
  await fileMenu(page).click();
  await page.getByRole('menuitem', { name: 'Recent sessions' }).click();
  await page.getByRole('button', { name: /^Open SigmaStar SSD202 · The SSD202 session/ }).click();
  await expect(blockCount(carveout, 'a')).toBeVisible();
});
