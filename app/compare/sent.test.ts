/** What goes along with an address: the text of a file as a link, and what of it is not to be sent. */
import { beforeAll, expect, test, vi } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { plainExperiment, readLink, writeFile, writeLink } from '../../engine/journal/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import { MAX_LINK_CHARS } from '../../engine/contract/limits.ts';
import { clientOf } from '../link/test/client.ts';
import { withWords } from '../words/i18n.svelte.ts';

const machine = () => createMachine(ALL_SYSTEMS);
vi.mock('../session/session.svelte.ts', async (original) => {
  const real = await original<typeof import('../session/session.svelte.ts')>();
  return { ...real, session: new real.Session(clientOf({ machine }).client) };
});
// No worker packs a link here.
vi.mock('../link/worker/link-writer.ts', () => ({
  linkOf: (experiment: Experiment) => Promise.resolve(writeLink(experiment)),
}));
// The shelf is not asked here: no recent session is sent.
vi.mock('../keep/keeping.svelte.ts', () => ({ keeping: { recents: undefined } }));
const { sentPick } = await import('./sent.ts');
const { materialOf } = await import('./sources.ts');

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
  expect(await sentPick(pick)).toEqual(pick);
});

test('a file goes as a link that executes the same, with what was changed about it', async () => {
  const whole = { ...plainExperiment(TEXT, 'Two buffers'), position: 2 };
  const written = writeFile(whole);
  if (!('text' in written)) return expect.unreachable('a file is refused');
  const source = { is: 'file', name: 'two.carveout', text: written.text } as const;
  const pick = { source, setting: SETTING, at: undefined };
  const sent = await sentPick(pick);
  if (!sent || 'refused' in sent || sent.source.is !== 'link')
    return expect.unreachable('a file is not sent');
  expect(sent).toMatchObject({ setting: SETTING, at: undefined });
  expect(readLink(sent.source.link)).toMatchObject({ experiment: whole });
  expect(await materialOf(sent)).toEqual(await materialOf(pick));
  const again = await sentPick(pick);
  expect(again, 'packed once').toEqual(sent);
});

test('a link is sent without what stands around it; what no link can be is not', async () => {
  const of = (link: string) =>
    sentPick({ source: { is: 'link', link }, setting: undefined, at: undefined });
  expect(await of('http://host/#AbC&embed')).toMatchObject({ source: { link: 'AbC' } });
  expect(await of('<script>')).toBeUndefined();
  expect(await of('A'.repeat(MAX_LINK_CHARS))).toBeDefined();
  expect(await of('A'.repeat(MAX_LINK_CHARS + 1))).toBeUndefined();
});

test('what is too long for a link is refused with its reason, what is no experiment is left out', async () => {
  const of = (text: string) =>
    sentPick({ source: { is: 'file', name: 'x', text }, setting: undefined, at: undefined });
  expect(await of(`${TEXT}${LONG.join('\n')}`)).toMatchObject({ refused: { id: 'link.tooLong' } });
  expect(await of('# carveout 9\n')).toBeUndefined();
});
