import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { makePage } from '../shell/made.ts';
import { Branches } from '../time/branches.svelte.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { blobOf, Saving } from './saving.ts';

const downloads: [name: string, blob: Blob][] = [];
vi.mock('../page/download.ts', () => ({
  download: (name: string, blob: Blob) => void downloads.push([name, blob]),
}));
const { session, ui } = makePage();
const branches = new Branches(session);
const saving = new Saving(branches, session, ui);

beforeAll(() => withWords(() => Promise.resolve()));
beforeEach(() => {
  downloads.length = 0;
  ui.news = [];
});

it.each([
  [[]],
  [['']],
  [['a', 'é', '环\n']],
  [['x'.repeat(999_999), 'y', 'z']],
  [['x'.repeat(1_000_000), 'y'.repeat(1_000_001), '', 'z']],
])('a blob has all pieces in their order, in UTF-8', async (pieces) => {
  const blob = await blobOf(pieces);
  expect((await blob.text()) === pieces.join('')).toBe(true);
  expect(blob.type).toBe('text/plain;charset=utf-8');
});

it('what is saved is a file named by the session, and known to be saved', async () => {
  session.title = 'My notes';
  await saving.save();
  const [[name, blob]] = downloads as [[string, Blob]];
  expect(name).toBe('My-notes.carveout');
  expect(await blob.text()).toMatch(/^# carveout 1\n# title: My notes\n[^]*# end\n$/);
  expect(saving.content).toEqual(branches.content);
  expect(ui.news).toEqual([]);
});

it('a session that cannot be a file is said to be none, and is not saved', async () => {
  saving.content = undefined;
  const experiment = branches.inPieces();
  const [trunk] = experiment.branches;
  vi.spyOn(branches, 'inPieces').mockReturnValue({
    ...experiment,
    branches: Array(10_000).fill(trunk),
  });
  await saving.save();
  expect([downloads, saving.content]).toEqual([[], undefined]);
  expect(ui.news.map(({ id, tone, say }) => [id, tone, say() !== ''])).toEqual([
    ['file', 'bad', true],
  ]);
});
