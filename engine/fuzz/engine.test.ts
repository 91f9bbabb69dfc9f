import { expect, test } from 'vitest';
import { drawSitting } from './sitting.ts';
import { fuzz } from './run.ts';
import { TARGETS } from './targets.ts';

const ENGINE = TARGETS.find(({ name }) => name === 'engine')!;
/** Sittings of one test: a few seconds on a busy machine. */
const SITTINGS = 4;

test.each([1, 101, 201, 301, 401, 501])('sittings from seed %i on break nothing', (seed) => {
  const { found, cases, commands, restores } = fuzz(ENGINE, {
    seed,
    more: (done) => done < SITTINGS,
    // How long it took is the machine's affair here.
    meter: { cpuMs: () => 0, heapBytes: () => 0 },
  });
  expect(found).toEqual([]);
  expect(cases).toBe(SITTINGS);
  expect(commands).toBeGreaterThan(SITTINGS);
  expect(restores).toBeGreaterThan(SITTINGS);
});

test('a seed is a sitting', () => {
  expect(drawSitting(7)).toBe(drawSitting(7));
  expect(drawSitting(7)).not.toBe(drawSitting(8));
});

test('sittings hold every system and its misuse', () => {
  const all = Array.from({ length: 60 }, (_, seed) => drawSitting(seed)).join('\n');
  for (const what of [
    /^board ssd202/m,
    /^board generic/m,
    /^board imx6/m,
    /^board dm365/m,
    /^board dm6446/m,
    /cmem=2\.24/,
    /cmem=4\.20/,
    /= cma_alloc\(/,
    /msys_request_dmem\(/,
    /= dma_alloc_coherent\(/,
    /dma_free_coherent\(/,
    /= CMEM_alloc\(/,
    /CMEM_free\(/,
    /^proc /m,
    /dma_pool_create\(/,
    /dma_pool_free\(/,
    /dma_map_single\(/,
    /^poke\(/m,
    /^devmem /m,
    /^workload /m,
    /^echo .* > \/sys\//m,
    /^expect /m,
    /__proto__/,
    /9007199254740991/,
  ])
    expect(all).toMatch(what);
});
