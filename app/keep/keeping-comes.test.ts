/** What comes in: links, the address, recent sessions; and what a page that goes leaves. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import {
  plainExperiment,
  readFile,
  readLink,
  writeFile,
  writeLink,
} from '../../engine/journal/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { makePage } from '../shell/made.ts';
import { makeRest } from '../shell/rest.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { MemoryShelf } from './shelf/shelf.ts';
import type { KeptSession } from './shelf/shelf.ts';

const shelf = new MemoryShelf();
vi.mock('./shelf/shelf-idb.ts', () => ({ openIdbShelf: () => Promise.resolve(shelf) }));
const machine = () => createMachine(ALL_SYSTEMS);

const tab = new Map<string, string>();
const address = new URL('http://localhost/');
const entries: string[] = [];
const put = (how: string) => (_state: unknown, _title: string, href?: string) => {
  if (href === undefined) return;
  entries.push(how);
  address.href = href;
};
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => tab.get(key),
  setItem: (key: string, value: string) => void tab.set(key, value),
  removeItem: (key: string) => void tab.delete(key),
});
vi.stubGlobal('location', address);
vi.stubGlobal('history', { state: {}, replaceState: put('replace'), pushState: put('push') });
vi.stubGlobal('navigator', {});
const page = makePage(clientOf({ machine }).client);
const { session, ui } = page;
const { keeping, branches } = makeRest(page);

beforeAll(async () => {
  await withWords(() => Promise.resolve());
  await keeping.start(undefined);
});
afterAll(() => {
  disposeAll();
  vi.unstubAllGlobals();
});
beforeEach(() => {
  ui.news = [];
  ui.mode = 'page';
});

const told = (): readonly string[] => ui.news.map(({ id }) => id);
const texts = (): readonly string[] => branches.experiment().branches.map(({ text }) => text);
const linkTo = (text: string): string => {
  const link = writeLink(plainExperiment(text));
  return 'text' in link ? link.text : expect.unreachable('it is too long for a link');
};
const fileOf = (experiment: Experiment): string => {
  const file = writeFile(experiment);
  return 'text' in file ? file.text : expect.unreachable('it cannot be a file');
};
const recent = async (id: string, text: string, own = true): Promise<KeptSession> => {
  const kept = { ...{ id, title: '', board: 'SSD202', ops: 1, chars: text.length }, saved: 5, own };
  await shelf.put(kept, [text]);
  return kept;
};
const recordOf = async (id: string | undefined): Promise<KeptSession | undefined> =>
  (await shelf.list()).find((kept) => kept.id === id);

describe('a link', () => {
  test('takes the place of what is there, which is kept, and is nobody’s work until somebody works on it', async () => {
    await session.run('cma_alloc(1)');
    const before = keeping.id;
    expect(await keeping.openLink(linkTo('board imx6\ncma_alloc(2)\n'))).toBe(true);
    expect(texts()).toEqual(['board imx6\ncma_alloc(2)\n']);
    expect(readLink(keeping.address.text)).toMatchObject({
      experiment: { branches: [{ text: 'board imx6\ncma_alloc(2)\n' }] },
    });
    expect(keeping.id).not.toBe(before);
    expect((await shelf.text(before!))!.join('')).toContain('cma_alloc(1)\n');
    await keeping.flush();
    expect((await recordOf(keeping.id))?.own ?? false).toBe(false);
    expect(keeping.wouldLose).toBe(false);
    await session.run('cma_alloc(3)');
    await keeping.flush();
    expect(await recordOf(keeping.id)).toMatchObject({ own: true });
  });
  test('that is broken is said to be, until one opens', async () => {
    const before = texts();
    expect(await keeping.openLink('#broken')).toBe(false);
    expect([told(), texts()]).toEqual([['link'], before]);
    expect(ui.news[0]!.say()).not.toBe('');
    expect(await keeping.openLink(linkTo('board ssd202\n'))).toBe(true);
    expect(told()).toEqual([]);
  });
});

describe('an address that was changed', () => {
  test.each([
    ['&embed', 'embed'],
    ['&present', 'present'],
    ['', 'page'],
    ['&nonsense', 'page'],
  ] as const)('with %j after its link opens it as %s', async (flags, mode) => {
    address.hash = `${linkTo(`board ssd202\n# ${mode}${flags}\n`)}${flags}`;
    await keeping.followAddress();
    expect([ui.mode, texts()]).toEqual([mode, [`board ssd202\n# ${mode}${flags}\n`]]);
  });
  test('to what the page wrote itself, or to nothing, leaves all as it is', async () => {
    await session.run('cma_alloc(4)');
    await keeping.address.write();
    const [before, id] = [texts(), keeping.id];
    await keeping.followAddress();
    const written = address.hash;
    address.hash = '';
    await keeping.followAddress();
    expect([texts(), keeping.id]).toEqual([before, id]);
    address.hash = written;
  });
  test('to a link that is broken gets the link of what is there back', async () => {
    const before = texts();
    address.hash = 'broken';
    await keeping.followAddress();
    expect([told(), texts()]).toEqual([['link'], before]);
    expect(readLink(keeping.address.text)).toMatchObject({
      experiment: { branches: [{ text: before[0] }] },
    });
  });
});

describe('a recent session', () => {
  test('goes on under its own name', async () => {
    const kept = await recent('mine', fileOf(plainExperiment('board imx6\ncma_alloc(5)\n')));
    await keeping.openRecent(kept);
    expect([texts(), keeping.id, told()]).toEqual([['board imx6\ncma_alloc(5)\n'], 'mine', []]);
  });
  test('that came from a link is still nobody’s work', async () => {
    const text = fileOf(plainExperiment('board imx6\ncma_alloc(6)\n'));
    await keeping.openRecent(await recent('theirs', text, false));
    await keeping.flush();
    expect(await recordOf('theirs')).toMatchObject({ own: false });
  });
  test.each([
    ['is gone', undefined],
    ['cannot be read', '# carveout 77\n'],
  ])('that %s is said to be, and nothing else happens', async (_, text) => {
    const kept = await recent('bad', text ?? '');
    if (text === undefined) await shelf.remove(['bad']);
    const before = [texts(), keeping.id];
    await keeping.openRecent(kept);
    expect([told(), texts(), keeping.id]).toEqual([['recent'], ...before]);
    expect(ui.news[0]!.say()).not.toBe('');
  });
});

describe('a page that goes', () => {
  const left = (): unknown => JSON.parse(tab.get('carveout.left') ?? 'null');
  test('leaves what the shelf may not have yet, and takes it back when it stays', async () => {
    await keeping.openLink(linkTo('board ssd202\n'));
    await session.run('cma_alloc(7)');
    keeping.leave();
    const { id, parts } = left() as { readonly id: string; readonly parts: readonly string[] };
    expect(id).toBe(keeping.id);
    expect(readFile(parts.join(''))).toMatchObject({
      experiment: { branches: [{ text: 'board ssd202\ncma_alloc(7)\n' }] },
    });
    keeping.stay();
    expect(left()).toBeNull();
  });
  test('that is part of another page loses nothing of anybody', async () => {
    await session.run('cma_alloc(8)');
    ui.mode = 'embed';
    expect(keeping.wouldLose).toBe(false);
  });
});

test('what could not all be executed keeps its link in the bar, and can be tried again', async () => {
  const play = vi.spyOn(branches, 'load').mockResolvedValueOnce(false);
  entries.length = 0;
  address.hash = linkTo('board imx6\ncma_alloc(9)\n');
  const held = address.hash;
  await keeping.followAddress();
  expect([told(), address.hash === held, entries]).toEqual([['partly'], true, []]);
  const [again] = ui.news[0]!.deeds!;
  again!.run();
  await vi.waitFor(() => expect(told()).toEqual([]));
  expect(play).toHaveBeenCalledTimes(2);
  expect(texts()).toEqual(['board imx6\ncma_alloc(9)\n']);
});
