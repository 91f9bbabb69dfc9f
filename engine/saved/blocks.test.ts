import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../machine/machine.ts';
import { typed } from '../test/typed.ts';

const ledgerOf = ({ parts }: Checkpoint) => parts.blocks;

describe('the ledger of blocks in a checkpoint', () => {
  const FOUR = ['a', 'b', 'c', 'd'].map((name) => `${name} = cma_alloc(1)`);

  test('says which slots are not as in the base, and how they are', () => {
    const { machine, run } = typed('board ssd202', ...FOUR);
    const first = ledgerOf(machine.checkpoint());
    expect([...first.slots]).toEqual([]);
    expect([...first.base.rows.from]).toEqual([0, 1, 2, 3]);
    run('cma_release(c)');
    const { base, high, slots, rows, names } = ledgerOf(machine.checkpoint());
    expect(base).toBe(first.base);
    expect({ high, slots: [...slots], pages: [...rows.pages], names }).toEqual({
      high: 4,
      slots: [2],
      pages: [0],
      names: ['', 'a', 'b', 'c', 'd'],
    });
  });

  test('has a base until differences have cost as much', () => {
    const { machine, run } = typed('board ssd202', ...FOUR);
    const { base } = ledgerOf(machine.checkpoint());
    run('cma_release(c)');
    const shares = [1, 2, 3, 4, 5].map(() => ledgerOf(machine.checkpoint()).base === base);
    // One of four slots each time: the fourth would make it four of four.
    expect(shares).toEqual([true, true, true, false, false]);
  });

  /** Three of ten slots are free, the first of them longest. */
  const TEN = [
    ...Array.from({ length: 10 }, (_, n) => `h${n} = cma_alloc(1)`),
    ...[1, 2, 3].map((n) => `cma_release(h${n})`),
  ];
  test.each([
    ['nothing changed', [], 3, []],
    ['one more is free', ['cma_release(h7)'], 3, [7]],
    ['one was taken', ['x = cma_alloc(1)'], 2, []],
    ['one was taken, another is free', ['x = cma_alloc(1)', 'cma_release(h7)'], 2, [7]],
    ['all were taken', ['cma_alloc(1)', 'cma_alloc(1)', 'cma_alloc(1)'], 0, []],
  ] as const)('shares the free slots of its base: %s', (_, lines, freeKept, freeSlots) => {
    const { machine, run } = typed('board ssd202', ...TEN);
    const { base } = ledgerOf(machine.checkpoint());
    expect([...base.freeSlots]).toEqual([1, 2, 3]);
    for (const line of lines) run(line);
    const saved = machine.checkpoint();
    const ledger = ledgerOf(saved);
    expect(ledger.base).toBe(base);
    expect([ledger.freeKept, [...ledger.freeSlots]]).toEqual([freeKept, freeSlots]);
    const other = typed('board ssd202', 'cma_alloc(99)');
    other.machine.restore(structuredClone(saved));
    expect(other.machine.state()).toEqual(machine.state());
    for (const line of ['cma_alloc(2)', 'y = cma_alloc(3)'])
      expect(other.run(line)).toEqual(run(line));
    expect(other.machine.state()).toEqual(machine.state());
  });
});

describe('blocks that were brought back', () => {
  test('lie in the region they lay in', () => {
    const board = ['board ssd202', 'cma_declare_contiguous(size=2M, name="more")'];
    const one = typed(
      ...board,
      'cma_alloc(512, region="more")',
      'a = cma_alloc(500)',
      'cma_release(0x26400, 8)',
      'b = cma_alloc(3)',
    );
    const { blocks } = one.machine.state();
    const [more] = one.machine.state().regions.slice(1);
    expect(blocks.map(({ name, pfn, pages }) => [name, pfn, pages])).toEqual(
      [
        ['b', 0x26400, 3],
        ['a', 0x26408, 492],
        ['', more!.ranges[0]!.basePfn, 512],
      ].sort(([, one], [, other]) => Number(one) - Number(other)),
    );
    const other = typed(...board);
    other.machine.restore(one.machine.checkpoint());
    expect(other.machine.state()).toEqual(one.machine.state());
  });

  test('are called what they were called, where the same slots had other names', () => {
    const one = typed('board ssd202', 'a = cma_alloc(1)', 'b = cma_alloc(2)');
    const other = typed('board ssd202', 'a = cma_alloc(1)', 'c = cma_alloc(2)', 'cma_alloc(1)');
    other.machine.restore(structuredClone(one.machine.checkpoint()));
    expect(other.names()).toEqual(['a', 'b']);
    expect(other.machine.view().columns.blockName).toEqual(one.machine.view().columns.blockName);
    expect(other.machine.state()).toEqual(one.machine.state());
  });

  test('leave names alone that stay what they are', () => {
    const { machine, run } = typed('board ssd202', 'a = cma_alloc(1)');
    const saved = machine.checkpoint();
    run('pin 0x26500');
    const { generations } = machine.view();
    const before = [...generations.blockName];
    machine.restore(saved);
    expect([...generations.blockName]).toEqual(before);
  });
});
