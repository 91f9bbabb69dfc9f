import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { kept, keptWith } from './kept.ts';
import { scriptInAddress } from './page.ts';

const notice = (page: Page, text: RegExp) => page.locator('.notices').getByText(text).first();
const saveInNotice = (page: Page) =>
  page.locator('.notices').getByRole('button', { name: 'Save as a file' });
const title = (page: Page, text: string) =>
  expect.poll(() => page.title(), { timeout: 30_000 }).toContain(text);

async function saved(page: Page, save: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download');
  await save();
  return (await readFile(await (await download).path())).toString('utf8');
}
/** Open a text as a file that somebody chose. */
async function openText(page: Page, name: string, text: string): Promise<void> {
  // The keys come after the first paint: they are pressed until somebody hears them.
  await expect(async () => {
    const chooser = page.waitForEvent('filechooser', { timeout: 2_000 });
    await page.keyboard.press('Control+O');
    await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  }).toPass();
}

test('a session beyond a million characters is kept, reloaded, saved and opened again', async ({
  carveout,
  page,
}) => {
  test.setTimeout(120_000);
  const notes = 'what this shows, and why; '.repeat(40).trimEnd();
  const pairs = Array.from(
    { length: 1_250 },
    (_, i) => `v${i} = cma_alloc(1, align=0)\n# ${i}: ${notes}\ncma_release(v${i})\n`,
  );
  const script = `board ssd202\nworkload cma ops=57000 seed=7 mix=small\n${pairs.join('')}`;
  expect(script.length).toBeGreaterThan(1_200_000);
  await carveout.open();
  await page.waitForLoadState('networkidle');
  await openText(
    page,
    'long.carveout',
    `# carveout 1\n# title: Long\n# script\n${script}\n# end\n`,
  );
  await title(page, 'Long');
  await carveout.settled();
  await carveout.ask('last = cma_alloc(3)');
  const whole = `${script}last = cma_alloc(3)\n`;
  // Written once, then its end alone: what is there is all of it.
  await expect.poll(() => keptWith(page, whole), { timeout: 20_000 }).toBe(true);

  await page.getByRole('button', { name: /^File/ }).click();
  await page.getByRole('menuitem', { name: 'Share a link…' }).click();
  await expect(page.getByText(/A link holds at most 1,000,000 characters/)).toBeVisible();
  await page.keyboard.press('Escape');

  await carveout.ask('later = cma_alloc(2)');
  await page.reload();
  await title(page, 'Long');
  await carveout.settled();
  await expect(carveout.blocks.getByText('later', { exact: true })).toBeVisible();
  const file = await saved(page, () => page.keyboard.press('Control+S'));
  expect(file.split('# script\n')[1]).toBe(`${whole}later = cma_alloc(2)\n\n# end\n`);
  await expect.poll(() => kept(page).then((all) => all.includes(file))).toBe(true);

  await openText(page, 'again.carveout', file.replace('# title: Long', '# title: Again'));
  await title(page, 'Again');
  await carveout.settled();
  await expect(carveout.blocks.getByText('later', { exact: true })).toBeVisible();
  expect(await saved(page, () => page.keyboard.press('Control+S'))).toBe(
    file.replace('# title: Long', '# title: Again'),
  );
});

test('what an older page kept is offered, opened, and kept in pieces', async ({
  carveout,
  page,
}) => {
  await page.goto('icon.svg');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('carveout', 1);
        opening.onerror = () => reject(new Error('no database'));
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('sessions', { keyPath: 'id' });
          opening.result.createObjectStore('texts');
        };
        opening.onsuccess = () => {
          const both = opening.result.transaction(['sessions', 'texts'], 'readwrite');
          const about = { title: 'Old', board: 'SSD202', ops: 1, chars: 40, saved: 1, own: true };
          both.objectStore('sessions').put({ id: 'old', ...about });
          both
            .objectStore('texts')
            .put(
              '# carveout 1\n# title: Old\n# script\nboard ssd202\nx = cma_alloc(9)\n\n# end\n',
              'old',
            );
          both.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await carveout.open();
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await title(page, 'Old');
  await expect(carveout.blocks.getByText('x', { exact: true })).toBeVisible();
  await carveout.ask('y = cma_alloc(1)');
  await expect.poll(() => keptWith(page, 'x = cma_alloc(9)\ny = cma_alloc(1)\n')).toBe(true);
  expect((await kept(page)).length, 'still the same session').toBe(1);
});

