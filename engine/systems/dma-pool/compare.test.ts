import { expect, it, test } from 'vitest';
import { compareGenerations } from './compare.ts';

const arm = { pointerBytes: 4, pageSize: 4096 } as const;
const blocks = (size: number, align: number, boundary: number): (number | string)[] =>
  compareGenerations({ size, align, boundary }, arm).map(({ page }) =>
    page.rule === undefined ? page.blocks : page.rule,
  );

test.each([
  // size, align, boundary: bitmap, list, stack
  [64, 64, 0, [64, 63, 64]],
  [512, 32, 2048, [4, 6, 8]],
  [1024, 32, 0, [4, 3, 4]],
  [2048, 32, 0, [2, 1, 2]],
  [4096, 32, 0, [1, 1, 1]],
  [96, 32, 4096, [42, 42, 42]],
  [700, 4, 1024, [1, 4, 4]],
  [64, 24, 0, ['align', 'align']],
  [100, 32, 64, ['allocationSmall', 'boundarySmall', 'boundarySmall']],
] as const)('%i, %i, %i', (size, align, boundary, expected) => {
  const got = blocks(size, align, boundary);
  expect(got.slice(got.length - expected.length)).toEqual(expected);
});

it('says what the boundary and the page cost', () => {
  const [bitmap, list, stack] = compareGenerations({ size: 1536, align: 8, boundary: 8192 }, arm);
  expect(bitmap!.page).toMatchObject({ allocation: 8192, blocks: 5, overrun: 0 });
  expect(list!.page).toMatchObject({ allocation: 4096, blocks: 3, overrun: 512, wasted: 0 });
  expect(stack!.page).toMatchObject({ allocation: 4096, blocks: 2, overrun: 0, wasted: 1024 });
});

it('counts the blocks before the first boundary', () => {
  const [, list, stack] = compareGenerations({ size: 64, align: 64, boundary: 1024 }, arm);
  expect(list!.page).toMatchObject({ beforeBoundary: 15, lost: 4 });
  expect(stack!.page).toMatchObject({ beforeBoundary: 16, lost: 0 });
});
