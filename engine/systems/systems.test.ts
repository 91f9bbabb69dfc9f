/** What holds for every system of the list, and for all of them together. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import type { Command, SystemId } from '../contract/command.ts';
import { createMachine, FetchedSystems, needs, type RestorableMachine } from '../index.ts';
import { calls, parse } from '../language/index.ts';
import type { LiveSystem, System, SystemEntry } from './contract.ts';
import { COLUMNS } from './columns.ts';
import { SYSTEMS } from './index.ts';
import { TEXTS } from './texts.ts';

const SCENARIOS = new URL('../scenarios/', import.meta.url);

const commandsOf = (source: string): readonly Command[] =>
  parse(source).statements.map(({ command }) => command);
const after = (source: string): RestorableMachine => {
  const machine = createMachine(ALL_SYSTEMS);
  for (const command of commandsOf(source)) machine.exec(command);
  return machine;
};

/** Parts that may be left out of an object of type T. */
type Optional<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];
/** Says that a type is `never`: the compiler refuses it for any other. */
const nothing = <T>(..._: [T] extends [never] ? [] : [T]): void => undefined;

test('no part of a system may be left out', () => {
  nothing<Optional<LiveSystem<'msys'>>>();
  nothing<Optional<System<'msys'>>>();
  nothing<Optional<SystemEntry<'msys'>>>();
  nothing<Optional<System<'dma'>['exec'] & System<'dma'>['handles']>>();
  // @ts-expect-error -- something that may be left out
  nothing<Optional<{ save?: () => void }>>();
  const rest: Omit<System<'cma'>, 'save'> = ALL_SYSTEMS.loaded.whole[0]! as System<'cma'>;
  // @ts-expect-error -- CMA without save
  const lacking: System<'cma'> = rest;
  expect(lacking.id).toBe('cma');
});

test.each(readdirSync(SCENARIOS).filter((name) => name.endsWith('.carveout')))(
  'what is fetched when it is needed and what was there from the beginning come to one state: %s',
  async (name) => {
    const systems = new FetchedSystems((load) => load());
    const machine = createMachine(systems);
    const source = readFileSync(new URL(name, SCENARIOS), 'utf8');
    for (const command of commandsOf(source)) {
      await systems.fetch(needs(command));
      machine.exec(command);
    }
    await systems.fetch(['state']);
    expect(JSON.stringify(machine.state())).toBe(JSON.stringify(after(source).state()));
  },
);

