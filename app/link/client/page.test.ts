/** What a client does by itself where nobody tells it: the worker's file, and whether memory may be shared. */
import { afterEach, expect, test, vi } from 'vitest';
import { ManualClock } from '../test/clock.ts';
import { board, TestMachine } from '../test/machine.ts';
import { settle, testApi, TestWorker } from '../test/worker.ts';
import { LinkClient, LinkRefused } from './client.ts';

afterEach(() => vi.unstubAllGlobals());

const spawn = (): TestWorker => new TestWorker(testApi({}, new TestMachine()));

test('its worker is a module of its own, in the file that the bundler finds', async () => {
  const made: [string, WorkerOptions | undefined][] = [];
  class Spawned extends TestWorker {
    constructor(url: URL, options?: WorkerOptions) {
      super();
      made.push([url.pathname, options]);
    }
  }
  vi.stubGlobal('Worker', Spawned);
  const client = new LinkClient({ clock: new ManualClock(), shared: false });
  await client.open();
  expect(made).toEqual([
    [expect.stringMatching(/\/link\/worker\/worker\.ts$/), { type: 'module' }],
  ]);
  client.dispose();
});

test.each([
  [true, true],
  [false, false],
  [undefined, false],
  ['yes', false],
])('in a page that is isolated (%s) memory is shared: %s', async (isolated, shared) => {
  vi.stubGlobal('crossOriginIsolated', isolated);
  const client = new LinkClient({ clock: new ManualClock(), spawn });
  await client.open();
  expect(client.isolated).toBe(shared);
  client.dispose();
});
test('a page without shared memory shares none', async () => {
  vi.stubGlobal('crossOriginIsolated', true);
  vi.stubGlobal('SharedArrayBuffer', undefined);
  const client = new LinkClient({ clock: new ManualClock(), spawn });
  await client.open();
  expect(client.isolated).toBe(false);
  client.dispose();
});

test('is opened once, however many open it', async () => {
  let spawned = 0;
  const statuses: string[] = [];
  const client = new LinkClient({
    clock: new ManualClock(),
    shared: true,
    spawn: () => ((spawned += 1), spawn()),
  });
  client.onStatus((status) => statuses.push(status));
  expect(client.status).toBe('closed');
  await Promise.all([client.open(), client.open()]);
  await client.open();
  expect([spawned, statuses, client.status]).toEqual([1, ['opening', 'ready'], 'ready']);
  expect(client.failure).toBeUndefined();
  client.dispose();
  client.dispose();
  expect(statuses).toEqual(['opening', 'ready', 'closed']);
});

test('what is refused says why', () => {
  const refused = new LinkRefused('journal-full');
  expect([refused.name, refused.why, refused.message]).toEqual([
    ...['LinkRefused', 'journal-full', 'the link refused: journal-full'],
  ]);
});

test('a run is told to stop once, and no more when it is over', async () => {
  let stops = 0;
  const client = new LinkClient({
    clock: new ManualClock(),
    shared: true,
    spawn: () => new TestWorker(testApi({ stop: () => void stops++ }, new TestMachine())),
  });
  await client.open();
  const abort = new AbortController();
  expect((await client.run([board()], { signal: abort.signal })).ended).toBe('done');
  abort.abort();
  await settle();
  expect(stops).toBe(0);
  client.dispose();
});

test('what lies beyond is forgotten before anything is executed there', async () => {
  const client = new LinkClient({
    clock: new ManualClock(),
    shared: true,
    spawn: () =>
      new TestWorker(testApi({ seek: (position: number) => ({ position }) }, new TestMachine())),
  });
  await client.open();
  await client.run([board(), board(), board()]);
  await client.seek(1);
  expect([client.position, client.length]).toEqual([1, 3]);
  client.cut();
  expect([client.position, client.length, client.journal]).toEqual([1, 1, [board()]]);
  client.dispose();
});
