/** The shelf over a database: what it holds, and what other pages and a full disk do to it. */
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PIECE_INLINE_CHARS } from '../../page/limits.ts';
import { stubIndexedDb } from '../test/indexed-db.ts';
import type { Databases } from '../test/indexed-db.ts';
import { openIdbShelf } from './shelf-idb.ts';
import type { KeptSession } from './shelf.ts';

const kept = (id: string, saved = 1): KeptSession => ({
  ...{ id, title: 'T', board: 'SSD202', ops: 1 },
  ...{ chars: 10, saved, own: true, said: 'why' },
});
const long = (name: string): string => `${name} `.repeat(PIECE_INLINE_CHARS);

let databases: Databases;
beforeEach(() => {
  databases = stubIndexedDb();
});
afterAll(() => vi.unstubAllGlobals());
const keys = (store: string): unknown => databases.keys('carveout', store);

describe('a database', () => {
  it('has what was put into it, for a page that comes later too', async () => {
    const shelf = await openIdbShelf();
    expect(await shelf.list()).toEqual([]);
    await shelf.put(kept('a'), ['head\n', long('one'), long('two'), 'end\n']);
    await shelf.put(kept('b', 2), ['short\n']);
    const again = await openIdbShelf();
    expect(await again.list()).toEqual([kept('a'), kept('b', 2)]);
    expect(await again.text('a')).toEqual(['head\n', long('one'), long('two'), 'end\n']);
    expect(await again.text('b')).toEqual(['short\n']);
    expect(await again.text('c')).toBeUndefined();
  });
  it('keeps records, heads and pieces apart, and no piece that nobody names', async () => {
    const shelf = await openIdbShelf();
    await shelf.put(kept('a'), [long('one'), long('two'), long('three')]);
    await shelf.put(kept('a', 5), [long('one'), long('three'), long('four')]);
    expect([keys('sessions'), keys('texts')]).toEqual([['a'], ['a']]);
    expect(keys('pieces')).toEqual([0, 2, 3].map((number) => ['a', number]));
    expect(await shelf.list()).toEqual([kept('a', 5)]);
  });
  it('numbers pieces after those that are there, also of a page that was cut off', async () => {
    const first = await openIdbShelf();
    await first.put(kept('a'), [long('one'), long('two')]);
    // The head is not written any more.
    databases.fail = (store) =>
      store === 'texts' ? new DOMException('no room', 'QuotaExceededError') : undefined;
    await expect(first.put(kept('a'), [long('one'), long('lost')])).rejects.toThrow('no room');
    databases.fail = () => undefined;
    expect(keys('pieces')).toEqual([0, 1, 2].map((number) => ['a', number]));
    const again = await openIdbShelf();
    expect(await again.text('a')).toEqual([long('one'), long('two')]);
    await again.put(kept('a'), [long('one'), long('new')]);
    expect(keys('pieces')).toEqual([0, 3].map((number) => ['a', number]));
    expect(await again.text('a')).toEqual([long('one'), long('new')]);
  });
  it('loses sessions whole, and those alone', async () => {
    const shelf = await openIdbShelf();
    for (const id of ['a', 'ab', 'b', 'c']) await shelf.put(kept(id), [long(`text of ${id}`)]);
    await shelf.remove(['a', 'c', 'nobody']);
    expect(keys('sessions')).toEqual(['ab', 'b']);
    expect(keys('texts')).toEqual(['ab', 'b']);
    expect(keys('pieces')).toEqual([
      ['ab', 0],
      ['b', 0],
    ]);
    expect(await shelf.text('b')).toEqual([long('text of b')]);
  });
  it('reads more pieces than come in one go, in their order', async () => {
    const shelf = await openIdbShelf();
    const pieces = Array.from({ length: 70 }, (_, i) => long(`piece ${i}`));
    await shelf.put(kept('a'), pieces);
    expect(await (await openIdbShelf()).text('a')).toEqual(pieces);
  });
});

describe('two pages that write one session', () => {
  it('see one another, and the last one counts', async () => {
    const [one, two] = [await openIdbShelf(), await openIdbShelf()];
    await one.put(kept('a', 1), [long('one'), long('x')]);
    await two.put(kept('a', 2), [long('two'), long('x')]);
    await one.put(kept('a', 3), [long('three'), long('x')]);
    expect(await two.list()).toEqual([kept('a', 3)]);
    expect(await two.text('a')).toEqual([long('three'), long('x')]);
    expect(databases.keys('carveout', 'pieces')).toHaveLength(2);
  });
});

describe('what does not fit', () => {
  it.each(['sessions', 'texts', 'pieces'])(
    'in %s leaves all as it was, and says why',
    async (full) => {
      const shelf = await openIdbShelf();
      await shelf.put(kept('a'), [long('old'), 'tail']);
      databases.fail = (store) =>
        store === full ? new DOMException('no room', 'QuotaExceededError') : undefined;
      await expect(shelf.put(kept('a', 9), [long('new'), 'tail'])).rejects.toMatchObject({
        name: 'QuotaExceededError',
      });
      const again = await openIdbShelf();
      expect(await again.list()).toEqual([kept('a')]);
      expect(await again.text('a')).toEqual([long('old'), 'tail']);
    },
  );
});

describe('a database of an older page', () => {
  it('keeps its sessions, whose texts are read as they are and then written in pieces', async () => {
    databases.seed('carveout', 1, {
      sessions: { keyPath: 'id', rows: [{ key: 'a', value: kept('a') }] },
      texts: { keyPath: undefined, rows: [{ key: 'a', value: 'board ssd202\n' }] },
    });
    const shelf = await openIdbShelf();
    expect(await shelf.list()).toEqual([kept('a')]);
    expect(await shelf.text('a')).toEqual(['board ssd202\n']);
    await shelf.put(kept('a', 2), [long('new')]);
    expect(await shelf.text('a')).toEqual([long('new')]);
    expect(keys('pieces')).toEqual([['a', 0]]);
  });
  it('that is newer is left alone', async () => {
    databases.seed('carveout', 3, {});
    await expect(openIdbShelf()).rejects.toMatchObject({ name: 'VersionError' });
  });
  it('is none where the browser has none', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await expect(openIdbShelf()).rejects.toThrow();
  });
});

describe('a connection', () => {
  it('is opened once, however much is asked', async () => {
    const shelf = await openIdbShelf();
    await Promise.all([shelf.list(), shelf.text('a'), shelf.list()]);
    expect(databases.opened).toBe(1);
  });
  it('that the browser ended is opened again', async () => {
    const shelf = await openIdbShelf();
    await shelf.put(kept('a'), [long('one')]);
    databases.end('carveout');
    expect(await shelf.list()).toEqual([kept('a')]);
    expect(databases.opened).toBe(2);
  });
  it('goes out of the way of a newer page, and then says that it cannot go on', async () => {
    const shelf = await openIdbShelf();
    await shelf.put(kept('a'), [long('one')]);
    await databases.upgrade('carveout', 3);
    await expect(shelf.list()).rejects.toMatchObject({ name: 'VersionError' });
    // It is tried anew each time: the newer page may be gone with its data.
    databases.seed('carveout', 2, { sessions: { keyPath: 'id', rows: [] } });
    expect(await shelf.list()).toEqual([]);
  });
});
