import { expect, expectAccessible, test } from './fixtures.ts';
import { headlessDigest, headlessTranscript } from './headless.ts';
import { inspectorOf } from './page.ts';
import { digest, spyOnWorkers } from './workers.ts';

const CREATE = 'p = dma_pool_create("ohci_td", 64, 64, 0)';
const FILL = ['a', 'b', 'c', 'd'].map((name) => `${name} = dma_pool_alloc(p)`);
const SCENARIO = [
  'board ssd202 cma=8M',
  CREATE,
  ...FILL,
  'dma_pool_free(p, b)',
  'dma_pool_free(p, b)',
  'b = dma_pool_alloc(p)',
  'e = dma_pool_alloc(p)',
  'cat /sys/devices/platform/carveout.0/pools',
  'dma_pool_destroy(p)',
];

test('create, fill, free twice, destroy: the page says what the headless run says', async ({
  carveout,
  page,
}) => {
  await spyOnWorkers(page);
  await carveout.open();
  for (const line of SCENARIO) await carveout.type(line);
  const source = `${SCENARIO.join('\n')}\n`;
  const expected = headlessTranscript(source);
  await expect
    .poll(async () => (await carveout.lines()).slice(-expected.length), { timeout: 30_000 })
    .toEqual(expected);
  expect(await digest(page)).toBe(headlessDigest(source));
});

test('a pool is seen, a block chosen by keys and freed by its button', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  for (const line of ['board ssd202 cma=8M', CREATE]) await carveout.ask(line);
  const plate = page.getByRole('region', { name: /DMA pool/ });
  await expect(plate.getByText('No page yet')).toBeVisible();
  for (const line of FILL) await carveout.ask(line);
  await expect(plate.getByText('4 / 63')).toBeVisible();
  await expect(plate.getByText(/one is lost/)).toBeVisible();
  const map = plate.getByRole('application', { name: /ohci_td/ });
  await map.focus();
  for (const key of ['Home', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  const inspector = inspectorOf(page);
  await expect(inspector.getByText('Block 1')).toBeVisible();
  await expect(inspector.getByText('0x25E00040–0x25E0007F')).toBeVisible();
  await expectAccessible(page, 'with a block of a DMA pool chosen');
  await inspector.getByRole('button', { name: 'Free' }).click();
  await expect(inspector.getByText('Free, and the next allocation takes it.')).toBeVisible();
  await inspector.getByRole('button', { name: 'Free it again' }).click();
  await expect(inspector.getByText(/freed while it was free/)).toBeVisible();
  await expect(plate.getByText('2 / 63')).toBeVisible();
});

test('the table is the twin of the strips', async ({ carveout, page }) => {
  await carveout.open();
  for (const line of ['board ssd202 cma=8M', CREATE, ...FILL]) await carveout.ask(line);
  await page.getByRole('tab', { name: 'DMA pools' }).click();
  const table = page.getByRole('table', { name: 'DMA pools' });
  await expect(table.getByText('in use')).toHaveCount(4);
  await page.getByRole('searchbox', { name: 'Address or pool' }).fill('0x25e00085');
  await expect(table.getByText('in use')).toHaveCount(1);
  await table.getByRole('button', { name: 'ohci_td' }).click();
  await expect(inspectorOf(page).getByText('Block 2')).toBeVisible();
});

test('the same lines in another generation lose no block', async ({ carveout, page }) => {
  await carveout.open();
  for (const line of ['board ssd202 cma=8M', CREATE, ...FILL]) await carveout.ask(line);
  const plate = page.getByRole('region', { name: /DMA pool/ });
  await plate.getByRole('button', { name: 'In other kernels' }).click();
  const row = plate.getByRole('row', { name: /one stack/ });
  await expect(row.getByRole('cell', { name: '64', exact: true })).toHaveCount(2);
  await row.getByRole('button', { name: /run the same 5 lines/ }).click();
  await expect(plate.getByText('4 / 64')).toBeVisible();
});
