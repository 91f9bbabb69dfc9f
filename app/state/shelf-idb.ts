/**
 * The shelf in IndexedDB: records and texts apart, so that a list of sessions reads no texts. Texts
 * are files of a documented version, so what an older page wrote can always be read.
 */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import { readKept } from './shelf.ts';
import type { Kept, Shelf } from './shelf.ts';

interface Schema extends DBSchema {
  sessions: { key: string; value: Kept };
  texts: { key: string; value: string };
}
const NAME = 'carveout';
const VERSION = 1;

/** Rejects where there is no IndexedDB, where it is blocked, and where a newer page made it anew. */
export async function openIdbShelf(): Promise<Shelf> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const database = (): Promise<IDBPDatabase<Schema>> => {
    opened ??= openDB<Schema>(NAME, VERSION, {
      upgrade(db) {
        db.createObjectStore('sessions', { keyPath: 'id' });
        db.createObjectStore('texts');
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
  return {
    async list() {
      const all = await (await database()).getAll('sessions');
      return all.map(readKept).filter((kept) => kept !== undefined);
    },
    async text(id) {
      const text: unknown = await (await database()).get('texts', id);
      return typeof text === 'string' ? text : undefined;
    },
    async put(kept, text) {
      const both = (await database()).transaction(['sessions', 'texts'], 'readwrite');
      await Promise.all([
        both.objectStore('sessions').put(kept),
        both.objectStore('texts').put(text, kept.id),
        both.done,
      ]);
    },
    async remove(ids) {
      const both = (await database()).transaction(['sessions', 'texts'], 'readwrite');
      const each = ids.flatMap((id) => [
        both.objectStore('sessions').delete(id),
        both.objectStore('texts').delete(id),
      ]);
      await Promise.all([...each, both.done]);
    },
  };
}
