import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import type { Command } from '../contract/command.ts';
import { createMachine, type Checkpoint, type RestorableMachine } from '../machine/machine.ts';
import { parse } from '../language/index.ts';
import { dmaJournals, journals } from '../test/journals.ts';
import { seen } from '../test/seen.ts';

const after = (commands: readonly Command[]): RestorableMachine => {
  const machine = createMachine(ALL_SYSTEMS);
  for (const command of commands) machine.exec(command);
  return machine;
};
const commandsOf = (source: string): readonly Command[] =>
  parse(source).statements.map(({ command }) => command);

describe('a machine that was brought back', () => {
  test.each([
    ['of any system', journals, 30],
    ['of DMA pools and mappings', dmaJournals, 20],
  ] as const)('%s is the one that was saved, and goes on as it does', (_, those, numRuns) => {
    fc.assert(
      fc.property(those, journals, fc.nat(100), (commands, other, where) => {
        const at = where % (commands.length + 1);
        const one = after(commands.slice(0, at));
        const saved = one.checkpoint();
        const before = seen(one);
        const rest = commands.slice(at).map((command) => one.exec(command));
        const end = seen(one);
        // Into a machine that stands somewhere else, through a copy as a message makes it; and back in time.
        for (const [machine, copy] of [
          [after(other), structuredClone(saved)],
          [one, saved],
        ] as const) {
          machine.restore(copy);
          machine.check();
          expect(seen(machine)).toEqual(before);
          for (const [i, command] of commands.slice(at).entries()) {
            expect(machine.exec(command)).toEqual(rest[i]);
            machine.check();
          }
          expect(seen(machine)).toEqual(end);
        }
      }),
      { numRuns },
    );
  });

  const DEBUGFS = '/sys/kernel/debug/cma/cma-0';
  test.each([
    [
      'what debugfs took',
      `echo 8 > ${DEBUGFS}/alloc`,
      `echo 9 > ${DEBUGFS}/free`,
      `echo 5 > ${DEBUGFS}/free\ncat ${DEBUGFS}/bitmap`,
    ],
    ['the trace', 'cma_alloc(5)', 'cma_alloc(9)', 'cat /sys/kernel/debug/tracing/trace'],
    ['the log', 'cma_alloc(5)', 'dmesg -c', 'dmesg'],
    [
      'a region declared later',
      'cma_declare_contiguous(size=2M, name="late")',
      'board dm365',
      'cma_alloc(3, region="late")\ncat /proc/meminfo',
    ],
    [
      'pins and loans',
      'pin 0x26401\nlend 0x26440-0x26450',
      'unpin 0x26401\ncma_alloc(500)',
      'cma_alloc(100)\ncat /proc/meminfo',
    ],
    [
      'slots of blocks',
      'a = cma_alloc(1)\nb = cma_alloc(2)\ncma_release(a)',
      'c = cma_alloc(4)',
      'd = cma_alloc(1)',
    ],
    ['simulated time', 'msys_request_dmem("x", 4M)', 'board ssd202', 'msys_request_dmem("x", 4M)'],
  ])('has %s', (_what, first, then, ask) => {
    const one = after(commandsOf(`board ssd202\n${first}`));
    const saved = structuredClone(one.checkpoint());
    const answers = commandsOf(ask).map((command) => one.exec(command));
    const end = seen(one);
    for (const command of commandsOf(then)) one.exec(command);
    one.restore(saved);
    expect(commandsOf(ask).map((command) => one.exec(command))).toEqual(answers);
    expect(seen(one)).toEqual(end);
  });

  test('goes on with its workload', () => {
    const [board, work] = commandsOf('board generic cma=8M\nworkload cma ops=900 seed=4 mix=dma');
    fc.assert(
      fc.property(fc.nat(900), fc.boolean(), (done, twice) => {
        const one = after([board!]);
        const task = one.start(work!);
        task.step(done);
        const saved = one.checkpoint();
        while (!task.step(7));
        const other = after([]);
        other.restore(structuredClone(saved));
        if (twice) other.restore(other.checkpoint());
        if (done === 900) expect(() => other.resume(work!)).toThrow('no workload');
        else {
          const resumed = other.resume(work!);
          while (!resumed.step(11));
          expect(resumed.outcome().result).toEqual(task.outcome().result);
          expect(resumed.outcome()).toMatchObject({ op: 1, ops: 900 });
        }
        other.check();
        expect(seen(other)).toEqual(seen(one));
        expect(other.exec({ kind: 'dmesg' })).toEqual(one.exec({ kind: 'dmesg' }));
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['itself', (saved: Checkpoint) => saved],
    ['as a message copies it', (saved: Checkpoint) => structuredClone(saved)],
  ])('keeps its columns where the setting is the same: %s', (_, given) => {
    const one = after(commandsOf('board ssd202\na = cma_alloc(4)'));
    const saved = given(one.checkpoint());
    const { layout, columns } = one.view();
    for (const command of commandsOf('b = cma_alloc(9)\npin 0x26500')) one.exec(command);
    one.restore(saved);
    expect(one.view().layout).toBe(layout);
    expect(one.view().columns.page).toBe(columns.page);
  });
  test.each([
    ['board ssd202', 'board ssd202 kernel=6.17'],
    ['board ssd202', 'board ssd202 CONFIG_DMA_API_DEBUG=y'],
    ['board ssd202', 'board ssd202\ncma_declare_contiguous(size=2M, name="late")'],
    ['board ssd202\ncma_declare_contiguous(size=2M, name="late")', 'board ssd202'],
  ])('takes the setting along: %j into %j', (setting, other) => {
    const saved = after(commandsOf(setting));
    const one = after(commandsOf(other));
    one.restore(saved.checkpoint());
    for (const machine of [saved, one]) machine.exec(commandsOf('a = cma_alloc(4)')[0]!);
    expect(seen(one)).toEqual(seen(saved));
  });
  test('touches only chunks that differ', () => {
    const one = after(commandsOf('board generic cma=64M\na = cma_alloc(8192)'));
    const saved = one.checkpoint();
    one.exec(commandsOf('cma_release(0x103000, 1)')[0]!);
    const before = [...one.view().generations.page];
    one.restore(saved);
    const moved = one.view().generations.page.map((now, i) => (now === before[i] ? 0 : 1));
    expect([...moved].filter(Boolean)).toHaveLength(1);
  });
});

test('quiet leaves out text, nothing else', () => {
  fc.assert(
    fc.property(journals, (commands) => {
      const [one, other] = [after([]), after([])];
      for (const command of commands) {
        const { result } = one.exec(command);
        const task = other.start(command, { quiet: true });
        while (!task.step(100));
        // Only who reads the log can tell.
        if (command.kind !== 'dmesg') expect(task.outcome().result).toEqual(result);
      }
      expect(seen(other)).toEqual(seen(one));
    }),
    { numRuns: 60 },
  );
});

test('the weight of a checkpoint counts a log once', () => {
  const one = after(commandsOf('board generic\nworkload cma ops=3000 seed=1 mix=small'));
  const first = one.checkpoint();
  one.exec(commandsOf('pin 0x102000')[0]!);
  const second = one.checkpoint();
  const alone = one.weigh(second, undefined);
  expect(alone).toBeGreaterThan(200_000);
  expect(one.weigh(second, first)).toBeLessThan(alone - 200_000);
});

describe('checkpoints of one line', () => {
  const [board, work] = commandsOf(
    'board generic mem=256M cma=16M\nworkload cma ops=9000 seed=3 mix=small fill=70',
  );
  /** One every `every` operations, and what there was to see. */
  function line(every: number) {
    const machine = after([board!]);
    const task = machine.start(work!);
    const kept: { readonly saved: Checkpoint; readonly seen: unknown }[] = [];
    // As far as nothing is logged.
    for (let done = every; done <= 2_400; done += every) {
      task.step(every);
      kept.push({ saved: machine.checkpoint(), seen: seen(machine) });
    }
    return { machine, kept };
  }

  test('share a base, and weigh what has changed since', () => {
    const { machine, kept } = line(40);
    const bases = new Set(kept.map(({ saved }) => saved.parts.blocks.base));
    expect(bases.size).toBeGreaterThan(1);
    expect(bases.size).toBeLessThan(kept.length / 2);
    const alone = machine.weigh(kept.at(-1)!.saved, undefined);
    const shares = kept.slice(1).map(({ saved }, i) => machine.weigh(saved, kept[i]!.saved));
    const mean = shares.reduce((sum, bytes) => sum + bytes, 0) / shares.length;
    expect(mean).toBeLessThan(alone / 2);
  });

  test('are right in any order, copied or not, and go on', () => {
    const { machine, kept } = line(100);
    const other = after(commandsOf('board ssd202\na = cma_alloc(9)'));
    fc.assert(
      fc.property(fc.nat(kept.length - 1), fc.boolean(), fc.nat(80), (at, copied, more) => {
        const { saved, seen: then } = kept[at]!;
        const one = copied ? other : machine;
        one.restore(copied ? structuredClone(saved) : saved);
        one.check();
        expect(seen(one)).toEqual(then);
        const task = one.resume(work!);
        task.step(more);
        const again = one.checkpoint();
        const end = seen(one);
        one.restore(kept[0]!.saved);
        one.restore(again);
        expect(seen(one)).toEqual(end);
      }),
      { numRuns: 20 },
    );
  });

  test('hold handles and mappings that did not change once', () => {
    const one = after(
      commandsOf('board generic mem=1G CONFIG_DMA_API_DEBUG=y\na = dma_alloc_coherent(8K)'),
    );
    const first = one.checkpoint();
    one.exec(commandsOf('workload cma ops=50 seed=1 mix=dma')[0]!);
    const second = one.checkpoint();
    expect(second.parts.handles).toBe(first.parts.handles);
    expect(second.parts.systems.dma!.debug!.entries).toBe(first.parts.systems.dma!.debug!.entries);
    for (const [text, handles, entries] of [
      ['b = cma_alloc(3)', false, true],
      ['dma_free_coherent(a)', false, false],
    ] as const) {
      const before = one.checkpoint().parts;
      one.exec(commandsOf(text)[0]!);
      const { parts } = one.checkpoint();
      expect(parts.handles === before.handles).toBe(handles);
      expect(parts.systems.dma!.debug!.entries === before.systems.dma!.debug!.entries).toBe(
        entries,
      );
    }
  });
});
