import { afterEach, describe, expect, it, vi } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { plainExperiment } from '../../engine/journal/index.ts';
import { parse } from '../../engine/language/index.ts';
import { disposeAll, clientOf } from '../link/test/client.ts';
import { Branches } from './branches.svelte.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { Session } from '../session/session.svelte.ts';
import type { Beyond } from '../page/settings.ts';
import { SessionTime } from './time-deck.svelte.ts';
import type { TimeSession } from './time-deck.svelte.ts';

afterEach(disposeAll);

async function begun(source: string) {
  await withWords(() => Promise.resolve());
  const { client } = clientOf({ machine: () => createMachine(ALL_SYSTEMS) });
  const session = new Session(client);
  let beyond: Beyond = 'branch';
  const branches = new Branches(session, { beyond: () => beyond, turned: () => {} });
  const deck = new SessionTime(session, branches);
  await session.open(source);
  const digest = async (): Promise<string> => (await client.state()).digest;
  /** Execute at an earlier position. */
  const go = async (position: number, text: string, then: Beyond) => {
    deck.seek(position);
    beyond = then;
    await session.run(text);
  };
  return { session, branches, deck, digest, go };
}
function digestOf(...lines: string[]): string {
  const machine = createMachine(ALL_SYSTEMS);
  for (const { command } of parse(lines.join('\n')).statements) machine.exec(command);
  return machine.state().digest;
}
const BOARD = 'board ssd202';
const WORK = 'workload cma ops=100 seed=3';

it('a command waits for the seeks before it, and branches where they lead', async () => {
  const { deck, digest, go, branches } = await begun(`${BOARD}\n${WORK}\ncma_alloc(3)`);
  expect([deck.length, deck.position]).toEqual([102, 102]);
  const text = `${BOARD}\n${WORK}\ncma_alloc(3)\n`;
  await go(99, 'x = cma_alloc(1)', 'drop');
  expect([deck.length, deck.position, deck.branches.length]).toEqual([100, 100, 1]);
  await branches.load(plainExperiment(text));
  await go(31, 'x = cma_alloc(2)', 'branch');
  expect([deck.length, deck.position]).toEqual([32, 32]);
  expect(await digest()).toBe(digestOf(BOARD, 'workload cma ops=30 seed=3', 'x = cma_alloc(2)'));
  expect(deck.branches).toEqual([
    { name: 'main', from: 0, length: 102, shown: false, parent: undefined, removable: false },
    { name: 'x = cma_alloc(2)', from: 31, length: 32, shown: true, parent: 0, removable: true },
  ]);
  expect(deck.marks).toEqual([
    { at: 1, kind: 'boot' },
    { at: 31, kind: 'branch' },
  ]);
  await branches.switchTo(0);
  expect(deck.length).toBe(102);
  expect(branches.experiment()).toMatchObject({
    shown: 0,
    branches: [{ text }, { name: 'x = cma_alloc(2)', text: 'x = cma_alloc(2)\n' }],
  });
  expect(deck.marks).toContainEqual({ at: 31, kind: 'branch' });
  expect(await digest()).toBe(digestOf(BOARD, WORK, 'cma_alloc(3)'));
});

it('a branch that others leave stays; one that is shown gives its place to the one it left', async () => {
  const { branches, deck, digest, go } = await begun(`${BOARD}\ncma_alloc(3)\ncma_alloc(4)`);
  await go(2, 'b = cma_alloc(5)\ncma_alloc(6)', 'branch');
  await go(3, 'c = cma_alloc(7)', 'branch');
  expect(deck.branches.map(({ removable }) => removable)).toEqual([false, false, true]);
  deck.remove(2);
  await expect.poll(() => deck.branches.length).toBe(2);
  expect(deck.branches[1]).toMatchObject({ shown: true, length: 4, removable: true });
  expect(await digest()).toBe(digestOf(BOARD, 'cma_alloc(3)', 'b = cma_alloc(5)', 'cma_alloc(6)'));
  deck.remove(1);
  await expect.poll(() => deck.branches.length).toBe(1);
  expect(await digest()).toBe(digestOf(BOARD, 'cma_alloc(3)', 'cma_alloc(4)'));
  const text = `${BOARD}\ncma_alloc(3)\ncma_alloc(4)\n`;
  expect(branches.experiment()).toEqual({
    ...{ title: '', shown: 0, position: undefined, view: {} },
    branches: [{ name: 'main', from: undefined, text }],
  });
});

