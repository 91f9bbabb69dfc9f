/** How much is done between two looks at the clock, by commands and by ways through time. */
import { describe, expect, test } from 'vitest';
import type { Command, Outcome } from '../../../engine/contract/command.ts';
import type { Task } from '../../../engine/machine/machine.ts';
import { PUBLISH_MS, SLICE_MS, STEP_OPS } from '../limits.ts';
import { alloc, board, TestMachine, work } from '../test/machine.ts';
import { Runner, travelled } from './runner.ts';
import type { RunHooks } from './runner.ts';

/** A runner over a machine whose operation number n takes so many ms, and what it was seen to do. */
function runnerOf(commands: readonly Command[], cost: (n: number) => number, stopAt = Infinity) {
  const seen = {
    budgets: [] as number[],
    pauses: [] as number[],
    published: [] as number[],
    reports: [] as string[],
    noted: [] as (readonly [Command, Outcome])[],
  };
  let now = 1_000;
  let op = 0;
  const machine = new TestMachine(() => (now += cost(++op)));
  const history = {
    ready: () => undefined,
    start: (command: Command): Task => {
      const task = machine.start(command);
      return {
        total: task.total,
        get done() {
          return task.done;
        },
        step: (budget) => {
          seen.budgets.push(budget);
          return task.step(budget);
        },
        cancel: () => task.cancel(),
        outcome: () => task.outcome(),
      };
    },
    note: (command: Command, outcome: Outcome) => void seen.noted.push([command, outcome]),
  };
  const thread = {
    now: () => now,
    pause: () => {
      seen.pauses.push(now);
      if (seen.pauses.length === stopAt) runner.stop();
      return Promise.resolve();
    },
  };
  const hooks: RunHooks = {
    publish: () => void seen.published.push(now),
    report: ({ index, done, total }) => void seen.reports.push(`${index} ${done}/${total}`),
    fetch: () => undefined,
  };
  const runner: Runner = new Runner(history, thread, hooks, commands, 3);
  return { runner, seen, run: () => runner.run(commands) };
}

describe('a step', () => {
  const DOUBLED = Array.from({ length: 17 }, (_, i) => 2 ** i);
  test('of what costs nothing is twice the last, up to the most', async () => {
    const { run, seen } = runnerOf([work(2 ** 17 + 2 ** 16)], () => 0);
    await run();
    expect(DOUBLED.at(-1)).toBe(STEP_OPS.most);
    expect(seen.budgets).toEqual([...DOUBLED, STEP_OPS.most, STEP_OPS.most]);
    expect(seen.pauses).toEqual([]);
  });
  test.each([
    ['half of what it may take is doubled', 0.5, [1, 2, 4, 4]],
    ['more than half of it stays', 1.25, [1, 1, 1, 1, 1]],
    ['all of it stays', 2, [1, 1, 1]],
    ['more is one operation at least', 5, [1, 1, 1]],
  ])('that takes %s', async (_, ms, budgets) => {
    const { run, seen } = runnerOf([work(budgets.reduce((sum, one) => sum + one, 0))], () => ms);
    await run();
    expect(seen.budgets).toEqual(budgets);
  });
  test('that took too long is followed by one that would have kept to its time', async () => {
    // 1 + 2 + 4 + … + 32 cost nothing, then each costs 1 ms.
    const { run, seen } = runnerOf([work(63 + 64 + 5)], (n) => (n > 63 ? 1 : 0));
    await run();
    expect(seen.budgets).toEqual([1, 2, 4, 8, 16, 32, 64, 2, 2, 2]);
  });
  test('of another command begins small again', async () => {
    const { run, seen } = runnerOf([work(7), work(7)], () => 0);
    await run();
    expect(seen.budgets).toEqual([1, 2, 4, 1, 2, 4]);
  });
});

