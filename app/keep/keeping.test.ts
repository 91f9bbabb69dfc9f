/** What the keeper says before something is lost, when a page that is closed is asked about, and what comes of another experiment. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ALL_SYSTEMS } from '../../engine/machine/all-systems.ts';
import { createMachine } from '../../engine/index.ts';
import { MAX_JOURNAL_OPS } from '../../engine/contract/limits.ts';
import { clientOf, disposeAll } from '../link/test/client.ts';
import { makePage } from '../shell/made.ts';
import { makeRest } from '../shell/rest.ts';
import { withWords } from '../words/i18n.svelte.ts';
import { NEARLY_FULL } from '../page/limits.ts';
import { MemoryShelf } from './shelf/shelf.ts';
import type { KeptSession } from './shelf/shelf.ts';

/** May have no room. */
class Shelf extends MemoryShelf {
  room = true;
  override put(kept: KeptSession, pieces: readonly string[]): Promise<void> {
    return this.room
      ? super.put(kept, pieces)
      : Promise.reject(new DOMException('no room', 'QuotaExceededError'));
  }
}
const shelf = new Shelf();
vi.mock('./shelf/shelf-idb.ts', () => ({ openIdbShelf: () => Promise.resolve(shelf) }));
const machine = () => createMachine(ALL_SYSTEMS);
const downloads = vi.hoisted(() => vi.fn());
vi.mock('../page/download.ts', () => ({ download: downloads }));

const tab = new Map<string, string>();
const address = new URL('http://localhost/');
const replaced = (_state: unknown, _title: string, href?: string): void => {
  if (href !== undefined) address.href = href;
};
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => tab.get(key),
  setItem: (key: string, value: string) => void tab.set(key, value),
  removeItem: (key: string) => void tab.delete(key),
});
vi.stubGlobal('location', address);
vi.stubGlobal('history', { state: {}, replaceState: replaced, pushState: replaced });
vi.stubGlobal('navigator', {});
const page = makePage(clientOf({ machine }).client);
const { session, ui } = page;
const { keeping, branches, saving, anew, opener, view, deck: editor } = makeRest(page);
const { beginAnew } = anew;
const { openPasted } = opener;

beforeAll(async () => {
  await withWords(() => Promise.resolve());
  await keeping.start(undefined);
});
afterAll(() => {
  disposeAll();
  vi.unstubAllGlobals();
});
beforeEach(() => {
  shelf.room = true;
  ui.news = [];
});

const told = (): readonly string[] => ui.news.map(({ id }) => id);
const kept = async (line: string): Promise<void> => {
  await session.run(line);
  await keeping.flush();
};

test('what the shelf has, or the address, is not asked about', async () => {
  await kept('cma_alloc(1)');
  expect(keeping.wouldLose).toBe(false);
  shelf.room = false;
  await kept('cma_alloc(2)');
  expect(told()).toContain('trouble');
  await keeping.address.write();
  expect(keeping.wouldLose).toBe(false);
});

test('what nobody has is asked about until a file has it', async () => {
  shelf.room = false;
  await kept('cma_alloc(3)');
  expect(keeping.wouldLose).toBe(true);
  const deed = ui.news.find(({ id }) => id === 'trouble')?.deeds?.[0];
  // The same trouble is said once.
  expect(deed).toBeUndefined();
  await saving.save();
  expect(downloads).toHaveBeenCalledOnce();
  const blob = downloads.mock.calls[0]![1] as Blob;
  expect(await blob.text()).toContain('cma_alloc(2)\ncma_alloc(3)\n');
  expect(keeping.wouldLose).toBe(false);
  await session.run('cma_alloc(4)');
  expect(keeping.wouldLose).toBe(true);
});

test('a shelf that has room again is trusted again', async () => {
  await kept('cma_alloc(5)');
  expect(keeping.wouldLose).toBe(false);
});

test('a journal that is nearly full is told of once', async () => {
  const most = MAX_JOURNAL_OPS * (1 - NEARLY_FULL);
  const at = async (length: number): Promise<readonly string[]> => {
    session.title = `at ${length}`;
    vi.spyOn(session, 'length', 'get').mockReturnValue(length);
    await keeping.flush();
    return told();
  };
  expect(await at(most - 1)).toEqual([]);
  expect(await at(most)).toEqual(['nearly']);
  ui.news = [];
  expect(await at(most + 1)).toEqual([]);
  vi.restoreAllMocks();
});

describe('another experiment', () => {
  const texts = async (id: string | undefined): Promise<string> =>
    (await shelf.text(id ?? ''))?.join('') ?? '';
  const holds = (text: string): void =>
    expect(branches.experiment()).toEqual({
      ...{ title: '', shown: 0, position: undefined, view: view.present },
      branches: [{ name: 'main', from: undefined, text }],
    });

  test('on a board, or on the one that runs, holds nothing of the one before, which is kept', async () => {
    await session.run('cma_alloc(6)');
    const first = keeping.id;
    await beginAnew('board imx6');
    holds('board imx6\n');
    expect(await texts(first)).toContain('cma_alloc(6)\n');
    await session.run('cma_alloc(7)');
    const second = keeping.id;
    expect(second).not.toBe(first);
    await beginAnew();
    holds('board imx6\n');
    expect(await texts(second)).toContain('board imx6\ncma_alloc(7)\n');
    expect(await texts(second)).not.toContain('cma_alloc(6)');
  });

  test.each([
    ['board generic\ncma_alloc(8)', 'board generic\ncma_alloc(8)\n'],
    ['# Why.\r\n\r\nboard generic\r\ncma_alloc(8)\r\n', '# Why.\nboard generic\ncma_alloc(8)\n'],
  ])('is a text that begins with a board: %j', async (text, script) => {
    await session.run('cma_alloc(6)');
    const before = keeping.id;
    await openPasted(text);
    holds(script);
    expect(await texts(before)).toContain('cma_alloc(6)\n');
  });

  test.each(['cma_alloc(8)\ncma_alloc(9)', 'board generic\ncma_alloc('])(
    'is none that begins with none, or that is wrong: %j',
    async (text) => {
      await beginAnew('board ssd202');
      await openPasted(text);
      holds(`board ssd202\n${text.endsWith('(') ? '' : `${text}\n`}`);
    },
  );

  test('is a text of the editor that has no step in common; one that has is the same', async () => {
    await beginAnew('board ssd202');
    const { deck } = editor;
    deck.adopt();
    const runs = async (text: string): Promise<void> => {
      deck.draft.edit(text);
      deck.run();
      await vi.waitFor(() => {
        expect(session.running).toBeUndefined();
        holds(`${text}\n`);
      });
      deck.follow();
      expect([deck.draft.dirty, deck.draft.outside, deck.next]).toEqual([false, 0, undefined]);
    };
    const first = keeping.id;
    await runs('board ssd202\ncma_alloc(1)');
    await runs('board ssd202\ncma_alloc(1)\n# more\ncma_alloc(2)');
    expect(keeping.id).toBe(first);
    await runs('board imx6\ncma_alloc(1)');
    expect(keeping.id).not.toBe(first);
    expect(await texts(first)).toContain('# more\ncma_alloc(2)\n');
  });
});
