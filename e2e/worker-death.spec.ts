import { expect, test } from './fixtures.ts';
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
