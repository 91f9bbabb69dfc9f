/** Clients over workers in the test's own thread. */
import type { Command, Outcome } from '../../../engine/contract/command.ts';
import type { RestorableMachine } from '../../../engine/machine/machine.ts';
import { LinkClient } from '../client/client.ts';
import type { Restart, Status } from '../client/client.ts';
import { WorkerDied } from '../client/connection.ts';
import { ManualClock } from './clock.ts';
import { TestMachine } from './machine.ts';
import { testApi, TestWorker } from './worker.ts';
import type { Tampering } from './worker.ts';

const clients: LinkClient[] = [];
/** For afterEach: what a test opened ends with it. */
export function disposeAll(): void {
  for (const client of clients.splice(0)) client.dispose();
}

export interface Setting {
  readonly shared?: boolean;
  /** What worker number n (from 0) does differently. */
  readonly tampering?: (n: number) => Tampering;
  readonly machine?: () => RestorableMachine;
}

/** A client over workers in this thread. `events` is what its listeners heard. */
export function clientOf({
  shared = true,
  tampering = () => ({}),
  machine = () => new TestMachine(),
}: Setting = {}) {
  const clock = new ManualClock();
  const workers: TestWorker[] = [];
  const spawn = (): TestWorker => {
    const worker = new TestWorker(testApi(tampering(workers.length), machine()));
    workers.push(worker);
    return worker;
  };
  const client = new LinkClient({ spawn, clock, shared });
  clients.push(client);
  const restarts: Restart[] = [];
  const statuses: Status[] = [];
  client.onRestart((restart) => restarts.push(restart));
  client.onStatus((status) => statuses.push(status));
  return { client, clock, workers, restarts, statuses };
}

export async function opened(setting: Setting = {}) {
  const made = clientOf(setting);
  await made.client.open();
  return made;
}

/** Runs one command; rejects with WorkerDied when the worker died over it. */
export async function exec(client: LinkClient, command: Command): Promise<Outcome> {
  const { outcomes, death } = await client.run([command]);
  if (outcomes[0] === undefined) throw new WorkerDied(death!);
  return outcomes[0];
}

/** The state that these commands lead to. */
export function digestOf(commands: readonly Command[]): string {
  const machine = new TestMachine();
  for (const command of commands) machine.exec(command);
  return machine.state().digest;
}

/** A call that is never answered. */
export const never = (): Promise<never> => new Promise(() => undefined);
