/** The worker: one machine, one service, nothing else. What can be tested is in service.ts. */
import { expose } from 'comlink';
import { createMachine, FetchedSystems, needs } from '../../../engine/index.ts';
import { part } from '../parts.ts';
import { Service } from './service.ts';

/** A message to oneself lies after those that came before it. */
function pause(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

const systems = new FetchedSystems(part);
const thread = { now: () => performance.now(), pause };
expose(
  new Service(createMachine(systems), thread, {
    command: (command) => systems.fetch(needs(command)),
    state: () => systems.fetch(['state']),
    paths: () => systems.fetch(['shell']),
    time: async () => {
      const [{ Timeline }] = await Promise.all([
        part(() => import('../../../engine/journal/time/timeline.ts')),
        systems.fetch(['checkpoint']),
      ]);
      return { Timeline, origin: createMachine(systems).checkpoint() };
    },
  }),
);
