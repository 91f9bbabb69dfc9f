/** An experiment comes in while the worker dies: what the page then has is what came in, to the letter. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { pause, settle } from '../link/test/worker.ts';
import type { Tampering } from '../link/test/worker.ts';
import { Branches } from '../time/branches.svelte.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { Session } from '../session/session.svelte.ts';

beforeAll(() => withWords(() => Promise.resolve()));
afterEach(disposeAll);

const EXPERIMENT: Experiment = {
  title: 'Two ways',
  branches: [
    {
      name: 'main',
      from: undefined,
      text: '# a\nboard ssd202\nx = cma_alloc(9)\nworkload cma ops=60000 seed=3 mix=video\n# z\n',
    },
    { name: 'other', from: { branch: 0, at: 2 }, text: 'y = cma_alloc(4)\ncma_release(y)\n' },
  ],
  shown: 0,
  position: 7_003,
  view: {},
};
const OLD = '# old\nboard generic\nold = cma_alloc(2)\n';

async function opened(tampering: (n: number) => Tampering = () => ({})) {
  const { client, workers } = clientOf({
    machine: () => createMachine(ALL_SYSTEMS),
    tampering,
  });
  const session = new Session(client);
  const branches = new Branches(session);
  await session.open(OLD);
  return { client, workers, session, branches };
}

describe.each([
  ['with a position', EXPERIMENT],
  ['of another branch', { ...EXPERIMENT, shown: 1, position: undefined }],
])('an experiment %s', (_, experiment) => {
  test.each(Array.from({ length: 14 }, (_, at) => [at] as const))(
    'is there as a whole though the worker fails %i turns after it began to come in',
    async (turns) => {
      const { workers, branches } = await opened();
      const loading = branches.load(experiment);
      for (let i = 0; i < turns; i++) await pause();
      workers.at(-1)!.fail('killed');
      expect(await loading).toBe(true);
      expect(branches.experiment()).toEqual(experiment);
    },
  );
});

test('waits for a worker that is restarted by hand; until then all is as it was', async () => {
  let sick = false;
  const broken = {
    open: () => {
      throw new Error('broken');
    },
  };
  const { client, workers, session, branches } = await opened(() => (sick ? broken : {}));
  sick = true;
  workers[0]!.fail('killed');
  await settle();
  expect(client.status).toBe('failed');
  const loading = branches.load(EXPERIMENT);
  await settle();
  expect(branches.experiment()).toMatchObject({ title: '', branches: [{ text: OLD }] });
  sick = false;
  await session.restart();
  expect(await loading).toBe(true);
  expect(branches.experiment()).toEqual(EXPERIMENT);
});

test('the first scenario is played once a worker starts, late as it may be', async () => {
  let sick = true;
  const broken = {
    open: () => {
      throw new Error('broken');
    },
  };
  const { client } = clientOf({
    machine: () => createMachine(ALL_SYSTEMS),
    tampering: () => (sick ? broken : {}),
  });
  const session = new Session(client);
  const opening = session.open(OLD);
  await settle();
  expect(client.status).toBe('failed');
  sick = false;
  await session.restart();
  await opening;
});

test('a script loses no more than the line that ends two workers', async () => {
  const bad = 'workload cma ops=77 seed=1 mix=dma';
  // Every worker breaks over this one line.
  const { client } = clientOf({
    machine: () => {
      const machine = createMachine(ALL_SYSTEMS);
      const start = machine.start.bind(machine);
      machine.start = (command, options) => {
        if (command.kind === 'workload' && command.ops === 77) throw new Error('broken invariant');
        return start(command, options);
      };
      return machine;
    },
  });
  const session = new Session(client);
  const branches = new Branches(session);
  await session.open(OLD);
  const script = `a = cma_alloc(1)\n${bad}\n# said\nb = cma_alloc(2)\n`;
  expect(await session.run(script, 'editor')).toBe(false);
  expect(branches.experiment().branches[0]!.text).toBe(
    `${OLD}a = cma_alloc(1)\n# said\nb = cma_alloc(2)\n`,
  );
});
