/** What goes along with an address: the text of a file as a link, and what of it is not to be sent. */
import { beforeAll, expect, test, vi } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { plainExperiment, readLink, writeFile, writeLink } from '../../engine/journal/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import { MAX_LINK_CHARS } from '../../engine/contract/limits.ts';
import { clientOf } from '../link/test/client.ts';
import { Beside } from '../keep/address/beside.svelte.ts';
import { makePage } from '../shell/made.ts';
import { Branches } from '../time/branches.svelte.ts';
import { sentPick } from './sent.ts';
import { Sources } from './sources.ts';
import type { Pick } from './sources.ts';
import { withWords } from '../words/i18n.svelte.ts';

const machine = () => createMachine(ALL_SYSTEMS);
// No worker packs a link here.
vi.mock('../link/worker/link-writer.ts', () => ({
  linkOf: (experiment: Experiment) => Promise.resolve(writeLink(experiment)),
}));
const { session, ui, mapView } = makePage(clientOf({ machine }).client);
const { materialOf } = new Sources({
  session,
  branches: new Branches(session),
  // The shelf is not asked here: no recent session is sent.
  keeping: { recents: undefined },
  beside: new Beside(ui),
  mapView,
});
const sentBy = (pick: Pick) => sentPick(pick, materialOf);

beforeAll(() => withWords(() => Promise.resolve()));

const SETTING = { option: 'kernel', value: '6.17' };
const TEXT = 'board imx6\na = cma_alloc(4)\nb = cma_alloc(8)\n';
/** Nothing in it comes twice: no link is long enough. */
const LONG = Array.from({ length: 3_000 }, (_, i) => `# ${((i + 7) * 2_654_435_761) % 2 ** 32}`);

test.each([
  { is: 'present' },
  { is: 'branch', index: 3 },
  { is: 'scenario', id: 'imx6-gstreamer' },
  { is: 'link', link: 'AbC-_9' },
] as const)('$is goes as it is', async (source) => {
  const pick = { source, setting: SETTING, at: 2 };
  expect(await sentBy(pick)).toEqual(pick);
});

test('a file goes as a link that executes the same, with what was changed about it', async () => {
  const whole = { ...plainExperiment(TEXT, 'Two buffers'), position: 2 };
  const written = writeFile(whole);
  if (!('text' in written)) return expect.unreachable('a file is refused');
  const source = { is: 'file', name: 'two.carveout', text: written.text } as const;
  const pick = { source, setting: SETTING, at: undefined };
  const sent = await sentBy(pick);
  if (!sent || 'refused' in sent || sent.source.is !== 'link')
    return expect.unreachable('a file is not sent');
  expect(sent).toMatchObject({ setting: SETTING, at: undefined });
  expect(readLink(sent.source.link)).toMatchObject({ experiment: whole });
  expect(await materialOf(sent)).toEqual(await materialOf(pick));
  const again = await sentBy(pick);
  expect(again, 'packed once').toEqual(sent);
});

test('a link is sent without what stands around it; what no link can be is not', async () => {
  const of = (link: string) =>
    sentBy({ source: { is: 'link', link }, setting: undefined, at: undefined });
  expect(await of('http://host/#AbC&embed')).toMatchObject({ source: { link: 'AbC' } });
  expect(await of('<script>')).toBeUndefined();
  expect(await of('A'.repeat(MAX_LINK_CHARS))).toBeDefined();
  expect(await of('A'.repeat(MAX_LINK_CHARS + 1))).toBeUndefined();
});

test('what is too long for a link is refused with its reason, what is no experiment is left out', async () => {
  const of = (text: string) =>
    sentBy({ source: { is: 'file', name: 'x', text }, setting: undefined, at: undefined });
  expect(await of(`${TEXT}${LONG.join('\n')}`)).toMatchObject({ refused: { id: 'link.tooLong' } });
  expect(await of('# carveout 9\n')).toBeUndefined();
});
