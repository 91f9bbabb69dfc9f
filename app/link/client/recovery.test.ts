import { afterEach, describe, expect, test } from 'vitest';
import { LinkClient } from './client.ts';
import {
  EXEC_LIMIT_MS,
  GRACE_MS,
  OPEN_LIMIT_MS,
  PING_EVERY_MS,
  PING_LIMIT_MS,
  RUN_STALL_MS,
} from '../limits.ts';
import { clientOf, digestOf, disposeAll, exec, never, opened } from '../test/client.ts';
import { ManualClock } from '../test/clock.ts';
import { alloc, board, contents, TestMachine, work } from '../test/machine.ts';
import { settle } from '../test/worker.ts';
import type { Tampering, TestWorker } from '../test/worker.ts';

afterEach(disposeAll);

/** Goes wherever it is told to, without a timeline. */
const travels: Tampering = { seek: (position: number) => ({ position }) };

/** What was just asked for is on its way; no answer can have come. */
async function sent(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

describe('death', () => {
  test('by silence: the call times out, not a moment earlier', async () => {
    const { client, clock, workers, restarts } = await opened({ tampering: () => travels });
    await exec(client, board());
    workers[0]!.hang();
    const there = client.seek(0);
    await settle();
    clock.advance(EXEC_LIMIT_MS - 1);
    await settle();
    expect(client.status).toBe('ready');
    clock.advance(1);
    expect(await there).toBe(0);
    expect(restarts).toMatchObject([{ reason: 'timeout', replayed: 1, lost: [] }]);
    expect(workers.map((worker) => worker.terminated)).toEqual([true, false]);
  });

  test('by a heart that stopped while nothing was asked', async () => {
    const { client, clock, workers, restarts } = await opened();
    await exec(client, board());
    clock.advance(PING_EVERY_MS);
    await settle();
    workers[0]!.hang();
    clock.advance(PING_EVERY_MS + PING_LIMIT_MS);
    await client.handles();
    expect(restarts).toMatchObject([{ reason: 'heartbeat', replayed: 1, lost: [] }]);
  });

  test('a page that nobody sees does not ask; the heart beats again when it is seen', async () => {
    let pings = 0;
    const { clock } = await opened({ tampering: () => ({ ping: () => void pings++ }) });
    const beats = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        clock.advance(PING_EVERY_MS);
        await settle();
      }
    };
    clock.isVisible = false;
    await beats(3);
    expect(pings).toBe(0);
    clock.isVisible = true;
    await beats(2);
    expect(pings).toBe(2);
  });

  test('a page that slept gives the worker a moment before it judges', async () => {
    const { client, clock, workers, restarts } = await opened({ tampering: () => travels });
    await exec(client, alloc(1));
    const there = client.seek(0);
    await sent();
    clock.sleep(3_600_000);
    expect(client.status).toBe('ready');
    expect(await there).toBe(0);
    expect(workers).toHaveLength(1);
    workers[0]!.hang();
    const back = client.seek(1);
    await sent();
    clock.sleep(3_600_000);
    expect(restarts).toEqual([]);
    clock.advance(GRACE_MS);
    expect(await back).toBe(1);
    expect(restarts).toMatchObject([{ reason: 'timeout' }]);
  });

  test('a run may last as long as it gets on', async () => {
    let done = 0;
    const ping = () => ({ run: 1, index: 0, done: done++, total: 1_000 });
    const { client, clock, restarts } = await opened({
      tampering: (n) => (n === 0 ? { run: never, ping } : {}),
    });
    const run = client.run([work(1_000)]);
    for (let waited = 0; waited < 3 * RUN_STALL_MS; waited += PING_EVERY_MS) {
      await settle();
      clock.advance(PING_EVERY_MS);
    }
    expect(restarts).toEqual([]);
    await settle();
    await client.restart();
    expect(await run).toMatchObject({ ended: 'done', lost: [0], death: { reason: 'user' } });
  });

  test('a run that does nothing is dead though its heart beats', async () => {
    const ping = () => ({ run: 1, index: 0, done: 5, total: 1_000 });
    const { client, clock, restarts } = await opened({
      tampering: (n) => (n === 0 ? { run: never, ping } : {}),
    });
    const run = client.run([work(1_000)]);
    for (let waited = 0; waited <= RUN_STALL_MS + PING_EVERY_MS; waited += PING_EVERY_MS) {
      await settle();
      clock.advance(PING_EVERY_MS);
    }
    expect(await run).toMatchObject({ ended: 'done', lost: [0], death: { reason: 'timeout' } });
    expect(restarts).toHaveLength(1);
  });

  test.each<[string, (worker: TestWorker) => void]>([
    [
      'error',
      (worker) => {
        worker.fail('out of memory');
      },
    ],
    ['messageerror', (worker) => worker.dispatchEvent(new Event('messageerror'))],
  ])('by the event %s', async (reason, die) => {
    const { client, workers, restarts } = await opened();
    await exec(client, board());
    die(workers[0]!);
    expect((await exec(client, alloc(1))).op).toBe(1);
    expect(restarts).toMatchObject([{ reason, replayed: 1, lost: [] }]);
  });

  const good = new TestMachine().exec(alloc(1));
  const done = { outcomes: [good], ended: 'done' };
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['no outcome', {}],
    ['half an outcome', { outcomes: [{ op: 1, ops: 1 }], ended: 'done' }],
    ['a buffer without layout', { ...done, buffer: new SharedArrayBuffer(9) }],
    ['a patch of nothing', { ...done, patch: new ArrayBuffer(64) }],
    ['a patch that is none', { ...done, patch: 'abc' }],
  ])('by an answer that makes no sense: %s', async (_, bad) => {
    const { client, restarts } = await opened({
      tampering: (n) => (n === 0 ? { run: () => bad } : {}),
    });
    await expect(exec(client, alloc(1))).rejects.toMatchObject({ death: { reason: 'bad-reply' } });
    expect((await exec(client, alloc(2))).op).toBe(1);
    expect(restarts).toMatchObject([{ reason: 'bad-reply', replayed: 0, lost: [alloc(1)] }]);
  });

  test.each<[string, unknown]>([
    ['too few outcomes', { outcomes: [], ended: 'done' }],
    ['too many', { outcomes: [good, good, good], ended: 'stopped' }],
    ['no progress', { outcomes: [], ended: 'cut' }],
    ['no end', { outcomes: [good, good] }],
  ])('by an answer to a run that makes no sense: %s', async (_, bad) => {
    const { client } = await opened({ tampering: (n) => (n === 0 ? { run: () => bad } : {}) });
    const result = await client.run([alloc(1), alloc(2)]);
    expect(result).toMatchObject({ ended: 'done', lost: [], death: { reason: 'bad-reply' } });
    expect(client.journal).toEqual([alloc(1), alloc(2)]);
  });

  test('answers of a dead worker are not heard any more', async () => {
    let answer: (reply: unknown) => void = () => undefined;
    const run = (): Promise<unknown> => new Promise((resolve) => (answer = resolve));
    const { client } = await opened({ tampering: (n) => (n === 0 ? { run } : {}) });
    const lost = exec(client, alloc(1));
    const failed = expect(lost).rejects.toThrow('died');
    await settle();
    await client.restart();
    answer(done);
    await failed;
    await settle();
    expect(client.journal).toEqual([]);
  });

  test('a worker that is asked for something in one piece is not asked for its heart', async () => {
    let pings = 0;
    const { client, clock } = await opened({
      tampering: () => ({ ping: () => void pings++, state: never }),
    });
    const asked = expect(client.state()).rejects.toThrow('died');
    await settle();
    for (let i = 0; i < 3; i++) {
      clock.advance(PING_EVERY_MS);
      await settle();
    }
    expect(pings).toBe(0);
    client.dispose();
    await asked;
    expect(clock.timers).toBe(0);
  });
  test('a worker over which a run lasts is asked for its heart though nobody looks', async () => {
    let pings = 0;
    const { client, clock } = await opened({
      tampering: () => ({ ping: () => void pings++, run: never }),
    });
    clock.isVisible = false;
    const run = client.run([alloc(1)]);
    await settle();
    clock.advance(PING_EVERY_MS);
    await settle();
    expect(pings).toBe(1);
    client.dispose();
    expect((await run).ended).toBe('died');
  });
  test('what a dead worker still says or fails over is nothing', async () => {
    const { client, workers, restarts } = await opened();
    await exec(client, board());
    workers[0]!.fail('killed');
    await client.ping();
    workers[0]!.fail('killed again');
    workers[0]!.dispatchEvent(new Event('messageerror'));
    await client.ping();
    expect([workers.length, restarts.length]).toEqual([2, 1]);
    expect(restarts).toMatchObject([{ reason: 'error', detail: 'killed' }]);
  });
  test('an event without words is a worker that did not load', async () => {
    const { client, workers, restarts } = await opened();
    workers[0]!.dispatchEvent(new Event('error'));
    await client.ping();
    expect(restarts).toMatchObject([{ reason: 'error', detail: 'the worker did not load' }]);
  });
  test('a run that stands still is dead after thirty seconds of it, and not before', async () => {
    let at = { run: 1, index: 0, done: 5, total: 1_000 };
    const { client, clock, restarts } = await opened({
      tampering: (n) => (n === 0 ? { run: never, ping: () => at } : {}),
    });
    const run = client.run([work(1_000)]);
    const beats = async (ms: number): Promise<void> => {
      for (let waited = 0; waited < ms; waited += PING_EVERY_MS) {
        await settle();
        clock.advance(PING_EVERY_MS);
      }
      await settle();
    };
    await beats(RUN_STALL_MS);
    expect(restarts).toEqual([]);
    // The next command, the next operation, another run: each begins the time anew.
    for (const next of [{ index: 1 }, { done: 6 }, { run: 2 }]) {
      at = { ...at, ...next };
      await beats(RUN_STALL_MS);
      expect(restarts).toEqual([]);
    }
    await beats(PING_EVERY_MS);
    expect(restarts).toMatchObject([
      { reason: 'timeout', detail: `run: nothing done in ${RUN_STALL_MS} ms` },
    ]);
    await run;
  });
  test('a worker that has no run does not stand still', async () => {
    let at: object | undefined = { run: 1, index: 0, done: 5, total: 9 };
    const { clock, restarts } = await opened({ tampering: () => ({ ping: () => at }) });
    const beats = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        clock.advance(PING_EVERY_MS);
        await settle();
      }
    };
    await beats(RUN_STALL_MS / PING_EVERY_MS);
    at = undefined;
    await beats(2);
    at = { run: 1, index: 0, done: 5, total: 9 };
    await beats(RUN_STALL_MS / PING_EVERY_MS);
    expect(restarts).toEqual([]);
  });
});

