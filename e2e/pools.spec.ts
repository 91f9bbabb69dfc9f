import { readFileSync } from 'node:fs';
import { inRepo } from '../tools/lib/repo.mjs';
import { expect, expectAccessible, test } from './fixtures.ts';
import { headlessDigest, headlessTranscript } from './headless.ts';
import { digest, spyOnWorkers } from './workers.ts';

const SCENARIO = readFileSync(inRepo('engine/scenarios/dma-pool.carveout'), 'utf8');
const typed = SCENARIO.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));

test.beforeEach(({ page }) => spyOnWorkers(page));

test('create, fill, free, free twice, destroy: the page says what the headless run says', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  for (const line of typed) await carveout.type(line);
  const expected = headlessTranscript(SCENARIO);
  await expect
    .poll(async () => (await carveout.lines()).slice(-expected.length), { timeout: 30_000 })
    .toEqual(expected);
  expect(await digest(page)).toBe(headlessDigest(SCENARIO));
});

test('a pool has its plate, its table and its page in the CMA map', async ({ carveout, page }) => {
  await carveout.open();
  for (const line of [
    'board ssd202 cma=2M',
    'p = dma_pool_create("buffer-64", 64, 64, 0)',
    'a = dma_pool_alloc(p)',
    'b = dma_pool_alloc(p)',
  ])
    await carveout.ask(line);
  const plate = page.getByRole('region', { name: /DMA pool buffer-64/ });
  await expect(plate.getByText('63 blocks of 64 B in every page of 4,096 B')).toBeVisible();
  await expect(carveout.blocks.getByText('buffer-64')).toBeVisible();
  await page.getByRole('tab', { name: 'DMA pools' }).click();
  const table = page.getByRole('table', { name: 'DMA pools' });
  await expect(table.getByText('0x26400000')).toBeVisible();
  await table.getByText('0x26400000').click();
  await expectAccessible(page, 'with a block of a pool chosen');
});

test('why 63 here and 64 there', async ({ carveout, page }) => {
  await carveout.open();
  await carveout.ask('board ssd202 cma=2M');
  await carveout.ask('p = dma_pool_create("buffer-64", 64, 64, 0)');
  const plate = page.getByRole('region', { name: /DMA pool buffer-64/ });
  await plate.getByRole('button', { name: 'In other kernels' }).click();
  await expect(plate.getByRole('table')).toContainText('64');
  await expectAccessible(page, 'with the generations compared');
  const told = await carveout.ask('board ssd202 cma=2M dma_pool=6.4');
  expect(told.join('\n')).toContain('ssd202 has booted');
  const made = await carveout.ask('p = dma_pool_create("buffer-64", 64, 64, 0)');
  expect(made[0]).toContain('64 in a page of 4,096');
});
