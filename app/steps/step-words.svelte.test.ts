import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/machine/machine.ts';
import { parse } from '../../engine/language/index.ts';
import { t, withWords } from '../words/i18n.svelte.ts';
import { OpSteps } from './op-steps.svelte.ts';
import { sayNone, sayStep, sumUp, taleText } from './step-words.ts';
import { TestPast, told } from '../test/past.svelte.ts';
import type { Said } from '../test/past.svelte.ts';

let past: TestPast;
let steps: OpSteps;
beforeEach(() => {
  past = new TestPast();
  steps = new OpSteps();
});
const take = (said: readonly Said[]): void => steps.take(past.run(said), past);

describe('words', () => {
  beforeAll(() => withWords(() => Promise.resolve()));

  /** What the strip says of the last line of a source. */
  function said(source: string) {
    const machine = createMachine(ALL_SYSTEMS);
    for (const { text, command } of parse(source).statements)
      take([{ text, outcome: machine.exec(command) }]);
    const tale = steps.tale!;
    const { events } = tale;
    return { tale, lines: events.map((event) => sayStep(t, event)), sum: sumUp(t, tale, false) };
  }

  it('of a search: taken, moved up, busy, claimed', () => {
    const { lines, sum } = said(
      'board ssd202\ncma_alloc(3)\npin 0x26412\ncma_alloc(4, align=4)\nexpect ok cma_alloc(2, align=1)',
    );
    expect(lines).toEqual([
      'pfn 0x26403 is free, the next boundary is 0x26404: no bit of the 2 pages from there is set; they are tried',
      '2 pages from pfn 0x26404 on are claimed',
    ]);
    expect(sum).toBe(
      '1 window looked at; 1 of them moved up to a boundary; claimed at pfn 0x26404.',
    );
    const busy = said('board ssd202\npin 0x26402\ncma_alloc(3)');
    expect(busy.lines.slice(0, 2)).toEqual([
      'window at pfn 0x26400 fits: no bit of its 3 pages is set; they are tried',
      'page 0x26402 is pinned or busy: EBUSY, next window',
    ]);
    expect(busy.sum).toBe('4 windows looked at; 3 busy; claimed at pfn 0x26403.');
  });
  it('of a refusal: what spoke against each window, and the end', () => {
    const { lines, sum } = said(
      'board ssd202\na = cma_alloc(200)\ncma_alloc(1)\ncma_release(a)\ncma_alloc(400)',
    );
    expect(lines).toEqual([
      'pfn 0x26400: 400 pages asked, page 0x264C8 is taken; go on after it',
      'pfn 0x264C9: 400 pages asked, the region ends at 0x26600; there is nothing more to look at',
    ]);
    expect(sum).toBe('1 window looked at, 1 with a taken page; then the region ended; refused.');
  });
  it('of CMEM: pools in order, the head that moved, chunks, cut, merges', () => {
    const load =
      'board dm365\ninsmod cmemk.ko phys_start=0x83C00000 phys_end=0x88000000 pools=1x4096,1x8192\nCMEM_init()';
    const pool = said(`${load}\nCMEM_alloc(4096)\nCMEM_alloc(4000)`);
    expect(pool.lines.slice(0, 2)).toEqual([
      'pool 0: buffers of 4,096 B would hold 4,000 B, but none is free',
      'pool 1: buffers of 8,192 B fit 4,000 B best so far',
    ]);
    expect(pool.lines).toContain('the free list of pool 1 is empty now');
    expect(pool.sum).toBe('2 pools looked at, 1 empty; pool 1 gave buffer 0.');
    const heap = said(
      `${load}\nx = CMEM_alloc(1M, CMEM_HEAP)\ny = CMEM_alloc(1M, CMEM_HEAP)\nCMEM_free(x, CMEM_HEAP)\nCMEM_free(y, CMEM_HEAP)`,
    );
    expect(heap.sum).toBe('1 MiB freed, 2 merges.');
    expect(heap.lines).toContain(
      'it touches the end of the chunk below, at 0x83C00000: one chunk of 68 MiB from 0x83C00000 on',
    );
  });
  it('of a DMA pool: the page, the block, what comes next', () => {
    const { lines, sum } = said(
      'board ssd202\np = dma_pool_create("q", 64, 32, 4096)\na = dma_pool_alloc(p)\ndma_pool_free(p, a)',
    );
    expect(lines).toEqual([
      'block 0 at 0x26400000 comes back',
      'the free list of page 0x26400000 begins at 0x26400000 now',
    ]);
    expect(sum).toBe('1 block came back.');
  });
  it('of where there are none: why', () => {
    expect(sayNone(t, { is: 'nothing' })).toContain('Nothing that tells its steps');
    take([told(1, 0, { ops: 5 })]);
    const line = { ...past.script.items[0]!, text: 'x'.repeat(100) };
    expect(sayNone(t, { is: 'inside', line, done: 2 })).toBe(
      `The machine stands inside ${'x'.repeat(60)}…, after 2 of its 5 operations. What a single one of them did is not kept.`,
    );
    expect(sayNone(t, { is: 'quiet', line })).toContain('has no steps inside');
    expect(sayNone(t, { is: 'gone', line })).toContain('no longer kept');
  });
  it('as text number the steps, those that are missing included', () => {
    take([told(3, 2, { dropped: { events: 5, log: 0 } })]);
    expect(taleText(t, { ...steps.tale!, gap: 1 }, false).split('\n')).toEqual([
      'Inside operation 3: line 3',
      '    1  sleep for 0 ms, then ask again',
      '  … 5 steps between here are not kept',
      '    7  sleep for 1 ms, then ask again',
      '2 retries after 1 ms of sleep.',
    ]);
  });
});
