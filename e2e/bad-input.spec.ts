import { expect, test } from './fixtures.ts';
import type { CarveoutPage } from './page.ts';
import { askWorker, digest, spyOnWorkers } from './workers.ts';
import type { Page } from '@playwright/test';

test.beforeEach(({ page }) => spyOnWorkers(page));

const DMEM = '/sys/class/mstar/msys';
const name = (length: number): string => 'n'.repeat(length);

/** What no refused line may touch: memory and who holds it. A refused call still counts as an operation. */
async function memory(page: Page): Promise<unknown> {
  const state = (await askWorker(page, 'state')) as Record<string, unknown>;
  const { regions, blocks, handles, dmem, cmaFreeKiB } = state;
  return { regions, blocks, handles, dmem, cmaFreeKiB };
}

/** The parser answers: nothing is executed at all. */
const NOT_THE_LANGUAGE = [
  'frobnicate(1)',
  'board',
  'cma_alloc(0x)',
  'cma_alloc(-1)',
  'cma_alloc(1.5)',
  'cma_alloc(9007199254740993)',
  'cma_alloc()',
  'cma_alloc(1',
  'a = = cma_alloc(1)',
  'dma_alloc_coherent(0x)',
  'dma_alloc_coherent(-4096)',
  'expect EWHAT cma_alloc(1)',
  'workload cma ops=-1 seed=1 mix=dma',
  'workload cma ops=10 seed=1 mix=nosuch',
  '"',
  '<img src=x onerror=alert(1)>',
  '🧨',
  'a\u0000b',
  'x'.repeat(9_000),
];

/** The machine answers no: an operation that leaves everything as it was. */
const REFUSED = [
  'board nosuch',
  'cat /no/such/file',
  'ls /no/such/dir',
  `cat ${DMEM}`,
  'echo 1 > /no/such/file',
  `echo > ${DMEM}/dmem_alloc`,
  `echo x 0 > ${DMEM}/dmem_alloc`,
  'cma_alloc(0)',
  'cma_alloc(9007199254740991)',
  'msys_request_dmem("", 4096)',
  `msys_request_dmem("${name(16)}", 4096)`,
  `msys_request_dmem("${name(4_000)}", 4096)`,
  `echo ${name(15)} 4096 > ${DMEM}/dmem_alloc`,
  `echo ${name(16)} 4096 > ${DMEM}/dmem_alloc`,
  `echo ${name(4_000)} 4096 > ${DMEM}/dmem_alloc`,
  'cma_release(nobody)',
  'dma_free_coherent(nobody)',
];

const shown = (line: string): string => (line.length > 60 ? `${line.slice(0, 57)}…` : line);

/** The answer is there, says something, and the console can be typed into. */
async function answered(carveout: CarveoutPage, line: string): Promise<void> {
  const answer = await carveout.ask(line);
  expect(answer.join('').trim(), 'an answer').not.toBe('');
  await expect(carveout.console).toHaveValue('');
  await expect(carveout.console).toBeEditable();
}

test('bad lines: each is answered, and nothing changes', async ({ carveout, page }) => {
  await carveout.open();
  await test.step('what is not the language is not executed, and the answer says why', async () => {
    const before = await digest(page);
    for (const line of NOT_THE_LANGUAGE) {
      await test.step(shown(JSON.stringify(line)), async () => {
        await answered(carveout, line);
        expect(await digest(page)).toBe(before);
      });
    }
  });
  await test.step('refusals say why and change nothing', async () => {
    const before = await memory(page);
    for (const line of REFUSED) {
      await test.step(shown(line), async () => {
        await answered(carveout, line);
        expect(await memory(page)).toEqual(before);
      });
    }
  });
  await test.step('a handle that was released cannot be used again', async () => {
    await carveout.ask('a = cma_alloc(4)');
    await carveout.ask('cma_release(a)');
    const before = await memory(page);
    for (const line of ['cma_release(a)', 'dma_free_coherent(a)', 'pin(a)', 'lend(a)']) {
      await answered(carveout, line);
      expect(await memory(page)).toEqual(before);
    }
  });
  await test.step('ten megabytes pasted into the console are refused at once', async () => {
    const before = await digest(page);
    const start = Date.now();
    await carveout.console.evaluate((area) => {
      const data = new DataTransfer();
      data.setData('text/plain', 'cma_alloc(1)\n'.repeat(800_000));
      const paste = { clipboardData: data, bubbles: true, cancelable: true };
      area.dispatchEvent(new ClipboardEvent('paste', paste));
    });
    await expect(carveout.output).toContainText('Nothing has changed');
    expect(Date.now() - start).toBeLessThan(5_000);
    await carveout.settled();
    expect(await digest(page)).toBe(before);
    await expect(carveout.console).toHaveValue('');
  });
  await test.step('ten megabytes that came into the console in another way are refused when sent', async () => {
    const before = await digest(page);
    const mark = await carveout.mark();
    await carveout.console.evaluate((element) => {
      const area = element as HTMLTextAreaElement;
      area.value = 'x'.repeat(10_000_000);
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await carveout.console.press('Enter');
    await carveout.answeredSince(mark);
    const answer = (await carveout.since(mark)).join('\n');
    expect(answer).toMatch(/1,000,000/);
    expect(answer.length).toBeLessThan(1_000);
    await expect(carveout.console).toHaveValue('');
    expect(await digest(page)).toBe(before);
  });
});

test('odd names and pastes are what they are', async ({ carveout, page }) => {
  await carveout.open();
  await test.step('names that look like markup stay text wherever they are shown', async () => {
    const elements = () => page.locator('b, i, script:not([src]), img[src="x"]').count();
    const before = await elements();
    for (const tag of ['<b>x</b>', '<i>y</i>', '<img src=x>']) {
      await carveout.ask(`msys_request_dmem("${tag}", 4096)`);
      await expect(carveout.blocks.getByText(tag).first()).toBeVisible();
    }
    await carveout.ask(`cat ${DMEM}/dmem`);
    expect((await carveout.lines()).join('\n')).toContain('[<b>x</b>]');
    expect(await elements()).toBe(before);
  });
  await test.step('a paste of many lines runs as one script', async () => {
    await carveout.console.evaluate((area) => {
      const data = new DataTransfer();
      data.setData('text/plain', 'p = cma_alloc(2)\r\nq = cma_alloc(3)\r\n');
      const paste = { clipboardData: data, bubbles: true, cancelable: true };
      area.dispatchEvent(new ClipboardEvent('paste', paste));
    });
    await expect(carveout.blocks.getByText('p', { exact: true })).toBeVisible();
    await expect(carveout.blocks.getByText('q', { exact: true })).toBeVisible();
  });
  await test.step('names with spaces, control characters and emoji are answered', async () => {
    for (const odd of ['a b', '\\t', '\\u0007', 'é', '🧨', '中文']) {
      await answered(carveout, `msys_request_dmem("${odd}", 4096)`);
    }
    expect((await carveout.ask('cat /proc/meminfo')).join('\n')).toMatch(/CmaFree/);
  });
});
