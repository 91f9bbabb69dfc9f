import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_SYSTEMS } from './all-systems.ts';
import { checkpointBytes } from './checkpoint-bytes.ts';
import type { Command } from './command.ts';
import { createMachine, type Machine } from './machine.ts';
import { parse } from './language/index.ts';
import { journals } from './test/journals.ts';
import { seen } from './test/seen.ts';

const after = (commands: readonly Command[]): Machine => {
  const machine = createMachine(ALL_SYSTEMS);
  for (const command of commands) machine.exec(command);
  return machine;
};
const commandsOf = (source: string): readonly Command[] =>
  parse(source).statements.map(({ command }) => command);

describe('a machine that was brought back', () => {
  test('is the one that was saved, and goes on as it does', () => {
    fc.assert(
      fc.property(journals, journals, fc.nat(100), (commands, other, where) => {
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
          expect(commands.slice(at).map((command) => machine.exec(command))).toEqual(rest);
          machine.check();
          expect(seen(machine)).toEqual(end);
        }
      }),
      { numRuns: 150 },
    );
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

  test('keeps its columns where the setting is the same', () => {
    const one = after(commandsOf('board ssd202\na = cma_alloc(4)'));
    const saved = one.checkpoint();
    const { layout, columns } = one.view();
    for (const command of commandsOf('b = cma_alloc(9)\npin 0x26500')) one.exec(command);
    one.restore(saved);
    expect(one.view().layout).toBe(layout);
    expect(one.view().columns.page).toBe(columns.page);
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
        const task = other.start(command, true);
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
  const alone = checkpointBytes(second, undefined);
  expect(alone).toBeGreaterThan(200_000);
  expect(checkpointBytes(second, first)).toBeLessThan(alone - 200_000);
});