test('storage that has no room says so, a file is the way out, and closing is asked about', async ({
  carveout,
  page,
}) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
  await carveout.open();
  await page.waitForLoadState('networkidle');
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    void dialog.accept();
  });
  await carveout.ask('a = cma_alloc(1)');
  await expect(notice(page, /no room for this session/)).toBeVisible();
  // The address has all of it, and brings it back.
  await expect.poll(() => scriptInAddress(page)).toContain('\na = cma_alloc(1)\n');
  await page.reload();
  await expect(carveout.blocks.getByText('a', { exact: true })).toBeVisible();
  await carveout.settled();
  expect(asked).toBe(0);

  const long = `# ${'0123456789 '.repeat(700)}\n`;
  const words = Array.from({ length: 30 }, (_, i) => `# ${(i * 7919) % 99991} ${long.slice(i)}`);
  const random = Array.from({ length: 9_000 }, () => Math.random().toString(36).slice(2)).join(' ');
  const noise = random.match(/.{1,4000}/g)!.map((line) => `# ${line}\n`);
  await openText(
    page,
    'n.carveout',
    `board ssd202\n${words.join('')}${noise.join('')}b = cma_alloc(1)\n`,
  );
  await expect(carveout.blocks.getByText('b', { exact: true })).toBeVisible();
  await carveout.ask('c = cma_alloc(1)');
  await expect(notice(page, /no room for this session/)).toBeVisible();
  await page.reload();
  expect(asked, 'no link holds it').toBe(1);
  await expect(carveout.blocks.getByText('c', { exact: true })).toBeVisible();
  await carveout.settled();

  await carveout.ask('d = cma_alloc(1)');
  await expect(saveInNotice(page)).toBeVisible();
  const file = await saved(page, () => saveInNotice(page).click());
  expect(file).toContain('c = cma_alloc(1)\nd = cma_alloc(1)\n');
  await page.reload();
  expect(asked, 'a file has it').toBe(1);
});

test.describe('without an answer', () => {
  test('from the storage: said within two seconds, and a reload brings all back', async ({
    carveout,
    page,
  }) => {
    await page.addInitScript(() => {
      // Nobody ever hears of it.
      const open = indexedDB.open.bind(indexedDB);
      IDBFactory.prototype.open = (...args) => {
        const request = open(...args);
        for (const type of ['success', 'upgradeneeded', 'error', 'blocked'])
          request.addEventListener(type, (event) => event.stopImmediatePropagation());
        return request;
      };
    });
    await carveout.open();
    // The two seconds begin with the page: little of them is left.
    await expect(notice(page, /storage does not answer/)).toBeVisible({ timeout: 4_000 });
    await expect(saveInNotice(page)).toBeVisible();
    await page.waitForLoadState('networkidle');
    await carveout.ask('a = cma_alloc(5)');
    await expect.poll(() => scriptInAddress(page)).toContain('\na = cma_alloc(5)\n');
    await page.reload();
    await expect(carveout.blocks.getByText('a', { exact: true })).toBeVisible();
  });

  test('from the locks: said, and the session survives a reload', async ({ carveout, page }) => {
    await page.addInitScript(() => {
      LockManager.prototype.request = () => new Promise(() => undefined);
      LockManager.prototype.query = () => new Promise(() => undefined);
    });
    await carveout.open();
    await expect(notice(page, /does not say which sessions other tabs have/)).toBeVisible();
    await page.waitForLoadState('networkidle');
    await carveout.ask('a = cma_alloc(5)');
    await expect.poll(() => keptWith(page, 'a = cma_alloc(5)')).toBe(true);
    for (let again = 0; again < 2; again += 1) {
      await page.reload();
      await expect(carveout.blocks.getByText('a', { exact: true })).toBeVisible();
      await carveout.settled();
    }
    expect((await kept(page)).length, 'still the same session').toBe(1);
  });
});
