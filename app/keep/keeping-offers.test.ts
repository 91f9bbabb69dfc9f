/** A page that begins with its first scenario offers what was done last. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { plainExperiment, writeFile } from '../../engine/journal/index.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { makePage } from '../shell/made.ts';
import { makeRest } from '../shell/rest.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { MemoryShelf } from './shelf/shelf.ts';

const shelf = new MemoryShelf();
vi.mock('./shelf/shelf-idb.ts', () => ({ openIdbShelf: () => Promise.resolve(shelf) }));
const machine = () => createMachine(ALL_SYSTEMS);
const tab = new Map<string, string>();
const marks: unknown[] = [];
const address = new URL('http://localhost/');
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => tab.get(key),
  setItem: (key: string, value: string) => void tab.set(key, value),
  removeItem: (key: string) => void tab.delete(key),
});
vi.stubGlobal('location', address);
vi.stubGlobal('history', {
  // eslint-disable-next-line no-restricted-syntax -- what the platform has
  state: null,
  replaceState: (mark: unknown, _title: string, href?: string) => {
    marks.push(mark);
    if (href !== undefined) address.href = href;
  },
  pushState: () => {},
});
vi.stubGlobal('navigator', {});
const page = makePage(clientOf({ machine }).client);
const { session, ui } = page;
const { keeping, branches } = makeRest(page);

beforeAll(() => withWords(() => Promise.resolve()));
afterAll(() => {
  disposeAll();
  vi.unstubAllGlobals();
});

test('the newest session is offered by name and age, and opens; the list of all is beside it', async () => {
  const file = writeFile(plainExperiment('board imx6\ncma_alloc(5)\n'));
  const text = 'text' in file ? file.text : '';
  const kept = { id: 'mine', title: 'Buffers', board: 'i.MX6', ops: 12, chars: 10, own: true };
  await shelf.put({ ...kept, id: 'old', title: 'Older', saved: Date.now() - 9e6 }, [text]);
  await shelf.put({ ...kept, saved: Date.now() - 1 }, [text]);
  await keeping.start(session.open('cma_alloc(1)'));
  expect(marks[0]).toEqual({ carveout: 1 });
  const [offer] = ui.news;
  expect([offer!.id, offer!.tone]).toEqual(['offer', 'info']);
  expect(offer!.say()).toMatch(/Buffers · i\.MX6 · 12 .* · ./);
  expect(offer!.deeds!.map(({ name }) => name() !== '')).toEqual([true, true]);
  offer!.deeds![1]!.run();
  expect(ui.dialog).toBe('recent');
  offer!.deeds![0]!.run();
  await vi.waitFor(() => expect(keeping.id).toBe('mine'), 10_000);
  await vi.waitFor(() => expect(ui.news).toEqual([]), 10_000);
  expect(branches.experiment().branches[0]!.text).toBe('board imx6\ncma_alloc(5)\n');
});
