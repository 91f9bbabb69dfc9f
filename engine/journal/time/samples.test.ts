import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_SYSTEMS } from '../../machine/all-systems.ts';
import { parse } from '../../language/index.ts';
import { MAX_JOURNAL_OPS } from '../../contract/limits.ts';
import { createMachine, type RestorableMachine } from '../../machine/machine.ts';
import { externalFragmentation, longestShare, usedShare } from '../../verdict/room.ts';
import { SlowSamples } from '../../test/slow-samples.ts';
import { SampleRecorder, type Envelope } from './samples.ts';
import { Timeline } from './timeline.ts';

const count = fc.oneof(fc.nat(40), fc.nat(5_000));
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ add: count, seed: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ keep: fc.double({ min: 0, max: 1.2, noNaN: true }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      from: fc.double({ min: -0.3, max: 1.2, noNaN: true }),
      span: fc.double({ min: 0, max: 1.2, noNaN: true }),
      buckets: fc.integer({ min: 1, max: 90 }),
      whole: fc.boolean(),
    }),
  },
);

/** Rooms that go up and down, now and then with nothing to look at. */
function* rooms(seed: number): Generator<readonly [number, number, number], void> {
  for (let at = seed % 997; ; at += 1) {
    const total = at % 61 === 0 ? NaN : 512;
    const free = Math.floor((Math.sin(at * 0.37) + 1) * 256);
    yield [total, total - total + free, Math.floor(free / (1 + (at % 7)))];
  }
}

/** Sums are made in another order: means agree as far as 32-bit floats say. */
function same(fast: Envelope, slow: Envelope): void {
  expect(fast.min).toEqual(slow.min);
  expect(fast.max).toEqual(slow.max);
  expect(fast.mean).toHaveLength(slow.mean.length);
  for (const [at, mean] of fast.mean.entries()) {
    if (Number.isNaN(mean)) expect(slow.mean[at]).toBeNaN();
    else expect(Math.abs(mean - slow.mean[at]!)).toBeLessThan(2e-7);
  }
}

describe('samples', () => {
  it('answer as the slow twin does, whatever was added and cut before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const fast = new SampleRecorder();
        const used = new SlowSamples();
        const longest = new SlowSamples();
        const fragmentation = new SlowSamples();
        const twins = [used, longest, fragmentation];
        for (const one of steps) {
          if ('add' in one) {
            let left = one.add;
            for (const [total, free, run] of rooms(one.seed)) {
              if (left-- === 0) break;
              fast.add(total, free, run);
              used.add(usedShare(total, free));
              longest.add(longestShare(total, run));
              fragmentation.add(externalFragmentation(free, run));
            }
          } else if ('keep' in one) {
            const keep = Math.floor(fast.count * one.keep);
            fast.truncate(keep);
            for (const twin of twins) twin.truncate(keep);
          } else {
            const exact = (value: number): number => (one.whole ? Math.round(value) : value);
            const from = exact(one.from * fast.count);
            const to = from + exact(one.span * fast.count);
            const window = fast.window(from, to, one.buckets);
            same(window.used, used.window(from, to, one.buckets));
            same(window.longest, longest.window(from, to, one.buckets));
            same(window.fragmentation, fragmentation.window(from, to, one.buckets));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('show every position where there are more buckets than positions', () => {
    const samples = new SampleRecorder();
    for (const free of [100, 50, 0]) samples.add(100, free, free);
    const { used } = samples.window(0, 3, 6);
    expect([...used.min]).toEqual([0, 0, 0.5, 0.5, 1, 1]);
    expect([...used.max]).toEqual([0, 0, 0.5, 0.5, 1, 1]);
    expect([...samples.window(-1, 4, 5).used.min]).toEqual([NaN, 0, 0.5, 1, NaN]);
  });

  it('of the longest journal there may be are kept whole, and not one more', () => {
    const samples = new SampleRecorder();
    for (let at = 0; at <= MAX_JOURNAL_OPS; at += 1)
      samples.add(MAX_JOURNAL_OPS, at, at === 1_234_567 ? 0 : at);
    expect(samples.count).toBe(MAX_JOURNAL_OPS + 1);
    expect(() => samples.add(1, 1, 1)).toThrow(RangeError);
    const { used, fragmentation } = samples.window(0, MAX_JOURNAL_OPS + 1, 1000);
    expect(used.max[0]).toBe(1);
    expect(used.min[999]).toBe(0);
    expect([...fragmentation.max].filter((share) => share === 1)).toHaveLength(1);
    samples.truncate(1_000_000);
    expect(samples.window(0, 1_000_000, 1).fragmentation.max[0]).toBe(0);
  });
});

/** The samples of a script's journal. */
function sampled(machine: RestorableMachine, script: string): SampleRecorder {
  const timeline = new Timeline(machine);
  for (const { command } of parse(script).statements) {
    const task = timeline.start(command);
    while (!task.step(7));
    task.outcome();
    machine.check();
  }
  expect(timeline.samples.count).toBe(timeline.length + 1);
  return timeline.samples;
}
const usedAt = (samples: SampleRecorder, at: number): number =>
  samples.window(at, at + 1, 1).used.max[0]!;

describe('samples of a machine', () => {
  it('are one a step, inside a workload too', () => {
    const script =
      'board ssd202\ncma_alloc(16)\nworkload cma ops=50 seed=3\nexpect ok cma_alloc(1)';
    const samples = sampled(createMachine(ALL_SYSTEMS), script);
    expect(samples.count).toBe(1 + 1 + 1 + 50 + 1);
  });

  it('say what a run that stops there says', () => {
    const samples = sampled(createMachine(ALL_SYSTEMS), 'workload cma ops=60 seed=5');
    for (const ops of [1, 17, 60]) {
      const twin = createMachine(ALL_SYSTEMS);
      for (const { command } of parse(`workload cma ops=${ops} seed=5`).statements)
        twin.exec(command);
      twin.room((total, free) =>
        expect(usedAt(samples, ops)).toBe(Math.fround(usedShare(total, free))),
      );
    }
  });

  it('stand still over a workload that is refused', () => {
    const samples = sampled(
      createMachine(ALL_SYSTEMS),
      'cma_alloc(16)\nworkload cma ops=9 region=nowhere',
    );
    expect([...samples.window(2, 11, 9).used.max]).toEqual(Array(9).fill(usedAt(samples, 1)));
  });

  it('are of the heap of CMEM where there is no CMA, and of nothing before there is one', () => {
    const script = [
      'board dm365',
      'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x88000000 pools=2x4096',
      'CMEM_init()',
      'a = CMEM_alloc(64K, CMEM_HEAP)',
      'CMEM_free(a, CMEM_HEAP)',
    ].join('\n');
    const samples = sampled(createMachine(ALL_SYSTEMS), script);
    expect(usedAt(samples, 1)).toBeNaN();
    expect(usedAt(samples, 2)).toBe(0);
    expect(usedAt(samples, 4)).toBeGreaterThan(0);
    expect(usedAt(samples, 5)).toBe(0);
  });
});
