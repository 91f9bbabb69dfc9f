/** Runs over workers that die: what is left is done by the next one, and every outcome is told once. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Command, Outcome } from '../../../engine/contract/command.ts';
import { fateOf } from './fate.ts';
import type { Inflight } from './fate.ts';
import type { DeathReason } from './connection.ts';
import type { RunOptions } from './result.ts';
import { clientOf, digestOf, disposeAll, never, opened } from '../test/client.ts';
import { alloc, board, panic, TestMachine, work } from '../test/machine.ts';
import { pause, settle } from '../test/worker.ts';

afterEach(disposeAll);

const COMMANDS: readonly Command[] = [
  board(),
  alloc(3),
  work(3_000),
  alloc(5),
  work(200),
  alloc(7),
];
/** What the commands come to in a machine over which nobody dies. */
const expected = (commands: readonly Command[]): Outcome[] => {
  const machine = new TestMachine();
  return commands.map((command) => machine.exec(command));
};
/** Gathers what a run tells, by the index of its command. */
function listener() {
  const told = new Map<number, Outcome>();
  const lost: number[] = [];
  const options: RunOptions = {
    onOutcomes: (outcomes, first) => {
      outcomes.forEach((outcome, i) => {
        expect(told.has(first + i), 'an outcome told twice').toBe(false);
        told.set(first + i, outcome);
      });
    },
    onLost: (index) => lost.push(index),
  };
  return { told, lost, options };
}

describe.each([
  ['shared memory', true],
  ['patches', false],
])('over %s', (_, shared) => {
  test.each(Array.from({ length: 24 }, (_, at) => [at] as const))(
    'a worker that fails %i turns after a run began loses nothing',
    async (turns) => {
      const { client, workers, restarts } = await opened({ shared });
      const { told, options } = listener();
      const run = client.run(COMMANDS, options);
      for (let i = 0; i < turns; i++) await pause();
      workers[0]!.fail('killed');
      const result = await run;
      expect(result).toMatchObject({ ended: 'done', lost: [] });
      expect(result.outcomes).toEqual(expected(COMMANDS));
      expect([...told.values()]).toEqual(result.outcomes);
      expect(client.journal).toEqual(COMMANDS);
      expect((await client.state()).digest).toBe(digestOf(COMMANDS));
      expect(restarts.map(({ lost }) => lost)).toEqual(restarts.map(() => []));
    },
  );

  test('a worker that dies again while the journal is replayed loses nothing either', async () => {
    const { client, workers } = await opened({ shared });
    const run = client.run(COMMANDS);
    for (let i = 0; i < 3; i++) await pause();
    workers[0]!.fail('killed');
    await pause();
    workers.at(-1)!.fail('killed too');
    expect(await run).toMatchObject({ ended: 'done', lost: [] });
    expect(client.journal).toEqual(COMMANDS);
  });

  test('a command over which two workers die is lost alone', async () => {
    let runs = 0;
    const { client, workers } = await opened({
      shared,
      // The first two workers never answer: nobody knows whether it was the command.
      tampering: (n) => (n < 2 ? { run: () => (runs++, never()) } : {}),
    });
    const { lost, options } = listener();
    const run = client.run([work(9), alloc(2)].slice(0, 1), options);
    await settle();
    workers[0]!.fail('killed');
    await settle();
    workers[1]!.fail('killed');
    expect(await run).toMatchObject({ ended: 'done', lost: [0] });
    expect([runs, lost]).toEqual([2, [0]]);
    expect(client.journal).toEqual([]);
  });
});

