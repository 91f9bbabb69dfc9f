import { readFileSync } from 'node:fs';
import { inRepo } from '../tools/lib/repo.mjs';
import { expect, test } from './fixtures.ts';
import { headlessDigest, headlessTranscript } from './headless.ts';
import { linesOf } from './page.ts';
import { digest, spyOnWorkers } from './workers.ts';

const SEED = readFileSync(inRepo('engine/scenarios/ssd202-seed.carveout'), 'utf8');
const typed = SEED.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));

test.beforeEach(({ page }) => spyOnWorkers(page));

test('the first scenario of the page is the seed session', async ({ carveout, page }) => {
  await carveout.open();
  expect(await carveout.lines()).toEqual(headlessTranscript(SEED));
  expect(await digest(page)).toBe(headlessDigest(SEED));
});

test('the session typed line by line is the session run headless', async ({ carveout, page }) => {
  await carveout.open();
  const before = await carveout.mark();
  for (const line of typed) await carveout.type(line);
  const expected = headlessTranscript(SEED);
  await expect.poll(() => carveout.since(before), { timeout: 30_000 }).toEqual(expected);
  expect(await digest(page)).toBe(headlessDigest(SEED));
});

test('the kernel log is the one of the real board', async ({ carveout }) => {
  await carveout.open();
  const log = await linesOf(carveout.kernelLog);
  for (const line of [
    'MSYS: DMEM request: [new1k]:0x00000400 Bytes',
    'cma: cma_alloc(cma c0435ef0, count 1, align 0)',
    'cma: cma_alloc(): returned c63bd9a0',
    'MSYS: DMEM request: [new1k]:0x00000400 success, CPU phy:@0x2644D000, virt:@0xC644D000',
    'cma: cma_release(page c63be800)',
  ]) {
    expect(log).toContain(line);
  }
});

test('the listing names six entries, then five, then new1k first', async ({ carveout }) => {
  await carveout.open();
  const lines = await carveout.lines();
  const listings = lines
    .map((line, i) => (line === '> cat /sys/class/mstar/msys/dmem' ? i : -1))
    .filter((i) => i >= 0);
  expect(listings).toHaveLength(3);
  expect(lines.filter((line) => line.startsWith('TOTAL: '))).toEqual([
    'TOTAL: 0x0015D864',
    'TOTAL: 0x00063864',
    'TOTAL: 0x00063C64',
  ]);
  expect(lines[listings[2]! + 1]).toBe('0000 : 0x00000400@2644D000 [new1k]');
});

test('the table of blocks is the twin of the map', async ({ carveout }) => {
  await carveout.open();
  await expect(carveout.blocks.getByText('new1k')).toBeVisible();
  await expect(carveout.blocks.getByText('test3')).toHaveCount(0);
});
