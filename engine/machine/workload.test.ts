import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_SYSTEMS } from './all-systems.ts';
import { MIXES, type Command } from '../contract/command.ts';
import { createMachine } from '../index.ts';
import { parse } from '../language/index.ts';
import { typed } from '../test/typed.ts';
import { BlockKind, PageState } from '../contract/view.ts';

describe('a workload', () => {
  it.each(MIXES)('of %s is the same in one go and in slices', (mix) => {
    const line = `workload cma ops=3000 seed=7 mix=${mix}`;
    const whole = typed('board generic', line);
    const sliced = createMachine(ALL_SYSTEMS);
    sliced.exec({ kind: 'board', board: 'generic', options: {} });
    const task = sliced.start(parse(line).statements[0]!.command);
    while (!task.step(17)) expect(task.done).toBeLessThanOrEqual(3000);
    expect(task.outcome().ops).toBe(3000);
    expect(sliced.state().digest).toBe(whole.machine.state().digest);
  });
  it('can be ended early and says how far it came', () => {
    const machine = createMachine(ALL_SYSTEMS);
    const task = machine.start(
      parse('workload cma ops=1000 seed=1 mix=small').statements[0]!.command,
    );
    task.step(100);
    task.cancel();
    expect(task.outcome()).toMatchObject({ op: 1, ops: 100 });
    expect(machine.state().op).toBe(100);
    machine.check();
  });
  it('names its blocks and leaves other people’s alone', () => {
    const { machine } = typed(
      'board ssd202',
      'mine = cma_alloc(40)',
      'workload cma ops=2000 seed=3 mix=dma',
    );
    const { columns } = machine.view();
    expect(machine.state().blocks.find((block) => block.name === 'mine')).toMatchObject({
      pages: 40,
    });
    expect([...columns.blockKind]).toContain(BlockKind.workload);
  });
});

/** Random lines of every kind, with numbers that hit edges. */
const NUMBER = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.constantFrom(0x26400, 0x265ff, 512, 513, 4096),
);
const HANDLE = fc.constantFrom('a', 'b', 'c');
const LINE = fc.oneof(
  fc
    .tuple(HANDLE, NUMBER, fc.integer({ min: 0, max: 6 }))
    .map(([h, n, k]) => `${h} = cma_alloc(${n}, align=${k})`),
  HANDLE.map((h) => `cma_release(${h})`),
  fc.tuple(HANDLE, NUMBER).map(([h, n]) => `cma_release(${h}, ${n})`),
  fc.tuple(NUMBER, NUMBER).map(([p, n]) => `cma_release(${p + 0x26400}, ${n})`),
  fc.tuple(HANDLE, NUMBER).map(([h, n]) => `${h} = dma_alloc_coherent(${n * 1000})`),
  HANDLE.map((h) => `dma_free_coherent(${h})`),
  fc.tuple(HANDLE, NUMBER).map(([h, n]) => `msys_request_dmem("${h}${n % 3}", ${n * 700})`),
  HANDLE.map((h) => `msys_release_dmem("${h}")`),
  fc
    .tuple(fc.constantFrom('pin', 'unpin', 'lend', 'unlend'), NUMBER, NUMBER)
    .map(([verb, p, n]) => `${verb} ${p + 0x26400} ${n}`),
  NUMBER.map((n) => `echo ${n} > /sys/kernel/debug/cma/cma-0/alloc`),
  NUMBER.map((n) => `echo ${n} > /sys/kernel/debug/cma/cma-0/free`),
);

describe('any sequence of commands', () => {
  it('keeps every invariant, and gives the same digest again', () => {
    fc.assert(
      fc.property(
        fc.array(LINE, { maxLength: 40 }),
        fc.constantFrom('', ' order_per_bit=1', ' order_per_bit=2', ' coherent_pool=64K'),
        (lines, options) => {
          const board = `board ssd202${options}`;
          const first = typed(board, ...lines);
          expect(typed(board, ...lines).machine.state().digest).toBe(first.machine.state().digest);
        },
      ),
      { numRuns: 60 },
    );
  });
  it('shows in the page column what the bitmap says', () => {
    const { machine } = typed(
      'board ssd202',
      'a = cma_alloc(3)',
      'lend 0x26408 2',
      'pin 0x2640a 1',
    );
    const { page } = machine.view().columns;
    const flags = [...page.slice(0, 12)].map((state) =>
      state & PageState.ALLOCATED
        ? '#'
        : state & PageState.LENT
          ? '~'
          : state & PageState.PINNED
            ? 'x'
            : '.',
    );
    expect(flags.join('')).toBe('###.....~~x.');
  });
});

describe('the protocol', () => {
  it('is plain data: every outcome survives JSON', () => {
    const { run } = typed('board ssd202');
    for (const line of ['a = cma_alloc(3)', 'cma_alloc(9999)', 'cat /proc/meminfo', 'dmesg']) {
      const outcome = run(line);
      const command: Command = parse(line).statements[0]!.command;
      expect(JSON.parse(JSON.stringify(outcome))).toEqual(JSON.parse(JSON.stringify(outcome)));
      expect(structuredClone({ outcome, command })).toEqual({ outcome, command });
    }
  });
});
