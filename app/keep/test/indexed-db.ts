/**
 * IndexedDB as far as a shelf uses it, in memory: versions with their upgrade and the wait for other
 * connections, transactions that are all or nothing and end by themselves, keys of texts and numbers.
 * Transactions of one database run one after the other, which the real one allows. Values are copied in
 * and out. `fail` is a disk that does not take what it is given.
 */
import { vi } from 'vitest';

type Key = string | number | readonly Key[];
interface Row {
  readonly key: Key;
  readonly value: unknown;
}
interface Kind {
  readonly keyPath: string | readonly string[] | undefined;
  rows: Row[];
}
interface Stored {
  version: number;
  kinds: Map<string, Kind>;
  readonly open: Set<Database>;
  /** Settles when the transaction before the next one is over. */
  turn: Promise<void>;
}

/** Numbers before texts before lists, lists by their first difference. */
function compare(a: Key, b: Key): number {
  const [rankA, rankB] = [a, b].map((key) => ['number', 'string', 'object'].indexOf(typeof key));
  if (rankA !== rankB) return rankA! - rankB!;
  if (typeof a !== 'object' || typeof b !== 'object') return a < b ? -1 : Number(a > b);
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const order = compare(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

class KeyRange {
  readonly lower: Key;
  readonly upper: Key;
  constructor(lower: Key, upper: Key) {
    this.lower = lower;
    this.upper = upper;
  }
  static bound(lower: Key, upper: Key): KeyRange {
    return new KeyRange(lower, upper);
  }
  has(key: Key): boolean {
    return compare(this.lower, key) <= 0 && compare(key, this.upper) <= 0;
  }
}
const rangeOf = (query: Key | KeyRange): KeyRange =>
  query instanceof KeyRange ? query : new KeyRange(query, query);

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

class Request<T = unknown> extends EventTarget {
  result!: T;
  error: DOMException | undefined;
  transaction: Transaction | undefined;
}

/** What the disk has not got room for, or never answers. */
interface Disk {
  fail: (store: string, value: unknown) => DOMException | undefined;
}

class Transaction extends EventTarget {
  error: DOMException | undefined;
  readonly objectStoreNames: readonly string[];
  readonly #stored: Stored;
  readonly #mayWrite: boolean;
  readonly disk: Disk;
  /** As everything was before it began. */
  readonly #before: Map<string, Kind>;
  #waiting: (() => void)[] = [];
  over = false;

  constructor(stored: Stored, names: readonly string[], mayWrite: boolean, disk: Disk) {
    super();
    this.objectStoreNames = names;
    this.#stored = stored;
    this.#mayWrite = mayWrite;
    this.disk = disk;
    this.#before = new Map();
    const before = stored.turn;
    stored.turn = before.then(() => this.#play());
  }
  objectStore(name: string): ObjectStore {
    const kind = this.#stored.kinds.get(name);
    if (!kind || !this.objectStoreNames.includes(name))
      throw new DOMException(`no store ${name} here`, 'NotFoundError');
    return new ObjectStore(this, name, () => this.#stored.kinds.get(name)!);
  }
  ask<T>(work: () => T, writes: boolean): Request<T> {
    if (this.over) throw new DOMException('it is over', 'TransactionInactiveError');
    if (writes && !this.#mayWrite) throw new DOMException('it only reads', 'ReadOnlyError');
    const request = new Request<T>();
    this.#waiting.push(() => {
      try {
        request.result = work();
        request.dispatchEvent(new Event('success'));
      } catch (error) {
        request.error = this.error = error as DOMException;
        request.dispatchEvent(new Event('error'));
      }
    });
    return request;
  }
  /** One request after the other, until nobody asks for more. */
  async #play(): Promise<void> {
    for (const [name, kind] of this.#stored.kinds)
      this.#before.set(name, { ...kind, rows: [...kind.rows] });
    await later();
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      next();
      if (this.error) break;
      await later();
    }
    this.over = true;
    if (this.error) this.#stored.kinds = this.#before;
    this.dispatchEvent(new Event(this.error ? 'abort' : 'complete'));
  }
}

class ObjectStore {
  readonly #work: Transaction;
  readonly #name: string;
  readonly #kind: () => Kind;
  constructor(work: Transaction, name: string, kind: () => Kind) {
    this.#work = work;
    this.#name = name;
    this.#kind = kind;
  }
  get(key: Key): Request {
    return this.#work.ask(() => this.#found(key)[0]?.value, false);
  }
  getAll(query?: KeyRange): Request {
    return this.#work.ask(() => this.#found(query).map(({ value }) => value), false);
  }
  getAllKeys(query?: KeyRange): Request {
    return this.#work.ask(() => this.#found(query).map(({ key }) => key), false);
  }
  put(value: unknown, given?: Key): Request {
    const copy = structuredClone(value);
    const { keyPath } = this.#kind();
    if ((keyPath === undefined) === (given === undefined))
      throw new DOMException('a key comes from one place', 'DataError');
    const fields = copy as Readonly<Record<string, Key>>;
    const key =
      keyPath === undefined
        ? given!
        : typeof keyPath === 'string'
          ? fields[keyPath]!
          : keyPath.map((path) => fields[path]!);
    return this.#work.ask(() => {
      const failure = this.#work.disk.fail(this.#name, copy);
      if (failure) throw failure;
      const kind = this.#kind();
      const others = kind.rows.filter((row) => compare(row.key, key) !== 0);
      kind.rows = [...others, { key, value: copy }].sort((a, b) => compare(a.key, b.key));
      return key;
    }, true);
  }
  delete(query: Key | KeyRange): Request {
    return this.#work.ask(() => {
      const kind = this.#kind();
      const range = rangeOf(query);
      kind.rows = kind.rows.filter(({ key }) => !range.has(key));
    }, true);
  }
  #found(query?: Key | KeyRange): readonly Row[] {
    const range = query === undefined ? undefined : rangeOf(query);
    const rows = this.#kind().rows.filter(({ key }) => !range || range.has(key));
    return rows.map(({ key, value }) => ({ key, value: structuredClone(value) }));
  }
}

