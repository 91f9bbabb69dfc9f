/** The note about what was turned away from, and the way back. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { plainExperiment } from '../../engine/journal/index.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { makePage } from '../shell/made.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { Branches } from './branches.svelte.ts';
import { tellTurned } from './turned.ts';

const TEXT = 'cma_alloc(1)\ncma_alloc(2)\ncma_alloc(3)\n';
const machine = () => createMachine(ALL_SYSTEMS);
const { session, settings, ui } = makePage(clientOf({ machine }).client);
const branches = new Branches(session, {
  beyond: () => settings.beyond,
  turned: (turned) => tellTurned(ui, turned),
});

beforeAll(async () => {
  await withWords(() => Promise.resolve());
  await session.open('');
});
afterAll(disposeAll);
beforeEach(async () => {
  await branches.load(plainExperiment(TEXT));
  await session.seek(1);
  ui.prompt = undefined;
});
const text = (): string => branches.experiment().branches[branches.shown]!.text;

test.each([
  ['branch', /step 1 of 3.*cma_alloc\(7\)/],
  ['drop', /2 steps beyond step 1\./],
] as const)(
  'of %s says from where to where, and its deed takes all of it back',
  async (beyond, says) => {
    settings.beyond = beyond;
    await session.run('cma_alloc(7)');
    const [note] = ui.news;
    expect([note!.id, note!.tone, note!.deeds!.length]).toEqual(['turned', 'info', 1]);
    expect(note!.say()).toMatch(says);
    expect(note!.deeds![0]!.name()).not.toBe('');
    note!.deeds![0]!.run();
    await vi.waitFor(() => expect(ui.prompt?.text).toBe('cma_alloc(7)'), 10_000);
    expect([text(), session.position]).toEqual([TEXT, 1]);
  },
);
test('goes with the next thing that is executed', async () => {
  settings.beyond = 'drop';
  await session.run('cma_alloc(7)');
  expect(ui.news.map(({ id }) => id)).toEqual(['turned']);
  await session.run('cma_alloc(8)');
  expect(ui.news).toEqual([]);
});
test('gives several lines not back to the prompt, which has one', async () => {
  settings.beyond = 'drop';
  await session.run('cma_alloc(7)\ncma_alloc(8)');
  ui.news[0]!.deeds![0]!.run();
  await vi.waitFor(() => expect(text()).toBe(TEXT), 10_000);
  await session.run('');
  expect(ui.prompt).toBeUndefined();
});
