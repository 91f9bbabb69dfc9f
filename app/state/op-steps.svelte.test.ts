import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/all-systems.ts';
import type { Event, Outcome } from '../../engine/command.ts';
import { createMachine } from '../../engine/machine.ts';
import { parse } from '../../engine/language/index.ts';
import { LAST_EVENTS } from '../../engine/limits.ts';
import { t, withWords } from './i18n.svelte.ts';
import { STEP_EVENTS, STEP_LINE_CHARS, STEP_MS, STEP_TALES } from './limits.ts';
import { OpSteps } from './op-steps.svelte.ts';
import type { Past, StepClock, ToldOutcome } from './op-steps.svelte.ts';
import type { ScriptLine } from './transcript.ts';
import { sayNone, sayStep, sumUp, taleText } from './step-words.ts';

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

const slept = (count: number): Event[] =>
  Array.from({ length: count }, (_, ms) => ({ is: 'slept', ms }));
interface Said {
  readonly text: string;
  readonly outcome: Outcome;
}
const told = (op: number, events: number, part: Partial<Outcome> = {}): Said => ({
  text: `line ${op}`,
  outcome: {
    op,
    ops: 1,
    result: { ok: true, value: { is: 'none' } },
    log: [],
    events: slept(events),
    dropped: { events: 0, log: 0 },
    sleptMs: 0,
    ...part,
  },
});
const BOOT: Outcome['result'] = {
  ok: true,
  value: { is: 'board', board: 'x', pages: 1, refusal: undefined, note: undefined },
};

/** A session in which lines are executed, taken back and forgotten. */
class TestPast implements Past {
  script = $state.raw<Past['script']>({ items: [], dropped: 0 });
  length = $state(0);
  position = $state(0);
  #id = 0;

  /** Executed at the position: what lay beyond is gone. */
  run(said: readonly Said[]): ToldOutcome[] {
    const items = this.script.items.filter(({ at }) => at <= this.position);
    const done = said.map(({ text, outcome }) => {
      const { op, ops } = outcome;
      const took = Math.max(1, ops);
      this.position += took;
      this.#id += 1;
      const line: ScriptLine = {
        id: this.#id,
        op: ops > 0 ? op : undefined,
        at: this.position,
        steps: took,
        text,
        comment: false,
        failed: false,
        line: this.#id,
        by: undefined,
      };
      return { line, outcome };
    });
    this.script = { items: [...items, ...done.map(({ line }) => line)], dropped: 0 };
    this.length = this.position;
    return done;
  }
}

const boot = (): Said => told(0, 0, { result: BOOT, ops: 0 });

let clock: TestClock;
let past: TestPast;
let steps: OpSteps;
beforeEach(() => {
  clock = new TestClock();
  past = new TestPast();
  steps = new OpSteps(past, clock);
});
const take = (said: readonly Said[]): void => steps.take(past.run(said));
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

  it('the steps are those of the operation it stands behind, or none', () => {
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
    steps.take(told4);
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
    clock.pass(STEP_MS);
    past.position = 2;
    clock.pass(STEP_MS);
    expect([steps.playing, clock.idle, steps.tale?.op, steps.at]).toEqual([false, true, 1, 8]);
  });
});

describe('the reader', () => {
  it('is behind the last step of the last operation until they go elsewhere', () => {
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
    clock.pass(STEP_MS - 1);
    expect(steps.at).toBe(0);
    clock.pass(1);
    expect(steps.at).toBe(1);
    clock.pass(10 * STEP_MS);
    expect([steps.at, steps.playing, clock.idle]).toEqual([3, false, true]);
    steps.goTo(2);
    steps.play();
    expect(steps.at).toBe(2);
    clock.pass(STEP_MS);
    expect([steps.at, steps.playing]).toEqual([3, false]);
  });
  it('is as fast as it is told to be, also on its way', () => {
    take([told(1, 10)]);
    steps.speed = 4;
    steps.play();
    clock.pass(STEP_MS);
    expect(steps.at).toBe(4);
    steps.speed = 0.5;
    clock.pass(STEP_MS / 4);
    expect(steps.at).toBe(5);
    clock.pass(2 * STEP_MS - 1);
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
    clock.pass(STEP_MS);
    disturb();
    expect([steps.playing, clock.idle]).toEqual([false, true]);
    const { at } = steps;
    clock.pass(10 * STEP_MS);
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
    clock.pass(STEP_MS * 0.4);
    expect(steps.progress(false)).toEqual({ from: 8, done: 0.5 });
    clock.pass(STEP_MS);
    expect(steps.progress(false).done).toBe(1);
  });
});

