import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { parse } from '../../engine/language/index.ts';
import { NAME_BYTES, PageState } from '../../engine/contract/view.ts';
import type { MachineView } from '../../engine/contract/view.ts';
import { blockDifferences } from './blocks.ts';
import { nextSpan, pageDifferences, PageMark, samePlace } from './pages.ts';
import type { PageDifferences, Spans } from './pages.ts';

/** A machine after these lines. */
function after(...lines: readonly string[]): MachineView {
  const machine = createMachine(ALL_SYSTEMS);
  const { statements, errors } = parse(lines.join('\n'));
  expect(errors).toEqual([]);
  for (const { command } of statements) machine.exec(command);
  return machine.view();
}
const between = (a: MachineView, b: MachineView): PageDifferences =>
  pageDifferences(a, a.layout.regions[0]!, b, b.layout.regions[0]!);
const listOf = ({ starts, counts, length }: Spans): readonly (readonly number[])[] =>
  Array.from({ length }, (_, i) => [starts[i]!, counts[i]!]);
const pagesOf = (spans: Spans): readonly number[] =>
  listOf(spans).flatMap(([start, count]) => Array.from({ length: count! }, (_, i) => start! + i));

describe('pages that differ', () => {
  const BOARD = 'board ssd202 cma=2M';
  test('none between a machine and its twin', () => {
    const lines = [BOARD, 'a = cma_alloc(5)', 'cma_alloc(9, align=3)'];
    const { pages, outsideLeft, outsideRight, left, right } = between(
      after(...lines),
      after(...lines),
    );
    expect([pages, outsideLeft, outsideRight, left.length, right.length]).toEqual([0, 0, 0, 0, 0]);
  });

  test('held on one side only', () => {
    const found = between(after(BOARD, 'a = cma_alloc(5)'), after(BOARD, 'a = cma_alloc(3)'));
    expect(found).toMatchObject({ pages: 2, onlyLeft: 2, onlyRight: 0, owners: 0, states: 0 });
    expect(listOf(found.left)).toEqual([[3, 2]]);
    expect([found.left.marks[0], found.right.marks[0]]).toEqual([PageMark.here, PageMark.there]);
  });

  test('held by another block', () => {
    const found = between(after(BOARD, 'a = cma_alloc(4)'), after(BOARD, 'b = cma_alloc(4)'));
    expect(found).toMatchObject({ pages: 4, owners: 4 });
  });

  test('without a name: the same place and length are the same block', () => {
    const two = after(BOARD, 'cma_alloc(2)', 'cma_alloc(2)');
    expect(between(two, after(BOARD, 'cma_alloc(2)', 'cma_alloc(2)')).pages).toBe(0);
    expect(between(two, after(BOARD, 'cma_alloc(4)'))).toMatchObject({ pages: 4, owners: 4 });
  });

  test('lent or pinned', () => {
    const found = between(after(BOARD, 'lend(0x26400, 3)'), after(BOARD));
    expect(found).toMatchObject({ states: found.pages });
    expect(found.pages).toBeGreaterThan(0);
  });

  test('regions of another size lie by their addresses', () => {
    const [small, large] = [after('board generic cma=8M'), after('board generic cma=16M')];
    const found = between(small, large);
    expect(found.pages).toBe(0);
    expect(found.outsideRight - found.outsideLeft).toBe(2048);
    expect(samePlace(small.layout.regions[0]!, large.layout.regions[0]!)).toBe(false);
  });
});

/** Page frame → what a reader sees there, the obvious way. */
function picture(view: MachineView): ReadonlyMap<number, readonly [owner: string, flags: number]> {
  const { page, owner, blockName, blockPfn, blockPages } = view.columns;
  const seen = new Map<number, readonly [string, number]>();
  for (const { basePfn, pages, firstPage } of view.layout.regions[0]!.ranges)
    for (let i = 0; i < pages; i += 1) {
      const [state, slot] = [page[firstPage + i]!, owner[firstPage + i]! - 1];
      const bytes = blockName.slice(slot * NAME_BYTES, (slot + 1) * NAME_BYTES);
      const name = String.fromCharCode(...bytes).replace(/\0.*$/su, '');
      const who = name === '' ? `at ${blockPfn[slot]!} for ${blockPages[slot]!}` : `called ${name}`;
      const taken = (state & PageState.ALLOCATED) !== 0;
      const flags = state & (PageState.LENT | PageState.PINNED | PageState.SLACK);
      seen.set(basePfn + i, [taken ? who : '', flags]);
    }
  return seen;
}