describe('when no worker stays alive', () => {
  const dies: Tampering = {
    run: () => {
      throw new Error('again');
    },
  };

  test('replaying is tried twice, then the journal waits for better times', async () => {
    let sick = true;
    const { client, workers, statuses, restarts } = await opened({
      tampering: (n) => (n > 0 && sick ? dies : {}),
    });
    await exec(client, board());
    await exec(client, alloc(3));
    const shown = contents(client.frame()!);
    await expect(client.restart()).rejects.toMatchObject({ why: 'failed' });
    expect(workers).toHaveLength(3);
    expect(workers.every((worker) => worker.terminated)).toBe(true);
    expect(client.failure).toMatchObject({ reason: 'crash' });
    expect(client.journal).toEqual([board(), alloc(3)]);
    expect(contents(client.frame()!)).toBe(shown);
    await expect(exec(client, alloc(1))).rejects.toMatchObject({ why: 'failed' });
    await expect(client.open()).rejects.toMatchObject({ why: 'failed' });
    expect(restarts).toEqual([]);
    sick = false;
    await client.restart();
    expect(client.failure).toBeUndefined();
    expect((await client.state()).digest).toBe(digestOf([board(), alloc(3)]));
    expect(restarts).toMatchObject([{ reason: 'user', replayed: 2, lost: [] }]);
    expect(statuses).toEqual(['opening', 'ready', 'restarting', 'failed', 'restarting', 'ready']);
  });

  test('one death while replaying is forgiven', async () => {
    const { client, workers } = await opened({ tampering: (n) => (n === 1 ? dies : {}) });
    await exec(client, board());
    await client.restart();
    expect(workers).toHaveLength(3);
    expect((await client.state()).digest).toBe(digestOf([board()]));
  });

  test('a worker that hangs while replaying is found out', async () => {
    const { client, clock, workers } = await opened({
      tampering: (n) => (n === 1 ? { run: never, ping: never } : {}),
    });
    await exec(client, board());
    const restart = client.restart();
    await settle();
    clock.advance(PING_EVERY_MS + PING_LIMIT_MS);
    await restart;
    expect(workers).toHaveLength(3);
  });

  test.each<[string, Tampering, number]>([
    ['another version', { open: () => ({ protocol: 0 }) }, 0],
    ['silence', { open: never }, OPEN_LIMIT_MS],
  ])('opening fails on %s', async (_, tampering, waits) => {
    const { client, clock, workers } = clientOf({ tampering: () => tampering });
    const failed = expect(client.open()).rejects.toMatchObject({ why: 'failed' });
    for (let attempt = 0; attempt < 2; attempt++) {
      await settle();
      clock.advance(waits);
    }
    await failed;
    expect(workers).toHaveLength(2);
    expect(client.status).toBe('failed');
  });

  test('opening fails where there are no workers at all', async () => {
    const spawn = (): never => {
      throw new Error('not allowed here');
    };
    const client = new LinkClient({ spawn, clock: new ManualClock(), shared: false });
    await expect(client.open()).rejects.toMatchObject({ why: 'failed' });
    expect(client.failure?.detail).toContain('not allowed here');
  });
});
