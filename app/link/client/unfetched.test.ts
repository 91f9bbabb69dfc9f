/** Commands whose code is missing: no worker dies of it, and nothing is lost. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Command } from '../../../engine/contract/command.ts';
import { whyMissing } from '../parts.ts';
import { Service } from '../worker/service.ts';
import { disposeAll, digestOf, exec, opened } from '../test/client.ts';
import { alloc, board, testFetch, TestMachine, work } from '../test/machine.ts';
import { pause } from '../test/worker.ts';

afterEach(disposeAll);

const missing = (why: string): Error => Object.assign(new Error(why), { name: 'Unfetched' });

/** A client over a worker that lacks workloads and the way back while `gone` says why. */
async function lacking() {
  const state = { gone: 'away' as string | undefined };
  const absent = (): Promise<never> => Promise.reject(missing(state.gone!));
  const service = new Service(
    new TestMachine(),
    { now: () => performance.now(), pause },
    {
      ...testFetch,
      command: (command: Command) =>
        state.gone && command.kind === 'workload' ? absent() : testFetch.command(command),
      time: () => (state.gone ? absent() : testFetch.time()),
    },
  );
  const tampering = {
    open: (shared: boolean) => service.open(shared),
    run: (commands: readonly Command[], run: number) => service.run(commands, run),
    seek: (position: number) => service.seek(position),
    state: () => service.state(),
  };
  return { state, ...(await opened({ tampering: () => tampering })) };
}

describe.each(['away', 'changed'] as const)('%s', (gone) => {
  test('a run stops before the command; the rest can be run when its code is there', async () => {
    const { state, client, restarts, workers } = await lacking();
    state.gone = gone;
    const commands = [board(5_000), alloc(3), work(50), alloc(4)];
    const { outcomes, ended } = await client.run(commands);
    expect([outcomes.length, ended]).toEqual([2, gone]);
    expect(client.status).toBe('ready');
    expect((await client.run([work(50)])).ended).toBe(gone);
    await client.run([alloc(1)]);
    state.gone = undefined;
    expect((await client.run(commands.slice(2))).ended).toBe('done');
    expect((await client.state()).digest).toBe(
      digestOf([...commands.slice(0, 2), alloc(1), ...commands.slice(2)]),
    );
    expect([restarts.length, workers.length]).toEqual([0, 1]);
  });

  test('a seek is refused, and the worker lives', async () => {
    const { state, client, restarts } = await lacking();
    state.gone = gone;
    await client.run([board(5_000), alloc(3), alloc(4)]);
    const why = (error: unknown) => whyMissing(error);
    expect(await client.seek(1).catch(why)).toBe(gone);
    expect(client.position).toBe(client.length);
    state.gone = undefined;
    expect((await exec(client, work(5))).ops).toBe(5);
    expect(restarts).toEqual([]);
  });
});