it('is seeking at once, and shows samples and lines of what was executed', async () => {
  const { deck } = await begun(`${BOARD}\n# A day of video.\n${WORK}`);
  deck.seek(7);
  expect(deck.seeking).toBe(true);
  await expect.poll(() => deck.seeking).toBe(false);
  expect(deck.position).toBe(7);
  expect([deck.labelAt(0), deck.labelAt(1), deck.labelAt(7)]).toEqual([
    '',
    BOARD,
    `${WORK} · A day of video.`,
  ]);
  await expect.poll(() => deck.samples(0, 102, 102)).toBeDefined();
  expect([...deck.samples(0, 102, 102)!.used.max].every((share) => share >= 0)).toBe(true);
});

it('lines of another board are told from those of the one at the position', async () => {
  const { deck, session } = await begun(`${BOARD}\ncma_alloc(3)\nboard ssd202\ncma_alloc(4)`);
  const current = (): boolean[] =>
    session.transcript.items
      .filter(({ content }) => content.kind === 'in')
      .map(({ id }) => session.record.isCurrent(id));
  expect(current()).toEqual([false, false, true, true]);
  deck.seek(2);
  await expect.poll(() => deck.seeking).toBe(false);
  expect(current()).toEqual([true, true, false, false]);
});

describe('over a session that tests hold in their hands', () => {
  const scriptOf = (count: number): TimeSession['script'] => ({
    items: Array.from({ length: count }, (_, i) => ({
      ...{ id: i, op: i, at: i + 1, steps: 1, text: `!line ${i}`, comment: false, failed: true },
      ...{ line: i, by: undefined },
    })),
    dropped: 0,
  });
  class Held {
    length = 2;
    position = 0;
    script = $state.raw(scriptOf(2));
    running = $state.raw<TimeSession['running']>();
    seek = vi.fn(() => Promise.resolve());
    ask = vi.fn(() => Promise.reject(new Error('away')));
  }
  const branch = (name: string, parent: number | undefined) => ({
    ...{ name, from: 0, length: 2, shown: false, parent, removable: true },
  });
  const setup = (shown = 0) => {
    const held = new Held();
    const told: unknown[] = [];
    const branches = {
      outline: [branch('main', undefined), branch('left', 0), branch('leaf', 1)],
      ...{ shown, leaving: [2] },
      switchTo: (index: number) => {
        told.push(['switch', index]);
        return Promise.resolve();
      },
      rename: (index: number, name: string) => void told.push(['rename', index, name]),
      remove: (index: number) => void told.push(['remove', index]),
    };
    const deck = new SessionTime(held, branches);
    return { held, told, deck };
  };

  it('its marks are those before a run, until the run is over', () => {
    const { held, deck } = setup();
    const at = (): readonly number[] => deck.marks.map((mark) => mark.at);
    expect(at()).toEqual([1, 2]);
    held.running = {} as never;
    held.script = scriptOf(3);
    expect(at()).toEqual([1, 2]);
    expect([deck.labelAt(2), deck.labelAt(3)]).toEqual(['!line 1', '']);
    held.running = undefined;
    expect(at()).toEqual([1, 2, 3]);
    expect(deck.labelAt(3)).toBe('!line 2');
  });
  it('its marks are those of the run where there were none before', () => {
    const { held, deck } = setup();
    held.running = {} as never;
    expect(deck.marks.map(({ at }) => at)).toEqual([1, 2]);
  });
  it('names and changes go to the branches', () => {
    const { deck, told } = setup();
    deck.switchTo(2);
    deck.rename(1, 'other');
    expect(told).toEqual([
      ['switch', 2],
      ['rename', 1, 'other'],
    ]);
  });
  it.each([
    [0, 1, [['remove', 1]]],
    [
      1,
      1,
      [
        ['switch', 0],
        ['remove', 1],
      ],
    ],
    [0, 0, [['remove', 0]]],
    [0, 9, [['remove', 9]]],
  ])('where %i is shown and %i goes: %j', async (shown, goes, deeds) => {
    const { deck, told } = setup(shown);
    deck.remove(goes);
    await Promise.resolve();
    await Promise.resolve();
    expect(told).toEqual(deeds);
  });
  it('nobody knew its samples yet', async () => {
    const { deck, held } = setup();
    expect(deck.samples(0, 2, 2)).toBeUndefined();
    await Promise.resolve();
    expect([deck.sampled, held.ask.mock.calls.length]).toEqual([0, 1]);
  });
});
