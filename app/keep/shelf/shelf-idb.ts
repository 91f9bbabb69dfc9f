/**
 * The database that sessions are kept in: records, heads and pieces apart, so that a list of sessions
 * reads no texts. Texts are files of a documented version, so what an older page wrote can always be read.
 */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import { PiecedShelf } from './shelf-pieces.ts';
import type { Cabinet, Head, StoredPiece } from './shelf-pieces.ts';
import type { KeptSession, Shelf } from './shelf.ts';

interface Schema extends DBSchema {
  sessions: { key: string; value: KeptSession };
  /** Heads; version 1 of the database had whole texts in their place. */
  texts: { key: string; value: Head | string };
  /** Since version 2. */
  pieces: { key: [string, number]; value: StoredPiece };
}
const NAME = 'carveout';
const VERSION = 2;

const piecesOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Infinity]);

/** Rejects where there is no IndexedDB, where it is blocked, and where a newer page made it anew. */
export async function openIdbShelf(): Promise<Shelf> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const database = (): Promise<IDBPDatabase<Schema>> => {
    opened ??= openDB<Schema>(NAME, VERSION, {
      upgrade(db, from) {
        if (from < 1) {
          db.createObjectStore('sessions', { keyPath: 'id' });
          db.createObjectStore('texts');
        }
        if (from < 2) db.createObjectStore('pieces', { keyPath: ['id', 'number'] });
      },
      // A newer page in another tab wants to change the database: out of its way.
      blocking: (_now, _wanted, event) => {
        (event.target as IDBDatabase).close();
        opened = undefined;
      },
      terminated: () => (opened = undefined),
    });
    opened.catch(() => (opened = undefined));
    return opened;
  };
  await database();
  return new PiecedShelf(cabinetOf(database));
}

const cabinetOf = (database: () => Promise<IDBPDatabase<Schema>>): Cabinet => ({
  list: async () => (await database()).getAll('sessions'),
  head: async (id) => (await database()).get('texts', id),
  async numbers(id) {
    const keys = await (await database()).getAllKeys('pieces', piecesOf(id));
    return keys.map(([, number]) => number);
  },
  pieces: async (id, first, last) =>
    (await database()).getAll('pieces', IDBKeyRange.bound([id, first], [id, last])),
  async putPieces(pieces) {
    const work = (await database()).transaction('pieces', 'readwrite');
    await Promise.all([...pieces.map((piece) => work.store.put(piece)), work.done]);
  },
  async putHead(kept, head, gone, fits) {
    const all = (await database()).transaction(['sessions', 'texts', 'pieces'], 'readwrite');
    const texts = all.objectStore('texts');
    const fit = fits(await texts.get(kept.id));
    if (!fit) {
      await all.done;
      return false;
    }
    await Promise.all([
      all.objectStore('sessions').put(kept),
      texts.put(head, kept.id),
      ...gone.map((number) => all.objectStore('pieces').delete([kept.id, number])),
      all.done,
    ]);
    return true;
  },
  async remove(ids) {
    const all = (await database()).transaction(['sessions', 'texts', 'pieces'], 'readwrite');
    const each = ids.flatMap((id) => [
      all.objectStore('sessions').delete(id),
      all.objectStore('texts').delete(id),
      all.objectStore('pieces').delete(piecesOf(id)),
    ]);
    await Promise.all([...each, all.done]);
  },
});
