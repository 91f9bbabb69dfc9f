import { afterEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../../engine/contract/command.ts';
import { MAX_JOURNAL_OPS } from '../../../engine/contract/limits.ts';
import { HEADER } from '../../../engine/contract/view.ts';
import { PATCH_POLL_MS, RUN_CALL_COMMANDS } from '../limits.ts';
import type { RunProgress } from './result.ts';
import { clientOf, digestOf, disposeAll, exec, never, opened } from '../test/client.ts';
import { alloc, board, contents, dmesg, panic, TestMachine, work } from '../test/machine.ts';
import { pause, settle } from '../test/worker.ts';

afterEach(disposeAll);

describe.each([
  ['shared memory', true],
  ['patches', false],
])('over %s', (_, shared) => {
  test('a command is executed, seen and journalled when its promise resolves', async () => {
    const { client } = await opened({ shared });
    let heard = 0;
    client.onFrame(() => heard++);
    const machine = new TestMachine();
    const commands = [board(5_000), alloc(3), work(100), dmesg, board(9_000), alloc(5)];
    for (const [index, command] of commands.entries()) {
      expect(await exec(client, command)).toEqual(machine.exec(command));
      expect(heard).toBe(index + 1);
      expect(contents(client.frame()!)).toBe(contents(machine.view()));
    }
    expect(client.isolated).toBe(shared);
    expect(client.journal).toEqual(commands);
    expect(await client.state()).toEqual(machine.state());
    expect(await client.paths()).toEqual(machine.paths());
    expect(await client.handles()).toEqual(machine.handles());
    expect(await client.bytes(0x1234, 3)).toEqual(Uint8Array.of(0x34, 0x35, 0x36));
    expect(await client.bytes(0x10, 3)).toBeUndefined();
  });

  test('a run is seen while it lasts, with its progress', async () => {
    const { client, clock } = await opened({ shared });
    await exec(client, board());
    const progress: RunProgress[] = [];
    const seen: number[] = [];
    const commands = [work(200_000), alloc(1), work(200_000, 9)];
    let running = true;
    const run = client
      .run(commands, { onProgress: (at) => progress.push(at) })
      .finally(() => (running = false));
    while (running) {
      await pause();
      clock.advance(PATCH_POLL_MS);
      clock.paint();
      seen.push(client.frame()!.columns.header[HEADER.op]!);
    }
    expect((await run).ended).toBe('done');
    expect(new Set(seen).size).toBeGreaterThan(3);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const done = progress.map((at) => at.done);
    expect(done.some((count) => count > 0 && count < 400_001)).toBe(true);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(progress.at(-1)).toEqual({ index: 3, commands: 3, done: 400_001, total: 400_001 });
    expect(clock.frames).toBe(0);
  });

  test('a run can be stopped; the journal repeats what was done', async () => {
    const { client } = await opened({ shared });
    await exec(client, board());
    const abort = new AbortController();
    const commands = [alloc(4), work(MAX_JOURNAL_OPS / 2), alloc(1)];
    const run = client.run(commands, { signal: abort.signal });
    for (let i = 0; i < 4; i++) await pause();
    abort.abort();
    const { ended, outcomes } = await run;
    expect(ended).toBe('stopped');
    expect(outcomes).toHaveLength(2);
    const { ops } = outcomes[1]!;
    expect(ops).toBeGreaterThan(0);
    expect(ops).toBeLessThan(MAX_JOURNAL_OPS / 2);
    expect(client.journal).toEqual([board(), alloc(4), work(ops)]);
    expect((await client.state()).digest).toBe(digestOf(client.journal));
  });

  test('a restart repeats the journal; the picture stays until it is up to date', async () => {
    const { client, workers, restarts, statuses } = await opened({ shared });
    const commands = [board(), alloc(20), work(5_000), alloc(3)];
    await client.run(commands);
    const before = contents(client.frame()!);
    const { epoch } = client.frame()!;
    const restart = client.restart();
    while (client.status === 'restarting') {
      expect(contents(client.frame()!)).toBe(before);
      await pause();
    }
    await restart;
    expect(workers.map((worker) => worker.terminated)).toEqual([true, false]);
    expect(contents(client.frame()!)).toBe(before);
    expect(client.frame()!.epoch).not.toBe(epoch);
    expect(client.journal).toEqual(commands);
    expect(restarts).toEqual([
      { reason: 'user', detail: 'a restart was asked for', replayed: 4, lost: [] },
    ]);
    expect(statuses).toEqual(['opening', 'ready', 'restarting', 'ready']);
    expect((await exec(client, alloc(2))).op).toBe(5_003);
  });

  test('a command over which the worker dies is lost, alone', async () => {
    const { client, restarts } = await opened({ shared });
    await exec(client, board());
    const lost = exec(client, panic);
    const next = exec(client, alloc(7));
    await expect(lost).rejects.toMatchObject({ name: 'WorkerDied', death: { reason: 'crash' } });
    expect((await next).op).toBe(1);
    expect(restarts).toMatchObject([{ reason: 'crash', replayed: 1, lost: [panic] }]);
    expect(client.journal).toEqual([board(), alloc(7)]);
    expect((await client.state()).digest).toBe(digestOf([board(), alloc(7)]));
  });
});

describe('a run', () => {
  test('of more than one call keeps its outcomes in order', async () => {
    const { client } = await opened();
    const commands = Array.from({ length: 2 * RUN_CALL_COMMANDS + 5 }, () => alloc(1));
    const batches: (readonly [number, number])[] = [];
    const result = await client.run(commands, {
      onOutcomes: (outcomes, first) => batches.push([first, outcomes.length]),
    });
    expect(result.ended).toBe('done');
    expect(result.trimmed).toBeUndefined();
    expect(result.outcomes.map(({ op }) => op)).toEqual(commands.map((_, index) => index + 1));
    expect(batches.length).toBeGreaterThanOrEqual(3);
    let next = 0;
    for (const [first, count] of batches) {
      expect(first).toBe(next);
      next += count;
    }
    expect(next).toBe(commands.length);
  });

  test('over patches asks for news one at a time, and not too often', async () => {
    const answers: (() => void)[] = [];
    const progress = () =>
      new Promise((resolve) => {
        answers.push(() => {
          resolve({ progress: undefined });
        });
      });
    const { client, clock } = await opened({
      shared: false,
      tampering: () => ({ run: never, progress }),
    });
    const run = client.run([work(5)]);
    const frames = async (ms: number): Promise<void> => {
      for (let at = 0; at < ms; at++) {
        clock.advance(1);
        clock.paint();
      }
      await settle();
    };
    await settle();
    await frames(PATCH_POLL_MS - 1);
    expect(answers).toHaveLength(0);
    await frames(3 * PATCH_POLL_MS);
    expect(answers).toHaveLength(1);
    answers[0]!();
    await settle();
    await frames(PATCH_POLL_MS - 1);
    expect(answers).toHaveLength(1);
    await frames(1);
    expect(answers).toHaveLength(2);
    client.dispose();
    expect((await run).ended).toBe('died');
  });

  test('of nothing is done', async () => {
    const { client } = await opened();
    expect(await client.run([])).toMatchObject({ outcomes: [], ended: 'done' });
  });

  test('that was stopped before its turn has no effect', async () => {
    const { client } = await opened();
    const abort = new AbortController();
    abort.abort();
    const result = await client.run([alloc(1)], { signal: abort.signal });
    expect(result).toMatchObject({ outcomes: [], ended: 'stopped' });
    expect(client.journal).toEqual([]);
  });

  test('tells every text as it comes, and keeps a bounded part of them', async () => {
    const { client } = await opened();
    let told = 0;
    const tell = (outcomes: readonly Outcome[]): void => {
      for (const { result } of outcomes) {
        if (result.ok && result.value.is === 'text') told += result.value.text.length;
      }
    };
    const commands = Array.from({ length: 200 }, () => dmesg);
    const { outcomes, trimmed } = await client.run(commands, { onOutcomes: tell });
    const kept = outcomes.map(({ result }) =>
      result.ok && result.value.is === 'text' ? result.value.text.length : -1,
    );
    expect(told).toBe(200 * 100_000);
    expect(trimmed).toBe(160);
    expect(kept).toEqual(commands.map((_, index) => (index < 160 ? 100_000 : 0)));
  });

  test('loses only the command the worker broke over; the rest goes to the next worker', async () => {
    const { client, restarts } = await opened();
    await exec(client, board());
    const lost: number[] = [];
    const firsts: number[] = [];
    const result = await client.run([alloc(3), work(50), panic, alloc(9)], {
      onLost: (index) => lost.push(index),
      onOutcomes: (_, first) => firsts.push(first),
    });
    expect(result).toMatchObject({ ended: 'done', lost: [2], death: { reason: 'crash' } });
    expect([lost, firsts]).toEqual([[2], [0, 3]]);
    expect(result.outcomes.map(({ op, ops }) => [op, ops])).toEqual([
      [1, 1],
      [2, 50],
      [52, 1],
    ]);
    expect(client.journal).toEqual([board(), alloc(3), work(50), alloc(9)]);
    expect(restarts).toMatchObject([{ replayed: 3, lost: [panic] }]);
    expect((await client.state()).digest).toBe(digestOf(client.journal));
  });

  test('over patches finds the command that the worker broke over by sending them one by one', async () => {
    const { client, restarts } = await opened({ shared: false });
    const result = await client.run([alloc(3), panic, alloc(9)]);
    expect(result).toMatchObject({ ended: 'done', lost: [1] });
    expect(client.journal).toEqual([alloc(3), alloc(9)]);
    expect(restarts).toMatchObject([
      { replayed: 0, lost: [] },
      { replayed: 1, lost: [panic] },
    ]);
    expect((await client.state()).digest).toBe(digestOf(client.journal));
  });
});

describe('the end', () => {
  test('of a client ends its worker, its calls and its timers', async () => {
    const { client, clock, workers, restarts } = await opened({
      tampering: () => ({ run: never }),
    });
    const lost = exec(client, alloc(1));
    const waiting = exec(client, alloc(2));
    await settle();
    client.dispose();
    await expect(lost).rejects.toThrow('closed');
    await expect(waiting).rejects.toMatchObject({ why: 'closed' });
    await expect(client.open()).rejects.toMatchObject({ why: 'closed' });
    expect(workers.map((worker) => worker.terminated)).toEqual([true]);
    expect([clock.timers, clock.frames]).toEqual([0, 0]);
    expect(client.status).toBe('closed');
    expect(restarts).toEqual([]);
  });

  test('of a client that is still opening', async () => {
    const { client, clock, workers } = clientOf({ tampering: () => ({ open: never }) });
    const opening = expect(client.open()).rejects.toMatchObject({ why: 'closed' });
    await settle();
    client.dispose();
    await opening;
    expect(workers.map((worker) => worker.terminated)).toEqual([true]);
    expect(clock.timers).toBe(0);
  });
});

test('nothing is asked before opening', async () => {
  const { client } = clientOf();
  await expect(exec(client, alloc(1))).rejects.toMatchObject({ why: 'closed' });
  await expect(client.restart()).rejects.toMatchObject({ why: 'closed' });
  expect(client.frame()).toBeUndefined();
});

test('a journal has an end, and says so before anything is done', async () => {
  const { client } = await opened();
  await expect(client.run([work(MAX_JOURNAL_OPS), alloc(1)])).rejects.toMatchObject({
    why: 'journal-full',
  });
  expect(client.journal).toEqual([]);
  expect((await exec(client, alloc(1))).op).toBe(1);
});

test('a listener that is gone hears nothing', async () => {
  const { client } = await opened();
  let heard = 0;
  const leave = client.onFrame(() => heard++);
  await exec(client, alloc(1));
  leave();
  await exec(client, alloc(1));
  expect(heard).toBe(1);
});