describe('a slice', () => {
  const MANY = Array.from({ length: 60 }, () => alloc(1));
  test('ends as soon as it is over, and what is shown is at least a frame old', async () => {
    const { run, seen } = runnerOf(MANY, () => 1);
    expect((await run()).ended).toBe('done');
    expect(seen.pauses).toEqual([1, 2, 3, 4, 5].map((n) => 1_000 + n * SLICE_MS));
    const shown = seen.published.map((at, i) => at - (seen.published[i - 1] ?? 1_000));
    expect(shown).toEqual([20, 20]);
    expect(Math.min(...shown)).toBeGreaterThanOrEqual(PUBLISH_MS);
  });
  test('that is a moment too short goes on', async () => {
    const { run, seen } = runnerOf([alloc(1), alloc(1), alloc(1)], () => SLICE_MS - 1);
    await run();
    expect(seen.pauses).toEqual([1_000 + 2 * (SLICE_MS - 1)]);
  });
  test('what is shown waits for its frame to the millisecond', async () => {
    const { run, seen } = runnerOf([alloc(1), alloc(1)], () => PUBLISH_MS);
    await run();
    expect(seen.published).toEqual([1_000 + PUBLISH_MS]);
    const soon = runnerOf([alloc(1), alloc(1)], () => PUBLISH_MS - 1);
    await soon.run();
    expect(soon.seen.published).toEqual([]);
  });
});

describe('a run', () => {
  test('reports each step and each command, and where it is', async () => {
    const { runner, run, seen } = runnerOf([board(), work(7), alloc(1)], () => 0);
    expect(runner.progress).toEqual({ run: 3, index: 0, done: 0, total: 9 });
    await run();
    expect(seen.reports).toEqual(['0 0/9', '1 1/9', '1 2/9', '1 4/9', '2 8/9', '3 9/9']);
    expect(runner.progress).toEqual({ run: 3, index: 3, done: 9, total: 9 });
    expect(seen.noted.map(([command]) => command)).toEqual([board(), work(7), alloc(1)]);
  });
  test('that is stopped between two commands begins no other', async () => {
    const { run, seen } = runnerOf([alloc(1), alloc(2)], () => SLICE_MS, 1);
    const { outcomes, ended } = await run();
    expect([outcomes.length, ended]).toEqual([1, 'stopped']);
    expect(seen.noted.map(([command]) => command)).toEqual([alloc(1)]);
  });
  test('that is stopped inside a command notes what was done of it', async () => {
    const { run, seen } = runnerOf([work(100), alloc(2)], () => 4, 1);
    const { outcomes, ended } = await run();
    expect([outcomes.map(({ ops }) => ops), ended]).toEqual([[3], 'stopped']);
    expect(seen.noted).toEqual([[work(100), outcomes[0]]]);
    expect(seen.reports.at(-1)).toBe('1 3/101');
  });
});

describe('a way through time', () => {
  /** Of so many operations, a step of which takes so long. */
  const way = async (ops: number, ms: number) => {
    let now = 0;
    let left = ops;
    const budgets: number[] = [];
    const pauses: number[] = [];
    const pause = (): Promise<void> => {
      pauses.push(now);
      // Others had their turn.
      now += 100;
      return Promise.resolve();
    };
    const step = (budget: number): boolean => {
      budgets.push(budget);
      left -= budget;
      now += ms;
      return left <= 0;
    };
    await travelled({ step, done: 0, total: ops }, { now: () => now, pause });
    return { budgets, pauses };
  };
  test('doubles its steps up to the most', async () => {
    const doubled = Array.from({ length: 17 }, (_, i) => 2 ** i);
    expect(await way(2 ** 17 + 2 ** 16, 0)).toEqual({
      budgets: [...doubled, STEP_OPS.most, STEP_OPS.most],
      pauses: [],
    });
  });
  test.each([
    [SLICE_MS / 2, [1, 2, 1, 2, 1, 2], [10, 120]],
    [SLICE_MS - 1, [1, 2, 1, 2, 1, 2], [18, 136]],
    [SLICE_MS, [1, 1, 1, 1], [10, 120, 230]],
  ])(
    'yields after its slice, and begins small again: %d ms a step',
    async (ms, budgets, pauses) => {
      const ops = budgets.reduce((sum, one) => sum + one, 0);
      expect(await way(ops, ms)).toEqual({ budgets, pauses });
    },
  );
});
