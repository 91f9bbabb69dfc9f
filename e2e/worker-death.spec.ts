import { plainExperiment, writeLink } from '../engine/journal/index.ts';
import { expect, test } from './fixtures.ts';
import { scriptInAddress } from './page.ts';
import { digest, killWorker, spyOnWorkers } from './workers.ts';

test.beforeEach(({ page }) => spyOnWorkers(page));

test('a worker that dies is replaced, and the machine is what it was', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await carveout.ask('a = cma_alloc(16, align=4)');
  await carveout.ask('workload cma ops=2000 seed=7 mix=video');
  const before = await digest(page);
  const lines = await carveout.lines();

  const workers = await killWorker(page);
  // The heartbeat notices without anybody's asking.
  await expect
    .poll(() => page.evaluate(() => carveoutWorkers.length), { timeout: 30_000 })
    .toBe(workers + 1);
  await expect(page.getByText(/was replaced/)).toBeVisible();
  await carveout.settled();
  expect(await digest(page)).toBe(before);
  expect(await carveout.lines()).toEqual(lines);

  const answer = await carveout.ask('b = cma_alloc(1)');
  expect(answer.join('\n')).not.toMatch(/refused|error/i);
  await expect(carveout.blocks.getByText('b', { exact: true })).toBeVisible();
});

test('a command typed into a dead worker is answered in the end', async ({ carveout, page }) => {
  await carveout.open();
  await killWorker(page);
  await carveout.type('c = cma_alloc(2)');
  await expect(page.getByText(/was replaced/)).toBeVisible({ timeout: 40_000 });
  await carveout.settled();
  await carveout.ask('d = cma_alloc(2)');
  await expect(carveout.blocks.getByText('d', { exact: true })).toBeVisible();
});

test.describe('while a link opens', () => {
  /** Board, a buffer and a workload, as somebody made it. */
  const SCRIPT = 'board ssd202\nx = cma_alloc(9)\nworkload cma ops=20000 seed=7 mix=video\n';
  /** So that a kill of the last worker is also one while it is just replaced. */
  const MOMENTS = [0, 8, 24, 40, 72, 120, 200];

  const link = (): string => {
    const written = writeLink(plainExperiment(SCRIPT));
    if (!('text' in written)) throw new Error('the script has no link');
    return written.text;
  };

  test('the worker that dies takes nothing of it along, whenever it dies', async ({
    carveout,
    page,
  }) => {
    test.setTimeout(180_000);
    await carveout.open();
    for (const ms of MOMENTS) {
      await carveout.ask(`before = cma_alloc(${ms + 1})`);
      await expect.poll(() => scriptInAddress(page)).toContain(`before = cma_alloc(${ms + 1})`);
      await page.evaluate(
        ([hash, wait]) => {
          location.hash = hash;
          return new Promise<void>((resolve) => {
            setTimeout(() => {
              const worker = carveoutWorkers.at(-1)!;
              worker.terminate();
              worker.dispatchEvent(new ErrorEvent('error'));
              resolve();
            }, wait);
          });
        },
        [link(), ms] as const,
      );
      await expect
        .poll(() => scriptInAddress(page), { message: `killed at ${ms} ms` })
        .toBe(SCRIPT);
      await carveout.settled();
      await expect(carveout.blocks.getByText('x', { exact: true })).toBeVisible();
      await expect(page.getByText(/not all of this experiment/i)).toHaveCount(0);
      // Rested, and long after: what stands in the address is still all of it.
      await page.waitForTimeout(600);
      expect(scriptInAddress(page), `killed at ${ms} ms`).toBe(SCRIPT);
    }
  });

  test('a page whose worker never starts keeps the link, and opens it once one does', async ({
    carveout,
    page,
  }) => {
    await page.addInitScript(() => {
      const Native = Worker;
      globalThis.Worker = class extends Native {
        constructor(address: string | URL, options?: WorkerOptions) {
          super(address, options);
          if (options?.name !== undefined || sessionStorage.getItem('healthy') !== null) return;
          this.terminate();
          setTimeout(() => this.dispatchEvent(new ErrorEvent('error')));
        }
      };
    });
    await page.goto(`./#${link()}`);
    const again = page.getByRole('button', { name: 'Try again', exact: true });
    await expect(again).toBeVisible();
    await page.waitForTimeout(1_000);
    expect(scriptInAddress(page)).toBe(SCRIPT);
    await page.evaluate(() => sessionStorage.setItem('healthy', 'yes'));
    await again.click();
    await carveout.settled();
    await expect(carveout.blocks.getByText('x', { exact: true })).toBeVisible();
    expect(scriptInAddress(page)).toBe(SCRIPT);
  });
});
