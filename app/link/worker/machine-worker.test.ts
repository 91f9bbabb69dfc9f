/** The worker's entry as the browser evaluates it: its globals are one end of a channel, the page has the other. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Command } from '../../../engine/contract/command.ts';
import { MAX_WORKLOAD_OPS } from '../../../engine/contract/limits.ts';
import { createMachine } from '../../../engine/index.ts';
import { ALL_SYSTEMS } from '../../../engine/machine/all-systems.ts';
import { LinkClient } from '../client/client.ts';
import type { WorkerLike } from '../client/connection.ts';
import { ManualClock } from '../test/clock.ts';
import { contents, work } from '../test/machine.ts';
import { pause } from '../test/worker.ts';

const { port1: here, port2: there } = new MessageChannel();
const worker: WorkerLike = Object.assign(here, { terminate: () => here.close() });
const client = new LinkClient({ spawn: () => worker, clock: new ManualClock(), shared: true });

beforeAll(async () => {
  vi.stubGlobal('addEventListener', there.addEventListener.bind(there));
  vi.stubGlobal('removeEventListener', there.removeEventListener.bind(there));
  vi.stubGlobal('postMessage', there.postMessage.bind(there));
  await import('./machine-worker.ts');
  there.start();
  await client.open();
});
afterAll(() => {
  client.dispose();
  there.close();
  vi.unstubAllGlobals();
});

const COMMANDS: readonly Command[] = [
  { kind: 'board', board: 'ssd202', options: {} },
  { kind: 'cat', path: '/proc/meminfo' },
  { kind: 'cma_alloc', into: 'a', count: 5, align: 2 },
  work(400, 7),
];
const twin = createMachine(ALL_SYSTEMS);

test('executes like a machine that has all of its code, and knows its paths', async () => {
  const expected = COMMANDS.map((command) => twin.exec(command));
  expect((await client.run(COMMANDS)).outcomes).toEqual(expected);
  expect(await client.state()).toEqual(twin.state());
  expect(contents(client.frame()!)).toBe(contents(twin.view()));
  expect(await client.paths()).toEqual(twin.paths());
  expect(client.isolated).toBe(true);
});

test('goes back to where it was, from the origin on', async () => {
  expect(await client.seek(0)).toBe(0);
  expect(await client.state()).toEqual(createMachine(ALL_SYSTEMS).state());
  expect(await client.seek(403)).toBe(403);
  expect(await client.state()).toEqual(twin.state());
});

test('hears that it shall stop while it works', async () => {
  const abort = new AbortController();
  const run = client.run([work(MAX_WORKLOAD_OPS, 3)], { signal: abort.signal });
  for (let i = 0; i < 4; i += 1) await pause();
  abort.abort();
  expect((await run).ended).toBe('stopped');
  twin.exec(client.journal.at(-1)!);
  expect(await client.state()).toEqual(twin.state());
});
