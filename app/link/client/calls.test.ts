/** Each call of the page: what a worker's throw, nonsense or silence over it means. */
import { afterEach, expect, test } from 'vitest';
import type { LinkClient } from './client.ts';
import { PING_EVERY_MS, PING_LIMIT_MS, READ_LIMIT_MS } from '../limits.ts';
import { disposeAll, exec, never, opened } from '../test/client.ts';
import { alloc } from '../test/machine.ts';
import { settle } from '../test/worker.ts';
import type { Tampering } from '../test/worker.ts';
import type { DeathReason } from './connection.ts';
import { samplesCall } from './samples.ts';

afterEach(disposeAll);

const questions: readonly (readonly [keyof Tampering, (client: LinkClient) => Promise<unknown>])[] =
  [
    ['state', (client) => client.state()],
    ['paths', (client) => client.paths()],
    ['handles', (client) => client.handles()],
    ['bytes', (client) => client.bytes(0x1000, 4)],
    ['samples', (client) => client.ask(samplesCall(0, 4, 4))],
  ];
test.each(questions)('%s: a question that cannot be answered fails alone', async (name, ask) => {
  const broken = (): never => {
    throw new Error('not today');
  };
  const { client, restarts } = await opened({ tampering: () => ({ [name]: broken }) });
  await expect(ask(client)).rejects.toThrow('not today');
  expect((await exec(client, alloc(1))).op).toBe(1);
  expect(restarts).toEqual([]);
});
test.each(questions)('%s: an answer that makes no sense is the end', async (name, ask) => {
  const { client, restarts } = await opened({
    tampering: (n) => (n === 0 ? { [name]: () => 7n } : {}),
  });
  await expect(ask(client)).rejects.toMatchObject({
    death: { reason: 'bad-reply', detail: `${name}: unexpected answer` },
  });
  await client.ping();
  expect(restarts).toMatchObject([{ reason: 'bad-reply' }]);
});
test.each(questions)('%s: silence is the end after twenty seconds', async (name, ask) => {
  const { client, clock, restarts } = await opened({
    tampering: (n) => (n === 0 ? { [name]: never } : {}),
  });
  const asked = expect(ask(client)).rejects.toMatchObject({
    death: { reason: 'timeout', detail: `${name}: no answer in ${READ_LIMIT_MS} ms` },
  });
  await settle();
  clock.advance(READ_LIMIT_MS - 1);
  await settle();
  expect(restarts).toEqual([]);
  clock.advance(1);
  await asked;
  await client.ping();
  expect(restarts).toHaveLength(1);
});
test('what is no error is one when it is thrown', async () => {
  const state = (): never => {
    // oxlint-disable-next-line typescript/only-throw-error -- whatever a worker may do
    throw 'mere words';
  };
  const { client } = await opened({ tampering: () => ({ state }) });
  const thrown = await client.state().catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Error);
  expect(thrown).toMatchObject({ message: 'mere words' });
});

test.each<[keyof Tampering, (client: LinkClient) => Promise<unknown>]>([
  ['run', (client) => exec(client, alloc(1))],
  ['ping', (client) => client.ping()],
])('%s: what breaks there breaks the worker', async (name, ask) => {
  const broken = (): never => {
    throw new Error('broken');
  };
  const { client, restarts } = await opened({
    tampering: (n) => (n === 0 ? { [name]: broken } : {}),
  });
  await expect(ask(client)).rejects.toMatchObject({
    death: { reason: 'crash', detail: `${name}: Error: broken` },
  });
  await client.ping();
  expect(restarts).toMatchObject([{ reason: 'crash' }]);
});
test.each<[string, Tampering, number, DeathReason]>([
  ['stop', { stop: never }, PING_LIMIT_MS, 'timeout'],
  ['stop', { stop: () => true }, 0, 'bad-reply'],
  ['ping', { ping: never }, PING_EVERY_MS + PING_LIMIT_MS, 'heartbeat'],
  ['ping', { ping: () => 'fine' }, PING_EVERY_MS, 'bad-reply'],
])('%s during a run that never ends: %j', async (name, tampering, waits, reason) => {
  const { client, clock, restarts } = await opened({
    tampering: (n) => (n === 0 ? { run: never, ...tampering } : {}),
  });
  const abort = new AbortController();
  const run = client.run([alloc(1), alloc(2)], { signal: abort.signal });
  await settle();
  if (name === 'stop') abort.abort();
  await settle();
  if (waits > 0) {
    clock.advance(waits - 1);
    await settle();
    expect(restarts).toEqual([]);
    clock.advance(1);
    await settle();
  }
  const { ended, death } = await run;
  expect(death?.reason).toBe(reason);
  // Whoever wanted it to stop does not get it from another worker either.
  expect(ended).toBe(name === 'stop' ? 'stopped' : 'done');
  expect(restarts).toMatchObject([{ reason }]);
  expect(restarts[0]!.detail).toContain(`${name}: `);
});
