import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../../machine/all-systems.ts';
import type { Command } from '../../contract/command.ts';
import { parse } from '../../language/index.ts';
import { LOGGED_OPS } from '../../board/klog.ts';
import { createMachine, type RestorableMachine } from '../../machine/machine.ts';
import { dmaJournals, journals } from '../../test/journals.ts';
import { seen } from '../../test/seen.ts';
import { cutAt, totalSteps } from './steps-taken.ts';
import { Timeline, type TimelineOptions } from './timeline.ts';

const fresh = (commands: readonly Command[]): RestorableMachine => {
  const machine = createMachine(ALL_SYSTEMS);
  for (const command of commands) machine.exec(command);
  return machine;
};
const commandsOf = (source: string): readonly Command[] =>
  parse(source).statements.map(({ command }) => command);

interface Recorded {
  readonly machine: RestorableMachine;
  readonly timeline: Timeline;
}
function record(commands: readonly Command[], options: TimelineOptions = {}): Recorded {
  const machine = createMachine(ALL_SYSTEMS);
  const timeline = new Timeline(machine, options);
  play(timeline, commands);
  return { machine, timeline };
}
function play(timeline: Timeline, commands: readonly Command[]): void {
  for (const command of commands) {
    const task = timeline.start(command);
    while (!task.step(7));
  }
}
function seek(timeline: Timeline, position: number, glance = false): number {
  const travel = timeline.seek(position, { glance });
  while (!travel.step(5));
  expect(travel.done).toBe(travel.total);
  return travel.total;
}
/** The log of both rings. */
const dmesg = (machine: RestorableMachine): unknown => [
  machine.exec({ kind: 'dmesg' }).result,
  machine.exec({ kind: 'cat', path: '/sys/kernel/debug/tracing/trace' }).result,
];

/** Shares of what is free, before the first command and after every step. */
function roomsOf(commands: readonly Command[]): readonly number[] {
  const rooms: number[] = [];
  const look = (machine: RestorableMachine): void =>
    machine.room((total, free) => rooms.push(Math.fround((total - free) / total)));
  for (let at = 0; at <= totalSteps(commands); at += 1) look(fresh(cutAt(commands, at)));
  return rooms;
}

describe('samples', () => {
  test('are those of fresh runs, whatever was gone to, cut and gone on with', () => {
    fc.assert(
      fc.property(
        journals,
        journals,
        fc.nat(10_000),
        fc.boolean(),
        fc.constantFrom(1, 16),
        (before, after, where, glance, spacing) => {
          const { timeline } = record(before.slice(0, 6), { spacing });
          const at = where % (timeline.length + 1);
          seek(timeline, at, glance);
          seek(timeline, at);
          timeline.cut();
          play(timeline, after.slice(0, 4));
          const { length, samples } = timeline;
          expect(samples.count).toBe(length + 1);
          expect([...samples.window(0, length + 1, length + 1).used.max]).toEqual(
            roomsOf(timeline.commands),
          );
        },
      ),
      { numRuns: 12 },
    );
  });
  test('end where a workload is stopped', () => {
    const { timeline } = record(commandsOf('board ssd202'));
    const task = timeline.start(commandsOf('workload cma ops=5000 seed=2')[0]!);
    task.step(700);
    task.cancel();
    expect([timeline.length, timeline.samples.count]).toEqual([701, 702]);
  });
});

