/** What the worker hands over with its answers, what it fetches before them, and when its past is known. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Command } from '../../../engine/contract/command.ts';
import { createMachine } from '../../../engine/index.ts';
import { Timeline } from '../../../engine/journal/time/timeline.ts';
import { ALL_SYSTEMS } from '../../../engine/machine/all-systems.ts';
import { disposeAll, opened } from '../test/client.ts';
import { alloc, board, testFetch, TestMachine, work } from '../test/machine.ts';
import { pause } from '../test/worker.ts';
import type { Handover, RunReply } from '../protocol.ts';
import type { TimeParts } from './machine-history.ts';
import { Service } from './service.ts';
import type { Fetch } from './service.ts';

afterEach(disposeAll);

const serviceOf = (fetch: Partial<Fetch> = {}): Service =>
  new Service(new TestMachine(), { now: () => 0, pause }, { ...testFetch, ...fetch });
const fields = (reply: Handover): string[] =>
  (['layout', 'buffer', 'patch'] as const).filter((name) => reply[name] !== undefined);

describe('an answer carries', () => {
  test('a buffer once with its layout, and nothing while it is the same', async () => {
    const service = serviceOf();
    expect(fields(service.open(true))).toEqual(['layout', 'buffer']);
    expect(fields(service.progress())).toEqual([]);
    expect(fields(await service.run([alloc(1)], 1))).toEqual([]);
    expect(fields(await service.run([board()], 2))).toEqual(['layout', 'buffer']);
    expect(fields(service.progress())).toEqual([]);
  });
  test('what moved as a patch, the first of a layout with it, and nothing where nothing moved', async () => {
    const service = serviceOf();
    expect(fields(service.open(false))).toEqual(['layout', 'patch']);
    expect(fields(service.progress())).toEqual([]);
    expect(fields(await service.run([alloc(1)], 1))).toEqual(['patch']);
    expect(fields(service.progress())).toEqual([]);
    expect(fields(await service.run([board()], 2))).toEqual(['layout', 'patch']);
    expect(fields(await service.run([alloc(1)], 3))).toEqual(['patch']);
  });
  test('its patch away: the worker does not keep a copy', async () => {
    const service = serviceOf();
    const replies: RunReply[] = [];
    const { client } = await opened({
      shared: false,
      tampering: () => ({
        open: (shared: boolean) => service.open(shared),
        run: async (commands: readonly Command[], run: number) => {
          const reply = await service.run(commands, run);
          replies.push(reply);
          return reply;
        },
      }),
    });
    await client.run([alloc(1)]);
    expect(replies.map(({ patch }) => patch?.byteLength)).toEqual([0]);
    expect(client.frame()?.serial).toBe(2);
  });
  test('no buffer that failed for another reason than its size', async () => {
    const Real = globalThis.SharedArrayBuffer;
    const service = serviceOf();
    service.open(true);
    globalThis.SharedArrayBuffer = class {
      constructor() {
        throw new TypeError('not a constructor here');
      }
    } as unknown as SharedArrayBufferConstructor;
    try {
      await expect(service.run([board()], 1)).rejects.toThrow('not a constructor here');
    } finally {
      globalThis.SharedArrayBuffer = Real;
    }
  });
});

describe('what is fetched', () => {
  const away = (): Promise<never> => Promise.reject(new Error('away'));
  test('with the opening is not missed there, and tried again when it is needed', async () => {
    const asked: string[] = [];
    const missing = (name: string) => () => {
      asked.push(name);
      return away();
    };
    const service = serviceOf({ paths: missing('paths'), time: missing('time') });
    service.open(true);
    expect(asked.sort()).toEqual(['paths', 'time']);
    await expect(service.paths()).rejects.toThrow('away');
    await expect(service.seek(0)).rejects.toThrow('away');
    expect(asked.sort()).toEqual(['paths', 'paths', 'time', 'time']);
    expect((await service.run([alloc(1)], 1)).ended).toBe('done');
  });
  test('comes before the answer', async () => {
    const there: string[] = [];
    const fetch = (name: string) => async () => {
      await pause();
      there.push(name);
    };
    const service = serviceOf({ paths: fetch('paths'), state: fetch('state') });
    expect((await service.state()).op).toBe(0);
    expect(there).toEqual(['state']);
    expect(await service.paths()).toEqual(['/proc/meminfo']);
    expect(there).toEqual(['state', 'paths']);
  });
  test('is none where the state lacks it', async () => {
    await expect(serviceOf({ state: away }).state()).rejects.toThrow('away');
  });
});

describe('what the page must not do', () => {
  test('look before opening', () => {
    expect(() => serviceOf().progress()).toThrow('open comes first');
  });
  test('go elsewhere while a run is under way', async () => {
    const sought: Promise<unknown>[] = [];
    let now = 0;
    const service: Service = new Service(
      new TestMachine(() => (now += 5)),
      {
        now: () => now,
        pause: () => {
          sought.push(service.seek(0).catch(String));
          return Promise.resolve();
        },
      },
      testFetch,
    );
    service.open(true);
    expect((await service.run([work(9)], 1)).ended).toBe('done');
    expect(sought.length).toBeGreaterThan(0);
    for (const said of await Promise.all(sought)) expect(said).toContain('a run is under way');
  });
});

describe('the past', () => {
  /** A service whose way back comes when it is given; its clock moves with each look. */
  const setup = (onPause: () => void = () => undefined) => {
    let give = (): void => undefined;
    let asked = 0;
    const origin = createMachine(ALL_SYSTEMS).checkpoint();
    const time = (): Promise<TimeParts> => {
      asked += 1;
      return new Promise((resolve) => (give = () => resolve({ Timeline, origin })));
    };
    let now = 0;
    const thread = {
      now: () => (now += 4),
      pause: () => {
        onPause();
        return pause();
      },
    };
    const service = new Service(createMachine(ALL_SYSTEMS), thread, { ...testFetch, time });
    service.open(true);
    return { service, give: () => give(), asked: () => asked };
  };
  const seen = (window: Awaited<ReturnType<Service['samples']>>): number =>
    [...(window?.used.max ?? [])].filter((share) => !Number.isNaN(share)).length;

  test('of a run that began without it is known after that run', async () => {
    let during: Promise<unknown> | undefined;
    const { service, give, asked } = setup(() => {
      give();
      during ??= service.samples(0, 3, 3);
    });
    await service.run([{ kind: 'board', board: 'ssd202', options: {} }, work(500, 3)], 1);
    expect(await during).toBeUndefined();
    expect(seen(await service.samples(0, 502, 502))).toBe(502);
    expect(asked()).toBe(1);
  });
  test('is waited for by whoever goes back, and holds what was done before it came', async () => {
    const { service, give } = setup();
    const commands: Command[] = [
      { kind: 'board', board: 'ssd202', options: {} },
      { kind: 'cma_alloc', into: 'a', count: 5, align: 0 },
      work(20, 3),
      { kind: 'cma_release', target: { by: 'handle', handle: 'a' } },
    ];
    await service.run(commands, 1);
    const sought = service.seek(2);
    give();
    expect((await sought).position).toBe(2);
    const twin = createMachine(ALL_SYSTEMS);
    for (const command of commands.slice(0, 2)) twin.exec(command);
    expect(await service.state()).toEqual(twin.state());
    // The next command is executed there, and nothing lies beyond it.
    const next: Command = { kind: 'cma_alloc', into: 'b', count: 7, align: 0 };
    expect((await service.run([next], 2)).outcomes).toEqual([twin.exec(next)]);
    expect((await service.seek(99)).position).toBe(3);
    expect(await service.state()).toEqual(twin.state());
  });
});
