import { expect, test } from 'vitest';
import { typed } from '../test/typed.ts';

/** Runs of pages, each its state and how many there are; undefined: nothing but who holds them. */
test.each([
  ['nothing', 'cma_alloc(9)', undefined],
  ['a page lent', 'lend 0x26440-0x26450', { values: [0, 0x20, 0], lengths: [64, 17, 431] }],
  ['a page pinned', 'pin 0x26401', { values: [0, 0x40, 0], lengths: [1, 1, 510] }],
  [
    'both, and blocks are not among it',
    'cma_alloc(1)\npin 0x26400\nlend 0x265ff',
    { values: [0x40, 0, 0x20], lengths: [1, 510, 1] },
  ],
  ['what was given back', 'pin 0x26401\nunpin 0x26401', undefined],
] as const)('a checkpoint of a region has of its pages %s', (_, lines, pages) => {
  const [area] = typed('board ssd202', ...lines.split('\n')).machine.checkpoint().parts.areas;
  const runs = area!.pages && {
    values: [...area!.pages.values],
    lengths: [...area!.pages.lengths],
  };
  expect(runs).toEqual(pages);
});

test.each([
  ['board ssd202', 'lend 0x26440-0x26450'],
  ['board ssd202', 'pin 0x26401'],
  ['board ssd202', 'cma_alloc(9)\npin 0x26401'],
  ['board ssd202', 'echo 8 > /sys/kernel/debug/cma/cma-0/alloc'],
  ['board ssd202 order_per_bit=2', 'cma_alloc(1)\ncma_alloc(6)'],
  ['board ssd202 order_per_bit=2 kernel=6.17', 'cma_alloc(3)'],
  // 48 bits: the second word is half full.
  ['board ssd202 cma=6M order_per_bit=5', 'cma_alloc(1100)\nlend 0x26480'],
])('%s is restored with what %s did', (board, lines) => {
  const one = typed(board, ...lines.split('\n'));
  const saved = structuredClone(one.machine.checkpoint());
  const state = one.machine.state();
  for (const from of [typed(board), typed(board, 'cma_alloc(500)'), typed('board generic')]) {
    from.machine.restore(saved);
    from.machine.check();
    expect(from.machine.state()).toEqual(state);
  }
  expect(one.pfn('cma_alloc(2)')).toBeGreaterThan(0);
});
