/** Workers in the test's own thread: a service at the end of a real message channel, and ways to die. */
import { expose } from 'comlink';
import type { RestorableMachine } from '../../../engine/machine/machine.ts';
import type { WorkerLike } from '../client/connection.ts';
import type { LinkApi } from '../protocol.ts';
import { Service } from '../worker/service.ts';
import { realFetch, testFetch, TestMachine } from './machine.ts';

/** After the messages that wait now. */
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Until every message that is on its way now has come and was answered. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await pause();
}

/** What a test may put in place of calls of the service. */
export type Tampering = Partial<Record<keyof LinkApi, (...args: never[]) => unknown>>;

/** Calls go to `tampering` first, then to a service over the machine. */
export function testApi(
  tampering: Tampering = {},
  machine: RestorableMachine = new TestMachine(),
): object {
  const fetch = machine instanceof TestMachine ? testFetch : realFetch;
  const service = new Service(machine, { now: () => performance.now(), pause }, fetch);
  const api: LinkApi = {
    open: (shared) => service.open(shared),
    run: (commands, run) => service.run(commands, run),
    seek: (position) => service.seek(position),
    samples: (from, to, buckets) => service.samples(from, to, buckets),
    stop: () => service.stop(),
    progress: () => service.progress(),
    state: () => service.state(),
    paths: () => service.paths(),
    handles: () => service.handles(),
    bytes: (phys, length) => service.bytes(phys, length),
    ping: () => service.ping(),
  };
  return { ...api, ...tampering };
}

export class TestWorker extends EventTarget implements WorkerLike {
  readonly #port: MessagePort;
  readonly #far: MessagePort;
  #hung = false;
  terminated = false;

  constructor(api: object = testApi()) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#far = port2;
    port1.onmessage = (event: MessageEvent<unknown>) => {
      if (!this.#hung) this.dispatchEvent(new MessageEvent('message', { data: event.data }));
    };
    expose(api, port2);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (!this.#hung) this.#port.postMessage(message, transfer);
  }

  /** From now on it neither hears nor answers. */
  hang(): void {
    this.#hung = true;
  }

  /** What the browser does when the worker throws outside a call, or cannot be loaded. */
  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }

  terminate(): void {
    this.terminated = true;
    this.#hung = true;
    this.#port.close();
    this.#far.close();
  }
}