describe('when no worker stays alive', () => {
  /** From worker 1 on they are broken, until told otherwise. */
  async function sickened() {
    const state = { sick: true };
    const broken = {
      open: () => {
        throw new Error('broken');
      },
    };
    const healthy = { seek: (position: number) => ({ position }) };
    const made = await opened({ tampering: (n) => (n > 0 && state.sick ? broken : healthy) });
    return { ...made, state };
  }

  test('a run waits; once somebody restarts it, it ends as if nothing had been', async () => {
    const { client, workers, state, restarts } = await sickened();
    const { told, options } = listener();
    const run = client.run(COMMANDS, options);
    for (let i = 0; i < 5; i++) await pause();
    workers[0]!.fail('killed');
    await settle();
    expect(client.status).toBe('failed');
    state.sick = false;
    await client.restart();
    expect(await run).toMatchObject({ ended: 'done', lost: [] });
    expect([...told.values()]).toEqual(expected(COMMANDS));
    expect(client.journal).toEqual(COMMANDS);
    expect(restarts).toHaveLength(1);
  });

  test('what a run lost is told once a worker is there', async () => {
    const { client, state, restarts } = await sickened();
    const run = client.run([board(), panic, alloc(1)]);
    await settle();
    expect([client.status, restarts]).toEqual(['failed', []]);
    state.sick = false;
    await client.restart();
    expect(await run).toMatchObject({ ended: 'done', lost: [1] });
    expect(restarts).toMatchObject([{ lost: [panic] }]);
    expect(client.journal).toEqual([board(), alloc(1)]);
  });

  test('a run that waits can be stopped; the journal has what was told, and no more', async () => {
    const { client, workers, state } = await sickened();
    await client.run([board()]);
    const { told, options } = listener();
    const abort = new AbortController();
    const commands = [alloc(2), work(1_000_000), alloc(1)];
    const run = client.run(commands, { ...options, signal: abort.signal });
    for (let i = 0; i < 5; i++) await pause();
    workers[0]!.fail('killed');
    await settle();
    expect(client.status).toBe('failed');
    abort.abort();
    expect((await run).ended).toBe('stopped');
    expect(client.journal).toEqual([board(), ...commands.slice(0, told.size)]);
    state.sick = false;
    await client.restart();
    expect((await client.state()).digest).toBe(digestOf(client.journal));
  });

  test('a run that waits ends when the link is closed', async () => {
    const { client, workers } = await sickened();
    const run = client.run([work(100_000)]);
    await pause();
    workers[0]!.fail('killed');
    await settle();
    client.dispose();
    expect((await run).ended).toBe('died');
  });

  test('a patient run and seek wait from the start; others are refused', async () => {
    const { client, workers, state } = await sickened();
    workers[0]!.fail('killed');
    await settle();
    await expect(client.run([alloc(1)])).rejects.toMatchObject({ why: 'failed' });
    await expect(client.seek(0)).rejects.toMatchObject({ why: 'failed' });
    const sought = client.seek(0, true);
    const run = client.run([alloc(1)], { patient: true });
    state.sick = false;
    await client.restart();
    expect(await sought).toBe(0);
    expect((await run).ended).toBe('done');
  });
});

test('a seek over which the worker dies is done by the next one', async () => {
  let sought = 0;
  const { client, workers } = await opened({
    tampering: (n) => ({
      seek: (position: number) => (sought++, n === 0 ? never() : { position }),
    }),
  });
  await client.run([board(), alloc(3), alloc(4)]);
  const seek = client.seek(1);
  await settle();
  workers[0]!.fail('killed');
  expect(await seek).toBe(1);
  expect([sought, client.position, client.length]).toEqual([2, 1, 3]);
});

test('a seek over which two workers die is given up, and the machine stands where it stood', async () => {
  const { client, workers } = clientOf({ tampering: (n) => (n < 2 ? { seek: never } : {}) });
  await client.open();
  await client.run([board(), alloc(3)]);
  const seek = client.seek(1);
  const failed = expect(seek).rejects.toMatchObject({ name: 'WorkerDied' });
  for (const n of [0, 1]) {
    await settle();
    workers[n]!.fail('killed');
  }
  await failed;
  expect((await client.state()).digest).toBe(digestOf([board(), alloc(3)]));
});

describe('fate', () => {
  const three = [alloc(1), alloc(2), alloc(3)];
  const of = (part: Partial<Inflight>, reason: DeathReason, index?: number) =>
    fateOf(
      { commands: three, run: 4, again: false, progress: undefined, fate: undefined, ...part },
      { reason, detail: '' },
      index === undefined ? undefined : { run: 4, index, done: index, total: 3 },
    );
  test.each([
    ['a passing death at a known command', of({}, 'error', 1), { done: 1, lost: false, alone: 1 }],
    ['its own fault', of({}, 'crash', 1), { done: 1, lost: true, alone: 0 }],
    ['the reader has enough of it', of({}, 'user', 1), { done: 1, lost: true, alone: 0 }],
    ['nobody knows which', of({}, 'crash'), { done: 0, lost: false, alone: 3 }],
    ['all were done', of({}, 'crash', 3), { done: 3, lost: false, alone: 0 }],
    [
      'one that was sent again',
      of({ commands: [alloc(1)], again: true }, 'error'),
      { done: 0, lost: true, alone: 0 },
    ],
    [
      'one for the first time',
      of({ commands: [alloc(1)] }, 'heartbeat'),
      { done: 0, lost: false, alone: 1 },
    ],
  ])('%s', (_, fate, is) => {
    expect(fate).toEqual(is);
  });
});
