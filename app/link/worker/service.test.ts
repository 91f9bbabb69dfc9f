import { describe, expect, test } from 'vitest';
import type { Command } from '../../../engine/contract/command.ts';
import { HEADER } from '../../../engine/contract/view.ts';
import { RUN_REPLY_CHARS, RUN_REPLY_MS, SLICE_MS, TASK_STEP_MS } from '../limits.ts';
import { Service } from './service.ts';
import { FrameSource } from '../client/source.ts';
import {
  alloc,
  board,
  contents,
  dmesg,
  panic,
  testFetch,
  TestMachine,
  work,
} from '../test/machine.ts';

/** A service whose thread's time is made of its machine's operations, `opMs` each. */
function serviceOf(opMs = 0, onPause: (service: Service) => void = () => undefined) {
  let now = 0;
  const pauses: number[] = [];
  const machine = new TestMachine(() => (now += opMs));
  const service: Service = new Service(
    machine,
    {
      now: () => now,
      pause: () => {
        pauses.push(now);
        onPause(service);
        return Promise.resolve();
      },
    },
    testFetch,
  );
  return { service, machine, pauses };
}

describe.each([
  ['shared', true],
  ['patched', false],
])('%s', (_, shared) => {
  test('the frame is there with the answer, whatever the layout did', async () => {
    const { service, machine } = serviceOf();
    const source = new FrameSource();
    const shows = () => contents(source.frame()!);
    source.attach(service.open(shared));
    expect(shows()).toBe(contents(machine.view()));
    for (const command of [board(5_000), alloc(3), alloc(9), dmesg, board(9_000), alloc(1)]) {
      source.attach(await service.run([command], 1));
      expect(source.fresh).toBe(true);
      expect(shows()).toBe(contents(machine.view()));
    }
    source.attach(await service.run([alloc(1), board(12_000), work(500)], 1));
    expect(shows()).toBe(contents(machine.view()));
    expect(source.shared).toBe(shared);
  });

  test('during a run its state can be seen', async () => {
    const source = new FrameSource();
    const seen: number[] = [];
    const { service } = serviceOf(1, (self) => {
      if (source.mustAsk) source.attach(self.progress());
      seen.push(source.frame()!.columns.header[HEADER.op]!);
    });
    source.attach(service.open(shared));
    source.attach(await service.run([board()], 1));
    source.attach(await service.run([work(200)], 1));
    expect(seen.length).toBeGreaterThan(4);
    expect(seen.at(-1)).toBeGreaterThan(100);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});

test('a new buffer is handed over once, and the old one says so', async () => {
  const source = new FrameSource();
  const handed: unknown[] = [];
  const { service } = serviceOf(5, (self) => {
    if (!source.mustAsk) return;
    const reply = self.progress();
    handed.push(reply.buffer);
    source.attach(reply);
    expect(source.progress).toEqual(reply.progress);
  });
  source.attach(service.open(true));
  const reply = await service.run([work(20), board(), work(20)], 4);
  expect(handed).toEqual([expect.any(SharedArrayBuffer)]);
  expect(reply.buffer).toBeUndefined();
  expect(source.mustAsk).toBe(false);
});

describe('slices', () => {
  test.each([0.001, 0.01, 0.3, 1, 3])('operations of %d ms', async (opMs) => {
    const { service, pauses } = serviceOf(opMs);
    service.open(true);
    await service.run([board(), work(Math.ceil(200 / opMs))], 1);
    const gaps = pauses.map((at, index) => at - (pauses[index - 1] ?? 0));
    expect(pauses.length).toBeGreaterThan(4);
    // Never later than a step, or one operation, after the end of the slice.
    expect(Math.max(...gaps)).toBeLessThanOrEqual(SLICE_MS + Math.max(TASK_STEP_MS, opMs) + 1e-6);
  });

  test('cheap commands teach nothing about a dear one after them', async () => {
    let ops = 0;
    let now = 0;
    let longest = 0;
    let since = 0;
    const machine = new TestMachine(() => {
      if (++ops > 50_050) now++;
    });
    const pause = (): Promise<void> => {
      longest = Math.max(longest, now - since);
      since = now;
      return Promise.resolve();
    };
    const service = new Service(machine, { now: () => now, pause }, testFetch);
    service.open(true);
    const cheap = Array.from({ length: 50 }, () => alloc(1));
    await service.run([...cheap, work(50_000), work(100)], 1);
    expect(longest).toBeGreaterThanOrEqual(SLICE_MS);
    expect(longest).toBeLessThanOrEqual(SLICE_MS + TASK_STEP_MS);
  });

  test('many small commands yield as one long does', async () => {
    const { service, pauses } = serviceOf(1);
    service.open(true);
    await service.run(
      Array.from({ length: 100 }, () => alloc(1)),
      1,
    );
    expect(pauses.length).toBeGreaterThanOrEqual(8);
  });
});

describe('an answer', () => {
  test('comes after a while, with what was done', async () => {
    const { service } = serviceOf(10);
    service.open(true);
    const reply = await service.run(
      Array.from({ length: 100 }, () => alloc(1)),
      1,
    );
    expect(reply.ended).toBe('cut');
    expect(reply.outcomes).toHaveLength(RUN_REPLY_MS / 10);
    expect(reply.outcomes.map((outcome) => outcome.op)).toEqual(
      reply.outcomes.map((_, index) => index + 1),
    );
  });

  test('stays small enough to copy', async () => {
    const { service } = serviceOf();
    service.open(true);
    const reply = await service.run(
      Array.from({ length: 100 }, () => dmesg),
      1,
    );
    expect(reply.ended).toBe('cut');
    expect(reply.outcomes).toHaveLength(RUN_REPLY_CHARS / 100_000);
  });

  test('has an outcome for every command', async () => {
    const { service } = serviceOf();
    service.open(true);
    const commands: Command[] = [board(), alloc(1), work(10), dmesg, { kind: 'ls', path: '/' }];
    const reply = await service.run(commands, 1);
    expect(reply.ended).toBe('done');
    expect(reply.outcomes.map(({ op, ops, result }) => [op, ops, result.ok])).toEqual([
      [0, 0, true],
      [1, 1, true],
      [2, 10, true],
      [12, 1, true],
      [13, 1, false],
    ]);
  });
});

describe('stop', () => {
  test('ends a workload in the middle, and what was done stays', async () => {
    const { service, machine } = serviceOf(1, (self) => {
      self.stop();
    });
    service.open(true);
    const { outcomes, ended } = await service.run([board(), work(1_000), alloc(1)], 1);
    expect(ended).toBe('stopped');
    expect(outcomes).toHaveLength(2);
    const { ops } = outcomes[1]!;
    expect(ops).toBeGreaterThan(0);
    expect(ops).toBeLessThan(100);
    const twin = new TestMachine();
    twin.exec(board());
    twin.exec(work(ops));
    expect(machine.state().digest).toBe(twin.state().digest);
  });

  test('without a run is nothing', async () => {
    const { service } = serviceOf();
    service.open(true);
    service.stop();
    expect((await service.run([work(5)], 1)).ended).toBe('done');
  });
});

test('progress counts commands and operations', async () => {
  const seen: (readonly [number, number])[] = [];
  const { service } = serviceOf(1, (self) => {
    const { run, index, done, total } = self.ping()!;
    expect([run, total]).toEqual([7, 151]);
    seen.push([index, done]);
  });
  service.open(true);
  await service.run([work(50), alloc(1), work(100)], 7);
  expect(seen[0]![0]).toBe(0);
  expect(seen.at(-1)![0]).toBe(2);
  expect(seen.at(-1)![1]).toBeGreaterThan(51);
  expect(service.ping()).toBeUndefined();
});

describe('what the page must not do', () => {
  test('open twice, or work before opening', async () => {
    const { service } = serviceOf();
    await expect(service.run([alloc(1)], 1)).rejects.toThrow('open');
    service.open(true);
    expect(() => service.open(true)).toThrow('open');
  });

  test('two at a time', async () => {
    const errors: unknown[] = [];
    const { service, machine } = serviceOf(1, (self) => {
      errors.push(self.run([alloc(1)], 2).catch((error: unknown) => error));
    });
    service.open(true);
    await service.run([board(), work(60)], 1);
    expect(errors.length).toBeGreaterThan(0);
    for (const error of await Promise.all(errors)) expect(error).toBeInstanceOf(Error);
    expect(machine.handles()).toEqual(['op60']);
  });
});

test('a broken invariant is thrown, and the next run is not blocked by it', async () => {
  const { service } = serviceOf();
  service.open(true);
  await expect(service.run([panic], 1)).rejects.toThrow('two blocks');
  expect((await service.run([alloc(1)], 2)).ended).toBe('done');
});

test('where three slots find no room, patches do', async () => {
  const Real = globalThis.SharedArrayBuffer;
  const { service, machine } = serviceOf();
  const source = new FrameSource();
  source.attach(service.open(true));
  const old = source.frame();
  globalThis.SharedArrayBuffer = class {
    constructor() {
      throw new RangeError('Array buffer allocation failed');
    }
  } as unknown as SharedArrayBufferConstructor;
  try {
    source.attach(await service.run([board()], 1));
  } finally {
    globalThis.SharedArrayBuffer = Real;
  }
  expect(source.shared).toBe(false);
  expect(source.frame()!.epoch).not.toBe(old!.epoch);
  expect(contents(source.frame()!)).toBe(contents(machine.view()));
});