class Database extends EventTarget {
  readonly #stored: Stored;
  readonly #disk: Disk;
  constructor(stored: Stored, disk: Disk) {
    super();
    this.#stored = stored;
    this.#disk = disk;
    stored.open.add(this);
  }
  createObjectStore(name: string, options: { readonly keyPath?: Kind['keyPath'] } = {}): void {
    this.#stored.kinds.set(name, { keyPath: options.keyPath, rows: [] });
  }
  transaction(names: string | readonly string[], mode = 'readonly'): Transaction {
    if (!this.#stored.open.has(this)) throw new DOMException('it is closed', 'InvalidStateError');
    const all = typeof names === 'string' ? [names] : names;
    return new Transaction(this.#stored, all, mode === 'readwrite', this.#disk);
  }
  close(): void {
    this.#stored.open.delete(this);
  }
}

class VersionChange extends Event {
  readonly oldVersion: number;
  readonly newVersion: number;
  constructor(type: string, oldVersion: number, newVersion: number) {
    super(type);
    this.oldVersion = oldVersion;
    this.newVersion = newVersion;
  }
}

/** All databases of one browser. */
export class Databases implements Disk {
  readonly #all = new Map<string, Stored>();
  /** How often a database was asked for. */
  opened = 0;
  fail: Disk['fail'] = () => undefined;

  open(name: string, version: number): Request<Database> {
    this.opened += 1;
    const request = new Request<Database>();
    void later().then(() => this.#open(request, name, version));
    return request;
  }
  async #open(request: Request<Database>, name: string, version: number): Promise<void> {
    const stored = this.#all.get(name) ?? {
      ...{ version: 0, kinds: new Map<string, Kind>() },
      ...{ open: new Set<Database>(), turn: Promise.resolve() },
    };
    if (stored.version > version) {
      request.error = new DOMException('it is of a newer page', 'VersionError');
      request.dispatchEvent(new Event('error'));
      return;
    }
    this.#all.set(name, stored);
    const { version: from } = stored;
    if (from < version) {
      for (const one of [...stored.open])
        one.dispatchEvent(new VersionChange('versionchange', from, version));
      while (stored.open.size > 0) await later();
      await stored.turn;
    }
    request.result = new Database(stored, this);
    if (from < version) {
      stored.version = version;
      request.dispatchEvent(new VersionChange('upgradeneeded', from, version));
    }
    request.dispatchEvent(new Event('success'));
  }

  /** Another page makes it anew; resolves once it may. */
  upgrade(name: string, version: number): Promise<void> {
    const request = this.open(name, version);
    return new Promise((resolve) => {
      request.addEventListener('success', () => {
        request.result.close();
        resolve();
      });
    });
  }
  /** The browser ends every connection: its data was cleared, or the disk is gone. */
  end(name: string): void {
    const stored = this.#all.get(name)!;
    for (const one of [...stored.open]) {
      stored.open.delete(one);
      one.dispatchEvent(new Event('close'));
    }
  }
  /** What an older page left. */
  seed(name: string, version: number, kinds: Readonly<Record<string, Kind>>): void {
    const open = new Set<Database>();
    const turn = Promise.resolve();
    this.#all.set(name, { version, kinds: new Map(Object.entries(kinds)), open, turn });
  }
  /** Keys of a store, in their order. */
  keys(name: string, store: string): readonly Key[] {
    return this.#all
      .get(name)!
      .kinds.get(store)!
      .rows.map(({ key }) => key);
  }
}

/** The page has this IndexedDB from now on, until its globals are put back. */
export function stubIndexedDb(): Databases {
  const databases = new Databases();
  vi.stubGlobal('indexedDB', databases);
  vi.stubGlobal('IDBKeyRange', KeyRange);
  vi.stubGlobal('IDBRequest', Request);
  vi.stubGlobal('IDBTransaction', Transaction);
  vi.stubGlobal('IDBObjectStore', ObjectStore);
  vi.stubGlobal('IDBDatabase', Database);
  // Nothing here has them; whoever wraps asks what they are.
  vi.stubGlobal('IDBIndex', class {});
  vi.stubGlobal('IDBCursor', class {});
  return databases;
}
