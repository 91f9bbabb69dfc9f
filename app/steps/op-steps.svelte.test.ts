import { beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../engine/contract/command.ts';
import { LAST_EVENTS } from '../../engine/contract/limits.ts';
import { STEP_EVENTS, STEP_LINE_CHARS, STEP_SHOWN_MS, STEP_TALES } from '../page/limits.ts';
import { OpSteps } from './op-steps.svelte.ts';
import type { StepClock } from './op-steps.svelte.ts';
import { boot, TestPast, told } from '../test/past.svelte.ts';
import type { Said } from '../test/past.svelte.ts';

/** Time that passes when it is told to. */
class TestClock implements StepClock {
  time = 0;
  #waiting: { readonly at: number; readonly run: () => void }[] = [];
  now = () => this.time;
  after = (ms: number, run: () => void) => {
    const one = { at: this.time + ms, run };
    this.#waiting.push(one);
    return () => void (this.#waiting = this.#waiting.filter((other) => other !== one));
  };
  pass(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const [next] = this.#waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.time = next.at;
      next.run();
    }
    this.time = until;
  }
  get idle(): boolean {
    return this.#waiting.length === 0;
  }
}

let clock: TestClock;
let past: TestPast;
let steps: OpSteps;
beforeEach(() => {
  clock = new TestClock();
  past = new TestPast();
  steps = new OpSteps(clock);
});
const take = (said: readonly Said[]): void => steps.take(past.run(said), past);
const ops = (): number[] => steps.tales.map(({ op }) => op);

describe('what is kept', () => {
  it('are the operations that told something, the newest first', () => {
    take([told(1, 2), told(2, 0), told(3, 1)]);
    take([told(4, 1)]);
    expect(ops()).toEqual([4, 3, 1]);
    expect(steps.tale?.op).toBe(4);
    expect(steps.of(3)?.line).toBe('line 3');
    expect(steps.of(2)).toBeUndefined();
  });
  it('is found by any of the operations that a workload took', () => {
    take([told(5, 1, { ops: 10 })]);
    expect(steps.of(14)?.op).toBe(5);
    expect(steps.of(15)).toBeUndefined();
  });
  it('is forgotten when a board boots, also in the middle of a run', () => {
    take([told(1, 1)]);
    take([told(2, 1), boot(), told(1, 3)]);
    expect(steps.tales.map(({ op, events }) => [op, events.length])).toEqual([[1, 3]]);
    expect(new Set(steps.tales.map(({ id }) => id)).size).toBe(1);
  });
  it('is bounded in operations', () => {
    const run = (count: number) => Array.from({ length: count }, (_, i) => told(i + 1, 1));
    take(run(STEP_TALES));
    expect([steps.tales.length, steps.forgotten]).toEqual([STEP_TALES, false]);
    take([told(1_000, 1)]);
    expect([steps.tales.length, steps.forgotten]).toEqual([STEP_TALES, true]);
    expect(ops()[0]).toBe(1_000);
    expect(ops().at(-1)).toBe(2);
  });
  it('is bounded in steps, but the newest operation is always there', () => {
    take([told(1, STEP_EVENTS / 2), told(2, STEP_EVENTS / 2)]);
    expect(ops()).toEqual([2, 1]);
    take([told(3, 1)]);
    expect(ops()).toEqual([3, 2]);
    take([told(4, STEP_EVENTS + 1)]);
    expect(ops()).toEqual([4]);
    expect(steps.forgotten).toBe(true);
  });
  it('of a line is its beginning, and whether it was refused in the end', () => {
    const refusal = { errno: 'ENOMEM', why: { id: 'x' } } as const;
    const hidden: Outcome['result'] = {
      ok: true,
      value: { is: 'written', bytes: 1, hidden: refusal },
    };
    const long = { ...told(1, 1), text: 'x'.repeat(STEP_LINE_CHARS + 1) };
    take([long, told(2, 1, { result: { ok: false, refusal } }), told(3, 1, { result: hidden })]);
    expect(steps.tales.map(({ refused }) => refused)).toEqual([true, true, false]);
    expect(steps.tales[2]?.line).toBe(`${'x'.repeat(STEP_LINE_CHARS)}…`);
  });
  it('says where steps are missing: before the last ones', () => {
    take([told(1, 100), told(2, 100, { dropped: { events: 7, log: 0 } })]);
    expect(steps.tales.map(({ dropped, gap }) => [dropped, gap])).toEqual([
      [7, 100 - LAST_EVENTS],
      [0, 100],
    ]);
  });
});

describe('when the machine goes back', () => {
  const at = (position: number): readonly [number | undefined, string | undefined] => {
    past.position = position;
    return [steps.tale?.op, steps.tale === undefined ? steps.noTale.is : undefined];
  };

  it('the steps are those of the operation it stands after, or none', () => {
    expect(at(0)).toEqual([undefined, 'nothing']);
    take([boot(), told(1, 3), told(2, 0), told(3, 4)]);
    expect([4, 3, 2, 1, 0].map(at)).toEqual([
      [3, undefined],
      [undefined, 'quiet'],
      [1, undefined],
      [undefined, 'nothing'],
      [undefined, 'nothing'],
    ]);
    expect(steps.last).toBe(-1);
  });
  it('at the end the last operation that told some is shown', () => {
    take([boot(), told(1, 3), told(2, 0)]);
    expect(at(3)).toEqual([1, undefined]);
  });
  it('others can still be chosen, later ones too, until it goes elsewhere', () => {
    take([boot(), told(1, 3), told(2, 2), told(3, 4)]);
    past.position = 3;
    expect(ops()).toEqual([3, 2, 1]);
    steps.choose(steps.of(3)?.id);
    expect(at(3)).toEqual([3, undefined]);
    expect([at(2), at(4), at(3)].map(([op]) => op)).toEqual([1, 3, 3]);
    past.position = 4;
    steps.choose(steps.of(1)?.id);
    expect([at(4), at(3)].map(([op]) => op)).toEqual([1, 2]);
  });
  it('what is forgotten there is never shown again', () => {
    take([boot(), told(1, 3), told(2, 2), told(3, 4)]);
    steps.choose(steps.of(2)?.id);
    past.position = 2;
    // No longer a word of 2 and 3, before anything is told of what came instead.
    const told4 = past.run([told(2, 0)]);
    expect([steps.tale?.op, ops()]).toEqual([1, [1]]);
    steps.take(told4, past);
    take([told(3, 1)]);
    expect(steps.tales.map(({ op, events }) => [op, events.length])).toEqual([
      [3, 1],
      [1, 3],
    ]);
  });
  it('inside a workload there are none, at its end there are its own', () => {
    take([boot(), told(1, 3), told(2, 9, { ops: 10 }), told(12, 1)]);
    past.position = 6;
    expect(steps.tale).toBeUndefined();
    expect(steps.noTale).toMatchObject({ is: 'inside', done: 4, line: { at: 12, steps: 10 } });
    expect(at(12)).toEqual([2, undefined]);
    expect(at(2)).toEqual([1, undefined]);
  });
  it('a workload that was cut short is not the one that told its steps', () => {
    take([boot(), told(1, 9, { ops: 10 })]);
    past.position = 5;
    past.length = 5;
    past.script = {
      items: past.script.items.map((line) => (line.at > 5 ? { ...line, at: 5, steps: 4 } : line)),
      dropped: 0,
    };
    expect([steps.tale, ops()]).toEqual([undefined, []]);
    expect(steps.noTale.is).toBe('quiet');
  });
  it('before another boot its operations are those of the board there', () => {
    take([boot(), told(1, 3), boot(), told(1, 4)]);
    expect(ops()).toEqual([1]);
    expect(steps.tale?.events).toHaveLength(4);
    past.position = 2;
    expect([ops(), steps.tale?.events.length]).toEqual([[1], 3]);
    expect(steps.of(1)?.events).toHaveLength(3);
    past.position = 3;
    expect([ops(), steps.noTale.is]).toEqual([[1], 'nothing']);
  });
  it('what was let go is said to be, and is not mistaken for an operation without steps', () => {
    take([boot(), told(1, 1), told(2, 0)]);
    take(Array.from({ length: STEP_TALES }, (_, i) => told(i + 3, 1)));
    expect(at(2)).toEqual([undefined, 'gone']);
    expect(at(4)).toEqual([3, undefined]);
    take([told(5, 0, { dropped: { events: 7, log: 0 } })]);
    past.length += 1;
    expect(steps.noTale.is).toBe('gone');
  });
  it('nothing plays on', () => {
    take([boot(), told(1, 9), told(2, 9)]);
    steps.play();
    clock.pass(STEP_SHOWN_MS);
    past.position = 2;
    clock.pass(STEP_SHOWN_MS);
    expect([steps.playing, clock.idle, steps.tale?.op, steps.at]).toEqual([false, true, 1, 8]);
  });
});

describe('the reader', () => {
  it('is after the last step of the last operation until they go elsewhere', () => {
    take([told(1, 3)]);
    expect(steps.at).toBe(2);
    take([told(2, 5)]);
    expect([steps.tale?.op, steps.at]).toEqual([2, 4]);
  });
  it('stays in the operation that was chosen while others come', () => {
    take([told(1, 3), told(2, 5)]);
    steps.choose(steps.of(1)?.id);
    steps.goTo(1);
    take([told(3, 1)]);
    expect([steps.tale?.op, steps.at]).toEqual([1, 1]);
    steps.choose(steps.of(3)?.id);
    take([told(4, 2)]);
    expect([steps.tale?.op, steps.at]).toEqual([4, 1]);
  });
  it('never leaves the steps there are', () => {
    steps.stepBy(1);
    expect([steps.at, steps.went]).toEqual([-1, 0]);
    take([told(1, 3)]);
    steps.stepBy(9);
    expect(steps.at).toBe(2);
    steps.stepBy(-9);
    expect([steps.at, steps.went]).toEqual([0, 2]);
  });
});

describe('playing', () => {
  it('begins anew at the end, goes on from anywhere else, and stops by itself', () => {
    take([told(1, 4)]);
    steps.play();
    expect([steps.at, steps.playing]).toEqual([0, true]);
    clock.pass(STEP_SHOWN_MS - 1);
    expect(steps.at).toBe(0);
    clock.pass(1);
    expect(steps.at).toBe(1);
    clock.pass(10 * STEP_SHOWN_MS);
    expect([steps.at, steps.playing, clock.idle]).toEqual([3, false, true]);
    steps.goTo(2);
    steps.play();
    expect(steps.at).toBe(2);
    clock.pass(STEP_SHOWN_MS);
    expect([steps.at, steps.playing]).toEqual([3, false]);
  });
  it('is as fast as it is told to be, also on its way', () => {
    take([told(1, 10)]);
    steps.speed = 4;
    steps.play();
    clock.pass(STEP_SHOWN_MS);
    expect(steps.at).toBe(4);
    steps.speed = 0.5;
    clock.pass(STEP_SHOWN_MS / 4);
    expect(steps.at).toBe(5);
    clock.pass(2 * STEP_SHOWN_MS - 1);
    expect(steps.at).toBe(5);
    clock.pass(1);
    expect(steps.at).toBe(6);
  });
  it.each([
    ['a pause', () => steps.toggle()],
    ['a step', () => steps.stepBy(1)],
    ['a newer operation', () => take([told(2, 3)])],
    ['another operation', () => steps.choose(undefined)],
  ])('ends with %s', (_name, disturb) => {
    take([told(1, 9)]);
    steps.toggle();
    clock.pass(STEP_SHOWN_MS);
    disturb();
    expect([steps.playing, clock.idle]).toEqual([false, true]);
    const { at } = steps;
    clock.pass(10 * STEP_SHOWN_MS);
    expect(steps.at).toBe(at);
  });
});

describe('the way of the picture', () => {
  it('leads from the step before, within the time of a step, or at once where nothing may move', () => {
    take([told(1, 9)]);
    expect(steps.progress(false)).toEqual({ from: 8, done: 1 });
    steps.goTo(3);
    expect(steps.progress(false)).toEqual({ from: 8, done: 0 });
    expect(steps.progress(true)).toEqual({ from: 3, done: 1 });
    clock.pass(STEP_SHOWN_MS * 0.4);
    expect(steps.progress(false)).toEqual({ from: 8, done: 0.5 });
    clock.pass(STEP_SHOWN_MS);
    expect(steps.progress(false).done).toBe(1);
  });
});