test('as the obvious twin counts, whatever was done', () => {
  const line = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('', 'a = ', 'b = '),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 4 }),
      )
      .map(([name, pages, align]) => `${name}cma_alloc(${pages}, align=${align})`),
    fc.constantFrom('cma_release(a)', 'cma_release(b)'),
  );
  const lines = fc.array(line, { maxLength: 12 });
  const board = fc.constantFrom(
    'cma=256K@0x26000000',
    'cma=512K@0x26000000',
    'cma=256K@0x26010000',
    'cma=256K@0x26000000 order_per_bit=1',
  );
  fc.assert(
    fc.property(board, lines, board, lines, (boardA, linesA, boardB, linesB) => {
      const a = after(`board ssd202 ${boardA}`, ...linesA);
      const b = after(`board ssd202 ${boardB}`, ...linesB);
      const [inA, inB] = [picture(a), picture(b)];
      const found = between(a, b);
      const different: number[] = [];
      for (const [pfn, [owner, flags]] of inA) {
        const other = inB.get(pfn);
        if (other && (other[0] !== owner || other[1] !== flags)) different.push(pfn);
      }
      const base = a.layout.regions[0]!.ranges[0]!.basePfn;
      const baseB = b.layout.regions[0]!.ranges[0]!.basePfn;
      expect(pagesOf(found.left).map((page) => page + base)).toEqual(different);
      expect(pagesOf(found.right).map((page) => page + baseB)).toEqual(different);
      expect(found.pages).toBe(different.length);
      expect(found.outsideLeft).toBe([...inA.keys()].filter((pfn) => !inB.has(pfn)).length);
      expect(found.outsideRight).toBe([...inB.keys()].filter((pfn) => !inA.has(pfn)).length);
    }),
    { numRuns: 60 },
  );
});

test('from one difference to the next, around the ends', () => {
  const spans = {
    starts: Int32Array.of(3, 10, 20),
    counts: Int32Array.of(1, 2, 1),
    marks: new Int32Array(3),
    length: 3,
  };
  expect([undefined, 3, 10, 12, 20, 99].map((page) => nextSpan(spans, page, 1))).toEqual([
    0, 1, 2, 2, 0, 0,
  ]);
  expect([undefined, 3, 10, 12, 20, 0].map((page) => nextSpan(spans, page, -1))).toEqual([
    2, 2, 0, 1, 1, 2,
  ]);
  expect(nextSpan({ ...spans, length: 0 }, 3, 1)).toBeUndefined();
});

describe('blocks that differ', () => {
  const BOARD = 'board ssd202';
  test.each([
    [
      ['a = cma_alloc(4)'],
      ['a = cma_alloc(4)'],
      { left: 1, right: 1, onlyLeft: 0, onlyRight: 0, moved: 0, resized: 0 },
    ],
    [['a = cma_alloc(4)'], [], { left: 1, right: 0, onlyLeft: 1 }],
    [
      ['a = cma_alloc(1)', 'b = cma_alloc(4, align=2)'],
      ['a = cma_alloc(1)', 'b = cma_alloc(4)'],
      { moved: 1, onlyLeft: 0, onlyRight: 0 },
    ],
    [['a = cma_alloc(4)'], ['a = cma_alloc(5)'], { moved: 0, resized: 1 }],
    [['cma_alloc(4)'], ['cma_alloc(5)'], { onlyLeft: 1, onlyRight: 1, moved: 0 }],
  ])('%j against %j', (a, b, expected) =>
    expect(blockDifferences(after(BOARD, ...a), after(BOARD, ...b))).toMatchObject(expected),
  );
});
