import { ALL_SYSTEMS } from '../../engine/all-systems.ts';
import { afterEach, expect, test } from 'vitest';
import type { Command } from '../../engine/command.ts';
import { createMachine } from '../../engine/index.ts';
import { MAX_WORKLOAD_OPS } from '../../engine/limits.ts';
import { disposeAll, opened } from './test/client.ts';
import { contents, work } from './test/machine.ts';
import { pause } from './test/worker.ts';

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
  expect(await client.exec(repeat)).toEqual(twin.exec(repeat));
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