describe('a position', () => {
  test.each([
    ['of any system', journals],
    ['of DMA pools and mappings', dmaJournals],
  ] as const)('%s is where a fresh run of its steps ends, whatever way led there', (_, those) => {
    fc.assert(
      fc.property(
        those,
        fc.array(fc.tuple(fc.nat(10_000), fc.boolean()), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(1, 4, 16, 64),
        (commands, ways, spacing) => {
          const { machine, timeline } = record(commands, { spacing });
          const length = totalSteps(commands);
          expect([timeline.length, timeline.position]).toEqual([length, length]);
          expect(timeline.commands).toEqual(commands);
          for (const [where, glance] of ways) {
            const position = where % (length + 1);
            seek(timeline, position, glance);
            machine.check();
            expect([timeline.position, timeline.exact || glance]).toEqual([position, true]);
            expect(seen(machine)).toEqual(seen(fresh(cutAt(commands, position))));
          }
          const last = ways.at(-1)![0] % (length + 1);
          seek(timeline, last);
          expect(dmesg(machine)).toEqual(dmesg(fresh(cutAt(commands, last))));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('has the log of a fresh run, also inside a long workload', () => {
    const commands = commandsOf(
      `board ssd202\na = cma_alloc(3)\nworkload cma ops=${LOGGED_OPS + 2_000} seed=2 mix=small\ndmesg`,
    );
    const { machine, timeline } = record(commands, { spacing: 128 });
    for (const position of [5_000, 2, 3, 100, LOGGED_OPS, LOGGED_OPS + 1_500, LOGGED_OPS + 2_001]) {
      seek(timeline, position, true);
      const steps = seek(timeline, position);
      expect(steps).toBeLessThanOrEqual(LOGGED_OPS + 128);
      expect(dmesg(machine)).toEqual(dmesg(fresh(cutAt(commands, position))));
      // What was asked of the log is an operation: the machine is one step on.
      seek(timeline, 0);
    }
  });

  test('has it too where the journal was cut inside a workload', () => {
    const ops = LOGGED_OPS + 2_000;
    const { machine, timeline } = record(
      commandsOf(`board ssd202\nworkload cma ops=${ops} seed=2 mix=small`),
      { spacing: 128 },
    );
    seek(timeline, 1_500);
    timeline.cut();
    seek(timeline, 0);
    seek(timeline, timeline.length);
    expect(dmesg(machine)).toEqual(dmesg(fresh(timeline.commands)));
  });

  test('is clamped to the journal', () => {
    const { timeline } = record(commandsOf('board ssd202\ncma_alloc(3)'));
    seek(timeline, -5);
    expect(timeline.position).toBe(0);
    seek(timeline, 99);
    expect(timeline.position).toBe(2);
  });
});

describe('bounds', () => {
  const commands = commandsOf(
    'board generic mem=512M cma=64M\nworkload cma ops=6000 seed=1 mix=dma\nworkload cma ops=6000 seed=2 mix=dma',
  );
  test('memory: checkpoints are thinned, the spacing doubles', () => {
    const limit = 3_000_000;
    const { timeline } = record(commands, { spacing: 64, limit });
    expect(timeline.figures.bytes).toBeLessThanOrEqual(limit);
    expect(timeline.figures.checkpoints).toBeGreaterThan(3);
    expect(timeline.spacing).toBeGreaterThan(64);
    const roomy = record(commands, { spacing: 64, limit: Infinity }).timeline;
    expect(roomy.spacing).toBe(64);
    expect(roomy.figures.checkpoints).toBe(Math.floor(12_001 / 64) + 1);
    expect(roomy.figures.bytes).toBeGreaterThan(limit);
  });
  test('a glance replays fewer steps than the spacing', () => {
    const { machine, timeline } = record(commands, { spacing: 64, limit: 3_000_000 });
    for (const position of [12_001, 7, 11_999, 6_001, 5_999, 3_333]) {
      expect(seek(timeline, position, true)).toBeLessThan(timeline.spacing);
      expect(machine.state().digest).toBe(fresh(cutAt(commands, position)).state().digest);
    }
  });
  test('one checkpoint stays, however small the limit', () => {
    const { timeline } = record(commands, { spacing: 64, limit: 1 });
    expect(timeline.figures.checkpoints).toBe(1);
    seek(timeline, 40, true);
    expect(timeline.position).toBe(40);
  });
});

describe('branches', () => {
  test('what comes after a position is forgotten, and something else played', () => {
    fc.assert(
      fc.property(journals, journals, fc.nat(10_000), (commands, others, where) => {
        const { machine, timeline } = record(commands, { spacing: 16 });
        seek(timeline, where % (timeline.length + 1));
        timeline.cut();
        const before = cutAt(commands, where % (totalSteps(commands) + 1));
        expect(timeline.commands).toEqual(before);
        play(timeline, others);
        const all = [...before, ...others];
        expect(timeline.commands).toEqual(all);
        expect(seen(machine)).toEqual(seen(fresh(all)));
        const middle = Math.floor(timeline.length / 2);
        seek(timeline, middle);
        expect(seen(machine)).toEqual(seen(fresh(cutAt(all, middle))));
      }),
      { numRuns: 20 },
    );
  });

  test('a command cannot follow anything but the end', () => {
    const { timeline } = record(commandsOf('board ssd202\ncma_alloc(3)\ncma_alloc(4)'));
    seek(timeline, 2);
    expect(() => timeline.start({ kind: 'dmesg' })).toThrow('the end of the journal');
    seek(timeline, 3);
    seek(timeline, 1, true);
    timeline.cut();
    expect(timeline.exact).toBe(false);
    expect(() => timeline.start({ kind: 'dmesg' })).toThrow('the end of the journal');
    seek(timeline, 1);
    play(timeline, [{ kind: 'dmesg' }]);
    expect(timeline.length).toBe(2);
  });
});

describe('a workload that is stopped', () => {
  const [board, work] = commandsOf(`board ssd202\nworkload cma ops=9000 seed=3 mix=small`);
  test.each([0, 1, 40, 5_000])('after %i operations stays as far as it came', (done) => {
    const { machine, timeline } = record([board!], { spacing: 100 });
    const task = timeline.start(work!);
    if (done > 0) task.step(done);
    expect(timeline.position).toBeUndefined();
    task.cancel();
    task.cancel();
    expect(task.outcome().ops).toBe(done);
    const expected = done === 0 ? [board] : [board, { ...work!, ops: done }];
    expect(timeline.commands).toEqual(expected);
    expect([timeline.position, timeline.exact]).toEqual([1 + done, false]);
    seek(timeline, timeline.length);
    expect(seen(machine)).toEqual(seen(fresh(timeline.commands)));
    expect(dmesg(machine)).toEqual(dmesg(fresh(timeline.commands)));
  });
  test('a command of one step is not cut in half', () => {
    const { timeline } = record([board!]);
    const task = timeline.start({ kind: 'dmesg' });
    task.cancel();
    expect([timeline.length, timeline.exact]).toEqual([2, true]);
  });
});

test('a workload that was refused is one that nobody can stop inside', () => {
  const commands = commandsOf('board dm365\nworkload cma ops=500 seed=1\nls /');
  const { machine, timeline } = record(commands, { spacing: 64 });
  expect(timeline.length).toBe(502);
  for (const position of [300, 501, 1, 502]) {
    seek(timeline, position);
    expect(machine.state().digest).toBe(fresh(cutAt(commands, position)).state().digest);
  }
  seek(timeline, 300);
  timeline.cut();
  expect([timeline.length, timeline.position]).toEqual([501, 501]);
});
