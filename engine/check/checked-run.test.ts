import { describe, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import type { Command, Outcome } from '../contract/command.ts';
import { createMachine, type RestorableMachine } from '../index.ts';
import { parse } from '../language/index.ts';
import { checkedRun, type Broken } from './checked-run.ts';
import { FOLLOWED_COMMANDS, FOLLOWED_WHOLE } from './limits.ts';

const commandsOf = (source: string): readonly Command[] =>
  parse(source).statements.map(({ command }) => command);
const COMMANDS = commandsOf(
  'board ssd202\na = cma_alloc(3)\nb = cma_alloc(5)\ncma_release(a)\ndmesg',
);

type Fault = (machine: RestorableMachine) => Partial<RestorableMachine>;
/** Machines with something wrong in them. */
const faulty = (fault: Fault) => (): RestorableMachine => {
  const machine = createMachine(ALL_SYSTEMS);
  return {
    exec: (command) => machine.exec(command),
    start: (command, options) => machine.start(command, options),
    resume: (command, options) => machine.resume(command, options),
    replay: (command, how) => machine.replay(command, how),
    room: (sink) => machine.room(sink),
    view: () => machine.view(),
    state: () => machine.state(),
    paths: () => machine.paths(),
    handles: () => machine.handles(),
    bytes: (phys, length) => machine.bytes(phys, length),
    check: () => machine.check(),
    checkpoint: () => machine.checkpoint(),
    weigh: (saved, before) => machine.weigh(saved, before),
    restore: (saved) => machine.restore(saved),
    ...fault(machine),
  };
};
/** What `wrong` does comes from the `after`-th command after a restore on. */
const onceRestored =
  (after: number, wrong: (outcome: Outcome) => Outcome): Fault =>
  (machine) => {
    let left = Infinity;
    return {
      restore(saved) {
        machine.restore(saved);
        left = after;
      },
      exec(command) {
        left -= 1;
        const outcome = machine.exec(command);
        return left <= 0 ? wrong(outcome) : outcome;
      },
    };
  };
const slept = (outcome: Outcome): Outcome => ({ ...outcome, sleptMs: outcome.sleptMs + 1 });
const brokenBy = (fault: Fault, commands = COMMANDS): Broken | undefined =>
  checkedRun(commands, { create: faulty(fault) }).broken;

test('a sound machine: every outcome, and machines restored before and after each command', () => {
  const plain = createMachine(ALL_SYSTEMS);
  const { machine, outcomes, restores, broken } = checkedRun(COMMANDS);
  expect(broken).toBeUndefined();
  expect(outcomes).toEqual(COMMANDS.map((command) => plain.exec(command)));
  expect(machine.state().digest).toBe(plain.state().digest);
  expect(restores).toBe(2 * COMMANDS.length);
});
test('fewer checkpoints where that is asked for', () => {
  expect(checkedRun(COMMANDS, { every: 2 }).restores).toBe(2 * 3);
});
test('no commands', () => {
  expect(checkedRun([])).toMatchObject({ outcomes: [], restores: 0, broken: undefined });
});

describe('is seen:', () => {
  test('an exception, and the outcomes before it', () => {
    const fault: Fault = (machine) => ({
      exec(command) {
        if (command.kind === 'cma_release') throw new Error('no such thing');
        return machine.exec(command);
      },
    });
    const { outcomes, broken } = checkedRun(COMMANDS, { create: faulty(fault) });
    expect(outcomes).toHaveLength(3);
    expect(broken).toMatchObject({ promise: 'throws', at: 3, got: 'Error: no such thing' });
    expect(broken!.restoredAt).toBeUndefined();
  });
  test('a model that is not sound', () => {
    const fault: Fault = (machine) => ({
      check() {
        if (machine.handles().includes('b')) throw new Error('b is not sound');
      },
    });
    expect(brokenBy(fault)).toMatchObject({ promise: 'unsound', at: 2, restoredAt: undefined });
  });
  test('another answer of a restored machine', () => {
    expect(brokenBy(onceRestored(1, slept))).toMatchObject({
      promise: 'answer',
      at: 0,
      restoredAt: 0,
      path: 'sleptMs',
      expected: '0',
      got: '1',
    });
  });
  test('another state', () => {
    const fault: Fault = (machine) => ({
      restore(saved) {
        machine.restore(saved);
        machine.exec({ kind: 'dmesg' });
      },
    });
    const broken = brokenBy(fault);
    expect(broken).toMatchObject({ promise: 'state', at: 0, restoredAt: 1, path: 'op.op' });
    expect([broken!.expected, broken!.got]).toEqual(['0', '1']);
  });
  test('something else to see', () => {
    const fault: Fault = (machine) => {
      let restored = false;
      return {
        restore(saved) {
          machine.restore(saved);
          restored = true;
        },
        handles: () => (restored ? [] : machine.handles()),
      };
    };
    expect(brokenBy(fault)).toMatchObject({ promise: 'seen', at: 1, path: 'handles.0' });
  });
  test('another log', () => {
    const fault: Fault = (machine) => ({
      restore(saved) {
        machine.restore(saved);
        machine.start({ kind: 'dmesg', clear: true }).step(1);
        machine.restore({
          ...saved,
          parts: { ...saved.parts, klog: machine.checkpoint().parts.klog },
        });
      },
    });
    expect(brokenBy(fault)).toMatchObject({ promise: 'log', at: 0, restoredAt: 1 });
  });
  test('a workload that goes on otherwise from its middle', () => {
    const work = commandsOf('board ssd202\nworkload cma ops=40 seed=1 mix=small');
    const fault: Fault = (machine) => ({
      resume(command) {
        const task = machine.resume(command);
        return {
          ...task,
          step: (budget) => task.step(Math.min(budget, 40)),
          outcome: () => wrong(task.outcome()),
        };
      },
    });
    const wrong = (outcome: Outcome): Outcome => ({
      ...outcome,
      result: { ok: true, value: { is: 'none' } },
    });
    expect(brokenBy(fault, work)).toMatchObject({ promise: 'answer', at: 1, restoredAt: 1 });
    expect(checkedRun(work).restores).toBe(5);
  });
});

describe('how far a restored machine goes on:', () => {
  const lines = (count: number): readonly Command[] =>
    commandsOf(['board ssd202', ...Array.from({ length: count - 1 }, () => 'dmesg')].join('\n'));
  test('to the end of a script of just that many commands, and not of one more', () => {
    const late = onceRestored(FOLLOWED_COMMANDS + 1, slept);
    expect(brokenBy(late, lines(FOLLOWED_WHOLE))).toMatchObject({ promise: 'answer' });
    expect(brokenBy(late, lines(FOLLOWED_WHOLE + 1))).toBeUndefined();
  });
  test('for so many commands in a longer one', () => {
    const late = onceRestored(FOLLOWED_COMMANDS, slept);
    expect(brokenBy(late, lines(FOLLOWED_WHOLE + 1))).toMatchObject({
      at: FOLLOWED_COMMANDS - 1,
      restoredAt: 0,
    });
  });
});