describe('words', () => {
  beforeAll(() => withWords(Promise.resolve()));

  /** What the strip says of the last line of a source. */
  function said(source: string) {
    const machine = createMachine(ALL_SYSTEMS);
    for (const { text, command } of parse(source).statements)
      take([{ text, outcome: machine.exec(command) }]);
    const tale = steps.tale!;
    const { events } = tale;
    return { tale, lines: events.map((event) => sayStep(t, event)), sum: sumUp(t, tale, false) };
  }

  it('of a search: taken, moved up, busy, claimed', () => {
    const { lines, sum } = said(
      'board ssd202\ncma_alloc(3)\npin 0x26412\ncma_alloc(4, align=4)\nexpect ok cma_alloc(2, align=1)',
    );
    expect(lines).toEqual([
      'pfn 0x26403 is free, the next boundary is 0x26404: no bit of the 2 pages from there is set; they are tried',
      '2 pages from pfn 0x26404 on are claimed',
    ]);
    expect(sum).toBe(
      '1 window looked at; 1 of them moved up to a boundary; claimed at pfn 0x26404.',
    );
    const busy = said('board ssd202\npin 0x26402\ncma_alloc(3)');
    expect(busy.lines.slice(0, 2)).toEqual([
      'window at pfn 0x26400 fits: no bit of its 3 pages is set; they are tried',
      'page 0x26402 is pinned or busy: EBUSY, next window',
    ]);
    expect(busy.sum).toBe('4 windows looked at; 3 busy; claimed at pfn 0x26403.');
  });
  it('of a refusal: what spoke against each window, and the end', () => {
    const { lines, sum } = said(
      'board ssd202\na = cma_alloc(200)\ncma_alloc(1)\ncma_release(a)\ncma_alloc(400)',
    );
    expect(lines).toEqual([
      'pfn 0x26400: 400 pages asked, page 0x264C8 is taken; go on behind it',
      'pfn 0x264C9: 400 pages asked, the region ends at 0x26600; there is nothing more to look at',
    ]);
    expect(sum).toBe('1 window looked at, 1 with a taken page; then the region ended; refused.');
  });
  it('of CMEM: pools in order, the head that moved, chunks, cut, merges', () => {
    const load =
      'board dm365\ninsmod cmemk.ko phys_start=0x83C00000 phys_end=0x88000000 pools=1x4096,1x8192\nCMEM_init()';
    const pool = said(`${load}\nCMEM_alloc(4096)\nCMEM_alloc(4000)`);
    expect(pool.lines.slice(0, 2)).toEqual([
      'pool 0: buffers of 4,096 B would hold 4,000 B, but none is free',
      'pool 1: buffers of 8,192 B fit 4,000 B best so far',
    ]);
    expect(pool.lines).toContain('the free list of pool 1 is empty now');
    expect(pool.sum).toBe('2 pools looked at, 1 empty; pool 1 gave buffer 0.');
    const heap = said(
      `${load}\nx = CMEM_alloc(1M, CMEM_HEAP)\ny = CMEM_alloc(1M, CMEM_HEAP)\nCMEM_free(x, CMEM_HEAP)\nCMEM_free(y, CMEM_HEAP)`,
    );
    expect(heap.sum).toBe('1 MiB freed, 2 merges.');
    expect(heap.lines).toContain(
      'it touches the end of the chunk below, at 0x83C00000: one chunk of 68 MiB from 0x83C00000 on',
    );
  });
  it('of a DMA pool: the page, the block, what comes next', () => {
    const { lines, sum } = said(
      'board ssd202\np = dma_pool_create("q", 64, 32, 4096)\na = dma_pool_alloc(p)\ndma_pool_free(p, a)',
    );
    expect(lines).toEqual([
      'block 0 at 0x26400000 comes back',
      'the free list of page 0x26400000 begins at 0x26400000 now',
    ]);
    expect(sum).toBe('1 block came back.');
  });
  it('of where there are none: why', () => {
    expect(sayNone(t, { is: 'nothing' })).toContain('Nothing that tells its steps');
    take([told(1, 0, { ops: 5 })]);
    const line = { ...past.script.items[0]!, text: 'x'.repeat(100) };
    expect(sayNone(t, { is: 'inside', line, done: 2 })).toBe(
      `The machine stands inside ${'x'.repeat(60)}…, behind 2 of its 5 operations. What a single one of them did is not kept.`,
    );
    expect(sayNone(t, { is: 'quiet', line })).toContain('has no steps inside');
    expect(sayNone(t, { is: 'gone', line })).toContain('no longer kept');
  });
  it('as text number the steps, those that are missing included', () => {
    take([told(3, 2, { dropped: { events: 5, log: 0 } })]);
    expect(taleText(t, { ...steps.tale!, gap: 1 }, false).split('\n')).toEqual([
      'Inside operation 3: line 3',
      '    1  sleep for 0 ms, then ask again',
      '  … 5 steps between here are not kept',
      '    7  sleep for 1 ms, then ask again',
      '2 retries after 1 ms of sleep.',
    ]);
  });
});
