import { afterEach, beforeAll, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { LinkClient } from '../link/client/client.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { TestWorker, testApi } from '../link/test/worker.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { Side } from './side.svelte.ts';
import type { Material } from './sources.ts';

beforeAll(() => withWords(() => Promise.resolve()));
afterEach(disposeAll);

const machine = () => createMachine(ALL_SYSTEMS);
/** Commands of a side here: as many as the script has, so that one more is too many. */
const MOST = 4;
const sideOf = (): Side => new Side(() => clientOf({ machine }).client, MOST);
const finds = (text: string, at?: number) => (): Promise<Material> =>
  Promise.resolve({ title: 'one', text, at });

const SCRIPT = 'board ssd202\na = cma_alloc(4)\nb = cma_alloc(8)\ncma_release(a)\n';

test('an experiment executed: its lines, its answers, and a machine that goes where it is told', async () => {
  const side = sideOf();
  await side.load(finds(SCRIPT));
  expect([side.phase, side.title, side.position]).toEqual(['ready', 'one', 4]);
  expect(side.lines.map(({ text, end }) => [text, end])).toEqual([
    ['board ssd202', 1],
    ['a = cma_alloc(4)', 2],
    ['b = cma_alloc(8)', 3],
    ['cma_release(a)', 4],
  ]);
  expect((await side.state())?.blocks.map(({ name }) => name)).toEqual(['b']);
  await side.seek(3);
  expect(side.position).toBe(3);
  expect((await side.state())?.blocks.map(({ name }) => name)).toEqual(['a', 'b']);
  side.dispose();
});

test('as far as a step, also into a workload', async () => {
  const side = sideOf();
  await side.load(finds('board generic\nworkload cma ops=50 seed=7 mix=video\ncma_alloc(1)\n', 21));
  expect(side.lines.map(({ text }) => text)).toEqual([
    'board generic',
    'workload cma ops=20 seed=7 mix=video',
  ]);
  expect(side.position).toBe(21);
  side.dispose();
});

test.each([
  ['board ssd202\nnonsense(\n', /^1 line cannot be read\. Line 2/],
  ['# nothing but a comment\n', /nothing to compare/],
  ['x()\n'.repeat(3), /^3 lines/],
  ['cma_alloc(1)\n'.repeat(MOST + 1), /^5 commands; 4 can/],
])('what cannot be executed is said: %.20j', async (text, why) => {
  const side = sideOf();
  await side.load(finds(text));
  expect(side.phase).toBe('bad');
  expect(side.problem!()).toMatch(why);
  // And the next one is none the worse for it.
  await side.load(finds(SCRIPT));
  expect([side.phase, side.problem]).toEqual(['ready', undefined]);
  side.dispose();
});

test('a source that refuses, and one that cannot be fetched', async () => {
  const side = sideOf();
  await side.load(() => Promise.resolve({ problem: () => 'cut off' }));
  expect(side.problem!()).toBe('cut off');
  await side.load(() => Promise.reject(new TypeError('offline')));
  expect(side.problem!()).toMatch(/fetched/);
});

test('a worker that cannot live is told', async () => {
  const spawn = (): TestWorker => {
    const worker = new TestWorker(testApi({}, machine()));
    queueMicrotask(() => worker.fail('no memory'));
    return worker;
  };
  const side = new Side(() => new LinkClient({ spawn, shared: true }));
  await side.load(finds(SCRIPT));
  expect(side.phase).toBe('bad');
  expect(side.problem!()).toMatch(/no memory/);
  side.dispose();
});

test('what is asked for later wins, however late the first one comes', async () => {
  const side = sideOf();
  let first: (material: Material) => void = () => undefined;
  const early = side.load(() => new Promise((resolve) => (first = resolve)));
  await side.load(finds(SCRIPT));
  first({ title: 'too late', text: 'board generic\n', at: undefined });
  await early;
  expect([side.title, side.lines.length]).toEqual(['one', 4]);
  side.dispose();
});

test('giving up while it is read leaves an empty side', () => {
  const side = sideOf();
  void side.load(() => new Promise(() => undefined));
  expect(side.phase).toBe('reading');
  side.cancel();
  expect(side.phase).toBe('empty');
});