test('every folder is in the list', () => {
  const folders = readdirSync(new URL('./', import.meta.url), { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(SYSTEMS.map(({ id }) => id).sort()).toEqual(names.sort());
  expect(TEXTS.map(({ id }) => id as string).sort()).toEqual(names);
});
test('every column of a system is in the list', async () => {
  const folder = new URL('./', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const own = files.filter((file) => /^[^/]+\/columns\.ts$/.test(file));
  expect(own.length).toBeGreaterThan(1);
  for (const file of own) {
    const exported = (await import(new URL(file, folder).href)) as Readonly<Record<string, object>>;
    const [, columns] = Object.entries(exported).find(([name]) => name.endsWith('_COLUMNS'))!;
    expect(Object.keys(COLUMNS)).toEqual(expect.arrayContaining(Object.keys(columns)));
  }
});

/** Commands that are the machine's own. */
const OWN = new Set(['board', 'cat', 'ls', 'echo', 'dmesg', 'workload', 'expect']);

test.each(calls.map(({ name }) => name).filter((name) => !OWN.has(name)))(
  '%s is answered by one system, which is there or known to be fetched',
  (kind) => {
    const { live, whole } = ALL_SYSTEMS.loaded;
    const owners = whole.filter(({ exec }) => kind in exec).map(({ id }) => id);
    expect(owners).toHaveLength(1);
    expect(live.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    const at = SYSTEMS.filter((entry) => entry.live && kind in entry.live.exec);
    const later = SYSTEMS.filter((entry) => entry.later?.test(kind));
    expect([...at, ...later].map(({ id }) => id)).toEqual(owners);
    const command = { kind } as Command;
    expect(needs(command)).toEqual(later.filter(({ absent }) => !absent).map(({ id }) => id));
  },
);

describe('facts of the digest', () => {
  const { whole } = ALL_SYSTEMS.loaded;
  test('have a place each', () => {
    const machine = after('board dm365 CONFIG_DMA_API_DEBUG=y\np = dma_pool_create("a", 64)');
    expect(machine.state().digest).toMatch(/^[0-9a-f]{64}$/);
    const facts = whole.flatMap((system) => system.hidden({ parts: {} } as never));
    const places = facts.map(({ place }) => place).concat(0, 1, 3, 6);
    expect(new Set(places).size).toBe(places.length);
  });
});

const POOLS = 'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x83D00000 pools=4x4096\nproc p1';
const HEAP = 'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x83D00000\nproc p1';
/** For each system a board, and a command that changes what neither regions, handles nor logs show. */
const HELD: readonly (readonly [id: SystemId, board: string, change: string])[] = [
  ['dma', 'board ssd202 coherent_pool=256K', 'dma_alloc_coherent(4K, GFP_ATOMIC)'],
  ['dma', 'board ssd202 CONFIG_DMA_API_DEBUG=y', 'dma_map_single(0x20001000, 64, DMA_TO_DEVICE)'],
  ['msys', 'board ssd202', 'msys_fix_dmem("a")'],
  ['cmem', `board dm365\n${POOLS}`, 'CMEM_alloc(4096)'],
  ['dma-pool', 'board ssd202\np = dma_pool_create("a", 64)\nq = dma_pool_alloc(p)', 'poke(q, 7)'],
];

describe.each(HELD)('%s on %s', (id, board, change) => {
  test(`shows in digest and checkpoint what ${change} did`, () => {
    const machine = after(board);
    const before = machine.checkpoint();
    const [command] = commandsOf(change);
    expect(machine.exec(command!).result).toMatchObject({ ok: true });
    const saved = machine.checkpoint();
    const { digest } = machine.state();
    expect(saved.parts.systems[id]).not.toEqual(before.parts.systems[id]);
    // As many operations, but without what the command left.
    machine.restore(before);
    machine.exec({ kind: 'ls', path: '/proc' });
    expect(machine.state().digest).not.toBe(digest);
    machine.restore(structuredClone(saved));
    expect(machine.state().digest).toBe(digest);
  });
});

/** What makes each system heavier, by commands that are repeated. */
const HEAVIER: readonly (readonly [id: SystemId, board: string, line: (n: number) => string])[] = [
  ['msys', 'board ssd202', (n) => `msys_request_dmem("b${n}z", 4K)`],
  [
    'dma',
    'board ssd202 CONFIG_DMA_API_DEBUG=y',
    (n) => `dma_map_single(${0x20001000 + n * 64}, 64, DMA_NONE)`,
  ],
  ['cmem', `board dm365\n${HEAP}`, () => 'CMEM_alloc(4096, CMEM_HEAP)'],
  ['dma-pool', 'board ssd202', (n) => `dma_pool_create("p${n}", ${64 + n})`],
];

test.each(HEAVIER)('%s weighs more the more it holds', (id, board, line) => {
  const machine = after(board);
  const weights = [0, 1, 2].map((round) => {
    for (let n = 0; n < 50; n += 1)
      for (const command of commandsOf(line(round * 50 + n)))
        expect(machine.exec(command).result).toMatchObject({ ok: true });
    const saved = machine.checkpoint();
    const { [id]: _, ...others } = saved.parts.systems;
    const without = { ...saved, parts: { ...saved.parts, systems: others } };
    return machine.weigh(saved, undefined) - machine.weigh(without, undefined);
  });
  expect(weights[0]).toBeGreaterThan(500);
  expect(weights[1]).toBeGreaterThan(weights[0]! * 1.3);
  expect(weights[2]).toBeGreaterThan(weights[1]!);
});
