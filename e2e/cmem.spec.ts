import { readFileSync } from 'node:fs';
import { inRepo } from '../tools/lib/repo.mjs';
import { expect, expectAccessible, test } from './fixtures.ts';
import { headlessDigest, headlessTranscript } from './headless.ts';
import { inspectorOf } from './page.ts';
import { digest, spyOnWorkers } from './workers.ts';

const SCENARIO = readFileSync(inRepo('engine/scenarios/dm365-cmem.carveout'), 'utf8');
const typed = SCENARIO.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
const LOAD = typed.find((line) => line.startsWith('insmod '))!;

test.beforeEach(({ page }) => spyOnWorkers(page));

test('two processes, one killed: the page says what the headless run says', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  for (const line of typed) await carveout.type(line);
  const expected = headlessTranscript(SCENARIO);
  // A long console is cut, and with it the mark that would tell where this began.
  await expect
    .poll(async () => (await carveout.lines()).slice(-expected.length), { timeout: 30_000 })
    .toEqual(expected);
  expect(await digest(page)).toBe(headlessDigest(SCENARIO));
});

test('the line with the comma is refused and explained; the one with a blank loads', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  await carveout.ask('board dm365');
  const plate = page.getByRole('region', { name: /CMEM/ });
  await expect(plate.getByText('No CMEM driver is loaded.')).toBeVisible();
  await carveout.ask(
    typed.find((line) => line.includes(',phys_end'))!.replace('expect EINVAL ', ''),
  );
  await expect(plate.getByText('The last insmod was refused')).toBeVisible();
  await expect(plate.getByText(/The comma makes one parameter of two/)).toBeVisible();
  await carveout.ask(LOAD);
  await expect(plate.getByText('eight pools from the top down')).toBeVisible();
  await expect(plate.getByText('heap free')).toBeVisible();
});

test('what overlaps Linux is refused and marked on the ribbon', async ({ carveout, page }) => {
  await carveout.open();
  await carveout.ask('board dm365');
  await carveout.ask('insmod cmemk.ko phys_start=0x83000000 phys_end=0x88000000 pools=2x4096');
  const ribbon = page.getByRole('region', { name: 'Physical memory' });
  await ribbon.hover();
  await expect(
    ribbon.getByRole('img', { name: /^Refused: insmod wanted 0x83000000/ }),
  ).toBeVisible();
  await carveout.ask(LOAD);
  await expect(ribbon.getByRole('img', { name: /^Refused/ })).toHaveCount(0);
});

test('a cascade, the buffer it ends in, and freeing it by its button', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  for (const line of ['board dm365', LOAD, 'CMEM_init()']) await carveout.ask(line);
  for (const name of ['a', 'b', 'c']) await carveout.ask(`${name} = CMEM_alloc(53248)`);
  const plate = page.getByRole('region', { name: /CMEM/ });
  await expect(plate.getByText(/Pool 7 served it with buffer 0/)).toBeVisible();
  await plate.getByRole('button', { name: 'Show it' }).click();
  const inspector = inspectorOf(page);
  await expect(inspector.getByText('Pool 7, buffer 0')).toBeVisible();
  await expect(inspector.getByText(/4,042,752/).first()).toBeVisible();
  await expectAccessible(page, 'with a CMEM buffer chosen');
  await inspector.getByRole('button', { name: 'Free' }).click();
  await expect(page.getByRole('table', { name: 'CMEM buffers' }).getByText('P7')).toHaveCount(0);
});

test('use after free is seen in the header, and the driver that follows it stops', async ({
  carveout,
  page,
}) => {
  await carveout.open();
  for (const line of ['board dm365', LOAD, 'CMEM_init()']) await carveout.ask(line);
  await carveout.ask('x = CMEM_alloc(1M, CMEM_HEAP)');
  await carveout.ask('y = CMEM_alloc(1M, CMEM_HEAP)');
  await carveout.ask('CMEM_free(x, CMEM_HEAP)');
  await carveout.ask('devmem 0x83c00000 32 0x58585858');
  const plate = page.getByRole('region', { name: /CMEM/ });
  await expect(plate.getByText('in no list')).toBeVisible();
  const table = page.getByRole('table', { name: 'CMEM buffers' });
  await page.getByRole('checkbox', { name: 'free ones too' }).check();
  await table.getByText('0x83C00000').click();
  const inspector = inspectorOf(page);
  await expect(inspector.getByText('58 58 58 58 00 00 10 00')).toBeVisible();
  await expect(inspector.getByText(/where no free chunk begins/)).toBeVisible();
  await carveout.ask('CMEM_alloc(40M, CMEM_HEAP)');
  await expect(plate.getByText('This driver answers no more')).toBeVisible();
  await expectAccessible(page, 'with a dead driver');
  await plate.getByRole('button', { name: /Remove it and go on/ }).click();
  await expect(plate.getByText('No CMEM driver is loaded.')).toBeVisible();
});

test('the planner proposes a line that loads', async ({ carveout, page }) => {
  await carveout.open();
  await carveout.ask('board dm365');
  await page.getByRole('button', { name: 'Plan pools' }).click();
  await page.getByRole('textbox', { name: /^Buffers/ }).fill('frame 829440 4\nbits 100000 2');
  const line = page.getByText(/^insmod cmemk.ko phys_start=.*4x829440/);
  await expect(line).toBeVisible();
  await expectAccessible(page, 'with the planner open');
  await carveout.ask((await line.textContent())!.trim());
  expect((await carveout.ask('cat /proc/cmem')).join('\n')).toContain(
    '4 bufs size 831488 (829440 requested)',
  );
});
