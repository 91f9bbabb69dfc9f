import { ALL_SYSTEMS } from '../../../engine/machine/all-systems.ts';
import { afterEach, expect, test } from 'vitest';
import type { Command } from '../../../engine/contract/command.ts';
import { createMachine } from '../../../engine/index.ts';
import { cutAt, stepsOf } from '../../../engine/journal/index.ts';
import { shortened } from '../../../engine/journal/time/steps.ts';
import { MAX_WORKLOAD_OPS } from '../../../engine/contract/limits.ts';
import { samplesCall } from './samples.ts';
import { disposeAll, exec, opened } from '../test/client.ts';
import { contents, work } from '../test/machine.ts';
import { pause } from '../test/worker.ts';

afterEach(disposeAll);

test.each([
  ['shared memory', true],
  ['patches', false],
])('the real machine over %s comes to the state of one without threads', async (_, shared) => {
  const twin = createMachine(ALL_SYSTEMS);
  const { client } = await opened({ shared, machine: () => createMachine(ALL_SYSTEMS) });
  const commands: Command[] = [
    { kind: 'board', board: 'ssd202', options: {} },
    { kind: 'cat', path: '/sys/class/mstar/msys/dmem' },
    { kind: 'cma_alloc', into: 'a', count: 5, align: 2 },
    work(3_000, 7),
    { kind: 'cma_alloc', count: 100_000, align: 0 },
    { kind: 'cma_release', target: { by: 'handle', handle: 'a' } },
  ];
  const expected = commands.map((command) => twin.exec(command));
  expect((await client.run(commands)).outcomes).toEqual(expected);
  const repeat: Command = { kind: 'cma_alloc', into: 'b', count: 3, align: 0 };
  expect(await exec(client, repeat)).toEqual(twin.exec(repeat));
  expect(await client.state()).toEqual(twin.state());
  expect(contents(client.frame()!)).toBe(contents(twin.view()));
  await client.restart();
  expect(await client.state()).toEqual(twin.state());
  expect(contents(client.frame()!)).toBe(contents(twin.view()));

  const abort = new AbortController();
  const run = client.run([work(MAX_WORKLOAD_OPS, 3)], { signal: abort.signal });
  for (let i = 0; i < 4; i++) await pause();
  abort.abort();
  expect((await run).ended).toBe('stopped');
  const [stopped] = client.journal.slice(-1);
  twin.exec(stopped!);
  expect(await client.state()).toEqual(twin.state());
});

/** What a machine shows that plays the journal's first steps and nothing else. */
function fresh(commands: readonly Command[], steps: number) {
  const machine = createMachine(ALL_SYSTEMS);
  let left = steps;
  for (const command of commands) {
    if (left <= 0) break;
    machine.exec(stepsOf(command) > left ? shortened(command, left) : command);
    left -= stepsOf(command);
  }
  return { state: machine.state(), shown: contents(machine.view()) };
}

test.each([
  ['shared memory', true],
  ['patches', false],
])('a seek over %s shows what a run shows that stops there', async (_, shared) => {
  const { client } = await opened({ shared, machine: () => createMachine(ALL_SYSTEMS) });
  const commands: Command[] = [
    { kind: 'board', board: 'ssd202', options: {} },
    { kind: 'cma_alloc', into: 'a', count: 5, align: 2 },
    work(2_000, 7),
    { kind: 'cma_release', target: { by: 'handle', handle: 'a' } },
    { kind: 'cma_alloc', into: 'b', count: 9, align: 0 },
  ];
  await client.run(commands);
  for (const position of [0, 1, 2, 777, 2_002, 2_003, 2_004, 1_500, 2_004]) {
    expect(await client.seek(position)).toBe(position);
    expect([client.position, client.length]).toEqual([position, 2_004]);
    const { state, shown } = fresh(commands, position);
    expect(contents(client.frame()!)).toBe(shown);
    expect(await client.state()).toEqual(state);
  }
});

test('of seeks that wait only the last is done; a command at an earlier position ends what lay beyond', async () => {
  const { client } = await opened({ machine: () => createMachine(ALL_SYSTEMS) });
  const commands: Command[] = [
    { kind: 'board', board: 'ssd202', options: {} },
    work(1_000, 3),
    { kind: 'cma_alloc', into: 'b', count: 9, align: 0 },
  ];
  await client.run(commands);
  const seeks = [10, 900, 400].map((position) => client.seek(position));
  expect(await Promise.all(seeks)).toEqual([400, 400, 400]);
  const next: Command = { kind: 'cma_alloc', into: 'c', count: 3, align: 0 };
  await exec(client, next);
  expect(client.journal).toEqual([commands[0], work(399, 3), next]);
  const { state } = fresh(client.journal, 401);
  expect(await client.state()).toEqual(state);
  // A worker that dies is brought back to where it stood, the steps beyond included.
  await client.seek(100);
  await client.restart();
  expect([client.position, client.length]).toEqual([100, 401]);
  expect(await client.state()).toEqual(fresh(client.journal, 100).state);
  await client.seek(401);
  expect(await client.state()).toEqual(state);
});

test('samples are one a position, from the first on', async () => {
  const { client } = await opened({ machine: () => createMachine(ALL_SYSTEMS) });
  const commands: Command[] = [
    { kind: 'cma_alloc', into: 'a', count: 5, align: 2 },
    work(50, 7),
    { kind: 'board', board: 'ssd202', options: {} },
    { kind: 'cma_alloc', into: 'b', count: 9, align: 0 },
  ];
  // The first two are executed before anybody asks for time, the others after it.
  await exec(client, commands[0]!);
  await client.run(commands.slice(1, 2));
  const early = await client.ask(samplesCall(0, 52, 52));
  await client.run(commands.slice(2));
  const all = await client.ask(samplesCall(0, 54, 54));
  expect(all!.used.max.slice(0, 52)).toEqual(early!.used.max);
  expect([...all!.used.max].some(Number.isNaN)).toBe(false);
  for (const at of [0, 1, 30, 52, 53]) {
    const machine = createMachine(ALL_SYSTEMS);
    for (const command of cutAt(commands, at)) machine.exec(command);
    machine.room((total, free) =>
      expect(all!.used.max[at]).toBe(Math.fround((total - free) / total)),
    );
  }
});
